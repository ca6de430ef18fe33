// SPDX-License-Identifier: BSL-1.0
// expect: \[BW509\] this row asks nobody
// expect: gated_row_has_a_queue<.*"send_mail"
#include <sound.hpp>

#ifdef REFUSED
using desk = good::desk_asking<good::leads, 0>;
#else
using desk = good::desk_asking<good::leads, 1>;
#endif
static_assert(bw::sound<good::agent<desk>>);
