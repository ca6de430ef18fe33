// SPDX-License-Identifier: BSL-1.0
// expect: \[BW601\] this charter is under no declared regime
// expect: regime_is_declared<lawless>
#include <sound.hpp>

struct lawless : good::desk {
#ifdef REFUSED
    static constexpr bw::regimes under{};
#endif
};
static_assert(bw::sound<good::agent<lawless>>);
