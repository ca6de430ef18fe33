// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/ticket.hpp>
#include <bailiwick/tool/answer.hpp>

#include <concepts>

namespace bailiwick {

/// What must succeed before a store keeps a change: the receipt of the new ticket, say.
///
/// It refers to a callable `answer<done>(const ticket&)` for the length of one call. When that
/// refuses, nothing changes. It runs while the store is locked, so it must not use the store.
class before_commit {
public:
    before_commit() = default;
    template <class Callable>
    requires(!std::same_as<std::remove_cvref_t<Callable>, before_commit> &&
             requires(Callable & call, const ticket& changed) {
                 { call(changed) } -> std::same_as<answer<done>>;
             }) before_commit(Callable&& call)
        : run_([](const void* target, const ticket& changed) -> answer<done> {
              return (*static_cast<std::remove_reference_t<Callable>*>(const_cast<void*>(target)))(
                  changed);
          }),
          target_(&call) {}

    answer<done> operator()(const ticket& changed) const {
        if (run_ == nullptr)
            return done{};
        return run_(target_, changed);
    }

private:
    answer<done> (*run_)(const void*, const ticket&) = nullptr;
    const void* target_ = nullptr;
};

} // namespace bailiwick
