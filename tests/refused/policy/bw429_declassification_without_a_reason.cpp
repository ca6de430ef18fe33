// SPDX-License-Identifier: BSL-1.0
// expect: \[BW429\] this declassification is not complete
// expect: declassification_names_a_tool_and_a_reason<to_mail,
#include <sound.hpp>

inline constexpr bw::declassification to_mail{.tool = "send_mail",
                                              .classes = {good::contact},
                                              .owner = &good::ana,
#ifdef REFUSED
                                              .reason = "TBD"};
#else
                                              .reason = "the address goes to its own holder"};
#endif
struct open_desk : good::desk {
    static constexpr bw::refs<bw::declassification> declassifications{to_mail};
};
static_assert(bw::sound<good::agent<open_desk>>);
