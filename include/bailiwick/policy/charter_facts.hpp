// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter.hpp>
#include <bailiwick/policy/detail/name_table.hpp>

namespace bailiwick {

/// A charter as the rules read it: every part by address, absent parts as empty ones.
struct charter_facts {
    const bailiwick::identity* identity = nullptr;
    const bailiwick::boundary* boundary = nullptr;
    list_view<rule> matrix{};
    list_view<const credential*> credentials{};
    const bailiwick::owners* owners = nullptr;
    const bailiwick::budget* budget = nullptr;
    const bailiwick::receipts* receipts = nullptr;
    const bailiwick::pause* pause = nullptr;
    const bailiwick::model* model = nullptr;
    list_view<const memory*> memories{};
    list_view<const delegate*> delegates{};
    list_view<const endorsement*> endorsements{};
    list_view<const declassification*> declassifications{};
    list_view<const waiver*> waivers{};
    list_view<const regime*> regimes{};
    detail::name_index rows_by_name{};
    bool misspells_a_part = false; ///< a list under the singular of the name that rules read

    /// The row that speaks about a tool of this name, or null; the first one of two.
    constexpr const rule* row_named(std::string_view tool) const {
        return row_named(tool, detail::key_of(tool));
    }
    /// The same, where the key of the name is known already.
    constexpr const rule* row_named(std::string_view tool, std::uint32_t key) const {
        const std::size_t found = rows_by_name.find(
            key, [&](std::size_t at) { return detail::same_text(matrix[at].tool, tool); });
        return found == detail::nowhere ? nullptr : &matrix[found];
    }
    constexpr std::size_t count_rows_named(std::string_view tool) const {
        if (!rows_by_name.repeats) return 1;
        std::size_t count = 0;
        rows_by_name.find(tool, [&](std::size_t at) {
            count += matrix[at].tool == tool;
            return false;
        });
        return count;
    }
    constexpr bool is_under(const regime& one) const {
        for (const regime* each : regimes)
            if (each->name == one.name) return true;
        return false;
    }
    /// Whether a language model proposes the calls.
    constexpr bool has_a_model() const { return model->provider != nullptr; }
    /// Whether the charter says that no model proposes anything, by `bw::no_model` or a copy of it.
    constexpr bool has_no_model() const {
        return !has_a_model() && model->name == no_model.name && !model->falls_back_to;
    }
};

namespace detail {

template <class Part> inline constexpr Part nothing{};

/// The identity of a charter that states none: rules name it all the same.
template <> inline constexpr identity nothing<identity>{.name = "unnamed"};

/// A list of references of any length, as one type.
template <class Declared, std::size_t Max>
constexpr list_view<const Declared*> list_of(const refs<Declared, Max>& list) {
    return {list.at, list.count};
}

template <class Charter>
inline constexpr std::size_t row_count = sizeof(Charter::matrix) / sizeof(rule);

/// The rows of a charter by tool name, made once for each charter.
template <class Charter> inline constexpr auto row_table = [] {
    name_table<row_count<Charter>> table;
    for (std::size_t i = 0; i < row_count<Charter>; ++i)
        table.insert(Charter::matrix[i].tool, i);
    return table;
}();

} // namespace detail

/// The facts of one charter; a part that is not declared reads as an empty one.
template <class Charter> inline constexpr charter_facts facts_of_charter = [] {
    using detail::nothing;
    charter_facts facts{.identity = &nothing<identity>,
                        .boundary = &nothing<boundary>,
                        .owners = &nothing<owners>,
                        .budget = &nothing<budget>,
                        .receipts = &nothing<receipts>,
                        .pause = &nothing<pause>,
                        .model = &nothing<model>};
    if constexpr (requires { Charter::identity; }) facts.identity = &Charter::identity;
    if constexpr (requires { Charter::boundary; }) facts.boundary = &Charter::boundary;
    if constexpr (requires { Charter::matrix; }) {
        facts.matrix = {Charter::matrix, detail::row_count<Charter>};
        facts.rows_by_name = detail::row_table<Charter>.index();
    }
    if constexpr (requires { Charter::credentials; })
        facts.credentials = detail::list_of(Charter::credentials);
    if constexpr (requires { Charter::owners; }) facts.owners = &Charter::owners;
    if constexpr (requires { Charter::budget; }) facts.budget = &Charter::budget;
    if constexpr (requires { Charter::receipts; }) facts.receipts = &Charter::receipts;
    if constexpr (requires { Charter::pause; }) facts.pause = &Charter::pause;
    if constexpr (requires { Charter::model; }) facts.model = &Charter::model;
    if constexpr (requires { Charter::memories; })
        facts.memories = detail::list_of(Charter::memories);
    if constexpr (requires { Charter::delegates; })
        facts.delegates = detail::list_of(Charter::delegates);
    if constexpr (requires { Charter::endorsements; })
        facts.endorsements = detail::list_of(Charter::endorsements);
    if constexpr (requires { Charter::declassifications; })
        facts.declassifications = detail::list_of(Charter::declassifications);
    if constexpr (requires { Charter::waivers; }) facts.waivers = detail::list_of(Charter::waivers);
    facts.misspells_a_part = requires { Charter::memory; } || requires { Charter::delegate; } ||
                             requires { Charter::waiver; } || requires { Charter::credential; } ||
                             requires { Charter::endorsement; } ||
                             requires { Charter::declassification; };
    if constexpr (requires { Charter::under; })
        facts.regimes = {Charter::under.begin(), Charter::under.size()};
    return facts;
}();

} // namespace bailiwick
