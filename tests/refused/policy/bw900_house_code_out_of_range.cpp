// SPDX-License-Identifier: BSL-1.0
// expect: \[BW900\] a house rule has a code outside 901 to 999, or twice
// expect: house_codes_are_free<bank>
#include <sound.hpp>

#ifdef REFUSED
constexpr int code = 1001;
#else
constexpr int code = 999;
#endif
struct anything_goes : bw::rule_about<bw::charter_subject, code> {
    static constexpr bool holds(const bw::charter_subject&) { return true; }
    template <class Charter> struct require {};
};
inline constexpr bw::house<anything_goes> ours;
struct bank : good::desk {
    static constexpr bw::regimes under{bw::gdpr, ours};
};
static_assert(bw::sound<good::agent<bank>>);
