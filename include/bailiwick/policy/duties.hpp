// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/queues.hpp>

/// BW521 to BW525, duties: who of the approvers must agree, who stands in, what they may lower.

namespace bailiwick {
namespace detail {

constexpr bool decides_in(const queue& asked, const person& who) {
    for (const person* each : asked.approvers)
        if (is_same_person(*each, who)) return true;
    return false;
}

constexpr bool has_duty(const duty& each, const person& who) {
    for (const person* one : each.people)
        if (is_same_person(*one, who)) return true;
    return false;
}

} // namespace detail

/// A duty has a name, and enough approvers of its queue to fill it.
template <const queue& Queue, class Agent>
constexpr bool duties_are_filled_by_approvers = satisfied_by<struct bw521, Queue, Agent>;
struct bw521 : rule_about<object_facts<queue>, 521> {
    static constexpr bool holds(const queue& queue) {
        for (const duty& each : queue.duties) {
            if (each.name.empty() || each.needed == 0 || each.people.size() < each.needed)
                return false;
            for (const person* one : each.people)
                if (!detail::decides_in(queue, *one)) return false;
        }
        return true;
    }
    template <const queue& Queue, class Agent> struct require {
        static_assert(duties_are_filled_by_approvers<Queue, Agent>,
                      "[BW521] a duty of this queue cannot be filled: "
                      "name it, and list enough approvers");
    };
};

/// Nobody fills two duties of one queue.
template <const queue& Queue, class Agent>
constexpr bool duties_are_split = satisfied_by<struct bw522, Queue, Agent>;
struct bw522 : rule_about<object_facts<queue>, 522> {
    static constexpr bool holds(const queue& queue) {
        for (const person* each : queue.approvers) {
            unsigned held = 0;
            for (const duty& one : queue.duties) held += detail::has_duty(one, *each);
            if (held > 1) return false;
        }
        for (const duty& one : queue.duties)
            for (std::size_t i = 0; i < one.people.size(); ++i)
                for (std::size_t before = 0; before < i; ++before)
                    if (is_same_person(*one.people.at[before], *one.people.at[i])) return false;
        return true;
    }
    template <const queue& Queue, class Agent> struct require {
        static_assert(duties_are_split<Queue, Agent>,
                      "[BW522] one person is listed twice in the duties of this queue: "
                      "give each duty people of its own");
    };
};

/// A row asks for at least as many people as the duties of its queue need.
template <detail::text Row, class Agent>
constexpr bool quorum_covers_the_duties = satisfied_by_row<struct bw523, Row, Agent>;
struct bw523 : rule_about<rule, 523> {
    static constexpr bool holds(const rule& row) {
        if (row.verdict != bucket::approval || !row.asks) return true;
        unsigned needed = 0;
        for (const duty& each : row.asks->duties) needed += each.needed;
        return needed <= row.approvers;
    }
    template <detail::text Row, class Agent> struct require {
        static_assert(quorum_covers_the_duties<Row, Agent>,
                      "[BW523] this row asks for fewer people than the duties of its queue need: "
                      "ask for more approvers");
    };
};

/// A deputy who may decide is a person, is named, and does not ask.
template <const queue& Queue, class Agent>
constexpr bool deputy_can_decide = satisfied_by<struct bw524, Queue, Agent>;
struct bw524 : rule_about<object_facts<queue>, 524> {
    static constexpr bool holds(const object_facts<queue>& subject, const charter_facts& charter) {
        const queue& asked = *subject.is;
        if (!asked.deputy_from) return true;
        if (!asked.deputy || asked.deputy->on_call_group || asked.deputy_from > asked.answer_within)
            return false;
        for (const person* each : charter.boundary->requesters)
            if (is_same_person(*each, *asked.deputy)) return false;
        return true;
    }
    template <const queue& Queue, class Agent> struct require {
        static_assert(deputy_can_decide<Queue, Agent>,
                      "[BW524] the deputy of this queue cannot decide in time: "
                      "name a person who starts no runs");
    };
};

/// What an approver may lower is a number that the tool takes.
template <class Tool, class Charter>
constexpr bool narrowed_arguments_are_numbers = satisfies<struct bw525, Tool, Charter>;
struct bw525 : rule_about<tool_facts, 525> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        if (!tool.row) return true;
        for (std::string_view each : tool.row->narrows) {
            const argument_facts* argument = tool.argument_named(each);
            if (tool.row->verdict != bucket::approval || !argument ||
                argument->kind != argument_kind::number)
                return false;
        }
        return true;
    }
    template <class Tool, class Charter> struct require {
        static_assert(narrowed_arguments_are_numbers<Tool, Charter>,
                      "[BW525] this row narrows what no approver can lower: "
                      "name numbers of a tool that waits for approval");
    };
};

} // namespace bailiwick
