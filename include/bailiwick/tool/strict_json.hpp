// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/decoded.hpp>
#include <bailiwick/tool/detail/strict_handler.hpp>

#include <algorithm>

#include <boost/json/basic_parser_impl.hpp>

namespace bailiwick {
namespace detail {

inline decode_error parser_fault(strict_handler& handler, boost::json::error_code error,
                                 std::size_t offset) {
    boost::json::error_code ignored;
    if (error == boost::json::error::exponent_overflow) handler.refuse_not_finite(ignored);
    if (error == boost::json::error::too_deep) handler.refuse_too_deep(ignored);
    if (handler.found()) return *std::move(handler.found());
    std::string_view remedy = ": write one JSON value as RFC 8259 has it";
    if (error == boost::json::error::incomplete) remedy = ": the text ends too early";
    if (error == boost::json::error::extra_data) remedy = ": something follows the value";
    return {decode_fault::not_json, handler.pointer(),
            joined({"not JSON at byte ", std::to_string(offset), remedy})};
}

// A template, as are its callers, so that only those who parse pay for compiling the parser.
template <class Handler = strict_handler>
decoded<boost::json::value> parse_text(std::string_view json, decode_limits limits) {
    if (json.size() > limits.bytes)
        return decode_error{decode_fault::too_large, {},
                            joined({"the text has ", std::to_string(json.size()),
                                    " bytes: send at most ", std::to_string(limits.bytes)})};
    const std::size_t depth = std::min<std::size_t>(limits.depth, 256);
    // The parser reads up to the first byte that is not text, so that the fault has a place.
    const std::size_t good =
        std::min({json.size(), first_invalid_utf8(json), first_lone_surrogate(json)});
    const bool whole = good == json.size();

    boost::json::parse_options options;
    options.max_depth = depth;
    boost::json::basic_parser<Handler> parser(options, depth);
    boost::json::error_code error;
    const std::size_t used = parser.write_some(!whole, json.data(), good, error);
    if (!error && used < good) error = boost::json::error::extra_data;
    if (error) return parser_fault(parser.handler(), error, used);
    if (!whole)
        return decode_error{decode_fault::invalid_utf8, parser.handler().pointer(),
                            joined({"byte ", std::to_string(good),
                                    " starts no character: send UTF-8 and whole surrogate pairs"})};
    return std::move(parser.handler().root());
}

} // namespace detail

/// Reads one JSON text as RFC 8259 has it, and refuses what readers disagree about.
///
/// A key twice, a number that is no finite double, an integer beyond 2^53 - 1, half a surrogate
/// pair: each is a fault with a name, because two programs that read such a text differently can
/// be played against each other. Never throws.
template <class Handler = detail::strict_handler>
decoded<boost::json::value> parse_strict(std::string_view json,
                                         decode_limits limits = {}) noexcept {
    return detail::without_throwing<decoded<boost::json::value>>(
        [&] { return detail::parse_text<Handler>(json, limits); });
}

} // namespace bailiwick
