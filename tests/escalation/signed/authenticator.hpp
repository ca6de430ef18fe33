// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/signed/ssh_signature.hpp>

#include <openssl/core_names.h>
#include <openssl/ec.h>

#include <boost/test/unit_test.hpp>

/// Keys of all four kinds whose private half the test knows; the `sk` ones act as a FIDO token.
namespace authenticator {

using bw::detail::openssl_owned;
using bw::detail::ssh_string;

inline std::string sign_raw(EVP_PKEY* key, const EVP_MD* hash, std::string_view message) {
    const openssl_owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
    std::string bytes(128, '\0');
    std::size_t size = bytes.size();
    BOOST_TEST_REQUIRE(EVP_DigestSignInit(context.get(), nullptr, hash, nullptr, key) == 1);
    BOOST_TEST_REQUIRE(EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(bytes.data()),
                                      &size, bw::detail::bytes_of(message), message.size()) == 1);
    bytes.resize(size);
    return bytes;
}

inline std::string positive(const BIGNUM* number) {
    std::string bytes(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
    BN_bn2bin(number, reinterpret_cast<unsigned char*>(bytes.data()));
    return (bytes[0] & 0x80) != 0 ? std::string(1, '\0') + bytes : bytes;
}

inline std::string two_numbers(const std::string& der) {
    const unsigned char* at = bw::detail::bytes_of(der);
    ECDSA_SIG* parts = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()));
    const std::string text = ssh_string(positive(ECDSA_SIG_get0_r(parts))) +
                             ssh_string(positive(ECDSA_SIG_get0_s(parts)));
    ECDSA_SIG_free(parts);
    return text;
}

inline std::string armor(std::string_view blob) {
    std::string text(bw::detail::armor_begin);
    const std::string letters = bw::detail::ssh_base64_of(blob);
    for (std::size_t at = 0; at < letters.size(); at += 70)
        text += letters.substr(at, 70) + '\n';
    return text + "-----END SSH SIGNATURE-----\n";
}

/// What a signature is made of; the tests change one thing at a time.
struct manner {
    std::string name_space = "bailiwick-approval";
    std::string hash = "sha512";
    unsigned char flags = 1;
    unsigned counter = 7;
    std::string reserved = "";
    unsigned version = 1;
};

struct key {
    bw::ssh_key_kind kind;
    openssl_owned<EVP_PKEY> secret;
    std::string application = "ssh:";

    explicit key(bw::ssh_key_kind of, std::string for_application = "ssh:")
        : kind(of), secret(bw::is_ed25519(of) ? EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")
                                              : EVP_EC_gen("P-256")),
          application(std::move(for_application)) {}

    std::string point() const {
        std::string bytes(65, '\0');
        std::size_t size = bytes.size();
        auto* to = reinterpret_cast<unsigned char*>(bytes.data());
        if (bw::is_ed25519(kind))
            EVP_PKEY_get_raw_public_key(secret.get(), to, &size);
        else
            EVP_PKEY_get_octet_string_param(secret.get(), OSSL_PKEY_PARAM_PUB_KEY, to, 65, &size);
        bytes.resize(size);
        return bytes;
    }
    std::string blob() const {
        return ssh_string(bw::name_of(kind)) +
               (bw::is_ed25519(kind) ? std::string() : ssh_string("nistp256")) +
               ssh_string(point()) +
               (bw::is_security_key(kind) ? ssh_string(application) : std::string());
    }
    bw::ssh_public_key shown() const {
        auto read = bw::ssh_key_of_blob(blob());
        BOOST_TEST_REQUIRE(read.is_done());
        return *read;
    }
    std::string line() const { return bw::text_of(shown()); }

    std::string signature_blob(std::string_view message, const manner& how = {}) const {
        const EVP_MD* hash = how.hash == "sha256" ? EVP_sha256() : EVP_sha512();
        std::string bytes = "SSHSIG" + ssh_string(how.name_space) + ssh_string("") +
                            ssh_string(how.hash) +
                            ssh_string(bw::detail::hash_bytes(hash, message));
        const std::string extra =
            static_cast<char>(how.flags) + bw::detail::ssh_number(how.counter);
        if (bw::is_security_key(kind))
            bytes = bw::detail::hash_bytes(EVP_sha256(), application) + extra +
                    bw::detail::hash_bytes(EVP_sha256(), bytes);
        const bool ed25519 = bw::is_ed25519(kind);
        const std::string raw = sign_raw(secret.get(), ed25519 ? nullptr : EVP_sha256(), bytes);
        const std::string inner = ssh_string(bw::name_of(kind)) +
                                  ssh_string(ed25519 ? raw : two_numbers(raw)) +
                                  (bw::is_security_key(kind) ? extra : std::string());
        return "SSHSIG" + bw::detail::ssh_number(how.version) + ssh_string(blob()) +
               ssh_string(how.name_space) + ssh_string(how.reserved) + ssh_string(how.hash) +
               ssh_string(inner);
    }
    std::string sign(std::string_view message, const manner& how = {}) const {
        return armor(signature_blob(message, how));
    }
};

inline constexpr bw::ssh_key_kind all_kinds[] = {
    bw::ssh_key_kind::ed25519, bw::ssh_key_kind::ecdsa_p256, bw::ssh_key_kind::sk_ed25519,
    bw::ssh_key_kind::sk_ecdsa_p256};

} // namespace authenticator
