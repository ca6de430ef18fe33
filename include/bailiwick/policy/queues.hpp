// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/check.hpp>

/// BW509 to BW517, queues: who decides, how fast, and that silence is never consent.

namespace bailiwick {
namespace detail {

/// People of a queue who can decide, each counted once.
constexpr unsigned distinct_approvers(const queue& asked) {
    unsigned count = 0;
    for (std::size_t i = 0; i < asked.approvers.size(); ++i) {
        bool is_new = true;
        for (std::size_t before = 0; before < i; ++before)
            if (is_same_person(*asked.approvers.at[before], *asked.approvers.at[i])) is_new = false;
        count += is_new;
    }
    return count;
}

} // namespace detail

/// An action that waits for people waits in a queue, for at least one of them.
template <detail::text Row, class Agent>
constexpr bool gated_row_has_a_queue = satisfied_by_row<struct bw509, Row, Agent>;
struct bw509 : rule_about<rule, 509> {
    static constexpr bool holds(const rule& row) {
        return row.verdict != bucket::approval || (row.asks && row.approvers > 0);
    }
    template <detail::text Row, class Agent> struct require {
        static_assert(gated_row_has_a_queue<Row, Agent>,
                      "[BW509] this row asks nobody: name a queue and at least one approver");
    };
};

/// Somebody owns every queue.
template <const queue& Queue, class Agent>
constexpr bool queue_has_an_owner = satisfied_by<struct bw510, Queue, Agent>;
struct bw510 : rule_about<object_facts<queue>, 510> {
    static constexpr bool holds(const queue& queue) {
        return queue.owner != nullptr;
    }
    template <const queue& Queue, class Agent> struct require {
        static_assert(queue_has_an_owner<Queue, Agent>,
                      "[BW510] nobody owns this queue: name a person or an on-call group");
    };
};

/// Somebody else answers when the owner is away.
template <const queue& Queue, class Agent>
constexpr bool queue_has_a_deputy = satisfied_by<struct bw511, Queue, Agent>;
struct bw511 : rule_about<object_facts<queue>, 511> {
    static constexpr bool holds(const queue& queue) {
        return queue.deputy && queue.owner && !is_same_person(*queue.deputy, *queue.owner);
    }
    template <const queue& Queue, class Agent> struct require {
        static_assert(queue_has_a_deputy<Queue, Agent>,
                      "[BW511] nobody stands in for the owner of this queue: name a deputy");
    };
};

/// A question is answered within a stated time.
template <const queue& Queue, class Agent>
constexpr bool queue_has_a_deadline = satisfied_by<struct bw512, Queue, Agent>;
struct bw512 : rule_about<object_facts<queue>, 512> {
    static constexpr bool holds(const queue& queue) {
        return queue.answer_within.milliseconds > 0;
    }
    template <const queue& Queue, class Agent> struct require {
        static_assert(queue_has_a_deadline<Queue, Agent>,
                      "[BW512] this queue has no deadline: state answer_within");
    };
};

/// Silence is never consent.
template <const queue& Queue, class Agent>
constexpr bool expiry_never_approves = satisfied_by<struct bw513, Queue, Agent>;
struct bw513 : rule_about<object_facts<queue>, 513> {
    static constexpr bool holds(const queue& queue) {
        return queue.on_expiry == expiry::deny;
    }
    template <const queue& Queue, class Agent> struct require {
        static_assert(expiry_never_approves<Queue, Agent>,
                      "[BW513] silence would count as consent in this queue: "
                      "state on_expiry as expiry::deny");
    };
};

/// People are asked no more often than they can think.
template <const queue& Queue, class Agent>
constexpr bool queue_has_a_capacity = satisfied_by<struct bw514, Queue, Agent>;
struct bw514 : rule_about<object_facts<queue>, 514> {
    static constexpr bool holds(const queue& queue) {
        return queue.capacity_per_hour > 0;
    }
    template <const queue& Queue, class Agent> struct require {
        static_assert(queue_has_a_capacity<Queue, Agent>,
                      "[BW514] this queue can be flooded: state capacity_per_hour");
    };
};

/// Those who decide are people, by name.
template <const queue& Queue, class Agent>
constexpr bool approvers_are_individuals = satisfied_by<struct bw515, Queue, Agent>;
struct bw515 : rule_about<object_facts<queue>, 515> {
    static constexpr bool holds(const queue& queue) {
        for (const person* each : queue.approvers)
            if (each->on_call_group) return false;
        return !queue.approvers.empty();
    }
    template <const queue& Queue, class Agent> struct require {
        static_assert(approvers_are_individuals<Queue, Agent>,
                      "[BW515] this queue is decided by nobody in particular: "
                      "list people in approvers");
    };
};

/// There are as many distinct approvers as the row asks for.
template <detail::text Row, class Agent>
constexpr bool quorum_can_be_met = satisfied_by_row<struct bw516, Row, Agent>;
struct bw516 : rule_about<rule, 516> {
    static constexpr bool holds(const rule& row) {
        return row.verdict != bucket::approval || !row.asks ||
               detail::distinct_approvers(*row.asks) >= row.approvers;
    }
    template <detail::text Row, class Agent> struct require {
        static_assert(quorum_can_be_met<Row, Agent>,
                      "[BW516] this row asks for more people than its queue has: "
                      "list more approvers or ask for fewer");
    };
};

/// Nobody approves what they asked for.
template <const queue& Queue, class Agent>
constexpr bool approver_is_not_the_requester = satisfied_by<struct bw517, Queue, Agent>;
struct bw517 : rule_about<object_facts<queue>, 517> {
    static constexpr bool holds(const object_facts<queue>& subject, const charter_facts& charter) {
        for (const person* each : charter.boundary->requesters)
            for (const person* approver : subject.is->approvers)
                if (is_same_person(*each, *approver)) return false;
        return true;
    }
    template <const queue& Queue, class Agent> struct require {
        static_assert(approver_is_not_the_requester<Queue, Agent>,
                      "[BW517] an approver of this queue also starts runs: "
                      "take one of the two duties away");
    };
};

} // namespace bailiwick
