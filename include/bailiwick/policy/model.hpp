// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/check.hpp>

/// BW421 to BW423, the model: which one, in which version, and what happens without it.

namespace bailiwick {
namespace detail {

/// Whether a version names one build: not empty, and no alias that moves.
constexpr bool is_pinned(std::string_view version) {
    for (std::string_view alias : {"latest", "stable", "default", "preview", "current"})
        if (version.find(alias) != std::string_view::npos) return false;
    return !says_nothing(version) && version.find('*') == std::string_view::npos;
}

} // namespace detail

/// Every charter says which model proposes the calls, or that none does.
template <class Charter> constexpr bool model_is_declared = kept_by<struct bw421, Charter>;
struct bw421 : rule_about<charter_subject, 421> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        return charter.has_no_model() ||
               (!charter.model->name.empty() && charter.model->provider);
    }
    template <class Charter> struct require {
        static_assert(model_is_declared<Charter>,
                      "[BW421] this charter names no model: "
                      "declare model with its provider, or bw::no_model");
    };
};

/// The model is the one that was reviewed.
template <class Charter> constexpr bool model_version_is_pinned = kept_by<struct bw422, Charter>;
struct bw422 : rule_about<charter_subject, 422> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        return charter.has_no_model() || detail::is_pinned(charter.model->version);
    }
    template <class Charter> struct require {
        static_assert(model_version_is_pinned<Charter>,
                      "[BW422] the model version is not pinned: "
                      "state a dated version, not an alias");
    };
};

/// What happens without the model is declared, and no other model slips in.
template <class Charter> constexpr bool model_fallback_is_declared = kept_by<struct bw423, Charter>;
struct bw423 : rule_about<charter_subject, 423> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        const model& stated = *charter.model;
        if (charter.has_no_model()) return true;
        if (stated.on_failure == fallback::other_model)
            return stated.falls_back_to && stated.falls_back_to->provider &&
                   detail::is_pinned(stated.falls_back_to->version) &&
                   !stated.falls_back_to->falls_back_to;
        return stated.on_failure != fallback::unstated && !stated.falls_back_to;
    }
    template <class Charter> struct require {
        static_assert(model_fallback_is_declared<Charter>,
                      "[BW423] the fallback of the model is not declared: "
                      "state none, pause or another pinned model");
    };
};

} // namespace bailiwick
