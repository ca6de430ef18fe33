// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>

/// The five parts; each prints its tables, and ends the program where its work was not done.

namespace tickets {

void in_memory();
void in_sqlite();
#ifdef BENCH_POSTGRES
void in_postgres(std::size_t jobs);
void stop_postgres(); ///< ends the server that parts 3 and 4 share, if it was started
#endif
void among_many(std::size_t count);
void signatures();

} // namespace tickets
