// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/check.hpp>

/// BW40x, data and systems: where it lives, how sensitive it is, how it is reached.

namespace bailiwick {

/// Every data class lives in a declared system.
template <const data_class& Data, class Agent>
constexpr bool data_has_a_home = satisfied_by<struct bw401, Data, Agent>;
struct bw401 : rule_about<data_facts, 401> {
    static constexpr bool holds(const data_class& data) {
        return data.home != nullptr;
    }
    template <const data_class& Data, class Agent> struct require {
        static_assert(data_has_a_home<Data, Agent>,
                      "[BW401] this data has no home: name the system it lives in");
    };
};

/// Every data class says how sensitive it is.
template <const data_class& Data, class Agent>
constexpr bool data_has_a_level = satisfied_by<struct bw402, Data, Agent>;
struct bw402 : rule_about<data_facts, 402> {
    static constexpr bool holds(const data_class& data) {
        return data.sensitivity != level::unstated;
    }
    template <const data_class& Data, class Agent> struct require {
        static_assert(data_has_a_level<Data, Agent>,
                      "[BW402] this data has no sensitivity: state its level");
    };
};

/// Sensitive data is kept for a stated time.
template <const data_class& Data, class Agent>
constexpr bool sensitive_data_has_an_end = satisfied_by<struct bw403, Data, Agent>;
struct bw403 : rule_about<data_facts, 403> {
    static constexpr bool holds(const data_class& data) {
        return !is_sensitive(data.sensitivity) || data.retention.milliseconds > 0;
    }
    template <const data_class& Data, class Agent> struct require {
        static_assert(sensitive_data_has_an_end<Data, Agent>,
                      "[BW403] this sensitive data is kept without end: state its retention");
    };
};

/// Sensitive data is read for a stated purpose.
template <const data_class& Data, class Agent>
constexpr bool read_data_names_its_use = satisfied_by<struct bw404, Data, Agent>;
struct bw404 : rule_about<data_facts, 404> {
    static constexpr bool holds(const data_facts& data) {
        return !is_sensitive(data.is->sensitivity) || !data.is_in_context() ||
               !detail::says_nothing(data.is->purpose);
    }
    template <const data_class& Data, class Agent> struct require {
        static_assert(read_data_names_its_use<Data, Agent>,
                      "[BW404] this sensitive data is read for no stated use: "
                      "name its purpose or stop reading it");
    };
};

/// No secret is in reach of the model.
template <const data_class& Data, class Agent>
constexpr bool model_never_sees_a_secret = satisfied_by<struct bw405, Data, Agent>;
struct bw405 : rule_about<data_facts, 405> {
    static constexpr bool holds(const data_facts& data) {
        return data.is->sensitivity != level::secret || !data.is_in_context();
    }
    template <const data_class& Data, class Agent> struct require {
        static_assert(model_never_sees_a_secret<Data, Agent>,
                      "[BW405] a secret comes within reach of the model: "
                      "let a tool use it behind a lease");
    };
};

/// Every system says how far it is trusted.
template <const system& System, class Agent>
constexpr bool system_has_a_zone = satisfied_by<struct bw406, System, Agent>;
struct bw406 : rule_about<system_facts, 406> {
    static constexpr bool holds(const system& system) {
        return system.where != zone::unstated;
    }
    template <const system& System, class Agent> struct require {
        static_assert(system_has_a_zone<System, Agent>,
                      "[BW406] this system stands in no zone: say inside, vendor or outside");
    };
};

/// Every system that a tool or the model touches is listed in the boundary.
template <const system& System, class Agent>
constexpr bool system_is_inside_the_boundary = satisfied_by<struct bw407, System, Agent>;
struct bw407 : rule_about<system_facts, 407> {
    static constexpr bool holds(const system_facts& system) {
        return !system.is_touched || system.in_boundary;
    }
    template <const system& System, class Agent> struct require {
        static_assert(system_is_inside_the_boundary<System, Agent>,
                      "[BW407] this system is touched but is not in the boundary: "
                      "list it in boundary.systems");
    };
};

/// The boundary lists no system that nothing touches.
template <const system& System, class Agent>
constexpr bool boundary_lists_what_is_touched = satisfied_by<struct bw408, System, Agent>;
struct bw408 : rule_about<system_facts, 408> {
    static constexpr bool holds(const system_facts& system) {
        return !system.in_boundary || system.is_touched || system.is_home;
    }
    template <const system& System, class Agent> struct require {
        static_assert(boundary_lists_what_is_touched<System, Agent>,
                      "[BW408] the boundary lists a system that nothing touches: "
                      "drop it or declare what does");
    };
};

/// A system has one exact address.
template <const system& System, class Agent>
constexpr bool system_has_an_exact_endpoint = satisfied_by<struct bw409, System, Agent>;
struct bw409 : rule_about<system_facts, 409> {
    static constexpr bool holds(const system& system) {
        return !system.endpoint.empty() && system.endpoint.find('*') == system.endpoint.npos;
    }
    template <const system& System, class Agent> struct require {
        static_assert(system_has_an_exact_endpoint<System, Agent>,
                      "[BW409] this system has no exact endpoint: state it, without a wildcard");
    };
};

/// No system is reached without authentication.
template <const system& System, class Agent>
constexpr bool system_is_authenticated = satisfied_by<struct bw410, System, Agent>;
struct bw410 : rule_about<system_facts, 410> {
    static constexpr bool holds(const system& system) {
        return system.authenticated || system.reached_by == transport::mutual_tls;
    }
    template <const system& System, class Agent> struct require {
        static_assert(system_is_authenticated<System, Agent>,
                      "[BW410] this system is reached without authentication: "
                      "authenticate, then say so");
    };
};

/// What leaves the machine or the zone is encrypted.
template <const system& System, class Agent>
constexpr bool link_is_encrypted = satisfied_by<struct bw411, System, Agent>;
struct bw411 : rule_about<system_facts, 411> {
    static constexpr bool holds(const system& system) {
        switch (system.reached_by) {
        case transport::tls:
        case transport::mutual_tls: return true;
        case transport::local: return system.where == zone::inside;
        case transport::plain:
        case transport::unstated: break;
        }
        return false;
    }
    template <const system& System, class Agent> struct require {
        static_assert(link_is_encrypted<System, Agent>,
                      "[BW411] the link to this system is not encrypted: "
                      "reach it by tls, or local inside the zone");
    };
};

/// The boundary says what starts a run, what comes out, and what never happens.
template <class Charter> constexpr bool boundary_is_stated = kept_by<struct bw412, Charter>;
struct bw412 : rule_about<charter_subject, 412> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        const boundary& stated = *charter.boundary;
        return !stated.trigger.empty() && !stated.output.empty() && !stated.never_does.empty() &&
               !stated.inputs.empty();
    }
    template <class Charter> struct require {
        static_assert(boundary_is_stated<Charter>,
                      "[BW412] the boundary is not complete: "
                      "state trigger, inputs, output and never_does");
    };
};

} // namespace bailiwick
