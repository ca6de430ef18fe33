// SPDX-License-Identifier: BSL-1.0
// expect: \[BW428\] this endorsement is not complete
// expect: endorsement_names_a_tool_and_a_reason<vouched,
#include <sound.hpp>

inline constexpr auto vouched = good::changed(good::notes_vouched, [](auto& copy) {
    copy.reason = "people read every note";
#ifdef REFUSED
    copy.owner = nullptr;
#endif
});
struct sure : good::desk {
    static constexpr bw::refs<bw::endorsement> endorsements{vouched};
};
static_assert(bw::sound<good::agent<sure>>);
