// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/leaf_reader.hpp>
#include <bailiwick/receipt/verification.hpp>

#include <map>
#include <set>

namespace bailiwick::detail {

// The checks are templates, so that only those who verify pay for compiling them.

/// What the receipts tell when read in their order: what was asked, decided, done or left open.
template <class Result> class log_story {
public:
    explicit log_story(Result& result) : result_(result) {}

    void add(unsigned long long index, std::string_view leaf) {
        const auto receipt = read_any_receipt(leaf);
        if (!receipt) return problem(index, receipt.why().subject);
        const auto take = [&](const auto& each) {
            count(index, each);
            tell(index, each);
        };
        std::visit(take, *receipt);
    }

    void end() {
        for (const auto& [act, action] : actions_) {
            if (action.now == phase::allowed) ++result_.open_intents;
            if (action.now == phase::waiting) ++result_.waiting;
            add_finding(result_.notes, "receipt " + std::to_string(action.intent),
                        "action " + act + std::string(words_of(action.now)));
        }
        for (const auto& [session, seen] : sessions_)
            if (!seen.early.empty())
                add_finding(result_.notes, "session " + session,
                            "no receipt with n " + std::to_string(seen.next) + ", but one with " +
                                std::to_string(*seen.early.begin()) +
                                ": a receipt was lost before the log");
    }

private:
    enum class phase { waiting, allowed, uncertain };
    struct action_told {
        unsigned long long intent = 0;
        phase now = phase::waiting;
    };
    struct session_told {
        long long next = 0;
        std::set<long long> early{}; // counted further than `next`
    };

    static std::string_view words_of(phase now) {
        if (now == phase::waiting) return " waits for approval";
        return now == phase::allowed ? " is allowed and has no outcome"
                                     : " may or may not have happened";
    }

    void problem(unsigned long long index, std::string what) {
        add_finding(result_.problems, "receipt " + std::to_string(index), std::move(what));
    }
    void note(unsigned long long index, std::string what) {
        add_finding(result_.notes, "receipt " + std::to_string(index), std::move(what));
    }

    void count(unsigned long long index, const record::header& common) {
        session_told& seen = sessions_[common.session];
        if (common.n < seen.next || !seen.early.insert(common.n).second) {
            return note(index, "session " + common.session + " counts " +
                                   std::to_string(common.n) + " twice");
        }
        for (; seen.early.erase(seen.next) > 0; ++seen.next) {}
    }

    void tell(unsigned long long index, const record::intent& told) {
        if (told.decision.effect == record::effect::deny) return;
        const bool allowed = told.decision.effect == record::effect::allow;
        actions_[told.act] = {index, allowed ? phase::allowed : phase::waiting};
    }
    void tell(unsigned long long index, const record::approval& told) {
        const bool granted = told.approval.state == record::approval_state::granted;
        const std::string what = "a decision on " + told.act + ", which no open intent asks for";
        const auto found = actions_.find(told.act);
        if (found == actions_.end()) return granted ? problem(index, what) : note(index, what);
        if (granted) found->second.now = phase::allowed;
        else if (told.approval.state != record::approval_state::pending) actions_.erase(found);
    }
    void tell(unsigned long long index, const record::outcome& told) {
        const auto found = actions_.find(told.act);
        const std::string what = "an outcome of " + told.act + ", which no open intent began";
        if (found == actions_.end()) {
            // What went well may be undone later; and a process that dies between its outcome and
            // the ticket's end leaves a ticket of which recovery says that nobody knows.
            const bool claims_nothing = told.outcome.status == record::status::rolled_back ||
                                        told.outcome.status == record::status::indeterminate;
            return claims_nothing ? note(index, what) : problem(index, what);
        }
        // After a timeout nobody knows the effect, and a person may let the call run once more.
        const bool is_unknown = told.outcome.status == record::status::indeterminate ||
                                told.outcome.status == record::status::timeout;
        if (is_unknown) found->second.now = phase::uncertain;
        else actions_.erase(found);
    }
    void tell(unsigned long long, const record::escalation&) {}
    void tell(unsigned long long, const record::control&) {}

    Result& result_;
    std::map<std::string, action_told> actions_{};
    std::map<std::string, session_told> sessions_{};
};

} // namespace bailiwick::detail
