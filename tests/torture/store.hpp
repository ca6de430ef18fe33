// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../agent/bench.hpp"

/// The store that the scenarios run on: BAILIWICK_STORE says which, SQLite unless told otherwise.
namespace torture {

inline std::string store_name() {
    const char* const set = std::getenv("BAILIWICK_STORE");
    return set ? set : "sqlite";
}
inline bool on(const char* store) { return store_name() == store; }

} // namespace torture

/// For scenarios that make sense on one kind of store only.
#define ONLY_ON(store)                                                                             \
    if (!torture::on(store)) {                                                                     \
        BOOST_TEST_MESSAGE("skipped: only on " store);                                             \
        return;                                                                                    \
    }

/// For scenarios whose processes must share the store.
#define NOT_ON(store)                                                                              \
    if (torture::on(store)) {                                                                      \
        BOOST_TEST_MESSAGE("skipped: not on " store);                                              \
        return;                                                                                    \
    }
