// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: needs libcurl, and only programs that tell others over HTTP do

#include <bailiwick/credential/provider.hpp>
#include <bailiwick/credential/time_source.hpp>
#include <bailiwick/notify/detail/webhook_signature.hpp>
#include <bailiwick/notify/hook.hpp>
#include <bailiwick/tool/http_curl.hpp>

#include <algorithm>
#include <random>

#include <time.h>

namespace bailiwick {

/// Where messages are posted, and how often in one go.
struct webhook_options {
    std::string url{};                  ///< https://, or http:// to this machine itself
    std::vector<std::string> headers{}; ///< whole lines besides ours
    unsigned attempts = 4;
    duration first_wait{500}; ///< doubles with every attempt; the wait is drawn from its upper half
    duration longest_wait = seconds(10);
    duration connect = seconds(5), whole = seconds(15);
};

namespace detail {

inline void wait_for(duration span) {
    const timespec pause{static_cast<time_t>(span.milliseconds / 1000),
                         static_cast<long>(span.milliseconds % 1000 * 1'000'000)};
    ::nanosleep(&pause, nullptr);
}

} // namespace detail

/// Posts each message as JSON, signed with a shared secret that is fetched for each message, so
/// that a rotated one counts at once.
///
/// The header is `Bailiwick-Signature: t=<unix seconds>,v1=<hex>`: HMAC-SHA256 over `<t>.<body>`.
/// 429, 502, 503, 504 and a receiver out of reach are tried again, later in the end; every other
/// answer but 2xx is final. Refusals name the receiver's host alone: a path may be a secret.
template <secret_provider Provider, class Wait = void (*)(duration)> class webhook {
public:
    webhook(webhook_options options, Provider key, time_source clock = {},
            Wait wait = detail::wait_for)
        : options_(std::move(options)), key_(std::move(key)), clock_(clock), wait_(wait) {}

    answer<done> send(const notice_message& one) {
        if (!is_allowed(options_.url))
            return refusal{reason::malformed_request, "notify", host(),
                           "take https://, or http:// to this machine, and no name before an @"};
        const std::string body = json_text(message_json(one));
        for (unsigned attempt = 1;; ++attempt) {
            const answer<std::string> signature = sign(body);
            if (!signature)
                return signature.why();
            const answer<http_reply> came = post(body, *signature);
            if (came && came->status >= 200 && came->status < 300)
                return done{};
            const bool is_later = !came || came->status == 429 || came->status == 502 ||
                                  came->status == 503 || came->status == 504;
            if (!is_later)
                return refusal{reason::tool_failed, "notify", host(),
                               "status " + std::to_string(came->status) +
                                   ": the receiver does not take it"};
            const duration asked = came ? came->retry_after : duration{};
            if (attempt >= options_.attempts || asked > options_.longest_wait)
                return refusal{reason::state_unavailable, "notify", host(),
                               came ? "status " + std::to_string(came->status)
                                    : came.why().subject};
            wait_(std::max(asked, backoff(attempt)));
        }
    }

private:
    static bool is_allowed(std::string_view url) {
        for (const char c : url)
            if (c <= ' ' || c == 0x7f)
                return false;
        return url.find('@') == url.npos && (url.starts_with("https://") || is_local_url(url));
    }
    std::string host() const {
        const std::size_t start = options_.url.find("://");
        const std::size_t from = start == std::string::npos ? 0 : start + 3;
        const std::size_t end = std::min(options_.url.find_first_of("/?#", from),
                                         options_.url.size());
        const std::string place = options_.url.substr(from, end - from);
        return place.substr(place.find('@') + 1); // a name or password before it stays unsaid
    }

    answer<std::string> sign(const std::string& body) const {
        const answer<secret> key = key_.fetch();
        if (!key)
            return key.why();
        const std::string_view bytes = key->reveal(reason_to_reveal{"a webhook is signed"});
        std::string signature = detail::webhook_signature(
            bytes, clock_.now().microseconds / 1'000'000, body);
        if (bytes.empty() || signature.empty())
            return refusal{reason::secret_unavailable, "notify", key_.resting_place(),
                           "the webhook needs a secret to sign with"};
        return signature;
    }

    answer<http_reply> post(const std::string& body, const std::string& signature) {
        std::vector<std::string> headers = options_.headers;
        headers.insert(headers.begin(),
                       {"Content-Type: application/json", "Bailiwick-Signature: " + signature});
        return http_.post(options_.url, headers, body,
                          {.connect = options_.connect, .whole = options_.whole});
    }

    // Many notifiers that lost the same receiver come back one after the other.
    duration backoff(unsigned attempt) {
        long long most = options_.first_wait.milliseconds;
        for (unsigned i = 1; i < attempt && most < options_.longest_wait.milliseconds; ++i)
            most *= 2;
        most = std::min(most, options_.longest_wait.milliseconds);
        return duration{std::uniform_int_distribution<long long>(most / 2, most)(chance_)};
    }

    webhook_options options_;
    Provider key_;
    time_source clock_;
    Wait wait_;
    http_curl http_{};
    std::minstd_rand chance_{static_cast<unsigned>(system_now().microseconds)};
};

} // namespace bailiwick
