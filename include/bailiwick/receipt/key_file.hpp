// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/disk.hpp>
#include <bailiwick/receipt/note_signer.hpp>

#include <sodium.h>

/// The private key of a log as a file: PKCS#8 in PEM, for the owner's eyes only.

namespace bailiwick {

/// Where the next key lies until the log says that it is one; then it is the log's key.
inline std::string next_key_file(const std::string& key_file) { return key_file + ".next"; }
/// Where the key before this one lies as long as it signs beside it.
inline std::string old_key_file(const std::string& key_file) { return key_file + ".old"; }

namespace detail {

inline constexpr std::string_view pem_begin = "-----BEGIN PRIVATE KEY-----\n";
inline constexpr std::string_view pem_end = "\n-----END PRIVATE KEY-----\n";

// RFC 8410: version 0, algorithm 1.3.101.112, an octet string in an octet string.
inline constexpr std::string_view pkcs8_ed25519{
    "\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20", 16};

inline void wipe(std::string& secret) {
    sodium_memzero(secret.data(), secret.size());
    secret.clear();
}

inline refusal key_refusal(const std::string& path, std::string what, std::string hint) {
    return {reason::secret_unavailable, "open the log's key", path + ": " + what,
            std::move(hint)};
}

} // namespace detail

/// The signer whose key the file holds; refuses a file that others could read or have replaced.
template <class Signer = note_signer>
answer<Signer> open_key_file(const std::string& path, const std::string& name) {
    const detail::file_handle file = detail::open_file(path, O_RDONLY | O_NOFOLLOW);
    struct stat found {};
    if (!file.is_open() || ::fstat(file.get(), &found) != 0)
        return detail::key_refusal(path, std::strerror(errno),
                                   "restore the key file from its backup; a log cannot be "
                                   "continued under another key");
    if (!S_ISREG(found.st_mode) || found.st_uid != ::geteuid())
        return detail::key_refusal(path, "is not a file of this user",
                                   "give the file to the user that runs the agent");
    if ((found.st_mode & 077) != 0)
        return detail::key_refusal(path, "others may read or write it",
                                   "chmod 600 " + path + "; if others read it, replace the key");
    auto text = detail::read_file(path);
    if (!text) return std::move(text).why();
    std::string_view body = *text;
    if (!body.starts_with(detail::pem_begin) || !body.ends_with(detail::pem_end)) body = {};
    else body = body.substr(detail::pem_begin.size(),
                            body.size() - detail::pem_begin.size() - detail::pem_end.size());
    std::string bytes = from_base64(body).value_or(std::string{});
    detail::wipe(*text);
    const bool good = bytes.size() == 48 && bytes.starts_with(detail::pkcs8_ed25519);
    auto signer = good ? Signer::of_seed(name, std::string_view(bytes).substr(16))
                       : answer<Signer>(detail::key_refusal(
                             path, "holds no Ed25519 key in PKCS#8 PEM",
                             "restore the key file from its backup"));
    detail::wipe(bytes);
    return signer;
}

/// Makes a new random key in a new file that only its owner may read, and syncs it to the disk.
///
/// Never replaces a file; a crash leaves either the whole key or none under its name.
template <class Calls = detail::disk_calls>
answer<done> create_key_file(const std::string& path, const Calls& disk = detail::real_disk) {
    std::string seed(32, '\0');
    if (sodium_init() < 0)
        return detail::key_refusal(path, "no random bytes", "see the system's random source");
    randombytes_buf(seed.data(), seed.size());
    std::string bytes = std::string(detail::pkcs8_ed25519) + seed;
    std::string body = base64_of(bytes);
    std::string text = std::string(detail::pem_begin) + body + std::string(detail::pem_end);
    const std::string beside = path + ".new";
    ::unlink(beside.c_str()); // of a start that a crash ended
    const detail::file_handle file =
        detail::open_file(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
    const bool good = file.is_open() && ::fchmod(file.get(), 0600) == 0 &&
                      detail::write_all(disk, file.get(), text, 0) &&
                      disk.sync(file.get()) == 0 && ::link(beside.c_str(), path.c_str()) == 0;
    const std::string fault = good ? "" : std::strerror(errno);
    for (std::string* each : {&seed, &bytes, &body, &text}) detail::wipe(*each);
    ::unlink(beside.c_str());
    if (good && detail::sync_folder(disk, detail::folder_of(path))) return done{};
    return detail::key_refusal(path, fault, "check the disk, the path and its owner");
}

} // namespace bailiwick
