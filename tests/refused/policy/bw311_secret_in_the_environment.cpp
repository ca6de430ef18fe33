// SPDX-License-Identifier: BSL-1.0
// expect: \[BW311\] this secret rests within reach
// expect: secret_rests_in_a_safe_place<badge,
#include <sound.hpp>

inline constexpr auto badge = good::changed(good::sender, [](auto& copy) {
    copy.name = "badge";
#ifdef REFUSED
    copy.stored_in = bw::storage::environment;
#endif
});
static_assert(bw::sound<good::agent<good::desk_holding<good::reader, badge>>>);
