// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/place.hpp>

namespace bailiwick::detail {

/// `pause` and `resume`: the off switch of every process of the agent.
template <class Agent> class switch_verbs {
public:
    switch_verbs(const console_setup<Agent>& setup, const asked& typed, const screen& on)
        : setup_(setup), typed_(typed), on_(on) {}

    /// A log that is locked or broken must not keep an agent running: then it stops all the same.
    console_exit pause() const {
        const answer<voter> who = operator_of(typed_);
        if (!who) return on_.refuse(who.why());
        if (typed_.why.empty()) return lacks_why();
        auto running = open_agent(setup_, typed_, "console");
        if (!running) return pause_without_receipt(*who, running.why());
        const answer<done> paused =
            operator_desk(**running, *who).pause(typed_.why);
        if (!paused) {
            const auto stands = (*running)->state().tickets.pause();
            on_.refuse(paused.why());
            if (stands && stands->is_on)
                on_.note("the agent IS paused; only the receipt of it is missing");
            return exit_for(paused.why().code);
        }
        return told((*running)->state().tickets.pause());
    }

    console_exit resume() const {
        const answer<voter> who = operator_of(typed_);
        if (!who) return on_.refuse(who.why());
        if (typed_.why.empty()) return lacks_why();
        auto running = open_agent(setup_, typed_, "console");
        if (!running) return on_.refuse(running.why(), console_exit::no_state);
        const auto before = (*running)->state().tickets.pause();
        if (!before) return on_.refuse(before.why());
        if (!before->is_on)
            return on_.refuse({reason::already_recorded, "resume", typed_.state,
                               "the agent is not paused: nothing changed"});
        const answer<done> resumed = operator_desk(**running, *who).resume(typed_.why);
        if (!resumed) return on_.refuse(resumed.why());
        return told((*running)->state().tickets.pause());
    }

private:
    console_exit lacks_why() const {
        return on_.misused(typed_.verb, "--why", "say why: it goes into the receipt");
    }

    console_exit told(const answer<pause_switch>& stands) const {
        if (!stands) return on_.refuse(stands.why());
        if (on_.is_json()) {
            boost::json::value facts;
            put_record(facts, *stands);
            on_.json(facts);
        } else if (stands->is_on) {
            on_.line("paused by " + stands->by + ": " + stands->why, tint::warn);
            on_.line("  " + typed_.program +
                     " resume --as \"Name <contact>\" --why \"…\" lets the agent go on");
        } else {
            on_.line("the agent may go on", tint::good);
        }
        return console_exit::done;
    }

    console_exit pause_without_receipt(const voter& who, const refusal& why) const {
        auto store = open_tickets(typed_);
        const answer<done> paused =
            store ? store->set_pause({true, text_of(who), typed_.why, setup_.process.clock.now()})
                  : answer<done>(store.why());
        if (!paused) return on_.refuse(paused.why(), console_exit::no_state);
        on_.refuse(why, console_exit::no_state);
        on_.note("the agent IS paused; only the receipt of it is missing");
        return console_exit::no_state;
    }

    const console_setup<Agent>& setup_;
    const asked& typed_;
    const screen& on_;
};

} // namespace bailiwick::detail
