// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/screen.hpp>
#include <bailiwick/escalation/detail/people.hpp>
#include <bailiwick/escalation/request.hpp>
#include <bailiwick/tool/answer.hpp>

#include <optional>

namespace bailiwick::detail {

/// What was typed, whatever the verb.
struct asked {
    std::string program{};
    std::string verb{}; ///< "tickets show"
    std::string state{};
    std::string as{}, why{};
    bool json = false;

    std::string id{};                 ///< a ticket, a receipt, a credential
    std::vector<std::string> words{}; ///< files, folders, words of `run`
    std::vector<std::string> keys{};
    std::string out{}, lock{}, basis{}, before{}, subject{};
    std::string log{}, type{}, in{}, queue{}, receipt{}, proof{};
    std::size_t limit = 50;
    bool draft = false, all = false, values = false;
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

/// Who acts, or why nobody is known to.
inline answer<voter> operator_of(const asked& typed) {
    if (auto who = person_in(typed.as)) return *std::move(who);
    return refusal{reason::malformed_request, typed.verb, typed.as.empty() ? "--as" : typed.as,
                   "say who you are: --as \"Name <contact>\", or set BAILIWICK_OPERATOR so"};
}

} // namespace bailiwick::detail
