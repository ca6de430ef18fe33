// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../gate_checks.hpp"

#include <bailiwick/escalation/signed/check.hpp>

#include <string>
#include <string_view>

#include <openssl/ec.h>

/// What ssh-keygen and a security key do, so that there is something to verify.

namespace tickets {

using namespace gate;
using bw::detail::openssl_owned, bw::detail::ssh_string;

/// A key whose private half is known here; its `sk` forms answer as a security key would.
struct signing_key {
    bw::ssh_key_kind kind;
    openssl_owned<EVP_PKEY> secret{bw::is_ed25519(kind)
                                       ? EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")
                                       : EVP_EC_gen("P-256")};

    bw::ssh_public_key shown() const {
        std::string point(65, '\0');
        auto* const to = reinterpret_cast<unsigned char*>(point.data());
        std::size_t size = point.size();
        const bool got = bw::is_ed25519(kind)
                             ? EVP_PKEY_get_raw_public_key(secret.get(), to, &size) == 1
                             : EVP_PKEY_get_octet_string_param(
                                   secret.get(), OSSL_PKEY_PARAM_PUB_KEY, to, 65, &size) == 1;
        check(got, "OpenSSL shows the public key");
        point.resize(size);
        return value_of(bw::ssh_key_of_blob(
            ssh_string(bw::name_of(kind)) +
            (bw::is_ed25519(kind) ? std::string() : ssh_string("nistp256")) + ssh_string(point) +
            (bw::is_security_key(kind) ? ssh_string("ssh:") : std::string())));
    }

    /// What OpenSSL signs: 64 bytes of Ed25519, or the DER form of ECDSA.
    std::string sign(std::string_view bytes) const {
        const openssl_owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
        std::string came(128, '\0');
        std::size_t size = came.size();
        const EVP_MD* const hash = bw::is_ed25519(kind) ? nullptr : EVP_sha256();
        check(EVP_DigestSignInit(context.get(), nullptr, hash, nullptr, secret.get()) == 1 &&
                  EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(came.data()),
                                 &size, bw::detail::bytes_of(bytes), bytes.size()) == 1,
              "OpenSSL signs");
        came.resize(size);
        return came;
    }
};

inline std::string wire_number(const BIGNUM* number) {
    std::string bytes(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
    BN_bn2bin(number, reinterpret_cast<unsigned char*>(bytes.data()));
    return ssh_string((bytes[0] & 0x80) != 0 ? std::string(1, '\0') + bytes : bytes);
}

/// The armored signature of a statement, as OpenSSH's PROTOCOL.sshsig lays it out.
inline std::string armored(const signing_key& by, std::string_view statement) {
    bw::ssh_signature given{by.shown(), std::string(bw::approval_namespace)};
    given.flags = 1;
    given.counter = 7;
    std::string bytes = by.sign(bw::detail::signed_bytes(given, statement));
    if (!bw::is_ed25519(by.kind)) {
        const unsigned char* at = bw::detail::bytes_of(bytes);
        ECDSA_SIG* const parts = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(bytes.size()));
        bytes = wire_number(ECDSA_SIG_get0_r(parts)) + wire_number(ECDSA_SIG_get0_s(parts));
        ECDSA_SIG_free(parts);
    }
    std::string inner = ssh_string(bw::name_of(by.kind)) + ssh_string(bytes);
    if (bw::is_security_key(by.kind))
        inner += static_cast<char>(given.flags) + bw::detail::ssh_number(given.counter);
    const std::string letters = bw::detail::ssh_base64_of(
        "SSHSIG" + bw::detail::ssh_number(1) + ssh_string(given.key.blob) +
        ssh_string(given.name_space) + ssh_string("") + ssh_string("sha512") + ssh_string(inner));
    std::string text(bw::detail::armor_begin);
    for (std::size_t at = 0; at < letters.size(); at += 70)
        text += letters.substr(at, 70) + '\n';
    return text + std::string(bw::detail::armor_end) + '\n';
}

} // namespace tickets
