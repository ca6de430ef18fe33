// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/check.hpp>

/// BW6xx, regimes: what GDPR, HIPAA and the AI Act ask of a declaration, where they are declared.

namespace bailiwick {
namespace detail {

/// Whether a region is in the European Economic Area: "eu", "de", or "eu-west-1", "de-fra".
///
/// Two well-known regions begin with "eu" and are not: London and Zurich.
constexpr bool is_in_the_eea(std::string_view region) {
    if (region.starts_with("eu-west-2") || region.starts_with("eu-central-2")) return false;
    const std::string_view country = region.substr(0, region.find('-'));
    for (std::string_view each :
         {"eu", "eea", "at", "be", "bg", "hr", "cy", "cz", "dk", "ee", "fi", "fr", "de", "gr", "hu",
          "ie", "it", "lv", "lt", "lu", "mt", "nl", "pl", "pt", "ro", "sk", "si", "es", "se", "is",
          "li", "no"})
        if (country == each) return true;
    return false;
}

} // namespace detail

/// Every charter says which regimes it is run under, or that there is none.
template <class Charter> constexpr bool regime_is_declared = kept_by<struct bw601, Charter>;
struct bw601 : rule_about<charter_subject, 601> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        return !charter.regimes.empty();
    }
    template <class Charter> struct require {
        static_assert(regime_is_declared<Charter>,
                      "[BW601] this charter is under no declared regime: "
                      "state under, if only with bw::no_regime");
    };
};

/// Personal data is processed under somebody's law.
template <const data_class& Data, class Agent>
constexpr bool personal_data_is_under_a_regime = satisfied_by<struct bw611, Data, Agent>;
struct bw611 : rule_about<data_facts, 611> {
    static constexpr bool holds(const data_facts& subject, const charter_facts& charter) {
        if (!is_personal(subject.is->sensitivity)) return true;
        for (const regime* each : charter.regimes)
            if (!each->name.empty() && each->name != no_regime.name) return true;
        return false;
    }
    template <const data_class& Data, class Agent> struct require {
        static_assert(personal_data_is_under_a_regime<Data, Agent>,
                      "[BW611] this personal data is under no regime: "
                      "declare bw::gdpr, or the law that applies");
    };
};

/// A decision about a person is never automatic without a basis (GDPR Art. 22).
template <class Tool, class Charter>
constexpr bool decision_about_a_person_has_a_basis = satisfies<struct bw602, Tool, Charter>;
struct bw602 : rule_about<tool_facts, 602> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts& charter) {
        return tool.states->decides == decision::none || !tool.runs_unattended() ||
               tool.states->decides_by != decision_basis::unstated || !charter.is_under(gdpr);
    }
    template <class Tool, class Charter> struct require {
        static_assert(decision_about_a_person_has_a_basis<Tool, Charter>,
                      "[BW602] this tool decides about a person unattended (Art. 22): "
                      "gate it, or state decides_by");
    };
};

/// Who processes personal data for us has signed for it (GDPR Art. 28).
template <const system& System, class Agent>
constexpr bool processor_has_an_agreement = satisfied_by<struct bw603, System, Agent>;
struct bw603 : rule_about<system_facts, 603> {
    static constexpr bool holds(const system_facts& system, const charter_facts& charter) {
        return !charter.is_under(gdpr) || !system.gets_personal ||
               system.is->where == zone::inside || !detail::says_nothing(system.is->agreement);
    }
    template <const system& System, class Agent> struct require {
        static_assert(processor_has_an_agreement<System, Agent>,
                      "[BW603] this system gets personal data without an agreement (Art. 28): "
                      "state the agreement");
    };
};

/// Personal data says whom it is about, what for and until when (GDPR Art. 30).
template <const data_class& Data, class Agent>
constexpr bool record_of_processing_is_complete = satisfied_by<struct bw604, Data, Agent>;
struct bw604 : rule_about<data_facts, 604> {
    static constexpr bool holds(const data_facts& subject, const charter_facts& charter) {
        const data_class& data = *subject.is;
        return !charter.is_under(gdpr) || !is_personal(data.sensitivity) ||
               (!detail::says_nothing(data.purpose) && !detail::says_nothing(data.subjects) &&
                data.retention);
    }
    template <const data_class& Data, class Agent> struct require {
        static_assert(record_of_processing_is_complete<Data, Agent>,
                      "[BW604] the record of processing lacks a part (Art. 30): "
                      "state purpose, subjects and retention");
    };
};

