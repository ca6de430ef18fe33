// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/verify_sessions.hpp>

namespace bailiwick::detail {

// The checks are templates, so that only those who verify pay for compiling them.

/// What the receipts tell when read in their order: what was asked, decided, done or left open.
template <class Result> class log_story {
public:
    explicit log_story(Result& result) : result_(result) {}

    /// Says that the beginning was pruned: what is told of unknown actions may belong to it.
    void begin_late() noexcept {
        begins_late_ = true;
        sessions_.begin_late();
    }

    void add(unsigned long long index, std::string_view leaf) { add(index, read_outline(leaf)); }

    void add(unsigned long long index, const answer<receipt_outline>& told) {
        if (!told) return problem(index, told.why().subject);
        sessions_.count(index, *told);
        if (is_same_text(told->type, record::intent::word)) intent(index, *told);
        else if (is_same_text(told->type, record::approval::word)) approval(index, *told);
        else if (is_same_text(told->type, record::outcome::word)) outcome(index, *told);
    }

    void end() {
        for (const auto& [act, action] : actions_) {
            if (action.now == phase::allowed) ++result_.open_intents;
            if (action.now == phase::waiting) ++result_.waiting;
            add_finding(result_.notes, "receipt " + std::to_string(action.intent),
                        "action " + act + std::string(words_of(action.now)));
        }
        sessions_.end();
    }

private:
    enum class phase { waiting, allowed, uncertain };
    struct action_told {
        unsigned long long intent = 0;
        phase now = phase::waiting;
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

    void intent(unsigned long long index, const receipt_outline& told) {
        if (is_same_text(told.effect, "deny")) return;
        actions_.insert_or_assign(std::string(told.act),
                                  action_told{index, is_same_text(told.effect, "allow")
                                                         ? phase::allowed
                                                         : phase::waiting});
    }
    void approval(unsigned long long index, const receipt_outline& told) {
        const bool granted = is_same_text(told.state, "granted");
        const auto found = actions_.find(told.act);
        if (found == actions_.end()) {
            const std::string what =
                "a decision on " + std::string(told.act) + ", which no open intent asks for";
            return granted && !begins_late_ ? problem(index, what) : note(index, what);
        }
        if (granted) found->second.now = phase::allowed;
        else if (told.state != "pending") actions_.erase(found);
    }
    void outcome(unsigned long long index, const receipt_outline& told) {
        const auto found = actions_.find(told.act);
        if (found == actions_.end()) {
            const std::string what =
                "an outcome of " + std::string(told.act) + ", which no open intent began";
            // What went well may be undone later; and a process that dies between its outcome and
            // the ticket's end leaves a ticket of which recovery says that nobody knows.
            const bool claims_nothing = is_same_text(told.status, "rolled_back") ||
                                        is_same_text(told.status, "indeterminate");
            return claims_nothing || begins_late_ ? note(index, what) : problem(index, what);
        }
        // After a timeout nobody knows the effect, and a person may let the call run once more.
        const bool is_unknown = is_same_text(told.status, "indeterminate") ||
                                is_same_text(told.status, "timeout");
        if (is_unknown) found->second.now = phase::uncertain;
        else actions_.erase(found);
    }

    Result& result_;
    std::map<std::string, action_told, std::less<>> actions_{};
    session_counts<Result> sessions_{result_};
    bool begins_late_ = false;
};

} // namespace bailiwick::detail
