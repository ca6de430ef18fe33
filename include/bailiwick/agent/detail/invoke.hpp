// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/credential.hpp>
#include <bailiwick/policy/signature.hpp>

#include <exception>
#include <tuple>

namespace bailiwick::detail {

/// The only maker of the key to the lease desk: whoever searches for lending finds this.
struct gate {
    static gate_key key() { return gate_key{}; }
};

/// What a tool gives when it does not fail: `answer<Result>` and `Result` are the same to the gate.
template <class Given> struct plain_result { using type = Given; };
template <class Result> struct plain_result<answer<Result>> { using type = Result; };
template <> struct plain_result<void> { using type = done; };
template <class Tool> using result_type = typename plain_result<result_of<Tool>>::type;

inline refusal failed(std::string_view tool, std::string words) {
    return {reason::tool_failed, std::string(tool), {}, std::move(words)};
}

template <class Call> struct lent_call;
template <class Given, class Tool, class Arguments, const scope&... Scopes>
struct lent_call<Given (Tool::*)(Arguments, lease<Scopes>...) const> {
    using leases = std::tuple<answer<lease<Scopes>>...>;
    using result = typename plain_result<Given>::type;

    /// Lends every scope of the signature, or says which one could not be lent.
    static leases lend(const lease_desk& desk, const lease_call& call, instant now, instant until) {
        static_cast<void>(now), static_cast<void>(until);
        return leases{desk.template lend<Scopes>(call, now, until)...};
    }
    static const refusal* first_refusal(const leases& lent) {
        const refusal* why = nullptr;
        std::apply(
            [&](const auto&... each) { ((why || each ? void() : void(why = &each.why())), ...); },
            lent);
        return why;
    }
    /// Runs the tool; whatever it throws is a failure of the tool, and goes no further.
    template <class Given_>
    static answer<result> run(const Tool& tool, const Given_& arguments, leases lent) noexcept {
        try {
            return std::apply(
                [&](auto&&... each) -> answer<result> {
                    if constexpr (std::is_void_v<Given>) {
                        tool(arguments, *std::move(each)...);
                        return done{};
                    } else {
                        return tool(arguments, *std::move(each)...);
                    }
                },
                std::move(lent));
        } catch (const std::exception& thrown) {
            return failed(Tool::contract.name, thrown.what());
        } catch (...) {
            return failed(Tool::contract.name, "it threw something that is no std::exception");
        }
    }
};
template <class Given, class Tool, class Arguments, const scope&... Scopes>
struct lent_call<Given (Tool::*)(Arguments, lease<Scopes>...) const noexcept>
    : lent_call<Given (Tool::*)(Arguments, lease<Scopes>...) const> {};

template <class Tool> using lent_call_of = lent_call<decltype(&Tool::operator())>;

} // namespace bailiwick::detail
