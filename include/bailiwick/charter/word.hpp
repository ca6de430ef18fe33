// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/namespace.hpp>

#include <boost/describe/enum.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

#include <string_view>

namespace bailiwick {

/// The enumerator's own name, as declarations, receipts and packets print it.
template <class Enum> constexpr std::string_view word_of(Enum value) {
    std::string_view word = "unknown";
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto each) {
        if (each.value == value) word = each.name;
    });
    return word;
}

} // namespace bailiwick
