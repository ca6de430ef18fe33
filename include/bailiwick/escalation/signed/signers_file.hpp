// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: it needs OpenSSL, and only queues that want signed decisions do

#include <bailiwick/escalation/decision_check.hpp>
#include <bailiwick/escalation/signed/check.hpp>

namespace bailiwick {

/// The `allowed_signers` file of a state, read anew for each decision and each start: who is taken
/// out of it can neither decide nor stand behind a grant from that moment on.
class signers_file {
public:
    signers_file() = default;
    explicit signers_file(std::string path) : path_(std::move(path)) {}

    const std::string& path() const noexcept { return path_; }

    /// The check for a desk; it refers to this object, which stays where it is meanwhile.
    decision_check check() const { return {check_decision, check_start, this}; }

private:
    static answer<done> check_decision(const void* on, const ticket& about, ticket_verb verb,
                                       const voter& by, std::string_view why,
                                       std::string_view signature, instant now) {
        const auto signers = read_allowed_signers(static_cast<const signers_file*>(on)->path_);
        if (!signers)
            return signers.why();
        return check_signed_decision(about, verb, by, why, signature, *signers, now);
    }
    static answer<done> check_start(const void* on, const ticket& about, instant now) {
        const auto signers = read_allowed_signers(static_cast<const signers_file*>(on)->path_);
        if (!signers)
            return signers.why();
        return recheck_votes(about, *signers, now);
    }

    std::string path_{};
};

} // namespace bailiwick
