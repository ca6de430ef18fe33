// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "workshop.hpp"

/// Logs as they are published, for tests that fetch them.

namespace published {

/// A log of so many receipts, published whole.
inline std::string log_of(const workshop::folder& here, int receipts) {
    const std::string path = here / "log";
    auto log = bw::receipt_log::open(path, workshop::options(100'000, 1 << 20));
    for (int n = 0; n < receipts; ++n) static_cast<void>(log->append(workshop::receipt(n)));
    static_cast<void>(log->publish());
    return path;
}

inline bw::verification judged(const std::string& copy, const std::string& log,
                               unsigned jobs = 1) {
    const bw::verifier_key key = workshop::key_of(log);
    return bw::verify_log(copy, {&key, 1}, {}, {.jobs = jobs});
}

} // namespace published
