// SPDX-License-Identifier: BSL-1.0
// expect: \[BW405\] a secret comes within reach of the model
// expect: model_never_sees_a_secret<fax,
#include <sound.hpp>

inline constexpr auto fax = good::changed(good::contact, [](auto& copy) {
    copy.name = "fax";
#ifdef REFUSED
    copy.sensitivity = bw::level::secret;
#endif
});
static_assert(bw::sound<good::agent<good::desk_seeing<fax>>>);
