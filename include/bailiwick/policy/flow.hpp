// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/check.hpp>

/// BW424 to BW430 and BW436 to BW438, flow: what untrusted content can steer, and where sensitive
/// data can leave.

namespace bailiwick {
namespace detail {

constexpr const data_class* untrusted_in_context(const agent_facts& agent) {
    if (!agent.charter.has_a_model()) return nullptr;
    for (const data_facts& each : agent.data)
        if (each.is_in_context() && each.is->untrusted) return each.is;
    return nullptr;
}

constexpr const data_class* sensitive_in_context(const agent_facts& agent) {
    if (!agent.charter.has_a_model()) return nullptr;
    const data_class* found = nullptr;
    for (const data_facts& each : agent.data)
        if (each.is_in_context() && is_sensitive(each.is->sensitivity)) {
            if (!each.is->untrusted) return each.is; // a second class tells the path better
            if (!found) found = each.is;
        }
    return found;
}

/// Whether a tool sends or fetches outside, unattended, with room for a sentence.
constexpr bool is_an_open_channel(const tool_facts& tool) {
    return tool.runs_unattended() && tool.reaches_outside() && tool.carries_text();
}

constexpr bool is_endorsed(const tool_facts& tool, const charter_facts& charter) {
    if (tool.states->input != trust::trusted) return false;
    for (const endorsement* each : charter.endorsements)
        if (each->tool == tool.states->name) return true;
    return false;
}

constexpr bool is_declassified(const tool_facts& tool, const data_class& data,
                               const charter_facts& charter) {
    for (const declassification* each : charter.declassifications)
        if (each->tool == tool.states->name && each->classes.contains(data)) return true;
    return false;
}

} // namespace detail

/// Untrusted content, sensitive data and an unattended way out never meet in one context.
///
/// The path is named: what came in untrusted, what could leave, and through which tool.
template <const data_class& Untrusted, const data_class& Sensitive, class Tool, class Charter>
constexpr bool no_path_leads_outside =
    !(Untrusted.untrusted && is_sensitive(Sensitive.sensitivity) &&
      detail::is_an_open_channel(tool_in<Tool, Charter>));
struct bw424 : rule_about<tool_facts, 424> {
    static constexpr bool holds(const tool_facts& tool, const agent_facts& agent) {
        return !detail::is_an_open_channel(tool) ||
               !(detail::untrusted_in_context(agent) && detail::sensitive_in_context(agent));
    }
    template <class Tool, class Agent,
              const data_class& Untrusted = *detail::untrusted_in_context(facts_of<Agent>),
              const data_class& Sensitive = *detail::sensitive_in_context(facts_of<Agent>)>
    struct require {
        static_assert(no_path_leads_outside<Untrusted, Sensitive, Tool, charter_of<Agent>>,
                      "[BW424] untrusted input and sensitive data meet an automatic way out: "
                      "gate this tool");
    };
};

/// Untrusted content steers no automatic effect, unless a person vouches for the arguments.
template <class Tool, class Agent>
constexpr bool untrusted_input_cannot_steer = satisfies<struct bw425, Tool, Agent>;
struct bw425 : rule_about<tool_facts, 425> {
    static constexpr bool holds(const tool_facts& tool, const agent_facts& agent) {
        return !tool.runs_unattended() || !tool.is_effectful() ||
               !detail::untrusted_in_context(agent) || detail::is_endorsed(tool, agent.charter);
    }
    template <class Tool, class Agent> struct require {
        static_assert(untrusted_input_cannot_steer<Tool, Agent>,
                      "[BW425] untrusted content can steer this automatic effect: "
                      "gate it, or endorse its trusted input");
    };
};

/// Who is not authenticated sets off no automatic effect.
template <class Tool, class Charter>
constexpr bool anonymous_trigger_sets_off_no_effect = satisfies<struct bw426, Tool, Charter>;
struct bw426 : rule_about<tool_facts, 426> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts& charter) {
        return charter.boundary->trigger_authenticated || !tool.runs_unattended() ||
               !tool.is_effectful() || detail::is_endorsed(tool, charter);
    }
    template <class Tool, class Charter> struct require {
        static_assert(anonymous_trigger_sets_off_no_effect<Tool, Charter>,
                      "[BW426] anyone can set off this automatic effect: "
                      "authenticate the trigger, gate or endorse it");
    };
};

/// No automatic tool writes outside while the context holds data that it may not carry.
template <class Tool, class Agent>
constexpr bool sensitive_data_cannot_leave_unattended = satisfies<struct bw427, Tool, Agent>;
struct bw427 : rule_about<tool_facts, 427> {
    static constexpr bool holds(const tool_facts& tool, const agent_facts& agent) {
        if (!tool.runs_unattended() || !tool.is_effectful() || !tool.writes_outside()) return true;
        for (const data_facts& each : agent.data)
            if (each.is_in_context() && is_sensitive(each.is->sensitivity) &&
                !detail::is_declassified(tool, *each.is, agent.charter))
                return false;
        return true;
    }
    template <class Tool, class Agent> struct require {
        static_assert(sensitive_data_cannot_leave_unattended<Tool, Agent>,
                      "[BW427] sensitive data can leave through this automatic tool: "
                      "gate it, or declassify by name");
    };
};

