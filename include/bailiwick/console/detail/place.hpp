// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/asked.hpp>
#include <bailiwick/console/setup.hpp>
#include <bailiwick/tool/strict_json.hpp>

/// Where the state lies, and the ways into it: for reading only, or with a role that writes.

namespace bailiwick::detail {

inline std::string text_in(const boost::json::value& whole, std::string_view pointer) {
    boost::system::error_code none;
    const boost::json::value* found = whole.find_pointer(pointer, none);
    if (!found) return {};
    if (found->is_string()) return {found->get_string().data(), found->get_string().size()};
    return found->is_null() ? std::string() : boost::json::serialize(*found);
}

/// A state that was never made is not made by looking at it.
inline std::optional<refusal> fault_of_state(const asked& typed) {
    if (file_exists(typed.state + "/log")) return std::nullopt;
    return refusal{reason::state_unavailable, typed.verb, typed.state,
                   "there is no state of an agent: start the agent once (run), or name its "
                   "folder with --state or BAILIWICK_STATE"};
}

/// The tickets and the off switch, beside whatever processes use them now.
template <class Agent>
answer<any_store> open_tickets(const console_setup<Agent>& setup, const asked& typed) {
    if (auto fault = fault_of_state(typed)) return *std::move(fault);
    open_options where;
    where.folder = typed.state;
    where.tickets = setup.tickets;
    return open_tickets(where);
}

/// The folders of all logs, by the roles that write them.
inline answer<std::vector<std::string>> logs_in(const std::string& state) {
    auto names = names_in(state + "/log");
    if (!names) return names;
    std::erase_if(*names, [&](const std::string& each) {
        return !file_exists(state + "/log/" + each + "/checkpoint");
    });
    return names;
}

/// Opens the agent in a role; waits a moment for another console that holds the same log.
template <class Agent>
answer<std::unique_ptr<embedded_agent<Agent>>> open_agent(const console_setup<Agent>& setup,
                                                          const asked& typed, std::string role) {
    if (!setup.open)
        return refusal{reason::internal_error, typed.verb, "console_setup::open",
                       "this program was built without a way to open the agent"};
    credential_book book;
    if (setup.accounts) setup.accounts(book, typed.state);
    if (role == "console")
        if (auto fault = fault_of_state(typed)) return *std::move(fault);
    for (int turn = 0;; ++turn) {
        open_options where;
        where.folder = typed.state;
        where.origin = setup.origin;
        where.role = role;
        where.accounts = book;
        where.process = setup.process;
        where.tickets = setup.tickets;
        auto opened = setup.open(std::move(where));
        if (opened ||
            opened.why().subject.find("another process writes this log") == std::string::npos)
            return opened;
        if (turn == 20)
            return refusal{reason::receipt_unavailable, typed.verb, opened.why().subject,
                           "it was still so after two seconds: end the other " + role +
                               ", or try again when it is done"};
        ::usleep(50'000); // opening has waited as long before it gave up
    }
}

} // namespace bailiwick::detail
