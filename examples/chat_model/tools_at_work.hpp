// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "office.hpp"

#include <bailiwick/credential.hpp>

/// The tools' bodies. What they throw fails the call; the gate lets nothing through.

namespace helpdesk {

inline articles_found search_articles::operator()(const article_query& asked,
                                                  bw::lease<wiki_read>) const {
    return at->search(asked.words);
}

inline case_told look_up_case::operator()(const case_query& asked, bw::lease<case_read>) const {
    return at->look_up(asked.number);
}

inline kept note_on_case::operator()(const note& given, bw::lease<note_write>) const {
    at->keep(given);
    return {given.number};
}

inline kept reset_mfa::operator()(const reset_request& given, bw::lease<mfa_reset> lent) const {
    // A directory would want it; the file only shows that the gate has lent an account with one.
    const auto login = lent.secret(bw::reason_to_reveal{"the directory's login"});
    if (!login) throw std::runtime_error(login.why().subject + ": " + login.why().hint);
    at->reset(given);
    return {given.number};
}

} // namespace helpdesk