/// An endorsement speaks about a tool, and somebody stands for it with a reason.
template <const endorsement& Endorsement, class Agent>
constexpr bool endorsement_names_a_tool_and_a_reason =
    satisfied_by<struct bw428, Endorsement, Agent>;
struct bw428 : rule_about<object_facts<endorsement>, 428> {
    static constexpr bool holds(const object_facts<endorsement>& endorsement,
                                const agent_facts& agent) {
        return endorsement.is->owner && !detail::says_nothing(endorsement.is->reason) &&
               agent.tool_named(endorsement.is->tool);
    }
    template <const endorsement& Endorsement, class Agent> struct require {
        static_assert(endorsement_names_a_tool_and_a_reason<Endorsement, Agent>,
                      "[BW428] this endorsement is not complete: "
                      "name a tool of the agent, an owner and a reason");
    };
};

/// A declassification speaks about a tool and classes, and somebody stands for it.
template <const declassification& Declassification, class Agent>
constexpr bool declassification_names_a_tool_and_a_reason =
    satisfied_by<struct bw429, Declassification, Agent>;
struct bw429 : rule_about<object_facts<declassification>, 429> {
    static constexpr bool holds(const object_facts<declassification>& subject,
                                const agent_facts& agent) {
        const declassification& word = *subject.is;
        return word.owner && !detail::says_nothing(word.reason) && !word.classes.empty() &&
               agent.tool_named(word.tool);
    }
    template <const declassification& Declassification, class Agent> struct require {
        static_assert(declassification_names_a_tool_and_a_reason<Declassification, Agent>,
                      "[BW429] this declassification is not complete: "
                      "name a tool, classes, an owner and a reason");
    };
};

/// Untrusted content outlives no session, and no memory mixes people.
template <const memory& Memory, class Agent>
constexpr bool memory_keeps_no_untrusted_content = satisfied_by<struct bw430, Memory, Agent>;
struct bw430 : rule_about<object_facts<memory>, 430> {
    static constexpr bool holds(const memory& memory) {
        if (memory.lasts == memory_span::unstated) return false;
        for (const data_class* each : memory.holds) {
            const bool outlives_session = memory.lasts != memory_span::session;
            if (each->untrusted && outlives_session && !memory.endorsed) return false;
            if (is_personal(each->sensitivity) && memory.lasts == memory_span::global) return false;
        }
        return true;
    }
    template <const memory& Memory, class Agent> struct require {
        static_assert(memory_keeps_no_untrusted_content<Memory, Agent>,
                      "[BW430] this memory keeps untrusted or mixed content: "
                      "keep it to the session, or endorse it");
    };
};

/// What a gated tool needs is lent to no other agent, which would not be gated.
template <const delegate& Delegate, class Agent>
constexpr bool gated_scope_is_not_delegated = satisfied_by<struct bw436, Delegate, Agent>;
struct bw436 : rule_about<object_facts<delegate>, 436> {
    static constexpr bool holds(const object_facts<delegate>& subject, const agent_facts& agent) {
        for (const scope* each : subject.is->scopes)
            for (const tool_facts& tool : agent.tools)
                if (tool.waits_for_a_person() && tool.states->needs.contains(*each)) return false;
        return true;
    }
    template <const delegate& Delegate, class Agent> struct require {
        static_assert(gated_scope_is_not_delegated<Delegate, Agent>,
                      "[BW436] this delegate gets a scope of a gated tool and no gate: "
                      "keep the scope here");
    };
};

/// A tool that hands work to another agent belongs to a charter that declares that agent.
template <class Tool, class Charter>
constexpr bool delegation_is_declared = satisfies<struct bw437, Tool, Charter>;
struct bw437 : rule_about<tool_facts, 437> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts& charter) {
        return tool.states->does != effect::delegate || !charter.delegates.empty();
    }
    template <class Tool, class Charter> struct require {
        static_assert(delegation_is_declared<Tool, Charter>,
                      "[BW437] this tool hands work to an agent that nobody declared: "
                      "list it in delegates");
    };
};

/// A tool that only reads says what: the flow rules see nothing else.
template <class Tool, class Charter>
constexpr bool read_names_its_source = satisfies<struct bw438, Tool, Charter>;
struct bw438 : rule_about<tool_facts, 438> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        return tool.states->does != effect::read || !tool.states->reads.empty();
    }
    template <class Tool, class Charter> struct require {
        static_assert(read_names_its_source<Tool, Charter>,
                      "[BW438] this tool reads but names no source: list its data in reads");
    };
};

} // namespace bailiwick
