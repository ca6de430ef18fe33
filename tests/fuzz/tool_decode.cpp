// SPDX-License-Identifier: BSL-1.0
// What a model may send: no text crashes the decoder, and what it accepts comes back unchanged.
// The first byte of an input chooses the limits, the rest is the text.
#include "../tool/samples.hpp"

#include <cstdlib>

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

template <class Value> void fault_is_well_formed(const bw::decoded<Value>& refused) {
    const bw::decode_error& error = refused.error();
    must(!error.hint.empty() && error.hint.size() < 4096);
    must(error.pointer.empty() || error.pointer.front() == '/');
    must(!bw::validate(error).has_value()); // its text is UTF-8, whatever was sent
}

template <class Type> void decode_and_compare(std::string_view text, bw::decode_limits limits) {
    const auto decoded = bw::decode<Type>(text, limits);
    if (!decoded) return fault_is_well_formed(decoded);
    must(!bw::validate(*decoded).has_value());
    must(bw::decode_value<Type>(bw::encode(*decoded)).value() == *decoded);
    must(bw::decode<Type>(bw::to_json_text(*decoded)).value() == *decoded);
    must(bw::parse_strict(text, limits).has_value());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const bw::decode_limits limits{.depth = 1u + data[0] % 32u};
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);

    const auto parsed = bw::parse_strict(text, limits);
    if (parsed) {
        must(bw::parse_strict(bw::json_text(*parsed), limits).value() == *parsed);
        must(bw::parse_strict(bw::json_text_in_lines(*parsed), {.depth = limits.depth}).value() ==
             *parsed);
    } else {
        fault_is_well_formed(parsed);
    }
    decode_and_compare<samples::dispute>(text, limits);
    decode_and_compare<samples::person>(text, limits);
    decode_and_compare<samples::nothing>(text, limits);

    // The same bytes as a pattern and a text: cut at the first line end.
    const std::size_t cut = text.find('\n');
    if (cut != std::string_view::npos && cut < 600) {
        const std::string_view pattern = text.substr(0, cut);
        const std::string_view subject = text.substr(cut + 1);
        if (!bw::pattern_is_valid(pattern)) must(!bw::pattern_matches(pattern, subject));
        else bw::pattern_matches(pattern, subject.substr(0, 200));
    }
    return 0;
}
