// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/ticket.hpp>
#include <bailiwick/tool/answer.hpp>

#include <concepts>
#include <optional>

namespace bailiwick {

/// What `take` does to the first ticket that fits; a refusal means: not this one, try the next.
///
/// It refers to a callable `answer<done>(ticket&)`, which leads the ticket to its next revision,
/// for the length of one call. It runs while the store is locked, so it must not use the store.
class take_step {
public:
    template <class Callable>
    requires(!std::same_as<std::remove_cvref_t<Callable>, take_step> &&
             requires(Callable & call, ticket& taken) {
                 { call(taken) } -> std::same_as<answer<done>>;
             }) take_step(Callable&& call)
        : run_([](const void* target, ticket& taken) -> answer<done> {
              return (*static_cast<std::remove_reference_t<Callable>*>(const_cast<void*>(target)))(
                  taken);
          }),
          target_(&call) {}

    answer<done> operator()(ticket& taken) const { return run_(target_, taken); }

private:
    answer<done> (*run_)(const void*, ticket&);
    const void* target_;
};

namespace detail {

/// The ticket after the step, unless its time is over or the step does not want it.
inline std::optional<ticket> taken_from(const ticket& held, instant now, take_step step) {
    if (state_at(held, now) != held.state)
        return std::nullopt;
    ticket next = held;
    if (!step(next) || next.revision != held.revision + 1)
        return std::nullopt;
    return next;
}

} // namespace detail
} // namespace bailiwick
