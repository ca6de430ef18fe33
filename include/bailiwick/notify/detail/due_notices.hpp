// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/notify/message.hpp>

namespace bailiwick::detail {

/// How far people were told about one ticket.
struct told_so_far {
    std::size_t steps = 0; ///< so many steps of its history are told, or need not be
    bool near = false;     ///< and that its deadline is near
    instant failing{};     ///< since when its next message cannot be delivered; the epoch: it can

    friend bool operator==(const told_so_far&, const told_so_far&) = default;
};

/// The next thing to tell about a ticket.
struct due_notice {
    notice what = notice::waiting;
    std::size_t step = 0;     ///< of the history; not for `near_deadline`
    bool is_outdated = false; ///< it asked for a decision that can no longer be given

    std::string place() const {
        return what == notice::near_deadline ? "near" : std::to_string(step);
    }
    /// What is told once this was delivered, or given up.
    told_so_far after(told_so_far told) const {
        if (what == notice::near_deadline)
            told.near = true;
        else
            told.steps = step + 1;
        told.failing = {};
        return told;
    }
};

/// What a step of a history is news of, if it is.
inline std::optional<notice> notice_of(const ticket_event& step) {
    if (step.verb == ticket_verb::open)
        return notice::waiting;
    switch (step.to) {
    case ticket_state::granted: return notice::granted;
    case ticket_state::denied: return notice::denied;
    case ticket_state::expired: return notice::expired;
    case ticket_state::uncertain: return notice::uncertain;
    default: return std::nullopt;
    }
}

inline bool is_near_deadline(const ticket& about, double fraction, instant now) {
    const long long whole = about.deadline.microseconds - about.opened.microseconds;
    const long long left = about.deadline.microseconds - now.microseconds;
    return fraction > 0 && static_cast<double>(left) <= fraction * static_cast<double>(whole);
}

/// The first thing that was not told yet about a ticket; nothing when all is told.
///
/// A ticket whose time is over is told as expired before a sweep writes it down: that step then has
/// the same place.
inline std::optional<due_notice> next_notice(const ticket& about, const told_so_far& told,
                                             double near_fraction, instant now) {
    const ticket_state state = state_at(about, now);
    const bool waits = state == ticket_state::waiting;
    for (std::size_t step = told.steps; step < about.history.size(); ++step)
        if (const auto what = notice_of(about.history[step]))
            return due_notice{*what, step, *what == notice::waiting && !waits};
    if (state == ticket_state::expired && about.state != state &&
        told.steps <= about.history.size())
        return due_notice{notice::expired, about.history.size(), false};
    if (waits && !told.near && is_near_deadline(about, near_fraction, now))
        return due_notice{notice::near_deadline, 0, false};
    return std::nullopt;
}

} // namespace bailiwick::detail
