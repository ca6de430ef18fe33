// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "http.hpp"
#include "wire.hpp"

#include <chrono>
#include <thread>

/// The declared language model behind an endpoint for chat completions.

namespace helpdesk {

/// What was used, in whole cents that never fall behind: a cent is charged when it is begun.
class bill {
public:
    explicit bill(price rates) : rates_(rates) {}

    /// What this answer adds. An endpoint that does not say is charged a token for each byte, which
    /// is more than it can have used.
    long long add(const std::optional<usage>& said, std::size_t sent, std::size_t received) {
        const usage used = said ? *said : usage{static_cast<long long>(sent),
                                                static_cast<long long>(received)};
        millionths_ += used.asked * rates_.asked + used.answered * rates_.answered;
        const long long cents = (millionths_ + 999'999) / 1'000'000;
        return cents - std::exchange(charged_, cents);
    }

private:
    price rates_;
    long long millionths_ = 0, charged_ = 0;
};

/// How often a busy endpoint is asked again, and how long that may take.
struct patience {
    int attempts = 3;
    bw::duration first_wait = bw::seconds(1); ///< doubled each time, when the endpoint names none
    bw::duration longest_wait = bw::seconds(10);
};

/// What an endpoint says with an HTTP status other than 200.
inline bw::refusal refusal_for(const http_answer& came, const std::string& base) {
    const std::string status = "HTTP " + std::to_string(came.status) + ": ";
    const auto refused = [&](bw::reason why, const char* hint) {
        return bw::refusal{why, "model", base, status + hint};
    };
    if (came.status == 401 || came.status == 403)
        return refused(bw::reason::secret_unavailable,
                       "the endpoint does not take the key in OPENAI_API_KEY");
    if (came.status == 429) {
        const long long wait = came.retry_after.milliseconds / 1000;
        const std::string when = wait ? "in " + std::to_string(wait) + " s" : "later";
        return refused(bw::reason::resource_limit_exceeded,
                       ("too many requests, or the account is empty: try again " + when).c_str());
    }
    if (came.status >= 500)
        return refused(bw::reason::model_unavailable, "the endpoint is in trouble: try again later");
    if (came.status >= 300 && came.status < 400)
        return refused(bw::reason::out_of_bounds,
                       "it points elsewhere, and no data goes there: correct OPENAI_BASE_URL");
    return refused(bw::reason::malformed_request,
                   "the endpoint does not take the request: check OPENAI_BASE_URL, OPENAI_MODEL");
}

/// A language model for `bw::drive`. What it cannot vouch for is a refusal: an answer that cannot
/// be read, that was cut off, or that another model gave than the declared one.
class chat_model {
public:
    explicit chat_model(endpoint where, http_limits limits = {}, patience waits = {})
        : where_(std::move(where)), limits_(limits), waits_(waits) {}

    bw::run_model about() const { return {std::string(chat.name), std::string(chat.version)}; }
    const std::string& base() const { return where_.base; }

    bw::answer<bw::model_reply> reply(std::span<const bw::chat_message> so_far,
                                      const boost::json::array& tools) {
        const std::string asked = request_text(where_.asks_for, so_far, tools);
        if (const auto sound = bw::parse_strict(asked, {.depth = 32, .bytes = 4u << 20}); !sound)
            return bw::refusal{bw::reason::malformed_request, "model", sound.error().pointer,
                               "this cannot be asked: " + sound.error().hint};
        const bw::answer<http_answer> came = patiently(asked);
        if (!came) return came.why();
        if (came->status != 200) return refusal_for(*came, where_.base);
        const auto parsed =
            bw::parse_strict(came->body, {.depth = 32, .bytes = limits_.answer_bytes});
        if (!parsed)
            return bw::refusal{bw::reason::malformed_request, "model", parsed.error().pointer,
                               "the answer is not JSON that can be trusted: " +
                                   parsed.error().hint};
        bw::answer<completion> read = completion_reader(*parsed).read();
        if (!read) return std::move(read).why();
        if (!is_declared_model(read->model))
            return bw::refusal{bw::reason::model_not_declared, "model",
                               read->model.substr(0, 64),
                               "another model answered than the charter declares (" + wire_name() +
                                   "): declare it, have it approved and build again"};
        read->reply.cost_minor = bill_.add(read->used, asked.size(), came->body.size());
        return std::move(read->reply);
    }

private:
    /// Asks again while the endpoint is busy: a question that was not answered has done nothing.
    bw::answer<http_answer> patiently(const std::string& asked) {
        bw::duration wait = waits_.first_wait;
        for (int attempt = 1;; ++attempt) {
            bw::answer<http_answer> came = post_.send(where_, asked, limits_);
            if (!came || (came->status != 429 && came->status < 500)) return came;
            if (came->retry_after) wait = came->retry_after;
            if (attempt >= waits_.attempts || wait > waits_.longest_wait) return came;
            std::this_thread::sleep_for(std::chrono::milliseconds(wait.milliseconds));
            wait = bw::duration{wait.milliseconds * 2};
        }
    }

    endpoint where_;
    http_limits limits_;
    patience waits_;
    http_post post_{};
    bill bill_{chat_price};
};
static_assert(bw::language_model<chat_model>);

} // namespace helpdesk
