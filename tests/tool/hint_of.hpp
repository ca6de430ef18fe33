// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/decoded.hpp>

// What a failed test prints; asking a value for its fault would end the program.
template <class Value> std::string hint_of(const bw::decoded<Value>& decoded) {
    return decoded ? "accepted" : decoded.error().pointer + ": " + decoded.error().hint;
}
