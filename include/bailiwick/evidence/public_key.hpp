// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/owned.hpp>
#include <bailiwick/receipt/verifier_key.hpp>

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace bailiwick {

/// How a public key signs: Ed25519 (RFC 8032), or ECDSA on P-256 with SHA-256 (FIPS 186-5).
enum class signature_kind { ed25519, ecdsa_p256 };

namespace detail {

struct public_key_deleter {
    void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
    void operator()(ECDSA_SIG* signature) const noexcept { ECDSA_SIG_free(signature); }
    void operator()(BIO* memory) const noexcept { BIO_free(memory); }
};
template <class Type> using freed = owned<Type, public_key_deleter>;

inline const unsigned char* octets(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

// RFC 8410: the 32 bytes of an Ed25519 key stand after these in a SubjectPublicKeyInfo.
inline constexpr std::string_view spki_ed25519{"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00",
                                               12};

// COSE and DSSE write an ECDSA signature as r and s side by side, OpenSSL reads ASN.1.
inline std::string ecdsa_as_der(std::string_view signature) {
    const freed<ECDSA_SIG> made(ECDSA_SIG_new());
    BIGNUM* const r = BN_bin2bn(octets(signature), 32, nullptr);
    BIGNUM* const s = BN_bin2bn(octets(signature.substr(32)), 32, nullptr);
    if (!made || !r || !s || ECDSA_SIG_set0(made.get(), r, s) != 1) {
        BN_free(r);
        BN_free(s);
        return {};
    }
    unsigned char* bytes = nullptr;
    const int size = i2d_ECDSA_SIG(made.get(), &bytes);
    std::string der(reinterpret_cast<const char*>(bytes),
                    size > 0 ? static_cast<std::size_t>(size) : 0);
    OPENSSL_free(bytes);
    return der;
}

} // namespace detail

/// A public key from a source that the caller trusts; it checks what an export is signed with.
class public_key {
public:
    /// The key of a note's verifier line, such as a log's `.vkey`.
    static public_key of(const verifier_key& key) {
        return {signature_kind::ed25519,
                std::string(detail::spki_ed25519) + std::string(key.key.view())};
    }

    /// The key of a PEM text (`-----BEGIN PUBLIC KEY-----`): Ed25519 or P-256, nothing else.
    static answer<public_key> of_pem(std::string_view pem) {
        const detail::freed<BIO> memory(
            BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
        const detail::freed<EVP_PKEY> key(
            memory ? PEM_read_bio_PUBKEY(memory.get(), nullptr, nullptr, nullptr) : nullptr);
        char group[32] = {};
        const bool edwards = key && EVP_PKEY_get_id(key.get()) == EVP_PKEY_ED25519;
        const bool p256 = key && EVP_PKEY_get_id(key.get()) == EVP_PKEY_EC &&
                          EVP_PKEY_get_group_name(key.get(), group, sizeof group, nullptr) == 1 &&
                          std::string_view(group) == "prime256v1";
        unsigned char* bytes = nullptr;
        const int size = edwards || p256 ? i2d_PUBKEY(key.get(), &bytes) : 0;
        if (size <= 0)
            return refusal{reason::malformed_request, "read a public key", "PEM",
                           "give a PEM public key of Ed25519 or ECDSA P-256"};
        std::string info(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
        OPENSSL_free(bytes);
        return public_key(edwards ? signature_kind::ed25519 : signature_kind::ecdsa_p256,
                          std::move(info));
    }

    signature_kind kind() const noexcept { return kind_; }
    /// The key as SubjectPublicKeyInfo in DER, as other programs take it.
    const std::string& der() const noexcept { return info_; }

    /// Whether the 64 bytes are this key's signature over the message.
    bool has_signed(std::string_view message, std::string_view signature) const {
        if (signature.size() != 64) return false;
        const bool edwards = kind_ == signature_kind::ed25519;
        const std::string read = edwards ? std::string(signature)
                                         : detail::ecdsa_as_der(signature);
        const unsigned char* from = detail::octets(info_);
        const detail::freed<EVP_PKEY> key(
            d2i_PUBKEY(nullptr, &from, static_cast<long>(info_.size())));
        const detail::freed<EVP_MD_CTX> context(EVP_MD_CTX_new());
        return key && context &&
               EVP_DigestVerifyInit(context.get(), nullptr, edwards ? nullptr : EVP_sha256(),
                                    nullptr, key.get()) == 1 &&
               EVP_DigestVerify(context.get(), detail::octets(read), read.size(),
                                detail::octets(message), message.size()) == 1;
    }

private:
    public_key(signature_kind kind, std::string info) : kind_(kind), info_(std::move(info)) {}

    signature_kind kind_;
    std::string info_;
};

} // namespace bailiwick
