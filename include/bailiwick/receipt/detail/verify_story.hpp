// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/outline.hpp>
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
        const auto told = read_outline(leaf);
        if (!told) return problem(index, told.why().subject);
        count(index, *told);
        if (told->type == record::intent::word) intent(index, *told);
        else if (told->type == record::approval::word) approval(index, *told);
        else if (told->type == record::outcome::word) outcome(index, *told);
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
        unsigned long long last_seen = 0;
        std::set<long long> early{}; // counted further than `next`
    };
    using sessions = std::map<std::string, session_told, std::less<>>;
    static constexpr std::size_t most_sessions = 65'536;

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

    void count(unsigned long long index, const receipt_outline& told) {
        session_told& seen = session_of(told);
        seen.last_seen = index;
        // Nearly always it is the next one.
        if (told.n == seen.next && seen.early.empty()) return void(++seen.next);
        if (told.n < seen.next || !seen.early.insert(told.n).second)
            return note(index, "session " + std::string(told.session) + " counts " +
                                   std::to_string(told.n) + " twice");
        for (; seen.early.erase(seen.next) > 0; ++seen.next) {}
    }

    // Receipts of a session follow each other closely, so that the last one is mostly this one.
    session_told& session_of(const receipt_outline& told) {
        if (last_ != sessions_.end() && last_->first == told.session) return last_->second;
        last_ = sessions_.find(told.session);
        if (last_ != sessions_.end()) return last_->second;
        if (sessions_.size() >= most_sessions) forget_old_sessions();
        last_ = sessions_.emplace(std::string(told.session), session_told{}).first;
        // One that was forgotten goes on where it is.
        if (has_forgotten_) last_->second.next = told.n;
        return last_->second;
    }

    // The older half of those that lack nothing: memory does not grow with the log.
    void forget_old_sessions() {
        unsigned long long sum = 0;
        for (const auto& [session, seen] : sessions_) sum += seen.last_seen;
        const unsigned long long middle = sum / sessions_.size();
        for (auto each = sessions_.begin(); each != sessions_.end();)
            if (each->second.early.empty() && each->second.last_seen <= middle)
                each = sessions_.erase(each);
            else ++each;
        has_forgotten_ = true;
    }

    void intent(unsigned long long index, const receipt_outline& told) {
        if (told.effect == "deny") return;
        actions_.insert_or_assign(std::string(told.act),
                                  action_told{index, told.effect == "allow" ? phase::allowed
                                                                            : phase::waiting});
    }
    void approval(unsigned long long index, const receipt_outline& told) {
        const bool granted = told.state == "granted";
        const auto found = actions_.find(told.act);
        if (found == actions_.end()) {
            const std::string what =
                "a decision on " + std::string(told.act) + ", which no open intent asks for";
            return granted ? problem(index, what) : note(index, what);
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
            const bool claims_nothing =
                told.status == "rolled_back" || told.status == "indeterminate";
            return claims_nothing ? note(index, what) : problem(index, what);
        }
        // After a timeout nobody knows the effect, and a person may let the call run once more.
        const bool is_unknown = told.status == "indeterminate" || told.status == "timeout";
        if (is_unknown) found->second.now = phase::uncertain;
        else actions_.erase(found);
    }

    Result& result_;
    std::map<std::string, action_told, std::less<>> actions_{};
    sessions sessions_{};
    sessions::iterator last_ = sessions_.end();
    bool has_forgotten_ = false;
};

} // namespace bailiwick::detail
