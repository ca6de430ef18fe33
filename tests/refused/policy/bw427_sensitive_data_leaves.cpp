// SPDX-License-Identifier: BSL-1.0
// expect: \[BW427\] sensitive data can leave through this automatic tool
// expect: sensitive_data_cannot_leave_unattended<courier,
#include <sound.hpp>

struct courier : good::write_note {
    static constexpr auto contract = good::changed(
        write_note::contract, [](auto& copy) { copy.writes = {good::outbox}; });
};
inline constexpr bw::declassification to_mail{.tool = "write_note",
                                              .classes = {good::contact},
                                              .owner = &good::ana,
                                              .reason = "the address goes to its own holder"};
struct office : good::back_office {
#ifndef REFUSED
    static constexpr bw::refs<bw::declassification> declassifications{to_mail};
#endif
};
static_assert(bw::sound<bw::agent<office, good::search, courier, good::send_mail>>);
