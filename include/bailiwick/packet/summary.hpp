// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/packet/ground.hpp>
#include <bailiwick/packet/operations.hpp>
#include <bailiwick/packet/review.hpp>

/// The first page, and the packet as a whole.

namespace bailiwick::packet {

/// The box that decides: open findings outrank a missing approval, drift outranks an old one.
template <class Material> notice verdict_of(const Material& from) {
    const approval_record& record = from.approval;
    if (const std::size_t open = from.open_findings(); open > 0)
        return {tint::bad, "DRAFT: NOT SOUND",
                prose(detail::count_of(open, "open finding") +
                      "; this declaration does not compile as an agent. See section 10.")};
    switch (record.is) {
    case standing::approved:
        return {tint::good, "APPROVED DECLARATION",
                prose("by " + record.by + " on " + record.on + ", until " + record.expires +
                      ", for exactly the digest below.")};
    case standing::drifted: {
        prose text("it differs from what " + record.by + " approved on " + record.on + ": ");
        std::string changes;
        for (const std::string& each : record.changes)
            changes += (changes.empty() ? "" : "; ") + each;
        return {tint::bad, "DRAFT: CHANGED SINCE APPROVAL", text + changes + "."};
    }
    case standing::not_approved:
        break;
    }
    return {tint::caution, "NOT APPROVED YET",
            prose("all rules hold, and no approval is on file for this digest.")};
}

template <class Material> section summary_section(const Material& from) {
    const auto count = [&](bucket verdict) {
        std::size_t sum = 0;
        for (const rule& row : from.charter().matrix)
            sum += row.verdict == verdict;
        return sum;
    };
    std::vector<prose> levels, leaving;
    for (const data_facts& each : from.agent.data) {
        if (is_sensitive(each.is->sensitivity))
            levels.push_back(code(each.is->name));
        if (each.is->home && each.is->home->where != zone::inside)
            leaving.push_back(code(each.is->home->name));
    }
    if (from.charter().has_a_model())
        leaving.push_back(code(from.charter().model->provider->name));
    std::vector<prose> distinct;
    for (const prose& each : leaving) {
        bool is_new = true;
        for (const prose& other : distinct)
            is_new &= other.runs[0].text != each.runs[0].text;
        if (is_new)
            distinct.push_back(each);
    }
    std::vector<prose> deciders;
    for (const auto& each : from.agent.queues)
        deciders.push_back(code(each.is->name));
    const std::size_t gated = count(bucket::approval);
    const owners& held = *from.charter().owners;
    answers list{{
        {"Declaration", code(from.digest)},
        {"What it may do alone", detail::count_of(count(bucket::automatic), "action")},
        {"With approval", prose(detail::count_of(gated, "action")) +
                              (gated > 0 ? prose(", decided in ") + listed(deciders) : prose())},
        {"Never", prose(detail::count_of(count(bucket::never), "action") + " listed")},
        {"Sensitive data", listed(levels)},
        {"Where data can go", listed(distinct)},
        {"If it goes wrong", prose("queue: ") + detail::name_or(held.queue) + "; stop: " +
                                 detail::name_or(held.off_switch) + ", declared bound " +
                                 detail::text_of(from.charter().pause->bound)},
        {"Open findings", detail::count_of(from.open_findings(), "finding") + ", " +
                              detail::count_of(from.agent.waivers.size(), "waiver")},
        {"Release record", "none for this build: this edition holds static evidence only"},
        {"Release / way back", detail::name_or(held.release, "not declared") + " / " +
                                   detail::name_or(held.rollback, "not declared")},
    }};
    return {"Summary",
            {verdict_of(from), paragraph{detail::or_dash(from.charter().identity->statement)}, list,
             paragraph{prose(standing_sentence), true}},
            true};
}

/// The whole packet, in the order in which reviewers read.
template <class Material> document document_of(const Material& from) {
    const identity& self = *from.charter().identity;
    std::string regimes;
    for (const regime* each : from.charter().regimes)
        regimes += (regimes.empty() ? "" : ", ") + std::string(each->title);
    return {"Security review packet: " + std::string(self.name) + " " + std::string(self.version),
            "Declared under: " + (regimes.empty() ? "no regime" : regimes) +
                ". Evidence class: static (computed from the declaration when it is compiled).",
            {summary_section(from), boundary_section(from), flow_section(from),
             matrix_section(from), data_section(from), identity_section(from),
             failure_section(from), receipts_section(from), ownership_section(from),
             checks_section(from), waivers_section(from), questions_section(from),
             limits_section(from), files_section(from)}};
}

} // namespace bailiwick::packet
