// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/check.hpp>

/// BW2xx, effects: what cannot be undone waits for a person; what runs has bounds.

namespace bailiwick {

/// Every tool says what it does and what can be done about it afterwards.
template <class Tool, class Charter>
constexpr bool effect_is_stated = satisfies<struct bw201, Tool, Charter>;
struct bw201 : rule_about<tool_facts, 201> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        return tool.states->does != effect::unstated &&
               tool.states->undo != reversibility::unstated;
    }
    template <class Tool, class Charter> struct require {
        static_assert(effect_is_stated<Tool, Charter>,
                      "[BW201] this tool does not say what it does: "
                      "state does and undo in its contract");
    };
};

/// A tool that only reads writes nothing, and one that writes can say how to undo it.
template <class Tool, class Charter>
constexpr bool effect_agrees_with_itself = satisfies<struct bw202, Tool, Charter>;
struct bw202 : rule_about<tool_facts, 202> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        const bool only_reads = tool.states->does == effect::read;
        return only_reads == (tool.states->undo == reversibility::read_only) &&
               (!only_reads || tool.states->writes.empty());
    }
    template <class Tool, class Charter> struct require {
        static_assert(effect_agrees_with_itself<Tool, Charter>,
                      "[BW202] this contract contradicts itself: "
                      "a read is read_only and writes nothing, the rest is not");
    };
};

/// A tool that changes something says which data it changes.
template <class Tool, class Charter>
constexpr bool effect_has_a_target = satisfies<struct bw203, Tool, Charter>;
struct bw203 : rule_about<tool_facts, 203> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        return !tool.is_effectful() || !tool.states->writes.empty();
    }
    template <class Tool, class Charter> struct require {
        static_assert(effect_has_a_target<Tool, Charter>,
                      "[BW203] this tool changes something but names no target: list it in writes");
    };
};

/// An irreversible action never runs without a person.
template <class Tool, class Charter>
constexpr bool irreversible_action_waits_for_a_person = satisfies<struct bw204, Tool, Charter>;
struct bw204 : rule_about<tool_facts, 204> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        return !tool.runs_unattended() || tool.states->undo != reversibility::irreversible;
    }
    template <class Tool, class Charter> struct require {
        static_assert(irreversible_action_waits_for_a_person<Tool, Charter>,
                      "[BW204] an irreversible action runs unattended: "
                      "move its row to approval or never");
    };
};

/// A deletion or a high-impact action never runs without a person.
template <class Tool, class Charter>
constexpr bool high_impact_action_waits_for_a_person = satisfies<struct bw205, Tool, Charter>;
struct bw205 : rule_about<tool_facts, 205> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        return !tool.runs_unattended() ||
               (!tool.states->high_impact && tool.states->does != effect::erase);
    }
    template <class Tool, class Charter> struct require {
        static_assert(high_impact_action_waits_for_a_person<Tool, Charter>,
                      "[BW205] a high-impact or deleting action runs unattended: "
                      "move its row to approval or never");
    };
};

/// Code is executed only in isolation, and only after approval.
template <class Tool, class Charter>
constexpr bool generated_code_is_isolated = satisfies<struct bw206, Tool, Charter>;
struct bw206 : rule_about<tool_facts, 206> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        return tool.states->does != effect::execute ||
               (tool.waits_for_a_person() && tool.states->runs_in > isolation::none);
    }
    template <class Tool, class Charter> struct require {
        static_assert(generated_code_is_isolated<Tool, Charter>,
                      "[BW206] this tool executes code in the open: "
                      "give it a sandbox or a host of its own, and approval");
    };
};

/// A write that stops half-way can be repeated, taken back, or was gated.
template <class Tool, class Charter>
constexpr bool half_done_write_can_be_undone = satisfies<struct bw207, Tool, Charter>;
struct bw207 : rule_about<tool_facts, 207> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        return !tool.is_effectful() || tool.states->idempotent ||
               !tool.states->compensation.empty() ||
               (tool.states->undo == reversibility::irreversible && tool.waits_for_a_person());
    }
    template <class Tool, class Charter> struct require {
        static_assert(half_done_write_can_be_undone<Tool, Charter>,
                      "[BW207] a half-done write cannot be taken back: "
                      "make it idempotent, compensate it or gate it");
    };
};

/// The tool that takes a write back exists in the same agent.
template <class Tool, class Agent>
constexpr bool compensation_is_a_tool = satisfies<struct bw208, Tool, Agent>;
struct bw208 : rule_about<tool_facts, 208> {
    static constexpr bool holds(const tool_facts& tool, const agent_facts& agent) {
        if (tool.states->compensation.empty()) return true;
        const tool_facts* other = agent.tool_named(tool.states->compensation);
        return other && other->states != tool.states && other->is_effectful();
    }
    template <class Tool, class Agent> struct require {
        static_assert(compensation_is_a_tool<Tool, Agent>,
                      "[BW208] the compensation of this tool is no other tool that writes: "
                      "name one of the agent");
    };
};

