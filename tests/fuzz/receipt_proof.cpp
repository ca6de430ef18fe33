// SPDX-License-Identifier: BSL-1.0
// Proof files: what is read has one spelling, and no proof without a trusted signature is valid.
// The receipt is what stands before the first zero byte, the proof is the rest.
#include "harness.hpp"

#include <bailiwick/receipt/proof.hpp>

using fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view all = fuzz::text_of(data, size);
    const std::size_t cut = all.find('\0');
    const std::string_view leaf = cut == std::string_view::npos ? "" : all.substr(0, cut);
    const std::string_view text = cut == std::string_view::npos ? all : all.substr(cut + 1);

    const auto proof = bw::read_proof(text);
    if (proof) {
        must(bw::text_of(*proof) == text);
        must(proof->path.size() <= 63);
    }
    const auto result = bw::verify_receipt(leaf, text, {});
    must(result.verdict != bw::log_verdict::valid);
    must((result.verdict == bw::log_verdict::invalid) == !result.problems.empty());
    if (result.verdict == bw::log_verdict::undecidable) {
        must(proof.has_value());
        must(bw::inclusion_holds(proof->index, result.size, bw::leaf_hash(leaf), proof->path,
                                 result.root));
    }
    return 0;
}
