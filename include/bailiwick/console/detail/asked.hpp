// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/words.hpp>
#include <bailiwick/console/screen.hpp>
#include <bailiwick/escalation/detail/people.hpp>
#include <bailiwick/escalation/request.hpp>
#include <bailiwick/tool/answer.hpp>
#include <bailiwick/tool/instant.hpp>

#include <optional>

namespace bailiwick::detail {

/// What was typed, whatever the verb.
struct asked {
    std::string program{};
    std::string command{}; ///< the program and the state that it was called with, to be copied
    std::string verb{}; ///< "tickets show"
    std::string state{};
    std::string as{}, why{};
    bool json = false;

    std::string id{};                 ///< a ticket, a receipt, a credential
    std::vector<std::string> words{}; ///< files, folders, words of `run`
    std::vector<std::string> keys{}, checkpoints{}, from{};
    std::string out{}, lock{}, basis{}, before{}, subject{};
    std::string to_sign{}, signature{}, key{}, signers{}; ///< of a decision
    std::string to{};                          ///< less than was asked for, as JSON
    std::string log{}, type{}, in{}, queue{}, receipt{}, proof{}, format{};
    std::size_t limit = 50;
    unsigned jobs = 0; ///< none were named
    bool draft = false, all = false, values = false, drill = false;
};

/// The person behind "Name <contact>"; both parts are needed, because receipts name both.
inline std::optional<voter> person_in(std::string_view text) {
    const std::size_t open = text.find('<');
    if (open == std::string_view::npos || !text.ends_with('>')) return std::nullopt;
    const auto name = trimmed(text.substr(0, open));
    const auto contact = trimmed(text.substr(open + 1, text.size() - open - 2));
    if (name.empty() || contact.empty() || contact.find_first_of("<>") != contact.npos)
        return std::nullopt;
    return voter{std::string(name), std::string(contact), party_kind::person};
}

/// Why a filter is refused that names nothing; what there is is told, the nearest first.
inline std::optional<refusal> fault_of_filter(const asked& typed, const std::string& option,
                                              const std::string& chosen,
                                              const std::vector<std::string>& known) {
    if (chosen.empty() || std::find(known.begin(), known.end(), chosen) != known.end())
        return std::nullopt;
    return refusal{reason::malformed_request, typed.verb, option + " " + chosen,
                   "nothing has this name; there are: " + nearest_first(chosen, known)};
}

/// The beginning of a day that was typed like 2026-01-31, in UTC.
inline std::optional<instant> day_in(std::string_view typed) {
    instant begins{};
    if (!read_instant(std::string(typed) + "T00:00:00.000000Z", begins)) return std::nullopt;
    return begins;
}

/// What stands in a printed command where nobody has said who they are; no name of a person.
inline constexpr std::string_view nobody_yet = "Name <contact>";

/// A word as a shell takes it.
inline std::string shell_word(const std::string& word) {
    constexpr std::string_view safe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                      "0123456789._/+-@:=,%";
    if (!word.empty() && word.find_first_not_of(safe) == word.npos) return word;
    std::string text = "'";
    for (const char each : word) text += each == '\'' ? "'\\''" : std::string(1, each);
    return text + "'";
}

/// The `--as` of a command to copy: who typed this one, where a shell takes the name as it is.
inline std::string as_words(const asked& typed) {
    const bool is_safe = person_in(typed.as) && plain(typed.as) == typed.as &&
                         typed.as.find_first_of("\"$`\\!") == std::string::npos;
    return " --as \"" + (is_safe ? typed.as : std::string(nobody_yet)) + "\"";
}

/// Who acts, or why nobody is known to.
inline answer<voter> operator_of(const asked& typed) {
    if (auto who = person_in(typed.as); who && typed.as != nobody_yet) return *std::move(who);
    return refusal{reason::malformed_request, typed.verb, typed.as.empty() ? "--as" : typed.as,
                   "say who you are: --as \"Name <contact>\", or set BAILIWICK_OPERATOR so"};
}

/// Who acts and why, for a verb that needs both; else what is missing.
inline answer<voter> operator_with_reason(const asked& typed) {
    auto who = operator_of(typed);
    if (who && typed.why.empty())
        return refusal{reason::malformed_request, typed.verb, "--why",
                       "say why: it goes into the receipt"};
    return who;
}

} // namespace bailiwick::detail
