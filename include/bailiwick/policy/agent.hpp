// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter.hpp>

#include <cstddef>

namespace bailiwick {

/// An agent is its charter and its tools, and nothing else.
///
/// Write `using support_agent = bw::agent<support_intake, lookup_contact>;` or, for many tools,
/// `struct support_agent : bw::agent<support_intake, …> {};`, and seal either with
/// `static_assert(bw::sound<support_agent>);`.
template <class Charter, class... Tools> struct agent {
    using charter = Charter;
    static constexpr std::size_t tool_count = sizeof...(Tools);
};

namespace detail {

template <class... Tools> struct tool_list {};

template <class Charter, class... Tools>
tool_list<Tools...> tools_in(const agent<Charter, Tools...>*);

template <class Agent> using tools_of = decltype(tools_in(static_cast<Agent*>(nullptr)));

} // namespace detail

/// The charter of an agent, in either spelling.
template <class Agent> using charter_of = typename Agent::charter;

} // namespace bailiwick
