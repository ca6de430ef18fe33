// SPDX-License-Identifier: BSL-1.0
// expect: \[BW611\] this personal data is under no regime
// expect: personal_data_is_under_a_regime<.*contact,
#include <sound.hpp>

struct lawless : good::desk {
#ifdef REFUSED
    static constexpr bw::regimes under{bw::no_regime};
#endif
};
static_assert(bw::sound<good::agent<lawless>>);
