// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/store.hpp>

namespace bailiwick::detail {

/// Loads a ticket, takes the step and keeps it; again where somebody else was faster.
template <ticket_store Store, class Step>
answer<ticket> change_ticket(Store& store, std::string_view id, before_commit hook,
                             const Step& step) {
    for (int turn = 0; turn < 100; ++turn) {
        answer<ticket> held = store.load(id);
        if (!held)
            return held;
        if (answer<done> stepped = step(*held); !stepped)
            return std::move(stepped).why();
        const answer<kept> written = store.update(*held, hook);
        if (!written)
            return written.why();
        if (*written == kept::yes)
            return held;
    }
    return refusal{reason::state_unavailable, "change", std::string(id),
                   "others change this ticket all the time: try again"};
}

} // namespace bailiwick::detail
