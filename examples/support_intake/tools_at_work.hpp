// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "workplace.hpp"

/// The tools' bodies. What they throw fails the call; the gate lets nothing through.

namespace bank {

inline message_text read_message::operator()(const message_query& asked,
                                             bw::lease<mail_read>) const {
    return at->read(asked.message);
}

inline stored classify_message::operator()(const classification& given,
                                           bw::lease<topic_write>) const {
    at->file(given);
    return {given.message};
}

inline contact_record lookup_contact::operator()(const contact_query& asked,
                                                 bw::lease<contact_read>) const {
    return at->find(asked.address);
}

inline stored draft_reply::operator()(const reply& given, bw::lease<draft_write>) const {
    at->keep_draft(given);
    return {given.message};
}

inline stored send_reply::operator()(const reply& given, bw::lease<mail_send> lent) const {
    // A relay would want it; the outbox only checks that the gate has lent an account with one.
    const auto login = lent.secret(bw::reason_to_reveal{"the relay's login"});
    if (!login) throw std::runtime_error(login.why().subject + ": " + login.why().hint);
    return {at->send(given)};
}

inline stored open_dispute::operator()(const dispute_request& given,
                                       bw::lease<dispute_open> lent) const {
    const auto login = lent.secret(bw::reason_to_reveal{"the card network's login"});
    if (!login) throw std::runtime_error(login.why().subject + ": " + login.why().hint);
    return {at->open(given)};
}

} // namespace bank
