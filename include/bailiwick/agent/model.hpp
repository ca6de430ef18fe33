// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/operate.hpp>
#include <bailiwick/agent/session.hpp>
#include <bailiwick/tool/vendor.hpp>

#include <boost/json/serialize.hpp>

#include <span>

/// What stands behind an agent: a language model, or anything that answers as one does.

namespace bailiwick {

/// Who says something in a conversation.
enum class chat_role { system, user, assistant, tool };
BOOST_DESCRIBE_ENUM(chat_role, system, user, assistant, tool)

/// What a model wants to have done: a tool's name and JSON arguments, neither of them checked yet.
struct tool_call {
    std::string id; ///< the model's own name for the call; its answer bears the same
    std::string name;
    std::string arguments_json;
};

/// One message of a conversation; only an assistant's has calls, only a tool's has a call's id.
struct chat_message {
    chat_role role = chat_role::user;
    std::string text{};
    std::vector<tool_call> calls{};
    std::string tool_call_id{};
};

/// What a model answers: text, or calls, or both; and what the answer has cost.
struct model_reply {
    std::string text{};
    std::vector<tool_call> calls{};
    long long cost_minor = 0; ///< in the minor unit of the budget's currency
};

/// Something that continues a conversation, given the tools' definitions (OpenAI's chat format).
///
/// It says by name and version what it is; both reach every receipt of a run that names it in its
/// context. When it cannot answer it gives a refusal.
template <class Model>
concept language_model = requires(Model& model, std::span<const chat_message> so_far,
                                  const boost::json::array& tools) {
    { model.reply(so_far, tools) } -> std::same_as<answer<model_reply>>;
    { model.about() } -> std::same_as<run_model>;
};

/// Why a run has ended.
enum class run_end {
    model_stopped,    ///< it answered without a call
    model_failed,     ///< it gave a refusal instead of an answer
    model_undeclared, ///< the charter does not pin it
    over_budget,      ///< steps, time, money, or the same call again and again
    paused            ///< the off switch was turned
};
BOOST_DESCRIBE_ENUM(run_end, model_stopped, model_failed, model_undeclared, over_budget, paused)

/// One call that a model made, and what came of it.
struct call_made {
    tool_call call;
    dispatched came;
};

/// What a model did in one run, however it ended.
struct run_report {
    run_end end = run_end::model_stopped;
    std::string text{};                   ///< the model's last words
    std::vector<call_made> calls{};       ///< every call in order, and what came of it
    std::vector<chat_message> messages{}; ///< the whole conversation, to go on from
    refusal why{};                        ///< unless the model stopped: what ended the run
};

namespace detail {

template <class... Tools> boost::json::array chat_definitions(tool_list<Tools...>*) {
    return tool_definitions<Tools...>(vendor::openai_chat);
}

// A model is somebody else's code: what it throws becomes a refusal, and the run ends.
template <language_model Model>
answer<model_reply> reply_of(Model& model, std::span<const chat_message> so_far,
                             const boost::json::array& tools) noexcept {
    try {
        return model.reply(so_far, tools);
    } catch (const std::exception& thrown) {
        return refusal{reason::model_unavailable, "model", {}, thrown.what()};
    } catch (...) {
        return refusal{
            reason::model_unavailable, "model", {}, "it threw what is no std::exception"};
    }
}

/// The end of the run, when this refusal is one; a full rate or queue is not: the model may wait.
inline std::optional<run_end> end_after(const dispatched& came) {
    if (came.status != dispatch_status::refused)
        return std::nullopt;
    if (came.why.code == reason::paused)
        return run_end::paused;
    if (came.why.code == reason::model_not_declared)
        return run_end::model_undeclared;
    if (came.why.code != reason::resource_limit_exceeded)
        return std::nullopt;
    for (const char* each : {"steps", "time", "cost", "identical_calls"})
        if (came.why.subject == each)
            return run_end::over_budget;
    return std::nullopt;
}

/// Does what the charter says for a model that cannot answer; gives why the run ends.
template <class Running> refusal model_failed(Running& running, refusal why) {
    const charter_facts& charter = Running::facts().charter;
    if (charter.model->on_failure != fallback::pause)
        return why;
    operator_desk off_switch(
        running, {std::string(charter.identity->name), "the agent itself", party_kind::system});
    const auto paused = off_switch.pause("the model cannot answer: " + why.hint);
    why.hint += paused ? "; the agent is paused, as its charter says"
                       : "; and the agent could not be paused: " + paused.why().hint;
    return why;
}

} // namespace detail

/// The definitions of an agent's tools, as `drive` hands them to a model.
template <class Agent> boost::json::array definitions_for_model() {
    return detail::chat_definitions(static_cast<detail::tools_of<Agent>*>(nullptr));
}

/// Lets a model work in a session until it stops or fails, its budget is used up or the agent is
/// paused; whatever was done before the end is in the report.
///
/// Each call goes through the session's gate, and what came of it goes back to the model. A model
/// that keeps inventing tools is stopped as well: a run makes one call more than it has steps, at
/// most. A model that cannot answer pauses the agent where the charter says so.
template <class Running, language_model Model>
run_report drive(session<Running>& at, Model& model, std::vector<chat_message> messages) {
    const boost::json::array tools = definitions_for_model<typename Running::declared>();
    const unsigned steps = Running::facts().charter.budget->steps;
    run_report report{.messages = std::move(messages)};
    for (;;) {
        answer<model_reply> said = detail::reply_of(model, report.messages, tools);
        if (!said) {
            report.end = run_end::model_failed;
            report.why = detail::model_failed(at.running(), std::move(said).why());
            return report;
        }
        at.spend(said->cost_minor);
        report.text = said->text;
        report.messages.push_back({chat_role::assistant, said->text, said->calls, {}});
        if (said->calls.empty())
            return report;
        for (tool_call& each : said->calls) {
            dispatched came = at.dispatch(each.name, each.arguments_json);
            report.messages.push_back(
                {chat_role::tool, boost::json::serialize(came.for_model()), {}, each.id});
            const std::optional<run_end> end = detail::end_after(came);
            const bool over = end || report.calls.size() >= steps;
            if (over)
                report.why = came.why;
            report.calls.push_back({std::move(each), std::move(came)});
            if (over) {
                report.end = end.value_or(run_end::over_budget);
                return report;
            }
        }
    }
}

} // namespace bailiwick
