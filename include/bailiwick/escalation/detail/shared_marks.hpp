// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/pause_record.hpp>
#include <bailiwick/escalation/store.hpp>

#include <memory>

namespace bailiwick::detail {

/// The off switch, marks and counters of a store over SQL, in the words of `ticket_store`.
///
/// `State` keeps them: the switch is a mark of the store's own, whose name begins with #.
template <class State> class shared_marks {
public:
    answer<done> set_pause(const pause_switch& to) {
        return state_->put_mark(pause_mark, pause_record(to));
    }
    answer<pause_switch> pause() {
        const answer<std::vector<mark>> found = state_->marks(pause_mark);
        if (!found)
            return found.why();
        if (found->empty())
            return pause_switch{};
        return pause_in(found->front().text, state_->name());
    }

    answer<done> put_mark(const mark& note) {
        if (auto wrong = fault_of_mark(note))
            return *std::move(wrong);
        return state_->put_mark(note.name, note.text);
    }
    answer<done> drop_mark(std::string_view name) {
        if (name.starts_with('#'))
            return done{};
        return state_->drop_mark(name);
    }
    answer<std::vector<mark>> marks(std::string_view prefix) {
        answer<std::vector<mark>> found = state_->marks(prefix);
        if (found)
            std::erase_if(*found, [](const mark& each) { return each.name.starts_with('#'); });
        return found;
    }
    answer<unsigned long long> generation() { return state_->generation(); }

    answer<long long> spend(const counter_use& use, instant now) { return state_->spend(use, now); }
    answer<long long> spent(std::string_view name, instant now) { return state_->spent(name, now); }

protected:
    explicit shared_marks(std::unique_ptr<State> state) : state_(std::move(state)) {}

    std::unique_ptr<State> state_;

private:
    static constexpr const char* pause_mark = "#pause";
};

} // namespace bailiwick::detail
