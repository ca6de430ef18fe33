// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/refusal.hpp>

#include <cstdlib>
#include <utility>
#include <variant>

namespace bailiwick {

/// What stands for a result where there is nothing to hand back but success.
struct done {};

/// Either what was asked for, or the refusal that says why not; nothing throws in between.
template <class Value> class [[nodiscard("an answer may be a refusal: look which")]] answer {
public:
    answer(Value value) : held_(std::in_place_index<0>, std::move(value)) {}
    answer(refusal why) : held_(std::in_place_index<1>, std::move(why)) {}

    bool is_done() const noexcept { return held_.index() == 0; }
    explicit operator bool() const noexcept { return is_done(); }

    /// The result; asking a refusal for its result ends the program.
    const Value& value() const& noexcept { return *found(std::get_if<0>(&held_)); }
    Value& value() & noexcept { return *found(std::get_if<0>(&held_)); }
    Value&& value() && noexcept { return std::move(*found(std::get_if<0>(&held_))); }
    const Value& operator*() const& noexcept { return value(); }
    Value& operator*() & noexcept { return value(); }
    Value&& operator*() && noexcept { return std::move(*this).value(); }
    const Value* operator->() const noexcept { return &value(); }
    Value* operator->() noexcept { return &value(); }

    /// Why not; asking a result for its refusal ends the program.
    const refusal& why() const& noexcept { return *found(std::get_if<1>(&held_)); }
    refusal&& why() && noexcept { return std::move(*found(std::get_if<1>(&held_))); }

private:
    template <class Held> static Held* found(Held* held) noexcept {
        if (held == nullptr) std::abort();
        return held;
    }

    std::variant<Value, refusal> held_;
};

} // namespace bailiwick
