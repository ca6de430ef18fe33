// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/log_reader.hpp>
#include <bailiwick/receipt/outline.hpp>
#include <bailiwick/receipt/verify_together.hpp>

namespace bailiwick::detail {

/// Which actions somebody may still have to act upon, as the logs of an agent tell together.
///
/// A call that people were asked about stays open after an end that nobody is sure of, because
/// they may let it run once more; any other is over with its outcome. What only a decision tells
/// of is open, too: its intent is in another log.
class open_actions {
public:
    template <class Outline = receipt_outline> answer<done> hear(const std::string& folder) {
        const auto read = read_log(folder, [&](unsigned long long, std::string_view leaf) {
            if (const auto told = read_outline<Outline>(leaf)) hear(*told);
        });
        if (!read) return read.why();
        return done{};
    }

    bool is_open(std::string_view act) const {
        const auto found = actions_.find(action_key::of(act));
        return found != actions_.end() && !found->second.is_over();
    }

private:
    struct course {
        bool asks_people = false, ran = false, ended = false;
        bool is_over() const { return ended || (ran && !asks_people); }
    };

    static bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
        for (const std::string_view each : words)
            if (is_same_text(word, each)) return true;
        return false;
    }

    void hear(const receipt_outline& one) {
        if (is_same_text(one.type, record::control::word)) return;
        course& action = actions_[action_key::of(one.act)];
        if (is_same_text(one.type, record::intent::word)) {
            action.asks_people |= is_same_text(one.effect, "require_approval");
            action.ended |= is_same_text(one.effect, "deny");
        } else if (is_same_text(one.type, record::outcome::word)) {
            action.ran = true;
            action.ended |= is_one_of(one.status, {"ok", "error", "rolled_back"});
        } else if (is_same_text(one.type, record::approval::word)) {
            action.ended |= is_one_of(one.state, {"denied", "expired"});
        } else if (!is_same_text(one.from, one.to)) { // else a step that was refused
            action.ended |= is_one_of(one.to, {"denied", "expired", "cancelled", "done", "failed",
                                               "overridden"});
        }
    }

    std::unordered_map<action_key, course, action_key::spread> actions_{};
};

} // namespace bailiwick::detail
