// SPDX-License-Identifier: BSL-1.0
// expect: \[BW516\] this row asks for more people than its queue has
// expect: quorum_can_be_met<.*"send_mail"
#include <sound.hpp>

#ifdef REFUSED
using desk = good::desk_asking<good::leads, 3>;
#else
using desk = good::desk_asking<good::leads, 2>;
#endif
static_assert(bw::sound<good::agent<desk>>);
