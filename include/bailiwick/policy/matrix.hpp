// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/check.hpp>

/// BW1xx, the matrix: every tool has one row, every allowed row has a tool, `never` has none.

namespace bailiwick {
namespace detail {

/// `^[A-Za-z_][A-Za-z0-9_-]{0,63}$`: what OpenAI, Anthropic, Gemini and MCP all accept.
constexpr bool fits_every_vendor(std::string_view name) {
    if (name.empty() || name.size() > 64 || name[0] == '-' || (name[0] >= '0' && name[0] <= '9'))
        return false;
    for (char c : name)
        if (!(c >= 'a' && c <= 'z') && c != '_' && !(c >= 'A' && c <= 'Z') &&
            !(c >= '0' && c <= '9') && c != '-')
            return false;
    return true;
}

} // namespace detail

/// Every charter lists its actions.
template <class Charter> constexpr bool charter_has_a_matrix = kept_by<struct bw101, Charter>;
struct bw101 : rule_about<charter_subject, 101> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        return !charter.matrix.empty();
    }
    template <class Charter> struct require {
        static_assert(charter_has_a_matrix<Charter>,
                      "[BW101] this charter has no action matrix: list every action in matrix[]");
    };
};

/// Every charter says whose it is, in which version, and what for.
template <class Charter> constexpr bool charter_names_its_agent = kept_by<struct bw102, Charter>;
struct bw102 : rule_about<charter_subject, 102> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        const identity& self = *charter.identity;
        return !detail::says_nothing(self.version) && !detail::says_nothing(self.statement) &&
               !detail::says_nothing(self.name) && self.name != "unnamed";
    }
    template <class Charter> struct require {
        static_assert(charter_names_its_agent<Charter>,
                      "[BW102] this charter does not say whose it is: "
                      "declare identity with name, version and statement");
    };
};

/// Every tool states facts about itself, under a name.
template <class Tool, class Agent>
constexpr bool tool_has_a_contract = satisfies<struct bw103, Tool, Agent>;
struct bw103 : rule_about<tool_facts, 103> {
    static constexpr bool holds(const tool_facts& tool, const agent_facts&) {
        return !tool.states->name.empty();
    }
    template <class Tool, class Agent> struct require {
        static_assert(tool_has_a_contract<Tool, Agent>,
                      "[BW103] this tool states no contract: "
                      "add a static constexpr bw::contract with a name");
    };
};

/// No two tools of an agent share a name.
template <class Tool, class Agent>
constexpr bool tool_name_is_unique = satisfies<struct bw104, Tool, Agent>;
struct bw104 : rule_about<tool_facts, 104> {
    static constexpr bool holds(const tool_facts& tool, const agent_facts& agent) {
        return agent.count_tools_named(tool.states->name) <= 1;
    }
    template <class Tool, class Agent> struct require {
        static_assert(tool_name_is_unique<Tool, Agent>,
                      "[BW104] two tools of this agent share one name: rename one of them");
    };
};

/// A tool keeps its name with every model vendor.
template <class Tool, class Charter>
constexpr bool tool_name_fits_every_vendor = satisfies<struct bw105, Tool, Charter>;
struct bw105 : rule_about<tool_facts, 105> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        return detail::fits_every_vendor(tool.states->name);
    }
    template <class Tool, class Charter> struct require {
        static_assert(tool_name_fits_every_vendor<Tool, Charter>,
                      "[BW105] a tool name must match ^[A-Za-z_][A-Za-z0-9_-]{0,63}$: "
                      "rename the tool");
    };
};

/// Every tool of an agent has a row in the matrix.
template <class Tool, class Charter>
constexpr bool tool_has_a_row = satisfies<struct bw106, Tool, Charter>;
struct bw106 : rule_about<tool_facts, 106> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        return tool.row != nullptr;
    }
    template <class Tool, class Charter> struct require {
        static_assert(tool_has_a_row<Tool, Charter>,
                      "[BW106] this tool has no row in the matrix: "
                      "add automatic, approval or never");
    };
};

/// No two rows speak about the same tool.
template <detail::text Row, class Agent>
constexpr bool row_is_the_only_one = satisfied_by_row<struct bw107, Row, Agent>;
struct bw107 : rule_about<rule, 107> {
    static constexpr bool holds(const rule& row, const charter_facts& charter) {
        return charter.count_rows_named(row.tool) <= 1;
    }
    template <detail::text Row, class Agent> struct require {
        static_assert(row_is_the_only_one<Row, Agent>,
                      "[BW107] two rows of the matrix speak about the same tool: keep one");
    };
};

