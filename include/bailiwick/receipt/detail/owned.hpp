// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <utility>

namespace bailiwick::detail {

struct plain_delete {
    template <class Type> void operator()(Type* held) const noexcept { delete held; }
};

/// A pointer that is freed once; `<memory>` would cost every includer a tenth of a second.
template <class Type, class Free = plain_delete> class owned {
public:
    owned() = default;
    explicit owned(Type* held) noexcept : held_(held) {}
    owned(owned&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
    owned& operator=(owned&& other) noexcept {
        owned taken(std::move(other));
        std::swap(held_, taken.held_);
        return *this;
    }
    ~owned() {
        if (held_) Free{}(held_);
    }

    Type* get() const noexcept { return held_; }
    Type* operator->() const noexcept { return held_; }
    Type& operator*() const noexcept { return *held_; }
    explicit operator bool() const noexcept { return held_ != nullptr; }

private:
    Type* held_ = nullptr;
};

} // namespace bailiwick::detail
