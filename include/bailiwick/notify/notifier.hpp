// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/credential/time_source.hpp>
#include <bailiwick/escalation/detail/each_ticket.hpp>
#include <bailiwick/notify/detail/cursor_keeper.hpp>
#include <bailiwick/notify/hook.hpp>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <set>
#include <stop_token>

namespace bailiwick {

/// Tells people what becomes of tickets: each message at least once over restarts, in the order
/// of each ticket's history, and not for ever again.
///
/// It only reads tickets. It belongs into a thread or process of its own, with an opening of the
/// store of its own: no call of an agent waits for it or fails with it. What cannot be delivered is
/// counted, handed to `on_undeliverable`, and stands in the mark "undelivered:<name>".
template <ticket_store Store, notice_hook Hook> class notifier {
public:
    notifier(Store& store, Hook hook, notifier_options options, time_source clock = {})
        : store_(&store), hook_(std::move(hook)), options_(std::move(options)), clock_(clock),
          keeper_(store, options_.name, options_.cursor_file) {}

    /// Tells what is new, and ends; the refusal says that store or cursor could not be used.
    answer<notifier_report> look() {
        if (!cursor_) {
            auto loaded = keeper_.load();
            if (!loaded)
                return std::move(loaded).why();
            cursor_ = *std::move(loaded);
        }
        report_ = {};
        now_ = clock_.now();
        const answer<std::vector<ticket>> due = find_due();
        if (!due)
            return due.why();
        for (const ticket& each : *due) {
            if (report_.trouble)
                break;
            if (auto told = tell_all(each); !told)
                return std::move(told).why();
        }
        if (auto kept = keeper_.keep(*cursor_); !kept)
            return std::move(kept).why();
        return report_;
    }

    /// Looks again and again until it is asked to stop; after trouble with growing pauses.
    void run(std::stop_token stop) {
        std::mutex guard;
        std::condition_variable_any asleep;
        duration pause = options_.look_every;
        while (!stop.stop_requested()) {
            const answer<notifier_report> went = look();
            const bool is_good = went && !went->trouble;
            if (!is_good && options_.on_trouble)
                options_.on_trouble(went ? *went->trouble : went.why());
            pause = is_good ? options_.look_every
                            : std::min(duration{pause.milliseconds * 2}, options_.longest_pause);
            std::unique_lock held(guard);
            asleep.wait_for(held, stop, std::chrono::milliseconds(pause.milliseconds),
                            [] { return false; });
        }
    }

    const Hook& hook() const { return hook_; }
    /// How many messages were given up, ever.
    unsigned long long undelivered() const { return cursor_ ? cursor_->undelivered : 0; }

private:
    static constexpr std::initializer_list<ticket_state> still_open = {
        ticket_state::waiting, ticket_state::granted, ticket_state::running,
        ticket_state::uncertain};

    // Ids hold the time of a ticket's opening, as its host sees it: a minute is allowed for.
    std::string last_floor() const {
        return detail::id_floor({cursor_->looked.microseconds - 60'000'000});
    }

    bool is_due(const ticket& each) {
        return detail::next_notice(each, cursor_->tickets[each.id], options_.near, now_)
            .has_value();
    }

    // Open tickets; what was opened and closed between two looks; and known ones that were closed
    // since. At the first look of all, what is closed already is nobody's news.
    answer<std::vector<ticket>> find_due() {
        std::vector<ticket> due;
        std::set<std::string> seen;
        const auto look_at = [&](const ticket& each) {
            if (seen.insert(each.id).second && is_due(each))
                due.push_back(each);
        };
        ticket_filter wanted = options_.wanted;
        wanted.states = still_open;
        if (auto read = detail::each_ticket(*store_, wanted, {}, look_at); !read)
            return std::move(read).why();
        wanted.states = detail::states_but(still_open);
        const bool is_first = cursor_->looked.microseconds == 0;
        if (is_first)
            cursor_->looked = now_;
        const auto look_at_closed = [&](const ticket& each) {
            if (is_first)
                cursor_->tickets[each.id].steps = each.history.size() + 1;
            look_at(each);
        };
        if (auto read = detail::each_ticket(*store_, wanted, last_floor(), look_at_closed); !read)
            return std::move(read).why();
        cursor_->looked = now_;
        for (auto at = cursor_->tickets.begin(); at != cursor_->tickets.end();) {
            const auto each = at++;
            if (seen.contains(each->first))
                continue;
            const answer<ticket> found = store_->load(each->first);
            if (!found && found.why().code != reason::unknown_request)
                return found.why();
            if (found)
                look_at(*found);
            else if (auto told = tell_removed(each->first, each->second); !told)
                return std::move(told).why();
            if (!found || (is_final(found->state) && !is_due(*found)))
                cursor_->tickets.erase(each);
        }
        return due;
    }

    answer<done> tell_all(const ticket& about) {
        constexpr std::size_t at_most_twice = 16; // messages, when the process dies
        detail::told_so_far& told = cursor_->tickets[about.id];
        while (const auto due = detail::next_notice(about, told, options_.near, now_)) {
            const bool is_wanted = std::find(options_.of.begin(), options_.of.end(), due->what) !=
                                   options_.of.end();
            const bool has_failed = told.failing.microseconds != 0;
            if (is_wanted && (!due->is_outdated || has_failed)) {
                if (auto sent = tell(about, *due, told); !sent)
                    return sent;
                if (report_.trouble)
                    return done{};
            }
            told = due->after(told);
            if (++unkept_ % at_most_twice == 0)
                if (auto kept = keeper_.keep(*cursor_); !kept)
                    return kept;
        }
        return done{};
    }

    answer<done> tell(const ticket& about, const detail::due_notice& due,
                      detail::told_so_far& told) {
        const notice_message one =
            message_about(about, due.what, due.place(), now_, options_.message);
        if (due.is_outdated)
            return give_up(one, {reason::timed_out, "notify", one.id,
                                 "it could not be delivered while people could decide"});
        answer<done> sent = hook_.send(one);
        if (sent) {
            ++report_.delivered;
            return sent;
        }
        if (!detail::may_be_delivered_later(sent.why()))
            return give_up(one, sent.why());
        if (told.failing.microseconds == 0)
            told.failing = now_;
        if (now_.since(told.failing) >= options_.give_up_after)
            return give_up(one, sent.why());
        report_.trouble = std::move(sent).why();
        return done{};
    }

    // A closed ticket that the store has dropped before its message could be delivered.
    answer<done> tell_removed(const std::string& id, const detail::told_so_far& told) {
        if (told.failing.microseconds == 0)
            return done{};
        notice_message one;
        one.id = id + "." + std::to_string(told.steps);
        one.ticket = id;
        return give_up(one, {reason::unknown_request, "notify", id,
                             "the ticket was removed before its message could be delivered"});
    }

    answer<done> give_up(const notice_message& one, const refusal& why) {
        ++report_.undeliverable;
        ++cursor_->undelivered;
        if (options_.on_undeliverable)
            options_.on_undeliverable(one, why);
        return store_->put_mark(
            {"undelivered:" + options_.name,
             json_text(boost::json::object{{"count", cursor_->undelivered},
                                           {"last", one.id},
                                           {"event", word_of(one.what)},
                                           {"reason", word_of(why.code)},
                                           {"hint", why.hint},
                                           {"at", text_of(now_)}})});
    }

    Store* store_;
    Hook hook_;
    notifier_options options_;
    time_source clock_;
    detail::cursor_keeper<Store> keeper_;
    std::optional<detail::notice_cursor> cursor_{};
    instant now_{};
    std::size_t unkept_ = 0;
    notifier_report report_{};
};

} // namespace bailiwick
