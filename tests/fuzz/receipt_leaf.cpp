// SPDX-License-Identifier: BSL-1.0
// Receipts: what is read is RFC 8785 text, and is written again as it was understood.
#include "harness.hpp"

#include <bailiwick/receipt/leaf_reader.hpp>
#include <bailiwick/tool/canonical.hpp>
#include <bailiwick/tool/strict_json.hpp>

using fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view leaf = fuzz::text_of(data, size);
    const auto receipt = bw::read_any_receipt(leaf);
    if (!receipt) {
        must(!receipt.why().hint.empty());
        return 0;
    }
    const auto json = bw::parse_strict(leaf, {.depth = 32});
    must(json.has_value() && bw::canonical_text(*json) == leaf);
    std::visit(
        [](const auto& each) {
            const auto text = bw::leaf_text(each);
            must(text.is_done()); // members that this version does not know are not in it
            const auto again = bw::read_receipt<std::remove_cvref_t<decltype(each)>>(*text);
            must(again.is_done() && *again == each);
        },
        *receipt);
    return 0;
}
