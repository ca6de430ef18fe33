// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/sha256_ni.hpp>

/// Texts as the padded blocks that SHA-256 reads (FIPS 180-4, 5.1.1), without copying their middle.

namespace bailiwick::detail {

/// What stands before a text that is hashed: one byte, or nothing.
enum class hash_prefix : int { none = -1, leaf = 0, node = 1 };

/// Whole blocks that lie one after the other.
struct block_run {
    const unsigned char* at = nullptr;
    std::size_t blocks = 0;
};

/// The blocks of one text, run by run; the text must outlive it.
class padded_text {
public:
    /// Begins with this text; the first run is there at once.
    void start(hash_prefix prefix, std::string_view text) noexcept {
        words = sha256_state{}.word;
        text_ = text;
        prefixed_ = prefix == hash_prefix::none ? 0 : 1;
        size_ = text.size() + prefixed_;
        edge_[0] = static_cast<unsigned char>(prefix);
        is_ended_ = false;
        if (prefixed_ == 0 || size_ < 64) return next_run();
        std::memcpy(edge_ + 1, text_.data(), 63);
        text_.remove_prefix(63);
        prefixed_ = 0;
        run_ = {edge_, 1};
    }

    block_run run() const noexcept { return run_; }
    bool is_over() const noexcept { return run_.blocks == 0; }

    /// Goes on after so many blocks of the run.
    void advance(std::size_t blocks) noexcept {
        run_ = {run_.at + 64 * blocks, run_.blocks - blocks};
        if (run_.blocks == 0 && !is_ended_) next_run();
    }

    sha256_words words{}; ///< of the blocks so far; of the text, once that is over

private:
    void next_run() noexcept {
        if (prefixed_ == 0 && text_.size() >= 64) {
            run_ = {reinterpret_cast<const unsigned char*>(text_.data()), text_.size() / 64};
            return text_.remove_prefix(text_.size() / 64 * 64);
        }
        const std::size_t used = prefixed_ + text_.size(); // less than a block
        if (!text_.empty()) std::memcpy(edge_ + prefixed_, text_.data(), text_.size());
        edge_[used] = 0x80;
        const std::size_t end = used < 56 ? 64 : 128;
        std::memset(edge_ + used + 1, 0, end - used - 1);
        for (std::size_t i = 0; i < 8; ++i)
            edge_[end - 1 - i] = static_cast<unsigned char>(size_ * 8 >> 8 * i);
        run_ = {edge_, end / 64};
        is_ended_ = true;
    }

    std::string_view text_{};
    std::size_t prefixed_ = 0, size_ = 0;
    block_run run_{};
    bool is_ended_ = false;
    unsigned char edge_[128];
};

} // namespace bailiwick::detail
