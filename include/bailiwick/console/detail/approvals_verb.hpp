// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/signed_approvals.hpp>
#include <bailiwick/console/detail/place.hpp>

namespace bailiwick::detail {

/// `receipts approvals`: every signed decision in the logs against the file of its signers.
class approvals_verb {
public:
    approvals_verb(const asked& typed, const screen& on) : typed_(typed), on_(on) {}

    console_exit run() const {
        if (auto fault = fault_of_state(typed_); fault && typed_.words.empty())
            return on_.refuse(*fault, console_exit::no_state);
        const std::string file =
            typed_.signers.empty() ? typed_.state + "/allowed_signers" : typed_.signers;
        const auto signers = read_allowed_signers(file);
        if (!signers) return on_.refuse(signers.why());
        const std::string logs = typed_.words.empty() ? typed_.state + "/log" : typed_.words[0];
        const auto checked = check_approvals(logs, *signers);
        if (!checked) return on_.refuse(checked.why(), console_exit::no_state);
        if (on_.is_json()) {
            boost::json::value problems;
            put_record(problems, checked->problems);
            on_.json(boost::json::object{{"signed", checked->signed_decisions},
                                         {"unsigned", checked->unsigned_decisions},
                                         {"problems", std::move(problems)}});
        } else {
            tell(*checked);
        }
        return checked->problems.empty() ? console_exit::done : console_exit::not_verified;
    }

private:
    void tell(const approvals_checked& found) const {
        for (const finding& each : found.problems)
            on_.line(each.where + ": " + each.what, tint::bad);
        on_.line(count_of(found.signed_decisions, "signed decision") + ", " +
                     (found.problems.empty() ? "all of them good"
                                             : count_of(found.problems.size(), "problem")) +
                     (found.unsigned_decisions == 0
                          ? ""
                          : "; " + std::to_string(found.unsigned_decisions) + " without signature"),
                 found.problems.empty() ? tint::good : tint::bad);
    }

    const asked& typed_;
    const screen& on_;
};

} // namespace bailiwick::detail
