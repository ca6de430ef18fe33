// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: it needs OpenSSL, and only queues that want signed decisions do

#include <bailiwick/escalation/signed/ssh_key.hpp>

/// Signatures as `ssh-keygen -Y sign` makes them (OpenSSH, PROTOCOL.sshsig).

namespace bailiwick {

/// What a decision is signed for; a signature for anything else is none.
inline constexpr std::string_view approval_namespace = "bailiwick-approval";

/// How a message is hashed before it is signed.
enum class ssh_hash { sha256, sha512 };
BOOST_DESCRIBE_ENUM(ssh_hash, sha256, sha512)

/// A signature that was read; nothing is believed of it before `check_signature`.
struct ssh_signature {
    ssh_public_key key;
    std::string name_space;
    ssh_hash hash = ssh_hash::sha512;
    std::string bytes{};       ///< 64 of Ed25519, or the DER form of ECDSA's two numbers
    std::uint8_t flags = 0;    ///< of an `sk` key: 1 somebody touched it, 4 it knows who
    std::uint32_t counter = 0; ///< of an `sk` key: its count of signatures
};

/// What a security key must say about the person in front of it.
enum class user_proof {
    presence,    ///< somebody touched it
    verification ///< and gave its PIN or a finger
};

namespace detail {

inline constexpr std::string_view armor_begin = "-----BEGIN SSH SIGNATURE-----\n";
inline constexpr std::string_view armor_end = "-----END SSH SIGNATURE-----";

inline refusal refuse_signature(std::string hint) {
    return {reason::malformed_request, "read signature", "SSH signature", std::move(hint)};
}

/// The bytes between the two lines of the armor, or nothing when its form is another.
inline std::optional<std::string> unarmored(std::string_view text) {
    if (text.ends_with('\n'))
        text.remove_suffix(1);
    if (text.size() > 64 * 1024 || !text.starts_with(armor_begin) || !text.ends_with(armor_end))
        return std::nullopt;
    text.remove_prefix(armor_begin.size());
    if (text.size() < armor_end.size())
        return std::nullopt;
    text.remove_suffix(armor_end.size());
    std::string joined;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos || end == 0 || end > 76)
            return std::nullopt;
        joined += text.substr(0, end);
        text.remove_prefix(end + 1);
    }
    return from_ssh_base64(joined);
}

/// Reads the innermost part: the kind, the bytes, and what a security key adds.
inline bool read_inner(std::string_view inner, ssh_signature& to) {
    ssh_reader from(inner);
    if (from.text() != name_of(to.key.kind))
        return false;
    const std::string_view bytes = from.text();
    if (is_ed25519(to.key.kind)) {
        if (bytes.size() != 64)
            return false;
        to.bytes = bytes;
    } else {
        ssh_reader numbers(bytes);
        const std::string_view r = numbers.positive(), s = numbers.positive();
        if (!numbers.is_at_end())
            return false;
        // X.690: a sequence of two integers; theirs are the bytes of SSH's numbers.
        const auto tagged = [](char tag, std::string_view content) {
            return std::string{tag, static_cast<char>(content.size())}.append(content);
        };
        to.bytes = tagged(0x30, tagged(2, r) + tagged(2, s));
    }
    if (is_security_key(to.key.kind)) {
        to.flags = from.byte();
        to.counter = from.number();
    }
    return from.is_at_end();
}

/// The bytes that the key has really signed: the message only as a hash, and beside its namespace.
inline std::string signed_bytes(const ssh_signature& given, std::string_view message) {
    const EVP_MD* const hash = given.hash == ssh_hash::sha256 ? EVP_sha256() : EVP_sha512();
    std::string inner = "SSHSIG" + ssh_string(given.name_space) + ssh_string({}) +
                        ssh_string(word_of(given.hash)) + ssh_string(hash_bytes(hash, message));
    if (!is_security_key(given.key.kind))
        return inner;
    return hash_bytes(EVP_sha256(), given.key.application) + static_cast<char>(given.flags) +
           ssh_number(given.counter) + hash_bytes(EVP_sha256(), inner);
}

} // namespace detail

/// Reads an armored signature; each value has one spelling, and unknown forms are refused by name.
inline answer<ssh_signature> read_ssh_signature(std::string_view armored) {
    const std::optional<std::string> blob = detail::unarmored(armored);
    if (!blob)
        return detail::refuse_signature("this is no armored signature: give the whole text from "
                                        "-----BEGIN SSH SIGNATURE----- to its end line");
    if (!blob->starts_with("SSHSIG"))
        return detail::refuse_signature("it does not begin with SSHSIG: it was changed");
    detail::ssh_reader from(std::string_view(*blob).substr(6));
    if (const std::uint32_t version = from.number(); version != 1)
        return detail::refuse_signature("it has version " + std::to_string(version) +
                                        ": only version 1 is known");
    answer<ssh_public_key> key = detail::ssh_key_parts(from.text());
    if (!key)
        return detail::refuse_signature("its key: " + key.why().hint);
    ssh_signature read{*std::move(key), std::string(from.text())};
    if (!from.text().empty())
        return detail::refuse_signature("its reserved field is not empty: it was made for more "
                                        "than is known here");
    const std::string_view hash = from.text(), inner = from.text();
    if (!from.is_at_end())
        return detail::refuse_signature("it is too short or too long: it was cut or changed");
    if (hash != "sha256" && hash != "sha512")
        return detail::refuse_signature("its hash " + detail::printable(hash) +
                                        " is not taken: use sha256 or sha512");
    read.hash = hash == "sha256" ? ssh_hash::sha256 : ssh_hash::sha512;
    if (!detail::read_inner(inner, read))
        return detail::refuse_signature("its innermost part is no signature of a key of kind " +
                                        std::string(name_of(read.key.kind)));
    return read;
}

/// Whether the signature's own key has signed this message for this purpose.
///
/// A security key must have seen a person, whatever else is agreed: a signature without one could
/// be made by any program on the person's machine.
inline answer<done> check_signature(const ssh_signature& given, std::string_view message,
                                    std::string_view name_space = approval_namespace,
                                    user_proof wanted = user_proof::presence) {
    const auto refuse = [&](reason why, std::string hint) {
        return refusal{why, "check signature", fingerprint_of(given.key), std::move(hint)};
    };
    if (given.name_space != name_space)
        return refuse(reason::approver_not_authorized,
                      "it was made for the namespace " + detail::printable(given.name_space) +
                          ": sign with -n " + std::string(name_space));
    if (is_security_key(given.key.kind) && (given.flags & 1) == 0)
        return refuse(reason::approver_not_human,
                      "nobody touched the security key: make a key that asks for a touch");
    if (is_security_key(given.key.kind) && wanted == user_proof::verification &&
        (given.flags & 4) == 0)
        return refuse(reason::approver_not_human,
                      "the security key did not ask for a PIN: make a key with -O verify-required");
    const bool ed25519 = is_ed25519(given.key.kind);
    const detail::openssl_owned<EVP_PKEY> key =
        ed25519 ? detail::ed25519_key(given.key.point) : detail::p256_key(given.key.point);
    if (!detail::has_signed(key.get(), ed25519 ? nullptr : EVP_sha256(),
                            detail::signed_bytes(given, message), given.bytes))
        return refuse(reason::arguments_mismatch,
                      "it is good for another text, or was changed: sign exactly what is shown");
    return done{};
}

} // namespace bailiwick
