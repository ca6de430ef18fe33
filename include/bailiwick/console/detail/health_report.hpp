// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/words.hpp>
#include <bailiwick/console/screen.hpp>

/// What `doctor` found, as a table for people or as JSON.

namespace bailiwick::detail {

enum class health { good, look, wrong };

class health_report {
    struct line {
        health is;
        std::string what, found;
        std::vector<std::string> remedies;
    };

public:
    void add(health is, std::string what, std::string found, std::string remedy) {
        lines_.push_back({is, std::move(what), std::move(found), {}});
        if (!remedy.empty()) also(std::move(remedy));
    }
    /// One more thing to do about what was added last.
    void also(std::string remedy) { lines_.back().remedies.push_back(std::move(remedy)); }

    bool is_good_so_far(std::string_view what) const {
        return std::none_of(lines_.begin(), lines_.end(), [&](const line& each) {
            return each.what == what && each.is != health::good;
        });
    }

    console_exit print(const screen& on) const {
        static constexpr std::pair<const char*, tint> signs[] = {
            {"good", tint::good}, {"look", tint::warn}, {"WRONG", tint::bad}};
        bool wrong = false;
        boost::json::array told;
        table rows({"", "WHAT", "FOUND"});
        for (const line& each : lines_) {
            wrong = wrong || each.is == health::wrong;
            const auto& [sign, colour] = signs[static_cast<int>(each.is)];
            told.push_back(boost::json::object{{"is", each.is == health::wrong ? "wrong" : sign},
                                               {"what", each.what},
                                               {"found", each.found},
                                               {"do", joined(each.remedies, "; ")}});
            rows.row({{sign, colour}, each.what, each.found});
            for (const std::string& remedy : each.remedies) rows.row({"", "", "→ " + remedy});
        }
        if (on.is_json())
            on.json(boost::json::object{{"wrong", wrong}, {"checks", std::move(told)}});
        else rows.print(on);
        return wrong ? console_exit::check_failed : console_exit::done;
    }

private:
    std::vector<line> lines_{};
};

} // namespace bailiwick::detail
