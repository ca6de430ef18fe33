// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/sha256_text.hpp>
#include <bailiwick/receipt/hash256.hpp>

#include <cstdlib>

#include <openssl/evp.h>

/// SHA-256 of one text or of many: the processor's own where it has one, else OpenSSL's.

namespace bailiwick::detail {

// Fetching the algorithm costs more than hashing a node, so one fetch serves the whole process.
inline const EVP_MD* sha256_algorithm() noexcept {
    static EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return fetched;
}

class sha256_context {
public:
    sha256_context() noexcept : context_(EVP_MD_CTX_new()) {}
    sha256_context(const sha256_context&) = delete;
    sha256_context& operator=(const sha256_context&) = delete;
    ~sha256_context() { EVP_MD_CTX_free(context_); }

    // A hash that cannot be computed is no hash: only a lack of memory or a broken library fails.
    hash256 of(std::string_view first, std::string_view second, std::string_view third) noexcept {
        hash256 result;
        const bool good = context_ && EVP_DigestInit_ex2(context_, sha256_algorithm(), nullptr) &&
                          EVP_DigestUpdate(context_, first.data(), first.size()) &&
                          EVP_DigestUpdate(context_, second.data(), second.size()) &&
                          EVP_DigestUpdate(context_, third.data(), third.size()) &&
                          EVP_DigestFinal_ex(context_, result.bytes.data(), nullptr);
        if (!good) std::abort();
        return result;
    }

private:
    EVP_MD_CTX* context_;
};

inline hash256 sha256(std::string_view first, std::string_view second = {},
                      std::string_view third = {}) noexcept {
    thread_local sha256_context context;
    return context.of(first, second, third);
}

inline std::string_view bytes_of(hash_prefix prefix) noexcept {
    return prefix == hash_prefix::none   ? std::string_view()
           : prefix == hash_prefix::leaf ? std::string_view("\0", 1)
                                         : std::string_view("\1", 1);
}

// Two hashes that lie side by side, as one text.
inline std::string_view view_of_two(const hash256* first) noexcept {
    static_assert(sizeof(hash256[2]) == 64);
    return {reinterpret_cast<const char*>(first), 64};
}

#ifdef BAILIWICK_HAS_SHA_NI

inline hash256 hash_of(const sha256_words& words) noexcept {
    hash256 result;
    for (std::size_t i = 0; i < 8; ++i) { // the processor is little-endian
        const std::uint32_t word = __builtin_bswap32(words[i]);
        std::memcpy(result.bytes.data() + 4 * i, &word, 4);
    }
    return result;
}

inline void take_run(padded_text& text) noexcept {
    const block_run run = text.run();
    sha256_compress(text.words, run.at, run.blocks);
    text.advance(run.blocks);
}

inline void take_run(padded_text& one, padded_text& other) noexcept {
    const block_run run = one.run(), beside = other.run();
    const std::size_t blocks = run.blocks < beside.blocks ? run.blocks : beside.blocks;
    sha256_compress(one.words, run.at, other.words, beside.at, blocks);
    one.advance(blocks);
    other.advance(blocks);
}

#endif

// OpenSSL where the processor has no instructions for it.
inline hash256 sha256_after(hash_prefix prefix, std::string_view text) noexcept {
#ifdef BAILIWICK_HAS_SHA_NI
    if (cpu_has_sha()) {
        padded_text padded;
        for (padded.start(prefix, text); !padded.is_over();) take_run(padded);
        return hash_of(padded.words);
    }
#endif
    return sha256(bytes_of(prefix), text);
}

// The hash of each text; two are always under way, and whichever ends makes room for the next.
template <class TextAt>
void sha256_of_each(hash_prefix prefix, std::size_t count, hash256* into, TextAt text_at) noexcept {
    std::size_t next = 0;
#ifdef BAILIWICK_HAS_SHA_NI
    if (count >= 2 && cpu_has_sha()) {
        padded_text one, other;
        std::size_t at_one = next++, at_other = next++;
        one.start(prefix, text_at(at_one));
        other.start(prefix, text_at(at_other));
        const auto take_next = [&](padded_text& ended, std::size_t& at) {
            into[at] = hash_of(ended.words);
            if (next < count) ended.start(prefix, text_at(at = next++));
        };
        while (!one.is_over() && !other.is_over()) {
            take_run(one, other);
            if (one.is_over()) take_next(one, at_one);
            if (other.is_over()) take_next(other, at_other);
        }
        padded_text& left = one.is_over() ? other : one;
        const std::size_t at_left = one.is_over() ? at_other : at_one;
        const bool is_left = !left.is_over();
        while (!left.is_over()) take_run(left);
        if (is_left) into[at_left] = hash_of(left.words);
    }
#endif
    for (; next < count; ++next) into[next] = sha256_after(prefix, text_at(next));
}

} // namespace bailiwick::detail