/// A tool that changes something says which arguments an approver must see.
template <class Tool, class Charter>
constexpr bool write_names_its_critical_arguments = satisfies<struct bw209, Tool, Charter>;
struct bw209 : rule_about<tool_facts, 209> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        return !tool.is_effectful() || !tool.states->critical.empty();
    }
    template <class Tool, class Charter> struct require {
        static_assert(write_names_its_critical_arguments<Tool, Charter>,
                      "[BW209] this write names no critical arguments: "
                      "list what an approver must see in critical");
    };
};

/// Every critical argument is an argument of the tool.
template <class Tool, class Charter>
constexpr bool critical_argument_exists = satisfies<struct bw210, Tool, Charter>;
struct bw210 : rule_about<tool_facts, 210> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        for (std::string_view each : tool.states->critical)
            if (!tool.argument_named(each)) return false;
        return true;
    }
    template <class Tool, class Charter> struct require {
        static_assert(critical_argument_exists<Tool, Charter>,
                      "[BW210] a critical argument is no argument of this tool: "
                      "correct the name in critical");
    };
};

/// No argument of a tool that changes something takes an arbitrary value.
template <class Tool, class Charter>
constexpr bool parameters_are_bounded = satisfies<struct bw211, Tool, Charter>;
struct bw211 : rule_about<tool_facts, 211> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        if (!tool.is_effectful()) return true;
        for (const argument_facts& each : tool.arguments)
            if (!each.is_bounded()) return false;
        return true;
    }
    template <class Tool, class Charter> struct require {
        static_assert(parameters_are_bounded<Tool, Charter>,
                      "[BW211] an argument of this write takes any value: "
                      "bound it in fields[] (range, length or one_of)");
    };
};

/// No call lasts longer than its tool states.
template <class Tool, class Charter>
constexpr bool tool_has_a_timeout = satisfies<struct bw212, Tool, Charter>;
struct bw212 : rule_about<tool_facts, 212> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        return tool.states->timeout.milliseconds > 0;
    }
    template <class Tool, class Charter> struct require {
        static_assert(tool_has_a_timeout<Tool, Charter>,
                      "[BW212] this tool has no timeout: state how long a call may take");
    };
};

/// No tool is called more often than it states.
template <class Tool, class Charter>
constexpr bool tool_has_a_rate_limit = satisfies<struct bw213, Tool, Charter>;
struct bw213 : rule_about<tool_facts, 213> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        return static_cast<bool>(tool.states->limit);
    }
    template <class Tool, class Charter> struct require {
        static_assert(tool_has_a_rate_limit<Tool, Charter>,
                      "[BW213] this tool has no rate limit: "
                      "state how many calls fit into which time");
    };
};

/// An automatic write sets off no automation stronger than itself.
template <class Tool, class Charter>
constexpr bool write_sets_off_nothing_stronger = satisfies<struct bw214, Tool, Charter>;
struct bw214 : rule_about<tool_facts, 214> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        if (!tool.runs_unattended()) return true;
        for (const data_class* each : tool.states->writes)
            if (each->home && each->home->sets_off > tool.states->undo) return false;
        return true;
    }
    template <class Tool, class Charter> struct require {
        static_assert(write_sets_off_nothing_stronger<Tool, Charter>,
                      "[BW214] an automatic write sets off a stronger automation: "
                      "gate the tool or write elsewhere");
    };
};

/// Every run has an end: in steps, in money, in time, and in equal calls.
template <class Charter> constexpr bool run_has_a_budget = kept_by<struct bw215, Charter>;
struct bw215 : rule_about<charter_subject, 215> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        const budget& stated = *charter.budget;
        return stated.steps > 0 && stated.cost && stated.time && stated.identical_calls > 0;
    }
    template <class Charter> struct require {
        static_assert(run_has_a_budget<Charter>,
                      "[BW215] a run of this agent has no limit: "
                      "state steps, cost, time and identical_calls in budget");
    };
};

/// A result from outside the agent's zone never steers the agent.
template <class Tool, class Charter>
constexpr bool output_trust_is_stated = satisfies<struct bw216, Tool, Charter>;
struct bw216 : rule_about<tool_facts, 216> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        return tool.states->output != trust::unstated &&
               (tool.states->output == trust::untrusted || !tool.reads_outside_or_untrusted());
    }
    template <class Tool, class Charter> struct require {
        static_assert(output_trust_is_stated<Tool, Charter>,
                      "[BW216] this result cannot be trusted or is not judged: "
                      "state output as trust::untrusted");
    };
};

} // namespace bailiwick
