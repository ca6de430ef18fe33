// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/duration.hpp>
#include <bailiwick/evidence/otlp_logs.hpp>
#include <bailiwick/evidence/otlp_traces.hpp>
#include <bailiwick/receipt/log_reader.hpp>
#include <bailiwick/tool/strict_json.hpp>

#include <time.h>

/// A log on its way to an OpenTelemetry collector, from where the last delivery ended.

namespace bailiwick {

/// What a collector answered to one request.
struct otlp_reply {
    int status = 0;
    std::string body{};
    duration retry_after{}; ///< zero if it does not say
};

struct otlp_feed_options {
    std::string folder{};      ///< the log's folder; it is only read, and no lock is taken
    std::string cursor_file{}; ///< where the place of the next receipt is kept
    std::size_t batch = 256;   ///< at most so many receipts in one request
    unsigned attempts = 6;     ///< of each request, in one run
    duration first_wait{500};  ///< doubles with every attempt
    duration longest_wait = seconds(30);
    bool logs = true, traces = true;
};

/// How far a feed has come, and what this run did.
struct otlp_progress {
    unsigned long long next = 0; ///< the first receipt that is not delivered
    unsigned long long delivered = 0, retries = 0;
    unsigned long long rejected = 0; ///< records that the collector took the request without
    std::string complaint{};         ///< the collector's words about them
};

namespace detail {

inline void sleep_for(duration span) {
    const timespec wait{static_cast<time_t>(span.milliseconds / 1000),
                        static_cast<long>(span.milliseconds % 1000 * 1'000'000)};
    ::nanosleep(&wait, nullptr);
}

// OTLP/HTTP names these; every other refusal would be the same the next time.
constexpr bool may_be_sent_again(int status) {
    return status == 429 || status == 502 || status == 503 || status == 504;
}

} // namespace detail

/// Delivers every receipt of a log at least once, in order, and remembers how far it came.
///
/// `Send` is called as `answer<otlp_reply>(path, body)`; `Wait` as `void(duration)`. It belongs in
/// a process or thread of its own: whatever the collector does, the agent's gate never waits.
template <class Send, class Wait = void (*)(duration)> class otlp_feed {
public:
    otlp_feed(otlp_feed_options options, Send send, Wait wait = detail::sleep_for)
        : options_(std::move(options)), send_(std::move(send)), wait_(std::move(wait)) {}

    /// Sends all that is new, and ends. What a refusal left undone, the next run does.
    answer<otlp_progress> run() {
        progress_ = {};
        const auto head = head_of_log(options_.folder);
        if (!head) return head.why();
        if (auto fault = read_cursor(head->origin)) return forget(*std::move(fault));
        std::vector<logged_receipt> batch;
        std::optional<refusal> fault;
        const auto size = read_log(options_.folder, [&](unsigned long long index,
                                                        std::string_view text) {
            if (fault || index < seen_) return;
            const logged_receipt each{head->origin, index, std::string(text)};
            spans_.add(each);
            seen_ = index + 1;
            if (index < progress_.next) return spans_.drop();
            batch.push_back(each);
            if (batch.size() >= options_.batch) fault = deliver(batch);
        });
        if (!size) return forget(size.why());
        if (!fault && !batch.empty()) fault = deliver(batch);
        if (!fault && *size < progress_.next)
            fault = refusal{reason::head_mismatch, "feed a collector", options_.cursor_file,
                            "more receipts were delivered than the log has: verify the log"};
        if (fault) return forget(*std::move(fault));
        return progress_;
    }

private:
    // Two lines: which log, and the next receipt of it.
    std::optional<refusal> read_cursor(const std::string& origin) {
        if (!file_is_there()) return std::nullopt;
        const auto text = detail::read_file(options_.cursor_file);
        if (!text) return text.why();
        std::string_view rest = *text;
        const auto name = detail::take_line(rest), place = detail::take_line(rest);
        const auto next = place ? detail::decimal_of(*place) : std::nullopt;
        if (!name || !next || !rest.empty() || *name != origin)
            return refusal{reason::malformed_request, "feed a collector", options_.cursor_file,
                           "it is no cursor of this log: name another file for each log"};
        progress_.next = *next;
        return std::nullopt;
    }
    bool file_is_there() const { return detail::file_exists(options_.cursor_file); }

    std::optional<refusal> deliver(std::vector<logged_receipt>& batch) {
        if (options_.logs)
            if (auto fault = post("/v1/logs", otlp_logs(batch))) return fault;
        if (!options_.traces) spans_.drop();
        if (!spans_.is_empty())
            if (auto fault = post("/v1/traces", spans_.take())) return fault;
        const unsigned long long next = batch.back().index + 1;
        const auto kept = detail::replace_file(detail::real_disk, options_.cursor_file + ".new",
                                               options_.cursor_file,
                                               batch.back().origin + "\n" + std::to_string(next) +
                                                   "\n");
        if (!kept) return kept.why();
        progress_.next = next;
        progress_.delivered += batch.size();
        batch.clear();
        return std::nullopt;
    }

    std::optional<refusal> post(std::string_view path, const std::string& body) {
        duration backoff = options_.first_wait;
        for (unsigned attempt = 1;; ++attempt) {
            answer<otlp_reply> came = send_(path, body);
            if (came && came->status >= 200 && came->status < 300) {
                count_rejected(came->body);
                return std::nullopt;
            }
            if (!came && came.why().code == reason::malformed_request) return came.why();
            if (came && !detail::may_be_sent_again(came->status))
                return refusal{reason::malformed_request, "feed a collector",
                               std::string(path) + ": status " + std::to_string(came->status),
                               "the collector does not take it: " + came->body.substr(0, 200)};
            const duration asked = came ? came->retry_after : duration{};
            const std::string what = came ? "status " + std::to_string(came->status)
                                          : came.why().hint;
            if (attempt >= options_.attempts || asked > options_.longest_wait)
                return refusal{reason::timed_out, "feed a collector",
                               std::string(path) + ": " + what,
                               "run again later: nothing is lost, the log has it all"};
            wait_(std::max(asked, std::min(backoff, options_.longest_wait)));
            backoff = duration{backoff.milliseconds * 2};
            ++progress_.retries;
        }
    }

    // A collector may take a request and leave some records out; they must not be sent again.
    void count_rejected(std::string_view body) {
        const auto reply = parse_strict(body, {.depth = 8, .bytes = 1u << 20});
        boost::system::error_code none;
        const auto* const partial = reply ? reply->find_pointer("/partialSuccess", none) : nullptr;
        if (!partial || !partial->is_object()) return;
        for (const char* each : {"rejectedLogRecords", "rejectedSpans"})
            if (const auto* const count = partial->get_object().if_contains(each)) {
                const std::string digits = count->is_string()
                                               ? std::string(count->get_string().c_str())
                                               : canonical_text(*count);
                progress_.rejected += detail::decimal_of(digits).value_or(0);
            }
        const auto* const told = partial->get_object().if_contains("errorMessage");
        if (told && told->is_string()) progress_.complaint = told->get_string().c_str();
    }

    // What was joined of a batch that was not delivered must be joined again from the beginning.
    refusal forget(refusal why) {
        seen_ = 0;
        spans_ = {};
        return why;
    }

    otlp_feed_options options_;
    Send send_;
    Wait wait_;
    otlp_spans spans_{};
    unsigned long long seen_ = 0;
    otlp_progress progress_{};
};

} // namespace bailiwick
