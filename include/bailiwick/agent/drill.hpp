// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/detail/mark_facts.hpp>
#include <bailiwick/agent/operate.hpp>
#include <bailiwick/agent/stopping.hpp>

/// The rehearsal of the off switch: it really pauses, measures how long that took, and resumes.

namespace bailiwick {

/// The last drill, as it stands in the store.
struct drill_record {
    instant at{};
    std::string by{}, why{};
    long long processes = 0, stopped = 0;
    duration took{}, bound{};

    static constexpr std::string_view name = "drill";

    bool is_in_time() const { return stopped == processes && took <= bound; }
    bool is_overdue(duration every, instant now) const { return now >= at + every; }

    /// The note under which all processes find it.
    bailiwick::mark mark() const {
        const boost::json::object text{{"at", text_of(at)},
                                       {"bound_ms", bound.milliseconds},
                                       {"by", by},
                                       {"ms", took.milliseconds},
                                       {"processes", processes},
                                       {"stopped", stopped},
                                       {"why", why}};
        return {std::string(name), canonical_text(text)};
    }

    /// The same back, or nothing where that is no drill.
    static std::optional<drill_record> read(const bailiwick::mark& from) {
        const detail::mark_facts facts(from.text);
        const auto by = facts.text("by"), why = facts.text("why");
        const auto processes = facts.number("processes"), stopped = facts.number("stopped"),
                   took = facts.number("ms"), bound = facts.number("bound_ms");
        drill_record one;
        if (from.name != name || !by || !why || !processes || !stopped || !took || !bound ||
            !read_instant(facts.text("at").value_or(""), one.at))
            return std::nullopt;
        one.by = *by;
        one.why = *why;
        one.processes = *processes;
        one.stopped = *stopped;
        one.took = duration{*took};
        one.bound = duration{*bound};
        return one;
    }
};

/// The last drill over a store, if there was one.
template <ticket_store Store> answer<std::optional<drill_record>> last_drill(Store& store) {
    const answer<std::vector<mark>> notes = store.marks(drill_record::name);
    if (!notes)
        return notes.why();
    for (const mark& each : *notes)
        if (each.name == drill_record::name)
            return drill_record::read(each);
    return std::optional<drill_record>();
}

/// Pauses the agent, waits until every process has stopped or the bound is over, and resumes it;
/// the result stands in a receipt and in the store.
///
/// Refused while the agent is paused, and where no other process has it open. Who pauses it in
/// earnest meanwhile is not undone. If the process dies in the middle, the agent stays paused.
template <class Running>
answer<stop_report> drill(Running& running, const voter& who, std::string_view why) {
    auto& store = running.state().tickets;
    if (why.empty() || who.name.empty())
        return refusal{reason::malformed_request, "drill", why.empty() ? "reason" : "name",
                       "say who does it and why: both go into the receipt"};
    const answer<pause_switch> before = store.pause();
    if (!before)
        return before.why();
    if (before->is_on)
        return refusal{reason::paused, "drill", before->by,
                       "the agent is paused already: rehearse the switch when it runs again"};
    const answer<std::vector<process_note>> open = open_processes(store);
    if (!open)
        return open.why();
    const std::string self(store.runner());
    if (std::all_of(open->begin(), open->end(),
                    [&](const process_note& each) { return each.runner == self; }))
        return refusal{reason::no_evidence, "drill", "no other process has the agent open",
                       "rehearse the switch while the agent works: nothing was measured"};
    const instant now = running.now();
    const duration bound = running.facts().charter.pause->bound;
    const pause_switch turned{true, detail::text_of(who), "drill: " + std::string(why), now};
    const stop_watch measured(store, bound);
    if (answer<done> paused = store.set_pause(turned); !paused)
        return std::move(paused).why();
    answer<stop_report> report = measured.wait(now, now);
    const answer<pause_switch> stands = store.pause();
    if (stands && *stands == turned)
        if (answer<done> resumed = store.set_pause({}); !resumed)
            return std::move(resumed).why();
    if (!report)
        return report;
    const drill_record result{now,
                              detail::text_of(who),
                              std::string(why),
                              static_cast<long long>(report->processes()),
                              static_cast<long long>(report->stopped.size()),
                              report->took,
                              bound};
    answer<done> noted = operator_desk(running, who)
                             .note({.op = "pause_drill",
                                    .reason = std::string(why),
                                    .subject = report->in_words()},
                                   now);
    if (noted)
        noted = store.put_mark(result.mark());
    return noted ? report : answer<stop_report>(std::move(noted).why());
}

} // namespace bailiwick
