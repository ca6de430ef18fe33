// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/place.hpp>
#include <bailiwick/console/detail/stop_view.hpp>

namespace bailiwick::detail {

/// `pause` and `resume`: the off switch of every process of the agent.
template <class Agent> class switch_verbs {
public:
    switch_verbs(const console_setup<Agent>& setup, const asked& typed, const screen& on)
        : setup_(setup), typed_(typed), on_(on) {}

    /// A log that is locked or broken must not keep an agent running: then it stops all the same.
    /// Waits until every process has said that it stopped, at most as long as the charter allows.
    console_exit pause() const {
        const answer<voter> who = operator_with_reason(typed_);
        if (!who) return on_.refuse(who.why());
        auto running = open_agent(setup_, typed_, "console");
        if (typed_.drill)
            return running ? rehearse(**running, *who)
                           : on_.refuse(running.why(), console_exit::no_state);
        if (!running) return pause_without_receipt(*who, running.why());
        auto& tickets = (*running)->state().tickets;
        const answer<pause_switch> before = tickets.pause();
        const stop_watch measured(tickets, bound);
        const answer<done> paused = operator_desk(**running, *who).pause(typed_.why);
        if (!paused) {
            const auto stands = tickets.pause();
            on_.refuse(paused.why());
            if (stands && stands->is_on) on_.note(only_the_receipt_is_missing);
            return exit_for(paused.why().code);
        }
        const answer<pause_switch> stands = tickets.pause();
        if (!stands) return on_.refuse(stands.why());
        const auto report = measured.wait(stands->since, (*running)->now());
        if (!report) return on_.refuse(report.why());
        told(*stands, before, &*report);
        return report->silent.empty() ? console_exit::done : console_exit::check_failed;
    }

    console_exit resume() const {
        const answer<voter> who = operator_with_reason(typed_);
        if (!who) return on_.refuse(who.why());
        auto running = open_agent(setup_, typed_, "console");
        if (!running) return on_.refuse(running.why(), console_exit::no_state);
        const auto before = (*running)->state().tickets.pause();
        if (!before) return on_.refuse(before.why());
        if (!before->is_on)
            return on_.refuse({reason::already_recorded, "resume", typed_.state,
                               "the agent is not paused: nothing changed"});
        const answer<done> resumed = operator_desk(**running, *who).resume(typed_.why);
        if (!resumed) return on_.refuse(resumed.why());
        const auto stands = (*running)->state().tickets.pause();
        if (!stands) return on_.refuse(stands.why());
        told(*stands);
        return console_exit::done;
    }

private:
    static constexpr const char* only_the_receipt_is_missing =
        "the agent IS paused; only the receipt of it is missing";

    static constexpr duration bound = facts_of<Agent>.charter.pause->bound;

    /// Turns the switch on and off again; what did not stop in time is a failed check.
    console_exit rehearse(embedded_agent<Agent>& running, const voter& who) const {
        on_.progress("waiting for every process to stop");
        const answer<stop_report> report = drill(running, who, typed_.why);
        on_.progress("");
        if (!report) return on_.refuse(report.why());
        const answer<pause_switch> stands = running.state().tickets.pause();
        const bool is_on = !stands || stands->is_on;
        if (on_.is_json()) {
            boost::json::object facts{{"drill", stop_json(*report)}, {"is_on", is_on}};
            on_.json(facts);
        } else {
            const std::vector<std::string> words = stop_words(*report);
            on_.line("drill: " + words.front() + " (bound " + seconds_text(bound) + ")",
                     report->is_in_time() ? tint::good : tint::bad);
            for (std::size_t i = 1; i < words.size(); ++i) on_.line("  " + words[i]);
            on_.line(is_on ? "  the agent IS paused: somebody paused it during the drill"
                           : "  the agent goes on");
        }
        return report->is_in_time() ? console_exit::done : console_exit::check_failed;
    }

    /// Where the switch stands; a pause before this one is told, because the switch forgets it.
    void told(const pause_switch& stands, const answer<pause_switch>& before = pause_switch{},
              const stop_report* report = nullptr) const {
        const bool again = stands.is_on && before && before->is_on;
        if (on_.is_json()) {
            boost::json::value facts;
            put_record(facts, stands);
            if (again) put_record(facts.get_object()["before"], *before);
            if (report) facts.get_object()["stop"] = stop_json(*report);
            on_.json(facts);
        } else if (stands.is_on) {
            on_.line("paused by " + stands.by + ": " + stands.why, tint::warn);
            if (again) on_.line("  it " + before_in_words(*before));
            if (report)
                for (const std::string& each : stop_words(*report)) on_.line("  " + each);
            on_.line("  " + typed_.command + " resume" + as_words(typed_) +
                     " --why \"…\" lets the agent go on");
        } else {
            on_.line("the agent may go on", tint::good);
        }
    }

    static std::string before_in_words(const pause_switch& before) {
        return "was paused already by " + before.by + " since " + clock_text(before.since) + ": " +
               before.why;
    }

    console_exit pause_without_receipt(const voter& who, const refusal& why) const {
        auto store = open_tickets(setup_, typed_);
        if (!store) return on_.refuse(store.why(), console_exit::no_state);
        const answer<pause_switch> before = store->pause();
        const instant now = setup_.process.clock.now();
        const stop_watch measured(*store, bound);
        const answer<done> paused = store->set_pause({true, text_of(who), typed_.why, now});
        if (!paused) return on_.refuse(paused.why(), console_exit::no_state);
        on_.refuse(why, console_exit::no_state);
        on_.note(only_the_receipt_is_missing);
        if (before && before->is_on) on_.note("it " + before_in_words(*before));
        if (const auto report = measured.wait(now, now))
            for (const std::string& each : stop_words(*report)) on_.note(each);
        return console_exit::no_state;
    }

    const console_setup<Agent>& setup_;
    const asked& typed_;
    const screen& on_;
};

} // namespace bailiwick::detail
