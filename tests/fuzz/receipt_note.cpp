// SPDX-License-Identifier: BSL-1.0
// Signed notes and verifier keys: what is read has one spelling, and nothing unsigned is opened.
#include "harness.hpp"

#include <bailiwick/receipt/note_signer.hpp>

using fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    static const bw::verifier_key known =
        bw::note_signer::of_seed("log.example/a", bw::sha256_of("a").view())->verifier();

    const auto parts = bw::read_note(text);
    if (parts) {
        std::string again = parts->text + "\n";
        for (const bw::note_signature& each : parts->signatures) again += bw::signature_line(each);
        must(again == text);
        must(!parts->signatures.empty() && parts->text.ends_with('\n'));
    } else {
        must(!parts.why().hint.empty());
    }
    const auto opened = bw::open_note(text, {&known, 1});
    if (opened) must(parts.is_done() && opened->text == parts->text);
    if (opened) must(opened->signed_by.size() >= 1 && opened->signed_by[0] == known);

    if (const auto key = bw::read_verifier_key(text); key)
        must(bw::text_of(*key) == text || bw::text_of(*key) + "\n" == text);
    if (const auto bytes = bw::from_base64(text); bytes) must(bw::base64_of(*bytes) == text);
    if (const auto bytes = bw::from_base64url(text); bytes) must(bw::base64url_of(*bytes) == text);
    return 0;
}
