// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/base64.hpp>
#include <bailiwick/receipt/hash.hpp>
#include <bailiwick/receipt/leaf_text.hpp>

/// Commitments: what stands in a receipt in the place of a value that may be personal.

namespace bailiwick {

/// What a receipt says where there is no value to commit to.
inline constexpr std::string_view nothing_committed = "none";

/// The commitment to a value: it says nothing of the value, and no other value fits it.
///
/// `value` is RFC 8785 text (`canonical_text`), `name` the field's path in the receipt
/// (`action.args`, `data.0`), `salt` a `new_salt()` that is used for nothing else. Without the
/// salt nobody can open the commitment or guess at it: to erase a value, erase its salt.
inline std::string commit(std::string_view name, std::string_view value, std::string_view salt) {
    std::string text = "{\"name\":";
    detail::write_text(text, name);
    text += ",\"salt\":";
    detail::write_text(text, salt);
    (text += ",\"value\":") += value;
    text += '}';
    return "c1:" + base64url_of(leaf_hash(text).view());
}

} // namespace bailiwick
