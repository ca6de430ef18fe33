// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

/// How each part of a declaration may change, and what a reviewer calls the change.

namespace bailiwick::packet::detail {

/// Which way of changing gives the agent more room.
enum class sense {
    other,           ///< neither: other hands, other words
    more_widens,     ///< numbers, spans, rates; and enumerators later in `order`
    less_widens,     ///< the same, the other way round
    additions_widen, ///< lists: a new entry gives more room
    losing_widens,   ///< a limit in words: stating none gives more room, another one is other
    removals_widen,  ///< lists: a lost entry gives more room
};

/// One path of declaration.json; `{item}` is the entry it belongs to, `{word}` what came or went.
struct path_sense {
    std::string_view path;
    sense is = sense::other;
    std::string_view order{}; ///< enumerators from narrow to wide, or words for a new entry
    std::string_view added{};
    std::string_view removed{};
};

inline constexpr path_sense senses[] = {
    {"matrix.verdict", sense::more_widens, "never approval automatic"},
    {"matrix.approvers", sense::less_widens},
    {"matrix.needs", sense::removals_widen, "", "{item} would also need {word}",
     "{item} is no longer tied to {word}"},
    {"matrix.when", sense::removals_widen, "", "{item} is newly limited in {word}",
     "{item} is no longer limited in {word}"},
    {"matrix.narrows", sense::other},
    {"credentials", sense::additions_widen, "credential"},
    {"credentials.grants", sense::additions_widen, "",
     "{word} is newly granted (credential {item})",
     "{word} is no longer granted (credential {item})"},
    {"credentials.grants_admin", sense::more_widens},
    {"credentials.time_to_live", sense::more_widens},
    {"credentials.rotation_period", sense::more_widens},
    {"tools", sense::additions_widen, "tool"},
    {"tools.contract.reads", sense::additions_widen, "", "{item} newly reads {word}",
     "{item} no longer reads {word}"},
    {"tools.contract.writes", sense::additions_widen, "", "{item} newly writes {word}",
     "{item} no longer writes {word}"},
    {"tools.contract.needs", sense::additions_widen, "", "{item} newly needs {word}",
     "{item} no longer needs {word}"},
    {"tools.contract.critical", sense::removals_widen, "", "approvers of {item} newly see {word}",
     "approvers of {item} no longer see {word}"},
    {"tools.contract.does", sense::more_widens, "read write send delegate execute erase"},
    {"tools.contract.undo", sense::more_widens,
     "read_only reversible externally_reversible irreversible"},
    {"tools.contract.timeout", sense::more_widens},
    {"tools.contract.limit", sense::more_widens},
    {"tools.contract.high_impact", sense::less_widens},
    {"tools.contract.idempotent", sense::less_widens},
    {"tools.contract.on_pause", sense::more_widens, "cancel finish"},
    {"tools.contract.input", sense::less_widens, "untrusted trusted"},
    {"tools.contract.output", sense::more_widens, "untrusted trusted"},
    {"tools.arguments", sense::additions_widen, "argument", "{item} newly takes {word}",
     "{item} no longer takes {word}"},
    {"tools.arguments.max", sense::more_widens},
    {"tools.arguments.min", sense::less_widens},
    {"tools.arguments.max_length", sense::more_widens},
    {"tools.arguments.min_length", sense::less_widens},
    {"tools.arguments.pattern", sense::losing_widens},
    {"tools.arguments.one_of", sense::additions_widen},
    {"tools.arguments.choices", sense::additions_widen},
    {"data.sensitivity", sense::less_widens, "open internal confidential personal health secret"},
    {"data.retention", sense::more_widens},
    {"data.untrusted", sense::less_widens},
    {"data.readers", sense::additions_widen, "", "{word} may newly see {item}",
     "{word} may no longer see {item}"},
    {"data", sense::additions_widen, "data class"},
    {"systems", sense::additions_widen, "system"},
    {"systems.where", sense::more_widens, "inside vendor outside"},
    {"systems.authenticated", sense::less_widens},
    {"systems.reached_by", sense::more_widens, "local mutual_tls tls plain"},
    {"models", sense::additions_widen, "model"},
    {"models.sees", sense::additions_widen, "", "the model newly sees {word}",
     "the model no longer sees {word}"},
    {"queues.approvers", sense::additions_widen, "", "{word} may newly decide in {item}",
     "{word} no longer decides in {item}"},
    {"queues.capacity_per_hour", sense::more_widens},
    {"queues.signed_decisions", sense::less_widens},
    {"queues.on_expiry", sense::more_widens, "deny approve"},
    {"queues.duties", sense::removals_widen, "", "{item} newly needs {word}",
     "{item} no longer needs {word}"},
    {"queues.denied_by", sense::more_widens, "any majority"},
    {"queues.deputy_from", sense::more_widens},
    {"budget.steps", sense::more_widens},
    {"budget.cost", sense::more_widens},
    {"budget.time", sense::more_widens},
    {"budget.identical_calls", sense::more_widens},
    {"pause.bound", sense::more_widens},
    {"pause.drill_every", sense::more_widens},
    {"receipts.retention", sense::less_widens},
    {"receipts.keeps", sense::other},
    {"receipts.durable", sense::more_widens, "every effects"},
    {"regimes", sense::removals_widen, "regime"},
    {"waivers", sense::additions_widen, "waiver"},
    {"waivers.expires", sense::more_widens},
    {"endorsements", sense::additions_widen, "endorsement for"},
    {"declassifications", sense::additions_widen, "declassification for"},
    {"declassifications.classes", sense::additions_widen, "",
     "{item} may newly carry {word} outside", "{item} may no longer carry {word} outside"},
    {"memories", sense::additions_widen, "memory"},
    {"memories.lasts", sense::more_widens, "session user global"},
    {"memories.holds", sense::additions_widen, "", "memory {item} newly holds {word}",
     "memory {item} no longer holds {word}"},
    {"delegates", sense::additions_widen, "delegate"},
    {"delegates.scopes", sense::additions_widen, "", "{word} is newly lent to agent {item}",
     "{word} is no longer lent to agent {item}"},
    {"delegates.max_depth", sense::more_widens},
    {"boundary.systems", sense::additions_widen, "", "{word} is newly inside the boundary",
     "{word} is no longer inside the boundary"},
    {"boundary.inputs", sense::additions_widen, "", "{word} is newly an input",
     "{word} is no longer an input"},
    {"boundary.high_risk", sense::removals_widen, "", "{word} is newly called high-risk",
     "{word} is no longer called high-risk"},
    {"boundary.never_does", sense::removals_widen, "", "newly stated that it never {word}",
     "no longer stated that it never {word}"},
    {"boundary.trigger_authenticated", sense::less_widens},
    {"boundary.requesters", sense::additions_widen, "", "{word} may newly start runs",
     "{word} may no longer start runs"},
    {"boundary.renders", sense::more_widens, "plain safe_markdown markdown html"},
    {"agent.shared", sense::more_widens},
    {"people", sense::other, "person"},
    {"queues", sense::other, "queue"},
};

constexpr path_sense sense_of(std::string_view path) {
    for (const path_sense& each : senses)
        if (each.path == path)
            return each;
    return {path};
}

} // namespace bailiwick::packet::detail
