// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/decode_error.hpp>

#include <cstdlib>
#include <utility>
#include <variant>

namespace bailiwick {

/// Either the whole value or the fault that kept it from being one; never a part of a value.
template <class Value>
class [[nodiscard("what a model sent is a value or a fault: look which")]] decoded {
public:
    decoded(Value value) : held_(std::in_place_index<0>, std::move(value)) {}
    decoded(decode_error error) : held_(std::in_place_index<1>, std::move(error)) {}

    /// Whether there is a value.
    bool has_value() const noexcept { return held_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    /// The value; asking a fault for its value ends the program.
    const Value& value() const& noexcept { return *found(std::get_if<0>(&held_)); }
    Value&& value() && noexcept { return std::move(*found(std::get_if<0>(&held_))); }
    const Value& operator*() const& noexcept { return value(); }
    const Value* operator->() const noexcept { return &value(); }

    /// The fault; asking a value for its fault ends the program.
    const decode_error& error() const& noexcept { return *found(std::get_if<1>(&held_)); }
    decode_error&& error() && noexcept { return std::move(*found(std::get_if<1>(&held_))); }

private:
    template <class Held> static Held* found(Held* held) noexcept {
        if (held == nullptr) std::abort();
        return held;
    }

    std::variant<Value, decode_error> held_;
};

} // namespace bailiwick
