// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/model.hpp>

/// The wire format of `chat/completions`: what is asked, and the strict reading of what comes back.

namespace helpdesk {

/// What the endpoint says an answer has used.
struct usage {
    long long asked = 0, answered = 0; ///< tokens
};

/// An answer that could be read whole; which model gave it is for the caller to judge.
struct completion {
    std::string model;
    bw::model_reply reply;
    std::optional<usage> used;
};

/// The longest answer that is asked for; one that was cut off is refused.
inline constexpr long long longest_answer = 1024; // tokens

inline boost::json::object wire_message(const bw::chat_message& said) {
    boost::json::object message{{"role", bw::word_of(said.role)}, {"content", said.text}};
    if (said.role == bw::chat_role::tool) message["tool_call_id"] = said.tool_call_id;
    if (said.calls.empty()) return message;
    boost::json::array calls;
    for (const bw::tool_call& each : said.calls)
        calls.push_back({{"id", each.id},
                         {"type", "function"},
                         {"function", {{"name", each.name}, {"arguments", each.arguments_json}}}});
    message["tool_calls"] = std::move(calls);
    return message;
}

inline std::string request_text(std::string_view model, std::span<const bw::chat_message> so_far,
                                const boost::json::array& tools) {
    boost::json::array messages;
    for (const bw::chat_message& each : so_far) messages.push_back(wire_message(each));
    boost::json::object asked{{"model", model},
                              {"messages", std::move(messages)},
                              {"temperature", 0},
                              {"max_tokens", longest_answer},
                              {"n", 1},
                              {"stream", false}};
    if (!tools.empty()) asked["tools"] = tools;
    return bw::json_text(asked);
}

/// Reads one answer. Members that nobody asked for are passed over, because endpoints differ in
/// them; those that count have one form, and everything else is a refusal that names the place.
class completion_reader {
public:
    explicit completion_reader(const boost::json::value& whole) : whole_(whole) {}

    bw::answer<completion> read() {
        completion read;
        read.model = required("/model");
        if (const auto* choices = at("/choices"); !choices || !choices->is_array() ||
                                                  choices->get_array().size() != 1)
            fail("/choices", "one choice was asked for");
        if (required("/choices/0/message/role") != "assistant")
            fail("/choices/0/message/role", "only an assistant answers");
        read.reply.text = optional("/choices/0/message/content");
        if (read.reply.text.empty()) read.reply.text = optional("/choices/0/message/refusal");
        read_calls(read.reply.calls);
        read.used = read_usage();
        judge_end(required("/choices/0/finish_reason"));
        if (fault_) return *std::move(fault_);
        return read;
    }

private:
    const boost::json::value* at(std::string_view pointer) const {
        boost::system::error_code none;
        const boost::json::value* found = whole_.find_pointer(pointer, none);
        return found && !found->is_null() ? found : nullptr;
    }
    void fail(std::string_view pointer, std::string hint,
              bw::reason why = bw::reason::malformed_request) {
        if (!fault_) fault_ = bw::refusal{why, "model", std::string(pointer), std::move(hint)};
    }
    std::string text_at(std::string_view pointer, bool must_be) {
        const boost::json::value* found = at(pointer);
        if (!found && !must_be) return {};
        if (found && found->is_string())
            return {found->get_string().data(), found->get_string().size()};
        fail(pointer, "a text is wanted here: is this an endpoint for chat completions?");
        return {};
    }
    std::string required(std::string_view pointer) { return text_at(pointer, true); }
    std::string optional(std::string_view pointer) { return text_at(pointer, false); }

    void read_calls(std::vector<bw::tool_call>& calls) {
        const boost::json::value* found = at("/choices/0/message/tool_calls");
        if (!found) return;
        if (!found->is_array()) return fail("/choices/0/message/tool_calls", "a list is wanted");
        for (std::size_t i = 0; i < found->get_array().size() && !fault_; ++i) {
            const std::string each = "/choices/0/message/tool_calls/" + std::to_string(i);
            if (required(each + "/type") != "function")
                fail(each + "/type", "only functions can be called");
            calls.push_back({required(each + "/id"), required(each + "/function/name"),
                             required(each + "/function/arguments")});
        }
    }

    std::optional<usage> read_usage() {
        if (!at("/usage")) return std::nullopt;
        return usage{tokens("/usage/prompt_tokens"), tokens("/usage/completion_tokens")};
    }
    long long tokens(std::string_view pointer) {
        const boost::json::value* found = at(pointer);
        constexpr long long most = 1'000'000'000;
        if (found && found->is_int64() && found->get_int64() >= 0 && found->get_int64() <= most)
            return found->get_int64();
        fail(pointer, "a number of tokens is wanted");
        return 0;
    }

    /// Half an answer is none: a cut-off call could still be a well-formed one.
    void judge_end(const std::string& how) {
        if (how == "length")
            fail("/choices/0/finish_reason",
                 "the answer was cut off after " + std::to_string(longest_answer) +
                     " tokens: ask for less at once",
                 bw::reason::resource_limit_exceeded);
        else if (how == "content_filter")
            fail("/choices/0/finish_reason", "the endpoint withheld the answer: ask otherwise",
                 bw::reason::model_unavailable);
        else if (how != "stop" && how != "tool_calls")
            fail("/choices/0/finish_reason", "this end of an answer is not known");
    }

    const boost::json::value& whole_;
    std::optional<bw::refusal> fault_{};
};

} // namespace helpdesk
