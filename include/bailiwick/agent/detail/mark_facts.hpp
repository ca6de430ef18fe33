// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/strict_json.hpp>

#include <optional>

namespace bailiwick::detail {

/// The facts in the text of a mark, an object of texts and whole numbers; whoever reads it says
/// what one that is missing means.
class mark_facts {
public:
    explicit mark_facts(std::string_view json) {
        auto said = parse_strict(json);
        if (said && said->is_object())
            facts_ = *std::move(said);
    }

    std::optional<std::string> text(std::string_view name) const {
        const boost::json::value* const found = member(name);
        if (!found || !found->is_string())
            return std::nullopt;
        return std::string(std::string_view(found->get_string()));
    }
    std::optional<long long> number(std::string_view name) const {
        const boost::json::value* const found = member(name);
        if (!found || !found->is_int64())
            return std::nullopt;
        return found->get_int64();
    }

private:
    const boost::json::value* member(std::string_view name) const {
        const boost::json::object* const facts = facts_.if_object();
        return facts ? facts->if_contains(name) : nullptr;
    }

    boost::json::value facts_{};
};

} // namespace bailiwick::detail
