// SPDX-License-Identifier: BSL-1.0
// Armored signatures and public keys: what is read has one spelling, and nothing is good but what
// the key has signed. The input is taken as an armor, and as the bytes inside one.
#include "harness.hpp"

#include <bailiwick/escalation/signed/ssh_signature.hpp>

using fuzz::must;

namespace {

using bw::detail::ssh_string;

// The bytes that a signature was read from, written again.
std::string bytes_of(const bw::ssh_signature& read) {
    std::string numbers = read.bytes;
    if (!bw::is_ed25519(read.key.kind)) {
        const auto size = static_cast<std::size_t>(read.bytes[3]);
        numbers = ssh_string(read.bytes.substr(4, size)) + ssh_string(read.bytes.substr(6 + size));
    }
    std::string inner = ssh_string(bw::name_of(read.key.kind)) + ssh_string(numbers);
    if (bw::is_security_key(read.key.kind))
        inner += static_cast<char>(read.flags) + bw::detail::ssh_number(read.counter);
    return "SSHSIG" + bw::detail::ssh_number(1) + ssh_string(read.key.blob) +
           ssh_string(read.name_space) + ssh_string("") + ssh_string(bw::word_of(read.hash)) +
           ssh_string(inner);
}

void take(std::string_view armored) {
    const auto read = bw::read_ssh_signature(armored);
    if (!read)
        return must(!read.why().hint.empty());
    must(*bw::detail::unarmored(armored) == bytes_of(*read));
    // Nobody signs this text while the fuzzer runs; the corpus holds signatures of another one.
    must(!bw::check_signature(*read, "a text that no corpus has", read->name_space).is_done());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    take(text);
    std::string armored(bw::detail::armor_begin);
    const std::string letters = bw::detail::ssh_base64_of(text);
    for (std::size_t at = 0; at < letters.size(); at += 70)
        armored += letters.substr(at, 70) + '\n';
    take(armored + "-----END SSH SIGNATURE-----");

    if (const auto key = bw::ssh_key_of_blob(text)) {
        const auto again = bw::read_ssh_key(bw::text_of(*key));
        must(again.is_done() && *again == *key && key->blob == text);
    }
    if (const auto key = bw::read_ssh_key(text))
        must(text.starts_with(bw::name_of(key->kind)));
    if (const auto bytes = bw::detail::from_ssh_base64(text))
        must(bw::detail::ssh_base64_of(*bytes) == text);
    return 0;
}
