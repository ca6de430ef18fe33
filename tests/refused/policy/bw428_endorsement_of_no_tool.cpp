// SPDX-License-Identifier: BSL-1.0
// expect: \[BW428\] this endorsement is not complete
// expect: endorsement_names_a_tool_and_a_reason<vouched,
#include <sound.hpp>

inline constexpr auto vouched = good::changed(good::notes_vouched, [](auto& copy) {
    copy.reason = "people read every mail before it goes";
#ifdef REFUSED
    copy.tool = "send_mails";
#else
    copy.tool = "send_mail";
#endif
});
struct sure : good::desk {
    static constexpr bw::refs<bw::endorsement> endorsements{good::notes_vouched, vouched};
};
static_assert(bw::sound<good::agent<sure>>);
