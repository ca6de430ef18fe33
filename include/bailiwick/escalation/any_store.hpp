// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: only programs that choose their store when they start need it

#include <bailiwick/escalation/store.hpp>

#include <memory>
#include <time.h>

namespace bailiwick {

/// A store of any kind behind one type, chosen when the program starts.
class any_store {
public:
    template <ticket_store Store>
    requires(!std::same_as<Store, any_store>) any_store(Store store)
        : held_(std::make_unique<over<Store>>([&] { return std::move(store); })) {}

    /// The same for a store that cannot be moved: `make()` gives it.
    template <class Make> static any_store made_by(const Make& make) {
        any_store made;
        made.held_ = std::make_unique<over<decltype(make())>>(make);
        return made;
    }

    answer<kept> insert(const ticket& fresh, before_commit hook) {
        return held_->insert(fresh, hook);
    }
    answer<kept> update(const ticket& next, before_commit hook) {
        return held_->update(next, hook);
    }
    answer<std::optional<ticket>> take(const ticket_filter& filter, instant now, take_step step,
                                       before_commit hook) {
        return held_->take(filter, now, step, hook);
    }
    answer<std::size_t> drop_closed(instant before, std::size_t limit) {
        return held_->drop_closed(before, limit);
    }
    answer<ticket> load(std::string_view id) { return held_->load(id); }
    answer<std::vector<std::string>> ids_like(std::string_view prefix, std::size_t limit) {
        return held_->ids_like(prefix, limit);
    }
    answer<ticket_list> list(const ticket_filter& filter, const ticket_page& page) {
        return held_->list(filter, page);
    }
    answer<std::vector<ticket>> due(instant now, std::size_t limit) {
        return held_->due(now, limit);
    }
    std::string runner() const { return held_->runner(); }
    answer<bool> is_running(std::string_view runner) { return held_->is_running(runner); }
    answer<done> set_pause(const pause_switch& to) { return held_->set_pause(to); }
    answer<pause_switch> pause() { return held_->pause(); }
    answer<done> put_mark(const mark& note) { return held_->put_mark(note); }
    answer<done> drop_mark(std::string_view name) { return held_->drop_mark(name); }
    answer<std::vector<mark>> marks(std::string_view prefix) { return held_->marks(prefix); }
    answer<unsigned long long> generation() { return held_->generation(); }
    answer<long long> spend(const counter_use& use, instant now) { return held_->spend(use, now); }
    answer<long long> spent(std::string_view name, instant now) { return held_->spent(name, now); }

    /// Whether the store has a clock of its own, which counts for all its processes.
    bool has_clock() const noexcept { return held_->has_clock(); }
    /// Its time; `internal_error` for a store without a clock.
    answer<instant> now() { return held_->now(); }
    /// As `waiting_store` says; a store that cannot wake is asked every tenth of a second.
    answer<bool> wait_for_change(std::string_view id, unsigned long long seen, duration at_most) {
        return held_->wait_for_change(id, seen, at_most);
    }

private:
    any_store() = default;

    struct base {
        virtual ~base() = default;
        virtual answer<kept> insert(const ticket&, before_commit) = 0;
        virtual answer<kept> update(const ticket&, before_commit) = 0;
        virtual answer<std::optional<ticket>> take(const ticket_filter&, instant, take_step,
                                                   before_commit) = 0;
        virtual answer<std::size_t> drop_closed(instant, std::size_t) = 0;
        virtual answer<ticket> load(std::string_view) = 0;
        virtual answer<std::vector<std::string>> ids_like(std::string_view, std::size_t) = 0;
        virtual answer<ticket_list> list(const ticket_filter&, const ticket_page&) = 0;
        virtual answer<std::vector<ticket>> due(instant, std::size_t) = 0;
        virtual std::string runner() = 0;
        virtual answer<bool> is_running(std::string_view) = 0;
        virtual answer<done> set_pause(const pause_switch&) = 0;
        virtual answer<pause_switch> pause() = 0;
        virtual answer<done> put_mark(const mark&) = 0;
        virtual answer<done> drop_mark(std::string_view) = 0;
        virtual answer<std::vector<mark>> marks(std::string_view) = 0;
        virtual answer<unsigned long long> generation() = 0;
        virtual answer<long long> spend(const counter_use&, instant) = 0;
        virtual answer<long long> spent(std::string_view, instant) = 0;
        virtual bool has_clock() const noexcept = 0;
        virtual answer<instant> now() = 0;
        virtual answer<bool> wait_for_change(std::string_view, unsigned long long, duration) = 0;
    };

    template <class Store> struct over final : base {
        template <class Make> explicit over(const Make& make) : store(make()) {}

        answer<kept> insert(const ticket& fresh, before_commit hook) override {
            return store.insert(fresh, hook);
        }
        answer<kept> update(const ticket& next, before_commit hook) override {
            return store.update(next, hook);
        }
        answer<std::optional<ticket>> take(const ticket_filter& filter, instant now,
                                           take_step step, before_commit hook) override {
            return store.take(filter, now, step, hook);
        }
        answer<std::size_t> drop_closed(instant before, std::size_t limit) override {
            return store.drop_closed(before, limit);
        }
        answer<ticket> load(std::string_view id) override { return store.load(id); }
        answer<std::vector<std::string>> ids_like(std::string_view prefix,
                                                  std::size_t limit) override {
            return store.ids_like(prefix, limit);
        }
        answer<ticket_list> list(const ticket_filter& filter, const ticket_page& page) override {
            return store.list(filter, page);
        }
        answer<std::vector<ticket>> due(instant now, std::size_t limit) override {
            return store.due(now, limit);
        }
        std::string runner() override { return store.runner(); }
        answer<bool> is_running(std::string_view runner) override {
            return store.is_running(runner);
        }
        answer<done> set_pause(const pause_switch& to) override { return store.set_pause(to); }
        answer<pause_switch> pause() override { return store.pause(); }
        answer<done> put_mark(const mark& note) override { return store.put_mark(note); }
        answer<done> drop_mark(std::string_view name) override { return store.drop_mark(name); }
        answer<std::vector<mark>> marks(std::string_view prefix) override {
            return store.marks(prefix);
        }
        answer<unsigned long long> generation() override { return store.generation(); }
        answer<long long> spend(const counter_use& use, instant now) override {
            return store.spend(use, now);
        }
        answer<long long> spent(std::string_view name, instant now) override {
            return store.spent(name, now);
        }
        bool has_clock() const noexcept override { return clocked_store<Store>; }
        answer<instant> now() override {
            if constexpr (clocked_store<Store>)
                return store.now();
            else
                return refusal{reason::internal_error, "now", "clock",
                               "this store has no clock: use the host's"};
        }
        answer<bool> wait_for_change(std::string_view id, unsigned long long seen,
                                     duration at_most) override {
            if constexpr (waiting_store<Store>)
                return store.wait_for_change(id, seen, at_most);
            else
                return ask_now_and_then(id, seen, at_most);
        }

        answer<bool> ask_now_and_then(std::string_view id, unsigned long long seen,
                                      duration at_most) {
            constexpr long long step = 100;
            for (long long waited = 0;; waited += step) {
                const answer<ticket> held = store.load(id);
                if (!held)
                    return held.why();
                if (held->revision > seen || waited >= at_most.milliseconds)
                    return held->revision > seen;
                const timespec pause{.tv_sec = 0, .tv_nsec = step * 1'000'000};
                ::nanosleep(&pause, nullptr);
            }
        }

        Store store;
    };

    std::unique_ptr<base> held_;
};
static_assert(waiting_store<any_store>);

} // namespace bailiwick
