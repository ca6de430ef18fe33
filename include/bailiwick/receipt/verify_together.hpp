// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/verify.hpp>

#include <cstring>
#include <unordered_map>

/// Several logs of one agent checked together: what one role asked, another may have decided.

namespace bailiwick {

/// An action's name as a hash of it: names may be long, and there may be a million.
struct action_key {
    std::uint64_t high = 0, low = 0;

    static action_key of(std::string_view act) {
        const hash256 hash = sha256_of(act);
        action_key key;
        std::memcpy(&key.high, hash.bytes.data(), 8);
        std::memcpy(&key.low, hash.bytes.data() + 8, 8);
        return key;
    }
    friend bool operator==(const action_key&, const action_key&) = default;

    struct spread {
        std::size_t operator()(const action_key& key) const {
            return static_cast<std::size_t>(key.low);
        }
    };
};

/// What a log tells of actions, kept until every log has been read.
struct joined_verification : verification {
    struct action_told {
        bool asked = false, allowed = false, denied = false, ended = false;
        bool needs = false;  ///< something before, or without, an intent in this log
        unsigned log = 0;    ///< where it was asked, once the logs are joined

        void join(const action_told& other) {
            if (!asked) log = other.log;
            asked = asked || other.asked;
            allowed = allowed || other.allowed;
            denied = denied || other.denied;
            ended = ended || other.ended;
        }
    };
    using actions_told = std::unordered_map<action_key, action_told, action_key::spread>;

    actions_told actions{}; ///< empty again once the logs are joined
    /// The first receipt of each action that needs an intent which was not told before it.
    std::vector<std::pair<unsigned long long, std::string>> needs{};
};

namespace detail {

/// As the story of one log, without the demand that an action is told in one log alone.
template <> class log_story<joined_verification> {
public:
    explicit log_story(joined_verification& result) : result_(result) {}

    void begin_late() noexcept { sessions_.begin_late(); }

    void add(unsigned long long index, std::string_view leaf) { add(index, read_outline(leaf)); }

    void add(unsigned long long index, const answer<receipt_outline>& one) {
        if (!one)
            return add_finding(result_.problems, "receipt " + std::to_string(index),
                               one.why().subject);
        sessions_.count(index, *one);
        if (one->type == record::control::word) return;
        told& action = result_.actions[action_key::of(one->act)];
        const auto need = [&] {
            if (!action.asked && !action.needs) result_.needs.emplace_back(index, one->act);
            action.needs = true;
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

    void end() { sessions_.end(); }

private:
    using told = joined_verification::action_told;

    joined_verification& result_;
    session_counts<joined_verification> sessions_{result_};
};

/// Takes what a log has told to what the others have; only the log's own counts stay with it.
inline void join_actions(joined_verification::actions_told& all,
                         joined_verification::actions_told&& more, unsigned log) {
    for (auto& [act, told] : more) told.log = log;
    if (all.empty()) {
        all = std::move(more);
    } else {
        for (const auto& [act, told] : more)
            if (const auto [found, is_new] = all.emplace(act, told); !is_new)
                found->second.join(told);
    }
    more = {};
}

} // namespace detail

/// A log to check, and the keys that it is checked with.
struct log_to_check {
    std::string folder{};
    std::vector<verifier_key> keys{};
    std::vector<std::string> kept{}; ///< checkpoints kept elsewhere; those of other logs too
};

/// Checks each log, and then what they tell together. Where `all_are_here`, a decision or an
/// outcome that no log has an intent for is a problem; else the intent may be in another log. So it
/// may where a log was pruned.
/// `progress(folder, number)` hears which log is read.
template <class Progress>
std::vector<joined_verification> verify_together(std::span<const log_to_check> logs,
                                                 bool all_are_here, Progress progress,
                                                 const verify_options& how = {}) {
    std::vector<joined_verification> all;
    joined_verification::actions_told actions;
    for (const log_to_check& each : logs) {
        progress(each.folder, all.size() + 1);
        all.push_back(verify_log<joined_verification>(each.folder, each.keys, each.kept, how));
        detail::join_actions(actions, std::move(all.back().actions),
                             static_cast<unsigned>(all.size() - 1));
    }
    for (const joined_verification& log : all) all_are_here &= log.pruned_below == 0;
    for (joined_verification& log : all)
        for (const auto& [index, act] : log.needs) {
            if (actions[action_key::of(act)].asked) continue;
            detail::add_finding(all_are_here ? log.problems : log.notes,
                                "receipt " + std::to_string(index),
                                "tells of action " + act +
                                    ", whose intent is in none of these logs");
            if (all_are_here) log.verdict = log_verdict::invalid;
        }
    for (const auto& [act, told] : actions)
        if (told.asked && !told.ended && !told.denied)
            ++(told.allowed ? all[told.log].open_intents : all[told.log].waiting);
    return all;
}
inline std::vector<joined_verification> verify_together(std::span<const log_to_check> logs,
                                                        bool all_are_here = true) {
    return verify_together(logs, all_are_here, [](const std::string&, std::size_t) {});
}

} // namespace bailiwick