/// Every row says automatic, approval or never.
template <detail::text Row, class Agent>
constexpr bool row_has_a_verdict = satisfied_by_row<struct bw108, Row, Agent>;
struct bw108 : rule_about<rule, 108> {
    static constexpr bool holds(const rule& row) {
        return row.verdict != bucket::unstated && !row.tool.empty();
    }
    template <detail::text Row, class Agent> struct require {
        static_assert(row_has_a_verdict<Row, Agent>,
                      "[BW108] this row names no verdict or no tool: "
                      "write it with automatic, approval or never");
    };
};

/// What an agent never does has no code in it.
template <class Tool, class Charter>
constexpr bool never_has_no_implementation = satisfies<struct bw109, Tool, Charter>;
struct bw109 : rule_about<tool_facts, 109> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        return !tool.row || tool.row->verdict != bucket::never;
    }
    template <class Tool, class Charter> struct require {
        static_assert(never_has_no_implementation<Tool, Charter>,
                      "[BW109] the matrix says never, yet the agent has this tool: "
                      "take the tool out of the agent");
    };
};

/// Every row that allows something speaks about a tool that exists.
template <detail::text Row, class Agent>
constexpr bool allowed_row_has_a_tool = satisfied_by_row<struct bw110, Row, Agent>;
struct bw110 : rule_about<rule, 110> {
    static constexpr bool holds(const rule& row, const agent_facts& agent) {
        return row.verdict == bucket::never || agent.has_tool_for(row);
    }
    template <detail::text Row, class Agent> struct require {
        static_assert(allowed_row_has_a_tool<Row, Agent>,
                      "[BW110] this row allows a tool that the agent does not have: "
                      "add the tool or drop the row");
    };
};

/// The gate can see what a tool takes and which leases it wants.
template <class Tool, class Charter>
constexpr bool tool_can_be_read = satisfies<struct bw111, Tool, Charter>;
struct bw111 : rule_about<tool_facts, 111> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        return tool.readable;
    }
    template <class Tool, class Charter> struct require {
        static_assert(tool_can_be_read<Tool, Charter>,
                      "[BW111] the call operator of this tool cannot be read: "
                      "take one described struct, then leases");
    };
};

/// Every tool says in one sentence what it does.
template <class Tool, class Charter>
constexpr bool tool_has_a_summary = satisfies<struct bw112, Tool, Charter>;
struct bw112 : rule_about<tool_facts, 112> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        return !tool.states->summary.empty();
    }
    template <class Tool, class Charter> struct require {
        static_assert(tool_has_a_summary<Tool, Charter>,
                      "[BW112] this tool has no summary: "
                      "write one sentence for the model and the reviewer");
    };
};

/// Every stated field is a member of the argument struct.
template <class Tool, class Charter>
constexpr bool every_field_is_an_argument = satisfies<struct bw113, Tool, Charter>;
struct bw113 : rule_about<tool_facts, 113> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        return tool.fields_match;
    }
    template <class Tool, class Charter> struct require {
        static_assert(every_field_is_an_argument<Tool, Charter>,
                      "[BW113] a field of this argument struct names no member: "
                      "correct the name in fields[]");
    };
};

/// A condition of a row limits an argument that the tool has.
template <class Tool, class Charter>
constexpr bool conditions_name_arguments = satisfies<struct bw114, Tool, Charter>;
struct bw114 : rule_about<tool_facts, 114> {
    static constexpr bool holds(const tool_facts& tool, const charter_facts&) {
        if (!tool.row) return true;
        for (const condition& each : tool.row->when) {
            const argument_facts* argument = tool.argument_named(each.argument);
            if (!argument || each.is == relation::unstated) return false;
            const bool is_text =
                argument->kind == argument_kind::text || argument->kind == argument_kind::choice;
            if (each.is == relation::equals ? !is_text : argument->kind != argument_kind::number)
                return false;
        }
        return true;
    }
    template <class Tool, class Charter> struct require {
        static_assert(conditions_name_arguments<Tool, Charter>,
                      "[BW114] a condition of this row fits no argument of the tool: "
                      "name a number, or text for equals");
    };
};

/// What the boundary calls high-risk is gated, or never happens.
template <class Charter>
constexpr bool high_risk_actions_are_gated = kept_by<struct bw115, Charter>;
struct bw115 : rule_about<charter_subject, 115> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        for (std::string_view action : charter.boundary->high_risk) {
            const rule* row = charter.row_named(action);
            if (!row || row->verdict == bucket::automatic) return false;
        }
        return true;
    }
    template <class Charter> struct require {
        static_assert(high_risk_actions_are_gated<Charter>,
                      "[BW115] an action that the boundary calls high-risk is not gated: "
                      "give it approval or never");
    };
};

} // namespace bailiwick
