// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/drill.hpp>
#include <bailiwick/console/detail/words.hpp>
#include <bailiwick/console/screen.hpp>

#include <cstdio>

/// Who has stopped after a turn of the off switch, and who has not, for people and for programs.

namespace bailiwick::detail {

/// "0.21 s"
inline std::string seconds_text(duration span) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f s", static_cast<double>(span.milliseconds) / 1000);
    return text;
}

/// "agent, pid 4711 on web-2"
inline std::string process_words(const process_note& each) {
    return (each.role.empty() ? each.runner : each.role) + ", pid " + std::to_string(each.pid) +
           " on " + (each.host.empty() ? "an unknown host" : each.host);
}

inline boost::json::object process_json(const process_note& each) {
    return {{"runner", each.runner},
            {"role", each.role},
            {"host", each.host},
            {"pid", each.pid},
            {"opened", text_of(each.opened)}};
}

inline boost::json::object stop_json(const stop_report& report) {
    boost::json::array stopped, silent;
    for (const stopped_process& each : report.stopped) {
        stopped.push_back(process_json(each.process));
        stopped.back().get_object()["calls"] = each.calls;
    }
    for (const process_note& each : report.silent) silent.push_back(process_json(each));
    return {{"in_time", report.is_in_time()},
            {"ms", report.took.milliseconds},
            {"bound_ms", report.bound.milliseconds},
            {"stopped", std::move(stopped)},
            {"silent", std::move(silent)}};
}

/// The first line says whether the bound was kept; the others name what a person may look after.
inline std::vector<std::string> stop_words(const stop_report& report) {
    const std::size_t all = report.processes();
    const std::string took = seconds_text(report.took), bound = seconds_text(report.bound);
    if (all == 0) return {"no other process has the agent open"};
    std::vector<std::string> words;
    if (!report.silent.empty())
        words.push_back(std::to_string(report.stopped.size()) + " of " + std::to_string(all) +
                        (all == 1 ? " process" : " processes") + " stopped within " + bound +
                        "; no word from:");
    else if (!report.is_in_time())
        words.push_back("all stopped after " + took + ", and the bound is " + bound);
    else
        words.push_back((all == 1 ? std::string("the one other process")
                                  : "all " + std::to_string(all) + " processes") +
                        " stopped within " + took);
    for (const process_note& each : report.silent)
        words.push_back("  " + process_words(each) + ": it calls no tool any more once it can "
                        "read the switch; end it there if that cannot wait (kill " +
                        std::to_string(each.pid) + ")");
    for (const stopped_process& each : report.stopped)
        if (each.calls > 0)
            words.push_back(process_words(each.process) + ": " +
                            count_of(static_cast<std::size_t>(each.calls), "call") +
                            " had begun and will end");
    return words;
}

/// "3 of 3 processes in 210 ms, bound 1000 ms, by Ana Lind <…> on 2026-11-21 12:00:00 UTC"
inline std::string drill_words(const drill_record& one) {
    const bool is_one = one.processes == 1;
    return std::to_string(one.stopped) + " of " + std::to_string(one.processes) +
           (is_one ? " process" : " processes") + " in " + std::to_string(one.took.milliseconds) +
           " ms, bound " + std::to_string(one.bound.milliseconds) + " ms, by " + one.by + " on " +
           clock_text(one.at);
}

} // namespace bailiwick::detail
