// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/base64.hpp>
#include <bailiwick/receipt/hash.hpp>
#include <bailiwick/tool/answer.hpp>
#include <bailiwick/tool/detail/utf8.hpp>

#include <cstdint>

namespace bailiwick {

/// What a note's key signs: a log its checkpoints, or a witness that it has seen a checkpoint.
enum class note_key_kind : unsigned char { log = 0x01, witness = 0x04 };

namespace detail {

// Names end at a space and vkeys at a '+', so neither may stand in one.
inline bool key_name_is_valid(std::string_view name) {
    for (const char each : name) {
        const auto byte = static_cast<unsigned char>(each);
        if (byte <= 0x20 || byte == 0x7F || each == '+') return false;
    }
    return !name.empty() && name.size() <= 255 &&
           first_invalid_utf8(name) == std::string_view::npos;
}

inline std::uint32_t big_endian_32(std::string_view bytes) {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i)
        number = number << 8 | static_cast<unsigned char>(bytes[i]);
    return number;
}

inline bool ed25519_holds(const hash256& key, std::string_view message,
                          std::string_view signature) {
    if (signature.size() != 64) return false;
    EVP_PKEY* const loaded = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr,
                                                         key.bytes.data(), key.bytes.size());
    EVP_MD_CTX* const context = EVP_MD_CTX_new();
    const auto bytes_of = [](std::string_view text) {
        return reinterpret_cast<const unsigned char*>(text.data());
    };
    const bool good = loaded && context &&
                      EVP_DigestVerifyInit(context, nullptr, nullptr, nullptr, loaded) == 1 &&
                      EVP_DigestVerify(context, bytes_of(signature), signature.size(),
                                       bytes_of(message), message.size()) == 1;
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(loaded);
    return good;
}

} // namespace detail

/// A public Ed25519 key under the name that notes know it by.
struct verifier_key {
    std::string name{};
    note_key_kind kind = note_key_kind::log;
    hash256 key{};

    friend bool operator==(const verifier_key&, const verifier_key&) = default;

    /// The four bytes that signature lines name the key by.
    std::uint32_t id() const {
        const std::string start = name + '\n' + static_cast<char>(kind);
        return detail::big_endian_32(detail::sha256(start, key.view()).view());
    }

    /// Whether the signature, as a note's line holds it, is this key's over the text.
    bool has_signed(std::string_view text, std::string_view signature) const {
        if (kind == note_key_kind::log) return detail::ed25519_holds(key, text, signature);
        if (signature.size() != 72) return false;
        const unsigned long long seconds =
            static_cast<unsigned long long>(detail::big_endian_32(signature)) << 32 |
            detail::big_endian_32(signature.substr(4));
        const std::string message = "cosignature/v1\ntime " + std::to_string(seconds) + "\n";
        return detail::ed25519_holds(key, message + std::string(text), signature.substr(8));
    }
};

/// The key in the one-line form that verifiers exchange: name, id and key, joined by '+'.
inline std::string text_of(const verifier_key& key) {
    std::string id;
    for (unsigned shift = 24; shift < 32; shift -= 8)
        id += static_cast<char>(key.id() >> shift & 0xFF);
    return key.name + "+" + hex_of(id) + "+" +
           base64_of(static_cast<char>(key.kind) + std::string(key.key.view()));
}

/// The key that `text_of` turns into exactly this text (a line end after it does not matter).
inline answer<verifier_key> read_verifier_key(std::string_view text) {
    const refusal unreadable{reason::malformed_request, "read_verifier_key", std::string(text),
                             "give the one line of a .vkey file: name+id+key"};
    if (text.ends_with('\n')) text.remove_suffix(1);
    const std::size_t name_ends = text.find('+');
    const std::size_t id_ends = text.find('+', name_ends + 1);
    if (name_ends == std::string_view::npos || id_ends == std::string_view::npos)
        return unreadable;
    const auto bytes = from_base64(text.substr(id_ends + 1));
    if (!bytes || bytes->size() != 33) return unreadable;
    const verifier_key key{std::string(text.substr(0, name_ends)),
                           static_cast<note_key_kind>(bytes->front()),
                           hash256::of_bytes(std::string_view(*bytes).substr(1))};
    const bool known = key.kind == note_key_kind::log || key.kind == note_key_kind::witness;
    if (!known || !detail::key_name_is_valid(key.name) || text_of(key) != text) return unreadable;
    return key;
}

} // namespace bailiwick
