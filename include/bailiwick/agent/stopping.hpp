// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/detail/pause_watch.hpp>
#include <bailiwick/agent/process_note.hpp>

namespace bailiwick {

/// A process, and how many of its calls had begun when it stopped.
struct stopped_process {
    process_note process{};
    long long calls = 0;
};

/// Which processes have stopped since the switch was turned, and how long that took.
struct stop_report {
    std::vector<stopped_process> stopped{};
    std::vector<process_note> silent{}; ///< they live, and did not say that they have stopped
    duration took{}, bound{};

    bool is_in_time() const { return silent.empty() && took <= bound; }
    std::size_t processes() const { return stopped.size() + silent.size(); }

    /// "3 of 3 processes in 210 ms, bound 1000 ms"
    std::string in_words() const {
        const std::size_t all = processes();
        return std::to_string(stopped.size()) + " of " + std::to_string(all) +
               (all == 1 ? " process" : " processes") + " in " +
               std::to_string(took.milliseconds) + " ms, bound " +
               std::to_string(bound.milliseconds) + " ms";
    }
};

/// Measures from a turn of the switch to the moment when every other process has said that it
/// stopped; to be made before the turn.
template <ticket_store Store> class stop_watch {
public:
    stop_watch(Store& store, duration bound)
        : store_(&store), bound_(bound), begun_(detail::monotonic_milliseconds()) {}

    /// Waits for all processes but this one, at most until the bound is over. Those that opened
    /// after the turn answer too; those that died are not waited for.
    answer<stop_report> wait(instant since, instant now) const {
        constexpr std::chrono::milliseconds rest(5);
        for (;;) {
            answer<stop_report> report = look(since, now);
            if (!report || report->silent.empty() || report->took >= bound_)
                return report;
            std::this_thread::sleep_for(rest);
        }
    }

private:
    answer<stop_report> look(instant since, instant now) const {
        stop_report report{.bound = bound_};
        const answer<std::vector<process_note>> open = open_processes(*store_);
        if (!open)
            return open.why();
        const std::string self(store_->runner());
        for (const process_note& each : *open) {
            if (each.runner == self)
                continue;
            const auto said = store_->spent(detail::stop_counter(each.runner, since), now);
            if (!said)
                return said.why();
            if (*said > 0)
                report.stopped.push_back({each, *said - 1});
            else
                report.silent.push_back(each);
        }
        report.took = duration{detail::monotonic_milliseconds() - begun_};
        return report;
    }

    Store* store_;
    duration bound_;
    long long begun_;
};

} // namespace bailiwick
