// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/store.hpp>
#include <bailiwick/notify/message.hpp>

#include <concepts>
#include <functional>

namespace bailiwick {

/// Something that delivers a message, in bounded time.
///
/// A refusal with `state_unavailable`, `timed_out` or `secret_unavailable` says that it may be
/// delivered later; every other one, that it never will.
template <class Hook>
concept notice_hook = requires(Hook& hook, const notice_message& one) {
    { hook.send(one) } -> std::same_as<answer<done>>;
};

namespace detail {

inline bool may_be_delivered_later(const refusal& why) {
    return why.code == reason::state_unavailable || why.code == reason::timed_out ||
           why.code == reason::secret_unavailable;
}

} // namespace detail

/// What a notifier tells, and for how long it tries.
struct notifier_options {
    std::string name; ///< of this way of telling: each has a cursor of its own
    message_options message{};
    ticket_filter wanted{}; ///< by agent, tool or queue; its states do not count
    std::vector<notice> of = {notice::waiting, notice::near_deadline, notice::granted,
                              notice::denied,  notice::expired,       notice::uncertain};
    double near = 0.25;        ///< the deadline is near when this part of the time is left
    std::string cursor_file{}; ///< else the cursor is the mark "notified:<name>" in the store
    duration look_every = seconds(2), longest_pause = minutes(1);
    duration give_up_after = hours(24); ///< then a message that cannot be delivered is given up
    std::function<void(const notice_message&, const refusal&)> on_undeliverable{};
    std::function<void(const refusal&)> on_trouble{}; ///< of `run`, which goes on by itself
};

/// What one look at the tickets has done.
struct notifier_report {
    std::size_t delivered = 0, undeliverable = 0;
    std::optional<refusal> trouble{}; ///< why the rest must wait
};

} // namespace bailiwick
