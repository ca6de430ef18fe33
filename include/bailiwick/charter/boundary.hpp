// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/data_class.hpp>

namespace bailiwick {

/// Under which identity the agent acts towards other systems.
enum class acting { unstated, as_itself, for_a_user, as_the_user };
BOOST_DESCRIBE_ENUM(acting, unstated, as_itself, for_a_user, as_the_user)

/// How the agent's answer is shown; what can load remote content can leak.
enum class rendering { unstated, plain, safe_markdown, markdown, html };
BOOST_DESCRIBE_ENUM(rendering, unstated, plain, safe_markdown, markdown, html)

/// Who the agent is: the name on every receipt and the identity that other systems see.
struct identity {
    std::string_view name;
    std::string_view version{};
    std::string_view statement{}; ///< two or three sentences: what the agent is for
    std::string_view id{};        ///< "spiffe://bank.example/agents/support-intake"
    acting acts = acting::unstated;
    bool shared = false; ///< another agent uses the same identity
};
BOOST_DESCRIBE_STRUCT(identity, (), (name, version, statement, id, acts, shared))

/// The ground the workflow covers: what starts it, what goes in and out, where it ends.
struct boundary {
    std::string_view trigger;
    bool trigger_authenticated = false;
    refs<person> requesters{}; ///< the people who start runs; empty when the outside world does
    refs<data_class> inputs{};
    refs<system, 32> systems{};
    std::string_view output{};
    rendering renders = rendering::unstated;
    words high_risk{};   ///< actions that must be gated or never
    words never_does{};  ///< sentences for the reviewer
};
BOOST_DESCRIBE_STRUCT(boundary, (),
                      (trigger, trigger_authenticated, requesters, inputs, systems, output,
                       renders, high_risk, never_does))

} // namespace bailiwick
