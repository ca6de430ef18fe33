// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: it needs libcurl, and only programs that ask witnesses over the net do

#include <bailiwick/charter/duration.hpp>
#include <bailiwick/tool/answer.hpp>
#include <bailiwick/witness/request.hpp>

#include <memory>

#include <curl/curl.h>

namespace bailiwick {

/// Carries requests to a witness over HTTP: verified TLS, no redirect, an end in time, and a reply
/// of bounded size. Without TLS nothing can be forged either, because cosignatures are signed.
class curl_post {
public:
    /// `prefix` is the witness's address for submissions: `https://witness.example/w1`.
    explicit curl_post(std::string prefix, duration whole = seconds(30))
        : prefix_(std::move(prefix)), whole_(whole) {
        while (prefix_.ends_with('/')) prefix_.pop_back();
    }

    answer<witness_reply> operator()(const std::string& path, const std::string& body) {
        static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
        const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> on(
            ready == CURLE_OK ? curl_easy_init() : nullptr, curl_easy_cleanup);
        if (!on) return no("libcurl could not be started");
        // A body of this size is sent at once, without asking first whether it may be.
        const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(
            curl_slist_append(curl_slist_append(nullptr, "Content-Type: text/plain"), "Expect:"),
            curl_slist_free_all);
        const std::string url = prefix_ + path;
        std::string got;
        bool good = true;
        const auto set = [&](CURLoption option, auto value) {
            good = curl_easy_setopt(on.get(), option, value) == CURLE_OK && good;
        };
        set(CURLOPT_URL, url.c_str());
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        set(CURLOPT_NOSIGNAL, 1L);
        if (is_local()) set(CURLOPT_PROXY, "");
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(whole_.milliseconds));
        set(CURLOPT_HTTPHEADER, headers.get());
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
        set(CURLOPT_POSTFIELDS, body.data());
        set(CURLOPT_WRITEFUNCTION, &receive);
        set(CURLOPT_WRITEDATA, &got);
        const CURLcode code = good ? curl_easy_perform(on.get()) : CURLE_FAILED_INIT;
        if (code == CURLE_OPERATION_TIMEDOUT)
            return refusal{reason::timed_out, "ask a witness", prefix_, "ask again later"};
        if (code != CURLE_OK) return no(curl_easy_strerror(code));
        long status = 0;
        const char* type = nullptr;
        curl_easy_getinfo(on.get(), CURLINFO_RESPONSE_CODE, &status);
        curl_easy_getinfo(on.get(), CURLINFO_CONTENT_TYPE, &type);
        return witness_reply{static_cast<int>(status), type ? type : "", std::move(got)};
    }

private:
    // This machine's own address is never asked for through a proxy, which is another machine.
    bool is_local() const {
        for (const std::string_view each :
             {"http://127.0.0.1", "http://localhost", "http://[::1]"})
            if (prefix_.starts_with(each) &&
                (prefix_.size() == each.size() || prefix_[each.size()] == ':' ||
                 prefix_[each.size()] == '/'))
                return true;
        return false;
    }

    // Fewer bytes than came end the transfer.
    static std::size_t receive(const char* bytes, std::size_t one, std::size_t count, void* into) {
        std::string& got = *static_cast<std::string*>(into);
        if (count * one > largest_witness_message - got.size()) return 0;
        got.append(bytes, one * count);
        return one * count;
    }

    refusal no(std::string what) const {
        return {reason::no_evidence, "ask a witness", prefix_ + ": " + std::move(what),
                "check the address, the net and the witness"};
    }

    std::string prefix_;
    duration whole_;
};

} // namespace bailiwick
