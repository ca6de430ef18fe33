// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/memory_state.hpp>
#include <bailiwick/escalation/store.hpp>

namespace bailiwick {

/// A store that lives and dies with the process: for tests, and for agents that may forget.
///
/// `another_opening` stands for a second process on the same store.
class memory_store {
public:
    memory_store() : memory_store(std::make_shared<detail::memory_state>()) {}
    memory_store(const memory_store&) = delete;
    memory_store& operator=(const memory_store&) = delete;
    ~memory_store() {
        const std::lock_guard held(state_->guard);
        state_->runners.erase(runner_);
    }

    memory_store another_opening() const { return memory_store(state_); }

    answer<kept> insert(const ticket& fresh, before_commit hook) {
        const std::lock_guard held(state_->guard);
        const std::optional<detail::ticket_key> key = detail::ticket_key_of(fresh.id);
        if (!key)
            return refusal{reason::malformed_request, "insert", fresh.id, "this is no id"};
        if (state_->tickets.contains(*key))
            return kept::outrun;
        if (answer<done> written = hook(fresh); !written)
            return std::move(written).why();
        state_->add(*key, fresh);
        return kept::yes;
    }

    answer<kept> update(const ticket& next, before_commit hook) {
        const std::lock_guard held(state_->guard);
        detail::held_ticket* held_now = state_->find(next.id);
        if (held_now == nullptr)
            return unknown(next.id);
        if (held_now->whole.revision + 1 != next.revision)
            return kept::outrun;
        if (answer<done> written = hook(next); !written)
            return std::move(written).why();
        state_->change(*held_now, next);
        return kept::yes;
    }

    answer<ticket> load(std::string_view id) const {
        const std::lock_guard held(state_->guard);
        const detail::held_ticket* found = state_->find(id);
        if (found == nullptr)
            return unknown(id);
        return found->whole;
    }

    answer<std::optional<ticket>> take(const ticket_filter& filter, instant now, take_step step,
                                       before_commit hook) {
        const std::lock_guard held(state_->guard);
        for (std::optional<detail::ticket_key> at; (at = state_->step(filter, at, false));) {
            detail::held_ticket& first = state_->tickets.find(*at)->second;
            std::optional<ticket> next = detail::taken_from(first.whole, now, step);
            if (!next)
                continue;
            if (answer<done> written = hook(*next); !written)
                return std::move(written).why();
            state_->change(first, *next);
            return next;
        }
        return std::optional<ticket>();
    }

    answer<std::size_t> drop_closed(instant closed_before, std::size_t limit) {
        const std::lock_guard held(state_->guard);
        return state_->drop_closed(closed_before, limit);
    }

    answer<bool> wait_for_change(std::string_view id, unsigned long long seen, duration at_most) {
        std::unique_lock held(state_->guard);
        bool is_there = true;
        const auto is_over = [&] {
            const detail::held_ticket* found = state_->find(id);
            is_there = found != nullptr;
            return !is_there || found->whole.revision > seen;
        };
        const bool came = state_->changed.wait_for(
            held, std::chrono::milliseconds(at_most.milliseconds), is_over);
        if (!is_there)
            return unknown(id);
        return came;
    }

    answer<std::vector<std::string>> ids_like(std::string_view prefix, std::size_t limit) const {
        const std::lock_guard held(state_->guard);
        std::vector<std::string> ids;
        const auto first = detail::ticket_key_of(prefix, '0');
        const auto last = detail::ticket_key_of(prefix, 'Z');
        if (!first || !last)
            return ids;
        for (auto at = state_->tickets.lower_bound(*first);
             at != state_->tickets.end() && at->first <= *last && ids.size() < limit; ++at)
            ids.push_back(at->second.whole.id);
        return ids;
    }

    answer<ticket_list> list(const ticket_filter& filter, const ticket_page& page) const {
        const std::lock_guard held(state_->guard);
        return state_->list(filter, page);
    }

    answer<std::vector<ticket>> due(instant now, std::size_t limit) const {
        const std::lock_guard held(state_->guard);
        std::vector<ticket> late;
        for (auto at = state_->due.begin();
             at != state_->due.end() && at->first <= now && late.size() < limit; ++at)
            late.push_back(state_->tickets.find(at->second)->second.whole);
        return late;
    }

    const std::string& runner() const noexcept { return runner_; }
    answer<bool> is_running(std::string_view runner) const {
        const std::lock_guard held(state_->guard);
        return state_->runners.contains(runner);
    }

    answer<done> set_pause(const pause_switch& to) {
        const std::lock_guard held(state_->guard);
        state_->pause = to;
        state_->generation.fetch_add(1);
        return done{};
    }
    answer<pause_switch> pause() const {
        const std::lock_guard held(state_->guard);
        return state_->pause;
    }

    answer<done> put_mark(const mark& note) {
        if (auto wrong = detail::fault_of_mark(note))
            return *std::move(wrong);
        const std::lock_guard held(state_->guard);
        state_->marks[note.name] = note.text;
        state_->generation.fetch_add(1);
        return done{};
    }
    answer<done> drop_mark(std::string_view name) {
        const std::lock_guard held(state_->guard);
        if (const auto found = state_->marks.find(name); found != state_->marks.end())
            state_->marks.erase(found);
        state_->generation.fetch_add(1);
        return done{};
    }
    answer<std::vector<mark>> marks(std::string_view prefix) const {
        const std::lock_guard held(state_->guard);
        std::vector<mark> found;
        for (auto at = state_->marks.lower_bound(prefix);
             at != state_->marks.end() && at->first.starts_with(prefix); ++at)
            found.push_back({at->first, at->second});
        return found;
    }
    answer<unsigned long long> generation() const { return state_->generation.load(); }

    answer<long long> spend(const counter_use& use, instant now) {
        const std::lock_guard held(state_->guard);
        detail::counter& counter = state_->counters[use.name];
        answer<detail::counter> next = detail::counter_after(counter, use, now);
        if (!next)
            return std::move(next).why();
        counter = *next;
        return counter.value;
    }
    answer<long long> spent(std::string_view name, instant now) const {
        const std::lock_guard held(state_->guard);
        const auto found = state_->counters.find(name);
        if (found == state_->counters.end() || now >= found->second.ends)
            return 0LL;
        return found->second.value;
    }

private:
    explicit memory_store(std::shared_ptr<detail::memory_state> state) : state_(std::move(state)) {
        const std::lock_guard held(state_->guard);
        runner_ = "memory-" + std::to_string(++state_->openings);
        state_->runners.insert(runner_);
    }

    static refusal unknown(std::string_view id) {
        return {reason::unknown_request, "load", std::string(id), "there is no such ticket"};
    }

    std::shared_ptr<detail::memory_state> state_;
    std::string runner_;
};
static_assert(waiting_store<memory_store>);

} // namespace bailiwick
