// SPDX-License-Identifier: BSL-1.0
// Replies of a witness: nothing is believed that its key has not signed, and no size that the log
// does not have. The first byte chooses the status.
#include "harness.hpp"

#include <bailiwick/receipt/tree.hpp>
#include <bailiwick/witness/detail/reply_reader.hpp>

using fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    static const bw::cosigner witness(
        *bw::note_signer::of_seed("witness.example/w", bw::sha256_of("w").view()));
    static const std::string text =
        bw::text_of(bw::checkpoint{"log.example/l", 9, bw::empty_root()});
    const bw::witness_reply reply{static_cast<int>(data[0]) * 4,
                                  std::string(bw::tree_size_type),
                                  std::string(fuzz::text_of(data + 1, size - 1))};
    const bw::detail::reply_reader said(witness.verifier(), text, reply);

    const auto line = said.cosignature({});
    if (line) must(witness.verifier().has_signed(text, line->bytes));
    else must(!line.why().hint.empty());
    const auto held = said.size_seen(4, 9);
    if (held) must(*held <= 9 && *held != 4 && std::to_string(*held) + "\n" == reply.body);
    else must(!held.why().hint.empty());
    must(!said.refused().hint.empty());
    return 0;
}
