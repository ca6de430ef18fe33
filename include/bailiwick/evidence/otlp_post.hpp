// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: needs libcurl, and only programs that feed a collector over the net do

#include <bailiwick/evidence/otlp_feed.hpp>

#include <memory>

#include <curl/curl.h>

namespace bailiwick {

/// Where a collector listens, and what it must be told.
struct otlp_address {
    std::string url{};                  ///< "https://collector.example:4318"
    std::vector<std::string> headers{}; ///< whole lines, such as "Authorization: Bearer …"
    bool plain_http = false;            ///< without TLS also to other machines
    duration connect = seconds(5), whole = seconds(30);
};

/// Posts to an OTLP/HTTP collector: verified TLS, no redirect, an end in time, a reply of bounded
/// size. It is the `Send` of an `otlp_feed`.
class otlp_post {
public:
    explicit otlp_post(otlp_address to) : to_(std::move(to)), handle_(opened()) {
        while (to_.url.ends_with('/')) to_.url.pop_back();
    }

    /// The collector's answer, whatever its status; a refusal when none came.
    answer<otlp_reply> operator()(std::string_view path, const std::string& body) {
        const bool in_the_clear = to_.url.starts_with("http://");
        if (to_.url.find('@') != to_.url.npos ||
            !(to_.url.starts_with("https://") || (in_the_clear && (to_.plain_http || is_local()))))
            return refusal{reason::malformed_request, "post to a collector", to_.url,
                           "take https:// and no name before an @, or say plain_http where the "
                           "net is trusted"};
        if (!handle_) return unreached("libcurl could not be started");
        CURL* const on = handle_.get();
        curl_easy_reset(on); // settings go, connections stay
        const list headers = header_list();
        const std::string url = to_.url + std::string(path);
        std::string got;
        bool good = headers != nullptr;
        const auto set = [&](CURLoption option, auto value) {
            good = curl_easy_setopt(on, option, value) == CURLE_OK && good;
        };
        set(CURLOPT_URL, url.c_str());
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        set(CURLOPT_NOSIGNAL, 1L);
        if (is_local()) set(CURLOPT_PROXY, ""); // a proxy would be another machine
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(to_.connect.milliseconds));
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(to_.whole.milliseconds));
        set(CURLOPT_HTTPHEADER, headers.get());
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
        set(CURLOPT_POSTFIELDS, body.data());
        set(CURLOPT_WRITEFUNCTION, &receive);
        set(CURLOPT_WRITEDATA, &got);
        const CURLcode code = good ? curl_easy_perform(on) : CURLE_FAILED_INIT;
        if (code != CURLE_OK) return unreached(curl_easy_strerror(code));
        long status = 0;
        curl_off_t wait = 0;
        curl_easy_getinfo(on, CURLINFO_RESPONSE_CODE, &status);
        curl_easy_getinfo(on, CURLINFO_RETRY_AFTER, &wait);
        return otlp_reply{static_cast<int>(status), std::move(got), seconds(wait)};
    }

private:
    struct ending {
        void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
        void operator()(curl_slist* all) const noexcept { curl_slist_free_all(all); }
    };
    using list = std::unique_ptr<curl_slist, ending>;
    static constexpr std::size_t largest_reply = 64 * 1024;

    static CURL* opened() {
        static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
        return ready == CURLE_OK ? curl_easy_init() : nullptr;
    }
    static std::size_t receive(const char* bytes, std::size_t one, std::size_t count, void* into) {
        std::string& got = *static_cast<std::string*>(into);
        if (one * count > largest_reply - got.size()) return 0; // ends the transfer
        got.append(bytes, one * count);
        return one * count;
    }
    // A body of this size is sent at once, without asking first whether it may be.
    list header_list() const {
        list all(curl_slist_append(nullptr, "Content-Type: application/json"));
        std::vector<std::string> lines = to_.headers;
        lines.emplace_back("Expect:");
        for (const std::string& each : lines) {
            if (!all || !curl_slist_append(all.get(), each.c_str())) return nullptr;
        }
        return all;
    }
    bool is_local() const {
        for (const std::string_view each :
             {"http://127.0.0.1", "http://localhost", "http://[::1]"})
            if (to_.url.starts_with(each) &&
                (to_.url.size() == each.size() || to_.url[each.size()] == ':'))
                return true;
        return false;
    }
    refusal unreached(std::string_view what) const {
        return {reason::state_unavailable, "post to a collector", to_.url, std::string(what)};
    }

    otlp_address to_;
    std::unique_ptr<CURL, ending> handle_;
};

} // namespace bailiwick
