// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/owned.hpp>
#include <bailiwick/receipt/note.hpp>

#include <openssl/crypto.h>

namespace bailiwick {
namespace detail {

struct key_deleter {
    void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
};

} // namespace detail

/// A private Ed25519 key under its name; it signs notes and shows nothing but its public half.
class note_signer {
public:
    /// The signer whose private key is these 32 bytes; the caller wipes its own copy.
    static answer<note_signer> of_seed(std::string name, std::string_view seed) {
        note_signer signer;
        signer.key_ = detail::owned<EVP_PKEY, detail::key_deleter>(EVP_PKEY_new_raw_private_key(
            EVP_PKEY_ED25519, nullptr, reinterpret_cast<const unsigned char*>(seed.data()),
            seed.size()));
        std::size_t size = 32;
        if (!signer.key_ || !detail::key_name_is_valid(name) ||
            EVP_PKEY_get_raw_public_key(signer.key_.get(), signer.public_.key.bytes.data(),
                                        &size) != 1)
            return refusal{reason::malformed_request, "note_signer", name,
                           "give 32 bytes and a name without spaces and '+'"};
        signer.public_.name = std::move(name);
        return signer;
    }

    /// The public half, which checks what this signer signs.
    const verifier_key& verifier() const noexcept { return public_; }

    /// The signature over the bytes as they are; empty if the library fails.
    std::string raw_signature(std::string_view bytes) const {
        std::string signature(64, '\0');
        std::size_t size = signature.size();
        EVP_MD_CTX* const context = EVP_MD_CTX_new();
        const bool good =
            context && EVP_DigestSignInit(context, nullptr, nullptr, nullptr, key_.get()) == 1 &&
            EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size,
                           reinterpret_cast<const unsigned char*>(bytes.data()),
                           bytes.size()) == 1;
        EVP_MD_CTX_free(context);
        return good ? signature : std::string{};
    }

    /// The whole note over a text that ends in a line end; empty if the library fails.
    std::string note(std::string_view text) const {
        const std::string line = line_over(text);
        return line.empty() ? line : std::string(text) + "\n" + line;
    }

    /// The signature line that a note over this text gets from this key; empty as above.
    std::string line_over(std::string_view text) const {
        const std::string signature = raw_signature(text);
        if (signature.empty()) return {};
        return signature_line({public_.name, public_.id(), signature});
    }

private:
    note_signer() = default;

    detail::owned<EVP_PKEY, detail::key_deleter> key_{};
    verifier_key public_{};
};

} // namespace bailiwick
