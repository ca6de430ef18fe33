// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter.hpp>

#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace bailiwick {

/// Why a secret is read, in words that stand in the source: `reason_to_reveal{"SMTP login"}`.
///
/// Searching for this name finds every place that sees a secret.
struct reason_to_reveal {
    template <std::size_t Size>
    consteval explicit reason_to_reveal(const char (&said)[Size]) : why(said, Size - 1) {
        static_assert(Size > 1, "a secret is revealed for a stated reason: say it in words");
    }
    std::string_view why;
};

/// What the compiler prints when a program tries what no program may do with a secret.
struct a_secret_is_never_printed;
struct a_secret_is_never_compared;

/// Bytes with one owner: never copied, printed, compared or described, and zeroed when they go.
class secret {
public:
    /// No bytes at all: what an account without a secret has.
    secret() noexcept = default;
    secret(const secret&) = delete;
    secret& operator=(const secret&) = delete;
    secret(secret&& other) noexcept
        : bytes_(std::move(other.bytes_)), size_(std::exchange(other.size_, 0)),
          room_(std::exchange(other.room_, 0)) {}
    secret& operator=(secret&& other) noexcept {
        if (this == &other)
            return *this;
        wipe();
        bytes_ = std::move(other.bytes_);
        size_ = std::exchange(other.size_, 0);
        room_ = std::exchange(other.room_, 0);
        return *this;
    }
    ~secret() { wipe(); }

    /// Takes the bytes out of a text and zeroes the text, small buffer and unused room included.
    static secret taken_from(std::string&& text) {
        secret taken(text.size());
        std::memcpy(taken.bytes_.get(), text.data(), text.size());
        taken.size_ = text.size();
        text.resize(text.capacity());
        ::explicit_bzero(text.data(), text.size());
        text.clear();
        return taken;
    }

    /// Lets `fill(char*, room)` write the bytes in their final place; it gives how many they are.
    template <class Fill> static secret filled(std::size_t room, Fill&& fill) {
        secret fresh(room);
        const std::size_t size = fill(fresh.bytes_.get(), room);
        fresh.size_ = size < room ? size : room;
        return fresh;
    }

    /// Keeps the first `size` bytes and zeroes the rest.
    void shorten(std::size_t size) noexcept {
        if (size >= size_)
            return;
        ::explicit_bzero(bytes_.get() + size, size_ - size);
        size_ = size;
    }

    bool is_empty() const noexcept { return size_ == 0; }

    /// The one way to the bytes; they stay readable for as long as this object lives.
    std::string_view reveal(reason_to_reveal) const& noexcept { return {bytes_.get(), size_}; }
    std::string_view reveal(reason_to_reveal) const&& = delete;

    template <class Stream>
    friend a_secret_is_never_printed operator<<(Stream&, const secret&) = delete;
    template <class Other>
    friend a_secret_is_never_compared operator==(const secret&, const Other&) = delete;
    template <class Other>
    friend a_secret_is_never_compared operator<=>(const secret&, const Other&) = delete;

private:
    explicit secret(std::size_t room) : bytes_(std::make_unique<char[]>(room)), room_(room) {}

    void wipe() noexcept {
        if (bytes_)
            ::explicit_bzero(bytes_.get(), room_);
        bytes_.reset();
        size_ = room_ = 0;
    }

    std::unique_ptr<char[]> bytes_; // never grows, so no copy stays behind in freed memory
    std::size_t size_ = 0;
    std::size_t room_ = 0;
};

} // namespace bailiwick
