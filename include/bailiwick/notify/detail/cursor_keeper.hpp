// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/store.hpp>
#include <bailiwick/notify/detail/cursor_text.hpp>
#include <bailiwick/notify/detail/kept_text.hpp>

namespace bailiwick::detail {

/// Where a hook's cursor rests between two processes: a file, or a mark in the store.
template <ticket_store Store> class cursor_keeper {
public:
    cursor_keeper(Store& store, const std::string& name, std::string file)
        : store_(&store), mark_("notified:" + name), file_(std::move(file)) {}

    /// The cursor as it was kept last; a new one where there is none.
    answer<notice_cursor> load() {
        const answer<std::optional<std::string>> text = file_.empty() ? marked() : kept_text(file_);
        if (!text)
            return text.why();
        if (!*text)
            return notice_cursor{};
        std::optional<notice_cursor> read = read_cursor(**text);
        if (!read)
            return refusal{reason::malformed_request, "notify", file_.empty() ? mark_ : file_,
                           "it is no cursor: remove it, and what is open is told again"};
        kept_ = *read;
        return *std::move(read);
    }

    /// Writes it where it changed; a mark that changes has every process look at the store.
    answer<done> keep(const notice_cursor& at) {
        if (kept_ && kept_->tickets == at.tickets && kept_->undelivered == at.undelivered)
            return done{};
        const std::string text = cursor_text(at);
        auto written =
            file_.empty() ? store_->put_mark({mark_, text}) : write_kept_text(file_, text);
        if (written)
            kept_ = at;
        return written;
    }

private:
    answer<std::optional<std::string>> marked() {
        const answer<std::vector<mark>> found = store_->marks(mark_);
        if (!found)
            return found.why();
        for (const mark& each : *found)
            if (each.name == mark_)
                return std::optional<std::string>(each.text);
        return std::optional<std::string>();
    }

    Store* store_;
    std::string mark_, file_;
    std::optional<notice_cursor> kept_{};
};

} // namespace bailiwick::detail
