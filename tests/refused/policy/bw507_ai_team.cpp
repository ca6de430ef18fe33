// SPDX-License-Identifier: BSL-1.0
// expect: \[BW507\] this name is nobody
// expect: person_is_somebody<team,
#include <sound.hpp>

#ifdef REFUSED
inline constexpr bw::person team{"  AI-Team ", "ai@example.com"};
#else
inline constexpr bw::person team{"Aisha Timm", "ai@example.com"};
#endif
static_assert(bw::sound<good::agent<good::desk_of<team>>>);
