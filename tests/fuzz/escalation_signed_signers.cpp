// SPDX-License-Identifier: BSL-1.0
// Files of allowed signers: a file is read whole or refused by a line's number, and nobody is
// allowed whom no line names.
#include "harness.hpp"

#include <bailiwick/escalation/signed/allowed_signers.hpp>

#include <algorithm>

using fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    const auto read = bw::allowed_signers::of_text(text, "file");
    if (!read) {
        must(!read.why().hint.empty() && read.why().subject.starts_with("file, line "));
        return 0;
    }
    must(static_cast<long>(read->lines().size()) <= 1 + std::count(text.begin(), text.end(), '\n'));
    std::size_t last = 0;
    for (const bw::allowed_signer& each : read->lines()) {
        must(each.line > last && !each.principals.empty());
        last = each.line;
        const auto again = bw::read_ssh_key(bw::text_of(each.key));
        must(again.is_done() && *again == each.key &&
             read->is_key_of(each.key, "a@x.org") ==
                 std::any_of(read->lines().begin(), read->lines().end(), [&](const auto& other) {
                     return other.key == each.key &&
                            bw::detail::fits_pattern_list("a@x.org", other.principals);
                 }));
        const auto allowed =
            read->allows("a@x.org", each.key, "bailiwick-approval", {1'795'262'400'000'000});
        if (allowed)
            must(read->is_key_of(each.key, "a@x.org"));
        else
            must(!allowed.why().hint.empty());
    }
    return 0;
}
