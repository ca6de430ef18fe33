// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: it needs libcurl, and only programs that ask witnesses over the net do

#include <bailiwick/tool/http_curl.hpp>
#include <bailiwick/witness/request.hpp>

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
        const std::string headers[] = {"Content-Type: text/plain"};
        auto came = http_curl().post(prefix_ + path, headers, body,
                                     {.connect = whole_, .whole = whole_,
                                      .largest_reply = largest_witness_message});
        if (came)
            return witness_reply{came->status, std::move(came->content_type),
                                 std::move(came->body)};
        if (came.why().code == reason::timed_out)
            return refusal{reason::timed_out, "ask a witness", prefix_, "ask again later"};
        return refusal{reason::no_evidence, "ask a witness", prefix_ + ": " + came.why().subject,
                       "check the address, the net and the witness"};
    }

private:
    std::string prefix_;
    duration whole_;
};

} // namespace bailiwick
