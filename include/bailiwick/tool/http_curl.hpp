// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: needs libcurl, and only programs that speak to others over HTTP do

#include <bailiwick/charter/duration.hpp>
#include <bailiwick/tool/answer.hpp>

#include <memory>
#include <span>
#include <string>

#include <curl/curl.h>

namespace bailiwick {

/// What came back, whatever its status.
struct http_reply {
    int status = 0;
    std::string content_type{};
    std::string body{};
    duration retry_after{}; ///< zero if it does not say
};

/// How long an exchange may take, and how much may come back.
struct http_limits {
    duration connect = seconds(5), whole = seconds(30);
    std::size_t largest_reply = 64 * 1024;
};

/// Whether a URL is of this machine itself, and so without TLS yet not in the clear.
inline bool is_local_url(std::string_view url) {
    for (const std::string_view each : {"http://127.0.0.1", "http://localhost", "http://[::1]"}) {
        if (!url.starts_with(each)) continue;
        const std::string_view rest = url.substr(each.size());
        const bool has_user = rest.substr(0, rest.find('/')).find('@') != rest.npos;
        if (!has_user && (rest.empty() || rest[0] == ':' || rest[0] == '/')) return true;
    }
    return false;
}

/// Exchanges over HTTP with libcurl, one after the other over kept connections: verified TLS, no
/// redirect, an end in time, a reply of bounded size, no proxy for this machine's own address.
///
/// A refusal says that nothing came: `timed_out`, or `state_unavailable` with libcurl's words as
/// its subject.
class http_curl {
public:
    http_curl() : handle_(opened()) {}

    answer<http_reply> get(const std::string& url, const http_limits& limits = {}) {
        return exchange(url, {}, nullptr, limits);
    }
    /// Posts a body; `headers` are whole lines, such as "Content-Type: text/plain".
    answer<http_reply> post(const std::string& url, std::span<const std::string> headers,
                            const std::string& body, const http_limits& limits = {}) {
        return exchange(url, headers, &body, limits);
    }

private:
    struct ending {
        void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
        void operator()(curl_slist* all) const noexcept { curl_slist_free_all(all); }
    };
    using list = std::unique_ptr<curl_slist, ending>;
    struct receiver {
        std::string body{};
        std::size_t most = 0;
    };

    answer<http_reply> exchange(const std::string& url, std::span<const std::string> headers,
                                const std::string* body, const http_limits& limits) {
        if (!handle_) return unreached("libcurl could not be started");
        CURL* const on = handle_.get();
        curl_easy_reset(on); // settings go, connections stay
        receiver got{{}, limits.largest_reply};
        const list lines = list_of(headers);
        bool good = lines != nullptr;
        const auto set = [&](CURLoption option, auto value) {
            good = curl_easy_setopt(on, option, value) == CURLE_OK && good;
        };
        set(CURLOPT_URL, url.c_str());
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        set(CURLOPT_NOSIGNAL, 1L);
        if (is_local_url(url)) set(CURLOPT_PROXY, ""); // a proxy would be another machine
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.milliseconds));
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(limits.whole.milliseconds));
        set(CURLOPT_HTTPHEADER, lines.get());
        if (body) {
            set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body->size()));
            set(CURLOPT_POSTFIELDS, body->data());
        }
        set(CURLOPT_WRITEFUNCTION, &receive);
        set(CURLOPT_WRITEDATA, &got);
        const CURLcode code = good ? curl_easy_perform(on) : CURLE_FAILED_INIT;
        if (code == CURLE_OPERATION_TIMEDOUT)
            return refusal{reason::timed_out, "ask over HTTP", curl_easy_strerror(code),
                           "ask again later"};
        if (code != CURLE_OK) return unreached(curl_easy_strerror(code));
        long status = 0;
        curl_off_t wait = 0;
        const char* type = nullptr;
        curl_easy_getinfo(on, CURLINFO_RESPONSE_CODE, &status);
        curl_easy_getinfo(on, CURLINFO_RETRY_AFTER, &wait);
        curl_easy_getinfo(on, CURLINFO_CONTENT_TYPE, &type);
        return http_reply{static_cast<int>(status), type ? type : "", std::move(got.body),
                          seconds(wait)};
    }

    static CURL* opened() {
        static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
        return ready == CURLE_OK ? curl_easy_init() : nullptr;
    }
    static std::size_t receive(const char* bytes, std::size_t one, std::size_t count, void* into) {
        receiver& got = *static_cast<receiver*>(into);
        if (one * count > got.most - got.body.size()) return 0; // fewer than came end the transfer
        got.body.append(bytes, one * count);
        return one * count;
    }
    // A body is sent at once, without asking first whether it may be.
    static list list_of(std::span<const std::string> headers) {
        list all(curl_slist_append(nullptr, "Expect:"));
        for (const std::string& each : headers)
            if (!all || !curl_slist_append(all.get(), each.c_str())) return nullptr;
        return all;
    }
    static refusal unreached(std::string_view what) {
        return {reason::state_unavailable, "ask over HTTP", std::string(what),
                "check the address, the net and who answers there"};
    }

    std::unique_ptr<CURL, ending> handle_;
};

} // namespace bailiwick
