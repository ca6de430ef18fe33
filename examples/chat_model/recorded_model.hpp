// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "endpoint.hpp"
#include "office.hpp"
#include "wire.hpp"

/// A model that was recorded: it answers what the endpoint answered then, without key or network.

namespace helpdesk {

/// One recorded exchange: what the last message must hold for it to go on, and the whole response.
struct exchange {
    std::string told;
    boost::json::value response;
};

/// A conversation on file: what it shows, the question, and the exchanges in order.
struct transcript {
    std::string shows, question;
    std::vector<exchange> exchanges;
};

inline bw::answer<transcript> read_transcript(const std::string& path) {
    const auto odd = [&](std::string hint) {
        return bw::refusal{bw::reason::malformed_request, "transcript", path, std::move(hint)};
    };
    const auto parsed = bw::parse_strict(whole_file(path), {.depth = 32});
    if (!parsed) return odd("no transcript lies there: " + parsed.error().hint);
    const auto text = [](const boost::json::value& in, const char* pointer) {
        boost::system::error_code none;
        const boost::json::value* found = in.find_pointer(pointer, none);
        return found && found->is_string() ? std::string(found->get_string().c_str())
                                           : std::string();
    };
    transcript read{text(*parsed, "/shows"), text(*parsed, "/question"), {}};
    boost::system::error_code none;
    const boost::json::value* all = parsed->find_pointer("/exchanges", none);
    if (read.question.empty() || !all || !all->is_array())
        return odd("it needs a question and a list of exchanges");
    for (const boost::json::value& each : all->get_array()) {
        const boost::json::value* response = each.find_pointer("/response", none);
        if (!response) return odd("each exchange needs a response");
        read.exchanges.push_back({text(each, "/told"), *response});
    }
    return read;
}

/// Plays a transcript. It is a check as well: where the gate has told the model something else than
/// it did when this was recorded, the recording does not go on.
class recorded_model {
public:
    explicit recorded_model(transcript recorded) : recorded_(std::move(recorded)) {}

    bw::run_model about() const { return {std::string(chat.name), std::string(chat.version)}; }
    const transcript& recorded() const { return recorded_; }

    bw::answer<bw::model_reply> reply(std::span<const bw::chat_message> so_far,
                                      const boost::json::array&) {
        const auto over = [](std::string hint) {
            return bw::refusal{bw::reason::no_evidence, "transcript", {}, std::move(hint)};
        };
        if (next_ == recorded_.exchanges.size())
            return over("the recording ends here: ask the model itself");
        const exchange& now = recorded_.exchanges[next_];
        if (so_far.empty() || so_far.back().text.find(now.told) == std::string::npos)
            return over("at this place the model was told: " + now.told);
        ++next_;
        bw::answer<completion> read = completion_reader(now.response).read();
        if (!read) return std::move(read).why();
        if (!is_declared_model(read->model))
            return over("another model was recorded than the charter declares: " + read->model);
        return std::move(read->reply);
    }

private:
    transcript recorded_;
    std::size_t next_ = 0;
};
static_assert(bw::language_model<recorded_model>);

} // namespace helpdesk
