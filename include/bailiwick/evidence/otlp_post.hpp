// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: needs libcurl, and only programs that feed a collector over the net do

#include <bailiwick/evidence/otlp_feed.hpp>
#include <bailiwick/tool/http_curl.hpp>

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
    explicit otlp_post(otlp_address to) : to_(std::move(to)) {
        while (to_.url.ends_with('/')) to_.url.pop_back();
    }

    /// The collector's answer, whatever its status; a refusal when none came.
    answer<otlp_reply> operator()(std::string_view path, const std::string& body) {
        const bool in_the_clear = to_.url.starts_with("http://");
        if (to_.url.find('@') != to_.url.npos ||
            !(to_.url.starts_with("https://") ||
              (in_the_clear && (to_.plain_http || is_local_url(to_.url)))))
            return refusal{reason::malformed_request, "post to a collector", to_.url,
                           "take https:// and no name before an @, or say plain_http where the "
                           "net is trusted"};
        std::vector<std::string> headers = to_.headers;
        headers.insert(headers.begin(), "Content-Type: application/json");
        auto came = http_.post(to_.url + std::string(path), headers, body,
                               {.connect = to_.connect, .whole = to_.whole});
        if (!came)
            return refusal{reason::state_unavailable, "post to a collector", to_.url,
                           came.why().subject};
        return otlp_reply{came->status, std::move(came->body), came->retry_after};
    }

private:
    otlp_address to_;
    http_curl http_{};
};

} // namespace bailiwick
