// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/outline.hpp>
#include <bailiwick/receipt/verification.hpp>

#include <map>
#include <set>

namespace bailiwick::detail {

/// The producers' own counts: a gap in a session is a receipt that was lost before the log.
template <class Result> class session_counts {
public:
    explicit session_counts(Result& result) : result_(result) {}

    void count(unsigned long long index, const receipt_outline& told) {
        session_told& seen = session_of(told);
        seen.last_seen = index;
        // Nearly always it is the next one.
        if (told.n == seen.next && seen.early.empty()) return void(++seen.next);
        if (told.n < seen.next || !seen.early.insert(told.n).second)
            return add_finding(result_.notes, "receipt " + std::to_string(index),
                               "session " + std::string(told.session) + " counts " +
                                   std::to_string(told.n) + " twice");
        for (; seen.early.erase(seen.next) > 0; ++seen.next) {}
    }

    /// Lets every session begin where it is met first: what was before is not kept any more.
    void begin_late() noexcept { has_forgotten_ = true; }

    void end() {
        for (const auto& [session, seen] : sessions_)
            if (!seen.early.empty())
                add_finding(result_.notes, "session " + session,
                            "no receipt with n " + std::to_string(seen.next) + ", but one with " +
                                std::to_string(*seen.early.begin()) +
                                ": a receipt was lost before the log");
    }

private:
    struct session_told {
        long long next = 0;
        unsigned long long last_seen = 0;
        std::set<long long> early{}; // counted further than `next`
    };
    using sessions = std::map<std::string, session_told, std::less<>>;
    static constexpr std::size_t most_sessions = 65'536;

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

    Result& result_;
    sessions sessions_{};
    typename sessions::iterator last_ = sessions_.end();
    bool has_forgotten_ = false;
};

} // namespace bailiwick::detail
