// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/detail/mark_facts.hpp>
#include <bailiwick/escalation/store.hpp>
#include <bailiwick/tool/canonical.hpp>

#include <limits>

#include <unistd.h>

/// Which processes of an agent are open, and which of them have said that they stopped.

namespace bailiwick {

/// One process that has the agent open, as it stands in the store.
struct process_note {
    std::string runner{}; ///< the store's name for its opening
    std::string role{}, host{};
    long long pid = 0;
    instant opened{};

    static constexpr std::string_view prefix = "process:";

    /// This process, under the name of its opening.
    static process_note of_this(std::string runner, std::string role, instant now) {
        char host[256] = {};
        static_cast<void>(::gethostname(host, sizeof host - 1));
        return {std::move(runner), std::move(role), host, ::getpid(), now};
    }

    /// The note under which all processes find it.
    bailiwick::mark mark() const {
        const boost::json::object text{
            {"host", host}, {"opened", text_of(opened)}, {"pid", pid}, {"role", role}};
        return {std::string(prefix) + runner, canonical_text(text)};
    }

    /// The same back; what cannot be read stays empty, and the process counts all the same.
    static process_note read(const bailiwick::mark& from) {
        process_note one{.runner = from.name.substr(prefix.size())};
        const detail::mark_facts facts(from.text);
        one.role = facts.text("role").value_or("");
        one.host = facts.text("host").value_or("");
        static_cast<void>(read_instant(facts.text("opened").value_or(""), one.opened));
        one.pid = facts.number("pid").value_or(one.pid);
        return one;
    }
};

/// The processes that have the agent open. Those that died are not among them, and their notes go.
template <ticket_store Store> answer<std::vector<process_note>> open_processes(Store& store) {
    const answer<std::vector<mark>> notes = store.marks(process_note::prefix);
    if (!notes)
        return notes.why();
    std::vector<process_note> living;
    for (const mark& each : *notes) {
        process_note one = process_note::read(each);
        const answer<bool> lives = store.is_running(one.runner);
        if (lives && !*lives)
            static_cast<void>(store.drop_mark(each.name)); // the next one who looks tries again
        else
            living.push_back(std::move(one));
    }
    return living;
}

namespace detail {

/// The counter by which a process says that it has stopped for one turn of the switch: one, and
/// one more for each call that had begun. A counter, because those leave the generation alone.
inline std::string stop_counter(std::string_view runner, instant since) {
    return "stopped:" + std::string(runner) + ":" + std::to_string(since.microseconds);
}

template <ticket_store Store>
answer<done> say_stopped(Store& store, instant since, long long calls_begun, instant now) {
    constexpr duration kept = days(30);
    const counter_use word{stop_counter(store.runner(), since), 1 + calls_begun,
                           std::numeric_limits<long long>::max(), now + kept};
    const answer<long long> said = store.spend(word, now);
    return said ? answer<done>(done{}) : answer<done>(said.why());
}

} // namespace detail
} // namespace bailiwick
