// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/check.hpp>

/// BW5xx, people: six roles are held by somebody who can be called, and duties are split.

namespace bailiwick {
namespace detail {

/// Whether a name means nobody in particular: "AI team", "vendor", "TBD".
constexpr bool is_generic(std::string_view name) {
    return says_nothing(name) ||
           is_one_of(name, {"vendor", "thevendor", "aiteam", "theaiteam", "team", "theteam",
                            "admin", "nobody", "someone", "owner"});
}

} // namespace detail

/// Somebody answers for the workflow.
template <class Charter> constexpr bool workflow_has_an_owner = kept_by<struct bw501, Charter>;
struct bw501 : rule_about<charter_subject, 501> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        return charter.owners->workflow != nullptr;
    }
    template <class Charter> struct require {
        static_assert(workflow_has_an_owner<Charter>,
                      "[BW501] nobody owns the workflow: "
                      "name a person or an on-call group in owners.workflow");
    };
};

/// Somebody answers for the running process.
template <class Charter> constexpr bool runtime_has_an_owner = kept_by<struct bw502, Charter>;
struct bw502 : rule_about<charter_subject, 502> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        return charter.owners->runtime != nullptr;
    }
    template <class Charter> struct require {
        static_assert(runtime_has_an_owner<Charter>,
                      "[BW502] nobody owns the running process: "
                      "name a person or an on-call group in owners.runtime");
    };
};

/// Somebody answers for the exception queue.
template <class Charter> constexpr bool exceptions_have_an_owner = kept_by<struct bw503, Charter>;
struct bw503 : rule_about<charter_subject, 503> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        return charter.owners->queue != nullptr;
    }
    template <class Charter> struct require {
        static_assert(exceptions_have_an_owner<Charter>,
                      "[BW503] nobody owns the exception queue: "
                      "name a person or an on-call group in owners.queue");
    };
};

/// Somebody answers for incidents.
template <class Charter> constexpr bool incidents_have_an_owner = kept_by<struct bw504, Charter>;
struct bw504 : rule_about<charter_subject, 504> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        return charter.owners->incidents != nullptr;
    }
    template <class Charter> struct require {
        static_assert(incidents_have_an_owner<Charter>,
                      "[BW504] nobody owns incidents: "
                      "name a person or an on-call group in owners.incidents");
    };
};

/// Somebody answers for changes.
template <class Charter> constexpr bool changes_have_an_owner = kept_by<struct bw505, Charter>;
struct bw505 : rule_about<charter_subject, 505> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        return charter.owners->changes != nullptr;
    }
    template <class Charter> struct require {
        static_assert(changes_have_an_owner<Charter>,
                      "[BW505] nobody owns changes: "
                      "name a person or an on-call group in owners.changes");
    };
};

/// Somebody answers for the off switch.
template <class Charter> constexpr bool off_switch_has_an_owner = kept_by<struct bw506, Charter>;
struct bw506 : rule_about<charter_subject, 506> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        return charter.owners->off_switch != nullptr;
    }
    template <class Charter> struct require {
        static_assert(off_switch_has_an_owner<Charter>,
                      "[BW506] nobody owns the off switch: "
                      "name a person or an on-call group in owners.off_switch");
    };
};

/// Nobody is called "AI team", "vendor" or "TBD".
template <const person& Person, class Agent>
constexpr bool person_is_somebody = satisfied_by<struct bw507, Person, Agent>;
struct bw507 : rule_about<object_facts<person>, 507> {
    static constexpr bool holds(const person& person) {
        return !detail::is_generic(person.name);
    }
    template <const person& Person, class Agent> struct require {
        static_assert(person_is_somebody<Person, Agent>,
                      "[BW507] this name is nobody: put a person or an on-call group in its place");
    };
};

/// Whoever holds a role can be reached.
template <const person& Person, class Agent>
constexpr bool person_can_be_called = satisfied_by<struct bw508, Person, Agent>;
struct bw508 : rule_about<object_facts<person>, 508> {
    static constexpr bool holds(const person& person) {
        return !detail::is_generic(person.contact);
    }
    template <const person& Person, class Agent> struct require {
        static_assert(person_can_be_called<Person, Agent>,
                      "[BW508] this person cannot be reached: state a contact");
    };
};

/// Who changes the agent does not release it.
template <class Charter>
constexpr bool changes_and_release_are_split = kept_by<struct bw518, Charter>;
struct bw518 : rule_about<charter_subject, 518> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        const owners& held = *charter.owners;
        return !held.release || !held.changes || !is_same_person(*held.release, *held.changes);
    }
    template <class Charter> struct require {
        static_assert(changes_and_release_are_split<Charter>,
                      "[BW518] one person owns both changes and the release: "
                      "give one to somebody else");
    };
};

/// The off switch works within a stated time.
template <class Charter> constexpr bool pause_is_bounded = kept_by<struct bw519, Charter>;
struct bw519 : rule_about<charter_subject, 519> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        return charter.pause->bound.milliseconds > 0;
    }
    template <class Charter> struct require {
        static_assert(pause_is_bounded<Charter>,
                      "[BW519] the off switch has no bound: state pause.bound");
    };
};

/// The off switch is rehearsed at least every ninety days.
template <class Charter> constexpr bool pause_is_rehearsed = kept_by<struct bw520, Charter>;
struct bw520 : rule_about<charter_subject, 520> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        return charter.pause->drill_every && charter.pause->drill_every <= days(90);
    }
    template <class Charter> struct require {
        static_assert(pause_is_rehearsed<Charter>,
                      "[BW520] the off switch is not rehearsed: "
                      "state pause.drill_every, at most 90 days");
    };
};

} // namespace bailiwick
