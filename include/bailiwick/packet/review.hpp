// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/packet/material.hpp>

/// Review: what was checked, what was accepted, the reviewer's questions, and the limits.

namespace bailiwick::packet {

inline constexpr std::string_view standing_sentence =
    "This file is evidence produced by the build named above. It is not a certification, an audit "
    "opinion, or legal advice, and it does not replace the operator's own control framework.";

template <class Material> section checks_section(const Material& from) {
    struct family {
        int code;
        const char* about;
    };
    constexpr family families[] = {
        {1, "matrix"}, {2, "effects"}, {3, "credentials"}, {4, "data, model and flow"},
        {5, "people"}, {6, "regimes"}, {7, "waivers"},     {9, "house rules"},
    };
    table summary{"What the compiler checked", {"Rules", "About", "Asked", "Open", "Waived"}, {}};
    for (const family& one : families) {
        std::size_t asked = 0, open = 0, waived = 0;
        for (const check& each : from.checks) {
            if (each.code / 100 != one.code)
                continue;
            ++asked;
            open += each.open.size();
            waived += each.waived.size();
        }
        summary.add({"BW" + std::to_string(one.code) + "xx", one.about, std::to_string(asked),
                     std::to_string(open), std::to_string(waived)},
                    open > 0 ? tint::bad : tint::none);
    }
    table findings{"Open findings",
                   {"Rule", "Offender", "What is wrong: what to do"},
                   {},
                   "none. A declaration with an open finding does not compile."};
    for (const check& each : from.checks)
        for (const std::string& offender : each.open)
            findings.add({"BW" + std::to_string(each.code), code(offender), each.sentence},
                         tint::bad);
    return {"Open findings and what was checked", {findings, summary}};
}

template <class Material> section waivers_section(const Material& from) {
    table waivers{
        "Waivers: accepted risks",
        {"Rule", "Offender", "What is wrong: what to do", "Accepted by", "Reason", "Until"},
        {},
        "none."};
    for (const auto& each : from.agent.waivers) {
        const waiver& stated = *each.is;
        const catalog_entry* known = entry_for(stated.rule);
        waivers.add({"BW" + std::to_string(stated.rule), code(stated.offender),
                     known ? prose(known->sentence) : unsaid, detail::name_or(stated.owner),
                     stated.reason, detail::text_of(stated.expires)},
                    tint::caution);
    }
    table words{"A person's word for what a rule cannot see",
                {"Kind", "Action", "Classes", "Given by", "Reason"},
                {},
                "none was needed."};
    for (const auto& each : from.agent.endorsements)
        words.add({"endorsement: its arguments may be trusted", code(each.is->tool), unsaid,
                   detail::name_or(each.is->owner), each.is->reason});
    for (const auto& each : from.agent.declassifications)
        words.add({"declassification: it may carry these outside", code(each.is->tool),
                   detail::names_of(each.is->classes), detail::name_or(each.is->owner),
                   each.is->reason});
    return {"Waivers and accepted risks", {waivers, words}};
}

template <class Material> section questions_section(const Material& from) {
    const auto actions = [&](bucket verdict) {
        std::vector<prose> names;
        for (const rule& row : from.charter().matrix)
            if (row.verdict == verdict)
                names.push_back(code(row.tool));
        return listed(names);
    };
    std::vector<prose> readable, leaving;
    for (const data_facts& each : from.agent.data) {
        if (each.is_read || each.is_seen)
            readable.push_back(code(each.is->name) + " (" + in_words(each.is->sensitivity) + ")");
        if (each.is->home && each.is->home->where != zone::inside)
            leaving.push_back(code(each.is->name) + " to " + code(each.is->home->name));
    }
    if (from.charter().has_a_model())
        for (const data_class* each : from.charter().model->sees)
            leaving.push_back(code(each->name) + " to " +
                              code(from.charter().model->provider->name) + " (the model)");
    std::vector<prose> systems;
    for (const system_facts& each : from.agent.systems)
        systems.push_back(code(each.is->name));
    const owners& held = *from.charter().owners;
    const model& stated = *from.charter().model;
    prose provider = from.charter().has_a_model()
                         ? code(stated.name) + " " + code(stated.version) + ", run by " +
                               code(stated.provider->name) + "; it is shown " +
                               detail::names_of(stated.sees)
                         : prose("no model is used");
    answers list{{
        {"Which systems can it touch?", listed(systems) + ". See sections 2, 3 and 5."},
        {"What data can it read?", listed(readable) + ". See section 5."},
        {"What may it do without approval?", actions(bucket::automatic) + ". See section 4."},
        {"What needs a person?", actions(bucket::approval) + ". See section 4."},
        {"What does it never do?", actions(bucket::never) + ". See sections 2 and 4."},
        {"What happens when it is wrong?",
         prose("Its budget ends the run, exceptions go to ") + detail::name_or(held.queue) +
             ", incidents to " + detail::name_or(held.incidents) + ". See section 7."},
        {"Who can stop it?", detail::name_or(held.off_switch) + ", declared bound " +
                                 detail::text_of(from.charter().pause->bound) +
                                 ". See sections 7 and 9."},
        {"Where is the audit trail?",
         "To be kept in the receipt log for " +
             detail::text_of(from.charter().receipts->retention) + ", witnessed by " +
             std::string(from.charter().receipts->witness) + ". See section 8."},
        {"Which build is approved?",
         prose("The one whose declaration has the digest ") + code(from.digest) + "."},
        {"Which model sees the data?", provider + "."},
        {"Which data leaves our ground?", listed(leaving) + "."},
        {"Which workload shows that it is safe here?",
         "Not in this edition: no release record belongs to this build yet."},
        {"What evidence can be audited later?", "This packet and its machine files with their "
                                                "digests (last section). Receipts are evidence of "
                                                "operation; none are part of it."},
        {"What happens on failure, or on a fallback model?",
         from.charter().has_a_model()
             ? prose("Fallback: " + in_words(stated.on_failure)) +
                   (stated.falls_back_to ? prose(" ") + code(stated.falls_back_to->name)
                                         : prose()) +
                   ". See section 7."
             : prose("No model is used. See section 7.")},
        {"Who owns the release decision?", detail::name_or(held.release, "not declared")},
    }};
    return {"The reviewer's questions, one by one", {list}};
}

template <class Material> section limits_section(const Material&) {
    bullets limits{{
        "It is evidence, not certification. Nobody with audit authority has reviewed it.",
        "The compiler judged what is declared. A wrong declaration stays wrong: nobody compared it "
        "with the real systems, the granted scopes or the signed agreements.",
        "This binary has no call path declared to an action that is never done. Other code in the "
        "same process, other programs and other people with the same account are not held by it: "
        "run the agent in a process of its own, and control its network.",
        "Receipts are complete for calls that go through the gate, and only for those.",
        "The matrix bounds what a model can cause, not what it says. It does not prevent prompt "
        "injection; it limits what an injected model can reach.",
        "Data classes are labels. What a text really contains is not known to the compiler.",
        "Business abuse of allowed actions, collusion, covert channels and the behaviour of other "
        "parties' systems are outside the rules.",
        "That people are named does not say that they agreed, are on duty, or read what they "
        "approve.",
        "Deadlines, retention and rehearsals are as stated here; only operation shows them kept.",
    }};
    return {"What this does not prove", {limits, paragraph{prose(standing_sentence), true}}};
}

template <class Material> section files_section(const Material& from) {
    table files{"Machine-readable files of this packet", {"File", "What it is", "SHA-256"}, {}};
    for (const file_record& each : from.files)
        files.add({code(each.name), each.about, code(each.digest)});
    return {"Machine files", {files}};
}

} // namespace bailiwick::packet
