// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "endpoint.hpp"

/// One POST over libcurl: verified TLS, no redirect, an end in time, and an answer of bounded size.

namespace helpdesk {

struct http_limits {
    bw::duration connect = bw::seconds(10);
    bw::duration whole = bw::seconds(60);
    std::size_t answer_bytes = 1024 * 1024;
};

struct http_answer {
    long status = 0;
    std::string body{};
    bw::duration retry_after{}; ///< zero when the endpoint does not say
};

class http_post {
public:
    http_post() : handle_(opened(), curl_easy_cleanup) {}

    /// Sends JSON with the key, and gives whatever status comes; a refusal when none does.
    bw::answer<http_answer> send(const endpoint& to, const std::string& body,
                                 const http_limits& limits) {
        if (!handle_) return failed(to, "libcurl could not be started");
        CURL* on = handle_.get();
        curl_easy_reset(on); // settings go, connections stay
        good_ = true;
        received got{limits.answer_bytes};
        list headers(curl_slist_append(nullptr, "Content-Type: application/json"),
                     curl_slist_free_all);
        const std::string url = to.base + "/chat/completions";
        set(on, CURLOPT_URL, url.c_str());
        set(on, CURLOPT_PROTOCOLS_STR, to.is_local ? "http,https" : "https");
        set(on, CURLOPT_FOLLOWLOCATION, 0L);
        set(on, CURLOPT_SSL_VERIFYPEER, 1L);
        set(on, CURLOPT_SSL_VERIFYHOST, 2L);
        // This machine's own address is never asked for through a proxy, which is another machine.
        if (to.is_local) set(on, CURLOPT_PROXY, "");
        set(on, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.milliseconds));
        set(on, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.whole.milliseconds));
        set(on, CURLOPT_HTTPHEADER, headers.get());
        set(on, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
        set(on, CURLOPT_POSTFIELDS, body.data());
        set(on, CURLOPT_WRITEFUNCTION, &receive);
        set(on, CURLOPT_WRITEDATA, &got);
        lend_key(on, to.key);
        const CURLcode code = good_ ? curl_easy_perform(on) : CURLE_FAILED_INIT;
        if (code != CURLE_OK) return why_not(to, code, got, limits);
        http_answer came{.body = std::move(got.body)};
        curl_off_t wait = 0;
        curl_easy_getinfo(on, CURLINFO_RESPONSE_CODE, &came.status);
        curl_easy_getinfo(on, CURLINFO_RETRY_AFTER, &wait);
        came.retry_after = bw::seconds(wait);
        return came;
    }

private:
    using list = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;
    struct received {
        std::size_t most;
        std::string body{};
        bool too_large = false;
    };

    static CURL* opened() {
        static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
        return ready == CURLE_OK ? curl_easy_init() : nullptr;
    }
    static std::size_t receive(const char* bytes, std::size_t one, std::size_t count, void* into) {
        received& got = *static_cast<received*>(into);
        got.too_large = count * one > got.most - got.body.size();
        if (got.too_large) return 0; // ends the transfer
        got.body.append(bytes, one * count);
        return one * count;
    }

    // A setting that is not taken, such as one for TLS, must not be gone without.
    template <class Value> void set(CURL* on, CURLoption option, Value value) {
        good_ = curl_easy_setopt(on, option, value) == CURLE_OK && good_;
    }

    /// The key goes into the Authorization header and nowhere else; our copy is zeroed.
    void lend_key(CURL* on, const bw::secret& key) {
        if (key.is_empty()) return;
        std::string copy(key.reveal(bw::reason_to_reveal{"the Authorization header"}));
        set(on, CURLOPT_HTTPAUTH, CURLAUTH_BEARER);
        set(on, CURLOPT_XOAUTH2_BEARER, copy.c_str());
        static_cast<void>(bw::secret::taken_from(std::move(copy)));
    }

    static bw::refusal failed(const endpoint& to, std::string hint) {
        return {bw::reason::model_unavailable, "model", to.base, std::move(hint)};
    }
    static bw::refusal why_not(const endpoint& to, CURLcode code, const received& got,
                               const http_limits& limits) {
        if (got.too_large)
            return {bw::reason::resource_limit_exceeded, "model", to.base,
                    "the answer has more than " + std::to_string(limits.answer_bytes) +
                        " bytes: is this an endpoint for chat completions?"};
        if (code == CURLE_OPERATION_TIMEDOUT)
            return {bw::reason::timed_out, "model", to.base,
                    "no answer within " + std::to_string(limits.whole.milliseconds) +
                        " ms: try again later"};
        if (code == CURLE_PEER_FAILED_VERIFICATION)
            return failed(to, "its TLS certificate does not hold: nothing was sent");
        return failed(to,
                      std::string(curl_easy_strerror(code)) + ": check the address and the net");
    }

    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle_;
    bool good_ = true;
};

} // namespace helpdesk
