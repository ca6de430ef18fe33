// SPDX-License-Identifier: BSL-1.0
// Checkpoints: what is read has one spelling.
#include "harness.hpp"

#include <bailiwick/receipt/checkpoint.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    if (const auto head = bw::read_checkpoint(text); head) {
        fuzz::must(bw::text_of(*head) == text);
        fuzz::must(!head->origin.empty());
    }
    return 0;
}
