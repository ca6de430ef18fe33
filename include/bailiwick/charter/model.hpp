// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/data_class.hpp>
#include <bailiwick/charter/scope.hpp>

namespace bailiwick {

/// What happens when the model cannot answer.
enum class fallback { unstated, none, pause, other_model };
BOOST_DESCRIBE_ENUM(fallback, unstated, none, pause, other_model)

/// The model that proposes calls: who runs it, which version, what it is shown.
struct model {
    std::string_view name;
    const system* provider = nullptr;
    std::string_view version{}; ///< pinned; "latest" pins nothing
    refs<data_class> sees{};
    fallback on_failure = fallback::unstated;
    const model* falls_back_to = nullptr;
};
BOOST_DESCRIBE_STRUCT(model, (), (name, provider, version, sees, on_failure, falls_back_to))

/// For an agent whose calls come from ordinary code alone.
inline constexpr model no_model{.name = "none"};

/// How long something that was read stays with the agent.
enum class memory_span { unstated, session, user, global };
BOOST_DESCRIBE_ENUM(memory_span, unstated, session, user, global)

/// A memory the agent keeps between steps.
struct memory {
    std::string_view name;
    memory_span lasts = memory_span::unstated;
    refs<data_class> holds{};
    bool endorsed = false; ///< content is checked before it is kept
};
BOOST_DESCRIBE_STRUCT(memory, (), (name, lasts, holds, endorsed))

/// How another agent proves who it is.
enum class mutual_proof { unstated, none, mutual_tls, signed_card };
BOOST_DESCRIBE_ENUM(mutual_proof, unstated, none, mutual_tls, signed_card)

/// Another agent that this one may hand work to.
struct delegate {
    std::string_view name;
    mutual_proof proves_by = mutual_proof::unstated;
    refs<scope> scopes{};
    unsigned max_depth = 0;
};
BOOST_DESCRIBE_STRUCT(delegate, (), (name, proves_by, scopes, max_depth))

} // namespace bailiwick
