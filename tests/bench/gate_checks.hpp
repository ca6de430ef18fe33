// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/answer.hpp>

#include <cstdio>
#include <cstdlib>
#include <string>

#include <errno.h>

/// What a benchmark does when what it times is not right: it ends, and says why.

namespace gate {

[[noreturn]] inline void stop(const std::string& why) {
    std::fprintf(stderr, "%s: %s\n", program_invocation_short_name, why.c_str());
    std::exit(1);
}
inline void check(bool holds, const char* what) {
    if (!holds) stop(std::string("not so: ") + what);
}
template <class Value> Value value_of(bw::answer<Value> came) {
    if (!came) stop(came.why().action + ", " + came.why().subject + ": " + came.why().hint);
    return *std::move(came);
}

} // namespace gate
