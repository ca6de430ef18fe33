// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/people.hpp>
#include <bailiwick/tool/answer.hpp>
#include <bailiwick/tool/detail/utf8.hpp>

#include <optional>

namespace bailiwick::detail {

inline constexpr std::size_t longest_words = 4096;

/// What a person does next when a verb does not apply.
inline std::string remedy_for(reason why, ticket_verb verb, ticket_state state) {
    switch (why) {
    case reason::no_resolution:
        return "nobody has decided yet: wait, or ask the queue's owner";
    case reason::not_terminal_allow:
        return "it was denied, and that is final: make the call anew";
    case reason::expired:
        return "its time is over: make the call anew, people are asked again";
    case reason::cancelled:
        return "it was withdrawn: make the call anew, people are asked again";
    case reason::already_recorded:
        return "this is recorded already: nothing changed";
    default:
        break;
    }
    if (state == ticket_state::uncertain)
        return "it was started and nobody knows how it ended: retry, override or cancel it";
    if (why == reason::already_consumed)
        return "its grant was used: make the call anew, people are asked again";
    if (state == ticket_state::granted)
        return "it is granted and waits for its start: cancel it if it must not run";
    return "a ticket that is " + std::string(word_of(state)) + " cannot " +
           std::string(word_of(verb));
}

inline refusal refuse(const ticket& about, ticket_verb verb, reason why, std::string hint) {
    return {why, std::string(word_of(verb)), about.id, std::move(hint)};
}

/// Whether somebody else moved the ticket on meanwhile, which is no fault.
inline bool is_outrun(reason why) {
    return why == reason::decision_not_allowed || why == reason::already_recorded ||
           why == reason::unknown_request;
}

/// The step of the table, taken from where the ticket stands at `now`.
inline answer<ticket_state> step_of(const ticket& from, ticket_verb verb, instant now) {
    const ticket_state state = state_at(from, now);
    const ticket_step step = next_step(verb, state);
    if (step.is_allowed)
        return step.to;
    return refuse(from, verb, step.why, remedy_for(step.why, verb, state));
}

inline std::optional<std::string> fault_of_text(std::string_view text, std::size_t longest) {
    if (text.size() > longest)
        return "it has " + std::to_string(text.size()) + " bytes: " + std::to_string(longest) +
               " are allowed";
    if (first_invalid_utf8(text) != std::string_view::npos)
        return "it is not UTF-8";
    return std::nullopt;
}

inline std::optional<refusal> fault_of_words(const ticket& about, ticket_verb verb, const party& by,
                                             std::string_view words_given, bool needed) {
    if (needed && trimmed(words_given).empty())
        return refuse(about, verb, reason::malformed_request, "say why: a reason is recorded");
    for (const std::string_view each :
         {std::string_view(by.name), std::string_view(by.contact), words_given})
        if (auto fault = fault_of_text(each, longest_words))
            return refuse(about, verb, reason::malformed_request,
                          "this text cannot be recorded: " + *fault);
    return std::nullopt;
}

/// What a tool said, as far as it can be recorded: UTF-8 and not too long.
inline std::string recordable(std::string_view said) {
    std::string text;
    for (std::size_t at = 0; at < said.size();) {
        if (text.size() > longest_words - 8)
            return text += "…";
        const std::size_t bytes = code_point_at(said, at).bytes;
        if (bytes == 0)
            text += "\uFFFD";
        else
            text.append(said, at, bytes);
        at += bytes == 0 ? 1 : bytes;
    }
    return text;
}

/// Leads a ticket to its next revision.
inline done move_on(ticket& at, ticket_verb verb, ticket_state to, std::string by,
                    std::string words_given, instant now) {
    at.state = to;
    ++at.revision;
    at.history.push_back({now, verb, to, std::move(by), std::move(words_given), {}});
    return {};
}

} // namespace bailiwick::detail
