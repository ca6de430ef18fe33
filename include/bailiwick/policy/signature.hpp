// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter.hpp>

#include <type_traits>

namespace bailiwick {
namespace detail {

/// What a tool without a readable call operator takes and gives.
struct unreadable {};

template <class Call> struct signature {
    using arguments = unreadable;
    using result = unreadable;
    static constexpr bool readable = false;
    static constexpr refs<scope> leases{};
};

template <class Result, class Tool, class Arguments, const scope&... Scopes>
struct signature<Result (Tool::*)(Arguments, lease<Scopes>...) const> {
    using arguments = std::remove_cvref_t<Arguments>;
    using result = Result;
    static constexpr bool readable = true;
    static constexpr refs<scope> leases{Scopes...};
};

template <class Result, class Tool, class Arguments, const scope&... Scopes>
struct signature<Result (Tool::*)(Arguments, lease<Scopes>...)>
    : signature<Result (Tool::*)(Arguments, lease<Scopes>...) const> {};

template <class Result, class Tool, class Arguments, const scope&... Scopes>
struct signature<Result (Tool::*)(Arguments, lease<Scopes>...) const noexcept>
    : signature<Result (Tool::*)(Arguments, lease<Scopes>...) const> {};

template <class Result, class Tool, class Arguments, const scope&... Scopes>
struct signature<Result (Tool::*)(Arguments, lease<Scopes>...) noexcept>
    : signature<Result (Tool::*)(Arguments, lease<Scopes>...) const> {};

template <class Tool> struct signature_for : signature<void> {};
template <class Tool>
    requires requires { &Tool::operator(); }
struct signature_for<Tool> : signature<decltype(&Tool::operator())> {};

} // namespace detail

/// The described struct that the tool's call operator takes.
template <class Tool> using arguments_of = typename detail::signature_for<Tool>::arguments;
/// What the tool's call operator gives.
template <class Tool> using result_of = typename detail::signature_for<Tool>::result;
/// The scopes of the leases that the tool's call operator asks for.
template <class Tool>
inline constexpr const refs<scope>& leases_of = detail::signature_for<Tool>::leases;

} // namespace bailiwick
