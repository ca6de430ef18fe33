// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/owned.hpp>
#include <bailiwick/receipt/note.hpp>

#include <sodium.h>

namespace bailiwick {
namespace detail {

struct guarded_free {
    void operator()(unsigned char* secret) const noexcept { sodium_free(secret); }
};

} // namespace detail

/// A private Ed25519 key under its name; it signs notes and shows nothing but its public half.
///
/// The key lies in pages of its own that are locked, kept out of core dumps and wiped at the end.
/// libsodium signs in half of OpenSSL's time, which a receipt that is alone waits for; what it
/// signs is checked with OpenSSL everywhere else.
class note_signer {
public:
    /// The signer whose private key is these 32 bytes; the caller wipes its own copy.
    static answer<note_signer> of_seed(std::string name, std::string_view seed) {
        if (seed.size() != crypto_sign_SEEDBYTES || !detail::key_name_is_valid(name))
            return refusal{reason::malformed_request, "note_signer", name,
                           "give 32 bytes and a name without spaces and '+'"};
        note_signer signer;
        if (sodium_init() >= 0)
            signer.key_ = detail::owned<unsigned char, detail::guarded_free>(
                static_cast<unsigned char*>(sodium_malloc(crypto_sign_SECRETKEYBYTES)));
        if (!signer.key_)
            return refusal{reason::secret_unavailable, "note_signer", name,
                           "no memory for a key: see the limits of the process"};
        crypto_sign_seed_keypair(signer.public_.key.bytes.data(), signer.key_.get(),
                                 reinterpret_cast<const unsigned char*>(seed.data()));
        signer.public_.name = std::move(name);
        return signer;
    }

    /// The public half, which checks what this signer signs.
    const verifier_key& verifier() const noexcept { return public_; }

    /// The signature over the bytes as they are (RFC 8032, section 5.1.6).
    std::string raw_signature(std::string_view bytes) const {
        std::string signature(crypto_sign_BYTES, '\0');
        crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr,
                             reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                             key_.get());
        return signature;
    }

    /// The whole note over a text that ends in a line end.
    std::string note(std::string_view text) const {
        return std::string(text) + "\n" + line_over(text);
    }

    /// The signature line that a note over this text gets from this key.
    std::string line_over(std::string_view text) const {
        return signature_line({public_.name, public_.id(), raw_signature(text)});
    }

private:
    note_signer() = default;

    detail::owned<unsigned char, detail::guarded_free> key_{};
    verifier_key public_{};
};

} // namespace bailiwick
