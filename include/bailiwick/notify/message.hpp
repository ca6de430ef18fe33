// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/ticket_json.hpp>
#include <bailiwick/tool/text.hpp>

#include <optional>

/// What people are told about a ticket, and what not.

namespace bailiwick {

/// What has happened to a ticket that somebody wants to hear of.
enum class notice {
    waiting,       ///< it is new, and people are asked
    near_deadline, ///< it still waits, and little of its time is left
    granted,
    denied,
    expired,
    uncertain ///< it was started and nobody knows how it ended
};
BOOST_DESCRIBE_ENUM(notice, waiting, near_deadline, granted, denied, expired, uncertain)

/// Who is told.
enum class told_party {
    owner,    ///< of the queue
    deputy,   ///< once the deadline is near, or the deputy may decide
    approvers ///< all that the ticket lists
};

/// What may be personal about a ticket; it leaves only where it is declared.
enum class personal_field { arguments, requester, why, evidence };

/// What a message says, beyond what every message says, and to whom.
struct message_options {
    std::vector<told_party> to = {told_party::owner, told_party::deputy};
    std::vector<personal_field> with{};
    std::string program = "desk"; ///< how people call the console: "./desk --state /srv/desk"
};

/// One message about one ticket: with the same id, it is the same message once more.
struct notice_message {
    std::string id; ///< the ticket's id, and the step of its history or "near"
    notice what = notice::waiting;
    std::string ticket, agent, tool, queue;
    ticket_state state = ticket_state::waiting; ///< as it stands now
    instant deadline;
    party owner;
    std::vector<party> to{};
    std::string command{};        ///< to copy: it shows the ticket and what can be done
    boost::json::object with{}; ///< what was declared, and nothing else
};

namespace detail {

inline void add_party(std::vector<party>& to, const party& one) {
    const auto is_there = [&](const party& each) { return each.contact == one.contact; };
    if (!one.contact.empty() && std::none_of(to.begin(), to.end(), is_there))
        to.push_back(one);
}

inline std::vector<party> told_of_ticket(const ticket& about, notice what, instant now,
                                         const std::vector<told_party>& wanted) {
    const bool is_near = what == notice::near_deadline ||
                         (about.deputy_from.microseconds != 0 && now >= about.deputy_from);
    std::vector<party> to;
    for (const told_party each : wanted)
        if (each == told_party::owner)
            add_party(to, about.owner);
        else if (each == told_party::deputy && is_near)
            add_party(to, about.deputy);
        else if (each == told_party::approvers)
            for (const party& one : about.approvers)
                add_party(to, one);
    return to;
}

inline boost::json::object declared_fields(const ticket& about,
                                           const std::vector<personal_field>& wanted) {
    boost::json::object with;
    for (const personal_field each : wanted)
        if (each == personal_field::arguments) {
            const auto whole = parse_strict(about.arguments, {.depth = 64, .bytes = 16u << 20});
            with["arguments"] = whole ? *whole : boost::json::value(nullptr);
        } else if (each == personal_field::requester) {
            put_record(with["requester"], about.requester);
        } else if (each == personal_field::why) {
            put_record(with["why"], about.why);
        } else {
            put_record(with["evidence"], about.shown);
        }
    return with;
}

} // namespace detail

/// The message about what happened to a ticket; `step` is its place in the history, or "near".
inline notice_message message_about(const ticket& about, notice what, std::string_view step,
                                    instant now, const message_options& options) {
    return {.id = about.id + "." + std::string(step),
            .what = what,
            .ticket = about.id,
            .agent = about.agent,
            .tool = about.tool,
            .queue = about.queue,
            .state = state_at(about, now),
            .deadline = about.deadline,
            .owner = about.owner,
            .to = detail::told_of_ticket(about, what, now, options.to),
            .command = options.program + " tickets show " + about.id,
            .with = detail::declared_fields(about, options.with)};
}

/// The message as one JSON object, for programs.
inline boost::json::object message_json(const notice_message& one) {
    boost::json::object whole{{"id", one.id},
                              {"event", word_of(one.what)},
                              {"ticket", one.ticket},
                              {"agent", one.agent},
                              {"tool", one.tool},
                              {"queue", one.queue},
                              {"state", word_of(one.state)},
                              {"deadline", text_of(one.deadline)},
                              {"owner", one.owner.contact},
                              {"command", one.command}};
    boost::json::array& to = whole["to"].emplace_array();
    for (const party& each : one.to)
        to.emplace_back(each.contact);
    if (!one.with.empty())
        whole["with"] = one.with;
    return whole;
}

/// One line for people: what happened, and to which call.
inline std::string headline_of(const notice_message& one) {
    const std::string call = one.tool + " of " + one.agent;
    switch (one.what) {
    case notice::waiting: return "decision needed: " + call;
    case notice::near_deadline: return "decision needed soon: " + call;
    case notice::granted: return "granted: " + call;
    case notice::denied: return "denied: " + call;
    case notice::expired: return "expired without a decision or a start: " + call;
    case notice::uncertain: return "nobody knows how it ended: " + call;
    }
    return call;
}

/// The message for people, in lines.
inline std::string letter_of(const notice_message& one) {
    std::string text = headline_of(one) + "\n\nticket    " + one.ticket + "\nqueue     " +
                       one.queue + "\nstate     " + std::string(word_of(one.state)) +
                       "\ndeadline  " + text_of(one.deadline) + "\nowner     " +
                       one.owner.contact + "\n\nTo see it:\n\n    " + one.command + "\n";
    if (!one.with.empty())
        text += "\n" + json_text_in_lines(one.with);
    return text;
}

} // namespace bailiwick
