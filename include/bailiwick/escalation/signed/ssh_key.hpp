// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: it needs OpenSSL, and only queues that want signed decisions do

#include <bailiwick/escalation/detail/ssh_crypto.hpp>
#include <bailiwick/escalation/detail/ssh_wire.hpp>
#include <bailiwick/tool/answer.hpp>

namespace bailiwick {

/// The kinds of keys that may sign a decision; `sk` keys live in a FIDO security key.
enum class ssh_key_kind { ed25519, ecdsa_p256, sk_ed25519, sk_ecdsa_p256 };

/// What OpenSSH calls a kind of key.
constexpr std::string_view name_of(ssh_key_kind kind) {
    switch (kind) {
    case ssh_key_kind::ed25519:
        return "ssh-ed25519";
    case ssh_key_kind::ecdsa_p256:
        return "ecdsa-sha2-nistp256";
    case ssh_key_kind::sk_ed25519:
        return "sk-ssh-ed25519@openssh.com";
    case ssh_key_kind::sk_ecdsa_p256:
        break;
    }
    return "sk-ecdsa-sha2-nistp256@openssh.com";
}

constexpr bool is_security_key(ssh_key_kind kind) {
    return kind == ssh_key_kind::sk_ed25519 || kind == ssh_key_kind::sk_ecdsa_p256;
}
constexpr bool is_ed25519(ssh_key_kind kind) {
    return kind == ssh_key_kind::ed25519 || kind == ssh_key_kind::sk_ed25519;
}

/// Somebody's public key; two are equal when kind, point and application are, whatever comments.
struct ssh_public_key {
    ssh_key_kind kind = ssh_key_kind::ed25519;
    std::string blob;        ///< as it goes over the wire: it has one spelling
    std::string point;       ///< 32 bytes of Ed25519, or 65 of P-256
    std::string application; ///< of an `sk` key; else empty

    friend bool operator==(const ssh_public_key& left, const ssh_public_key& right) {
        return left.blob == right.blob;
    }
};

namespace detail {

inline refusal refuse_key(std::string subject, std::string hint) {
    return {reason::malformed_request, "read key", std::move(subject), std::move(hint)};
}

inline std::string printable(std::string_view text) {
    std::string shown;
    for (const char each : text.substr(0, 64))
        shown += each > ' ' && each < 127 ? each : '?';
    return shown;
}

/// Why a kind of key that nobody may sign with is not taken.
inline refusal refuse_kind(std::string_view name) {
    const bool is_certificate = name.find("-cert-v") != std::string_view::npos;
    return refuse_key(printable(name),
                      is_certificate
                          ? "certificates are not taken: list the key itself"
                          : (name == "ssh-rsa" ? std::string("rsa") : printable(name)) +
                                " keys are not taken: use ssh-ed25519, ecdsa-sha2-nistp256 or "
                                "their sk- forms");
}

inline std::optional<ssh_key_kind> kind_named(std::string_view name) {
    for (const ssh_key_kind each : {ssh_key_kind::ed25519, ssh_key_kind::ecdsa_p256,
                                    ssh_key_kind::sk_ed25519, ssh_key_kind::sk_ecdsa_p256})
        if (name == name_of(each))
            return each;
    return std::nullopt;
}

/// The members of a key; whether its point is on the curve is left to who needs to know.
inline answer<ssh_public_key> ssh_key_parts(std::string_view blob) {
    ssh_reader from(blob);
    const std::string_view name = from.text();
    const std::optional<ssh_key_kind> kind = kind_named(name);
    if (!from.is_good() || name.empty())
        return refuse_key("public key", "it begins with no kind of key: it was cut or changed");
    if (!kind)
        return refuse_kind(name);
    if (!is_ed25519(*kind) && from.text() != "nistp256")
        return refuse_key(std::string(name), "it names another curve than nistp256");
    const std::string_view point = from.text();
    const std::string_view application = is_security_key(*kind) ? from.text() : std::string_view();
    if (!from.is_at_end())
        return refuse_key(std::string(name), "it is too short or too long: it was cut or changed");
    if (is_ed25519(*kind) ? point.size() != 32 : point.size() != 65 || point[0] != 4)
        return refuse_key(std::string(name), "its point has another form: 32 bytes of Ed25519, or "
                                             "65 bytes of P-256, uncompressed");
    return ssh_public_key{*kind, std::string(blob), std::string(point), std::string(application)};
}

} // namespace detail

/// The key of these bytes of the wire, when they are its only spelling and a point of its curve.
inline answer<ssh_public_key> ssh_key_of_blob(std::string_view blob) {
    answer<ssh_public_key> key = detail::ssh_key_parts(blob);
    if (key && !(is_ed25519(key->kind) ? detail::ed25519_field().has_point(key->point)
                                       : detail::p256_key(key->point) != nullptr))
        return detail::refuse_key(std::string(name_of(key->kind)),
                                  "its point is not on the curve, or of small order: nobody can "
                                  "hold this key");
    return key;
}

/// Reads "kind base64 [comment]", a line of a file that ends with .pub.
inline answer<ssh_public_key> read_ssh_key(std::string_view line) {
    const std::size_t gap = line.find_first_of(" \t");
    const std::string_view name = line.substr(0, gap);
    if (!detail::kind_named(name))
        return detail::refuse_kind(name);
    const std::size_t from = line.find_first_not_of(" \t", gap);
    if (gap == std::string_view::npos || from == std::string_view::npos)
        return detail::refuse_key(std::string(name), "the key itself is missing after its kind");
    const std::size_t until = line.find_first_of(" \t", from);
    const std::optional<std::string> blob =
        detail::from_ssh_base64(line.substr(from, until - from));
    if (!blob)
        return detail::refuse_key(std::string(name), "it is not base64: copy the line anew");
    answer<ssh_public_key> key = ssh_key_of_blob(*blob);
    if (key && name_of(key->kind) != name)
        return detail::refuse_key(std::string(name),
                                  "the key says that it is " + std::string(name_of(key->kind)));
    return key;
}

/// "kind base64", as a .pub file has it.
inline std::string text_of(const ssh_public_key& key) {
    return std::string(name_of(key.kind)) + ' ' + detail::ssh_base64_of(key.blob);
}

/// "SHA256:…", as `ssh-keygen -l` prints it.
inline std::string fingerprint_of(const ssh_public_key& key) {
    std::string text = detail::ssh_base64_of(detail::hash_bytes(EVP_sha256(), key.blob));
    text.pop_back();
    return "SHA256:" + text;
}

} // namespace bailiwick