/// Personal data is processed on a stated basis (GDPR Art. 6).
template <const data_class& Data, class Agent>
constexpr bool personal_data_has_a_lawful_basis = satisfied_by<struct bw605, Data, Agent>;
struct bw605 : rule_about<data_facts, 605> {
    static constexpr bool holds(const data_facts& subject, const charter_facts& charter) {
        const data_class& data = *subject.is;
        return !charter.is_under(gdpr) || !is_personal(data.sensitivity) ||
               data.lawful_basis != basis::unstated;
    }
    template <const data_class& Data, class Agent> struct require {
        static_assert(personal_data_has_a_lawful_basis<Data, Agent>,
                      "[BW605] this personal data has no lawful basis (Art. 6): "
                      "the controller states one");
    };
};

/// A system that gets personal data says where it stands (GDPR Art. 44).
template <const system& System, class Agent>
constexpr bool region_is_stated = satisfied_by<struct bw606, System, Agent>;
struct bw606 : rule_about<system_facts, 606> {
    static constexpr bool holds(const system_facts& system, const charter_facts& charter) {
        return !charter.is_under(gdpr) || !system.gets_personal || !system.is->region.empty();
    }
    template <const system& System, class Agent> struct require {
        static_assert(region_is_stated<System, Agent>,
                      "[BW606] this system gets personal data in no stated place (Art. 44): "
                      "state its region");
    };
};

/// Personal data leaves the EEA only on a stated basis (GDPR Art. 44 to 49).
template <const system& System, class Agent>
constexpr bool transfer_has_a_basis = satisfied_by<struct bw607, System, Agent>;
struct bw607 : rule_about<system_facts, 607> {
    static constexpr bool holds(const system_facts& system, const charter_facts& charter) {
        return !charter.is_under(gdpr) || !system.gets_personal ||
               detail::is_in_the_eea(system.is->region) ||
               system.is->transfer_basis != transfer::unstated;
    }
    template <const system& System, class Agent> struct require {
        static_assert(transfer_has_a_basis<System, Agent>,
                      "[BW607] personal data leaves the EEA without a basis (Art. 44): "
                      "state transfer_basis");
    };
};

/// Who handles health data for us has signed for it (HIPAA 164.502(e)).
template <const system& System, class Agent>
constexpr bool business_associate_has_an_agreement = satisfied_by<struct bw608, System, Agent>;
struct bw608 : rule_about<system_facts, 608> {
    static constexpr bool holds(const system_facts& system, const charter_facts& charter) {
        return !charter.is_under(hipaa) || !system.gets_health ||
               system.is->where == zone::inside ||
               !detail::says_nothing(system.is->business_associate_agreement);
    }
    template <const system& System, class Agent> struct require {
        static_assert(business_associate_has_an_agreement<System, Agent>,
                      "[BW608] this system gets health data without an agreement (164.504(e)): "
                      "state the BAA");
    };
};

/// Health data names its purpose and its readers (HIPAA 164.502(b)).
template <const data_class& Data, class Agent>
constexpr bool minimum_necessary_is_stated = satisfied_by<struct bw609, Data, Agent>;
struct bw609 : rule_about<data_facts, 609> {
    static constexpr bool holds(const data_facts& subject, const charter_facts& charter) {
        const data_class& data = *subject.is;
        return !charter.is_under(hipaa) || data.sensitivity != level::health ||
               (!detail::says_nothing(data.purpose) && !data.readers.empty());
    }
    template <const data_class& Data, class Agent> struct require {
        static_assert(minimum_necessary_is_stated<Data, Agent>,
                      "[BW609] health data is not held to the minimum necessary (164.502(b)): "
                      "state purpose and readers");
    };
};

/// The audit trail is kept as long as the strictest regime asks.
template <class Charter>
constexpr bool receipts_outlive_the_longest_duty = kept_by<struct bw610, Charter>;
struct bw610 : rule_about<charter_subject, 610> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        for (const regime* each : charter.regimes)
            if (charter.receipts->retention < each->receipts_at_least) return false;
        return true;
    }
    template <class Charter> struct require {
        static_assert(receipts_outlive_the_longest_duty<Charter>,
                      "[BW610] receipts end before a duty to keep them does: "
                      "lengthen receipts.retention");
    };
};

} // namespace bailiwick
