// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: needs libcurl, and only programs that check logs over the net do

#include <bailiwick/receipt/fetch.hpp>
#include <bailiwick/tool/http_curl.hpp>

namespace bailiwick {

/// Reads what a log publishes over HTTP: the `url_reader` of `fetch_log`, and of the console's
/// `receipts verify --from URL`.
///
/// Plain HTTP will do: what comes is checked against signatures, whoever has carried it.
class curl_reader {
public:
    explicit curl_reader(duration whole = seconds(60))
        : whole_(whole), http_(std::make_shared<http_curl>()) {}

    answer<std::string> operator()(const std::string& url, std::size_t most) const {
        const bool is_http = url.starts_with("https://") || url.starts_with("http://");
        if (!is_http || url.find_first_of("@?#") != url.npos)
            return refusal{reason::malformed_request, "fetch", url,
                           "name the log as https://host/folder, without a user or a question"};
        // What says that there is nothing may be longer than what is asked for.
        const std::size_t room = most < 64 * 1024 ? 64 * 1024 : most;
        auto came = http_->get(url, {.whole = whole_, .largest_reply = room});
        if (!came)
            return refusal{came.why().code, "fetch", url + ": " + came.why().subject,
                           came.why().hint};
        if (came->status == 200 && came->body.size() <= most) return std::move(came->body);
        if (came->status == 200)
            return refusal{reason::no_evidence, "fetch", url + ": is longer than it can be",
                           "ask who runs the server: this is no file of a log"};
        if (came->status == 404 || came->status == 410)
            return refusal{reason::no_evidence, "fetch", url + ": there is nothing",
                           "check the address"};
        return refusal{reason::state_unavailable, "fetch",
                       url + ": status " + std::to_string(came->status),
                       "ask who runs the server, or try again later"};
    }

private:
    duration whole_;
    std::shared_ptr<http_curl> http_; // one copy of this after the other uses it, never two at once
};

} // namespace bailiwick
