// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/verify.hpp>

/// Several logs of one agent checked together: what one role asked, another may have decided.

namespace bailiwick {

/// What a log tells of actions, kept until every log has been read.
struct joined_verification : verification {
    struct action_told {
        bool asked = false, allowed = false, denied = false, ended = false;
        std::string where{}; ///< the first receipt that needs an intent

        void join(const action_told& other) {
            asked = asked || other.asked;
            allowed = allowed || other.allowed;
            denied = denied || other.denied;
            ended = ended || other.ended;
        }
    };
    std::map<std::string, action_told> actions{};
};

namespace detail {

/// As the story of one log, without the demand that an action is told in one log alone.
template <> class log_story<joined_verification> {
public:
    explicit log_story(joined_verification& result) : result_(result) {}

    void add(unsigned long long index, std::string_view leaf) {
        const auto one = read_outline(leaf);
        const auto where = [&] { return "receipt " + std::to_string(index); };
        if (!one) return add_finding(result_.problems, where(), one.why().subject);
        sessions_[std::string(one->session)].insert(one->n);
        if (one->type == record::control::word) return;
        told& action = result_.actions[std::string(one->act)];
        const auto need = [&] {
            if (action.where.empty()) action.where = where();
        };
        if (one->type == record::intent::word) {
            action.asked = true;
            action.allowed = action.allowed || one->effect == "allow";
            action.denied = action.denied || one->effect == "deny";
        } else if (one->type == record::approval::word) {
            const bool granted = one->state == "granted";
            action.allowed = action.allowed || granted;
            action.denied = action.denied || (!granted && one->state != "pending");
            if (granted) need();
        } else if (one->type == record::outcome::word) {
            if (one->status == "rolled_back") return;
            action.ended = action.ended || one->status != "indeterminate";
            need();
        } else if (one->to == "expired" || one->to == "cancelled" || one->to == "overridden") {
            action.ended = true;
        }
    }

    void end() {
        for (const auto& [session, seen] : sessions_)
            if (static_cast<long long>(seen.size()) != *seen.rbegin() + 1)
                add_finding(result_.notes, "session " + session,
                            "counts to " + std::to_string(*seen.rbegin()) + " and has " +
                                std::to_string(seen.size()) +
                                " receipts: one was lost before the log");
    }

private:
    using told = joined_verification::action_told;

    joined_verification& result_;
    std::map<std::string, std::set<long long>> sessions_{};
};

} // namespace detail

/// A log to check, and the keys that it is checked with.
struct log_to_check {
    std::string folder{};
    std::vector<verifier_key> keys{};
    std::vector<std::string> kept{}; ///< checkpoints kept elsewhere; those of other logs too
};

/// Checks each log, and then what they tell together. Where `all_are_here`, a decision or an
/// outcome that no log has an intent for is a problem; else the intent may be in another log.
/// `progress(folder, number)` hears which log is read.
template <class Progress>
std::vector<joined_verification> verify_together(std::span<const log_to_check> logs,
                                                 bool all_are_here, Progress progress) {
    std::vector<joined_verification> all;
    std::map<std::string, joined_verification::action_told> actions;
    for (const log_to_check& each : logs) {
        progress(each.folder, all.size() + 1);
        all.push_back(verify_log<joined_verification>(each.folder, each.keys, each.kept));
        for (const auto& [act, told] : all.back().actions) actions[act].join(told);
    }
    for (joined_verification& log : all)
        for (const auto& [act, told] : log.actions) {
            const auto& joined = actions[act];
            if (!told.where.empty() && !joined.asked) {
                detail::add_finding(all_are_here ? log.problems : log.notes, told.where,
                                    "tells of action " + act +
                                        ", whose intent is in none of these logs");
                if (all_are_here) log.verdict = log_verdict::invalid;
            }
            if (!told.asked || joined.ended || joined.denied) continue;
            ++(joined.allowed ? log.open_intents : log.waiting);
        }
    return all;
}
inline std::vector<joined_verification> verify_together(std::span<const log_to_check> logs,
                                                        bool all_are_here = true) {
    return verify_together(logs, all_are_here, [](const std::string&, std::size_t) {});
}

} // namespace bailiwick
