// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/asked.hpp>
#include <bailiwick/escalation/signed/check.hpp>
#include <bailiwick/escalation/signed/ssh_keygen.hpp>
#include <bailiwick/receipt/detail/disk.hpp>

/// What an approver signs, and the signature that was given or is made now.

namespace bailiwick::detail {

inline std::optional<ticket_verb> verb_named(std::string_view word) {
    std::optional<ticket_verb> found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<ticket_verb>>([&](auto each) {
        if (word == each.name) found = each.value;
    });
    return found;
}

/// The exact bytes that this person signs to decide so.
inline answer<std::string> statement_of(const ticket& about, std::string_view word,
                                        const voter& who, std::string_view why, instant now) {
    const std::optional<ticket_verb> verb = verb_named(word);
    if (!verb || !is_signed_verb(*verb))
        return refusal{reason::decision_not_allowed, std::string(word), about.id,
                       "only grant, deny, retry and override are signed"};
    const answer<const party*> listed = listed_signer(about, *verb, who, now);
    if (!listed) return listed.why();
    return approval_statement(about, *verb, (*listed)->contact, why);
}

/// The signature of the decision that was typed: from its file, or made with the key; empty where
/// none was given.
inline answer<std::string> signature_of(const ticket& about, const asked& typed, const voter& who,
                                        instant now) {
    if (!typed.signature.empty()) {
        auto text = read_file(typed.signature);
        if (!text)
            return refusal{reason::malformed_request, typed.verb, text.why().subject,
                           "name the file that ssh-keygen -Y sign has written"};
        return text;
    }
    if (typed.key.empty()) return std::string();
    const std::string word = typed.verb.substr(typed.verb.rfind(' ') + 1);
    const auto statement = statement_of(about, word, who, typed.why, now);
    if (!statement) return statement;
    return sign_with_ssh_keygen(typed.key, *statement);
}

} // namespace bailiwick::detail
