// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/approvers.hpp>
#include <bailiwick/console/detail/asked.hpp>
#include <bailiwick/console/detail/words.hpp>
#include <bailiwick/escalation/desk.hpp>
#include <bailiwick/escalation/ticket_json.hpp>
#include <bailiwick/packet/lock.hpp>
#include <bailiwick/policy/agent_facts.hpp>

/// Everything that an approver needs to see of one ticket.

namespace bailiwick::detail {

inline tint tint_of(ticket_state state) {
    switch (state) {
    case ticket_state::waiting: return tint::warn;
    case ticket_state::granted:
    case ticket_state::done: return tint::good;
    case ticket_state::uncertain:
    case ticket_state::failed: return tint::bad;
    default: return tint::none;
    }
}

/// What can be done with a ticket now, as commands to copy.
inline std::vector<std::string> next_commands(const asked& typed, const ticket& one,
                                              instant now) {
    const auto command = [&](const char* verb, const std::string& why = {}) {
        const bool is_signed = one.signed_decisions && verb != std::string_view("run") &&
                               verb != std::string_view("cancel");
        return typed.command + " tickets " + verb + " " + one.id + as_words(typed) +
               (why.empty() ? "" : " --why \"" + why + "\"") +
               (is_signed ? " --key ~/.ssh/id_ed25519" : "");
    };
    switch (state_at(one, now)) {
    case ticket_state::waiting: return {command("grant", "…"), command("deny", "…")};
    case ticket_state::granted: return {command("run"), command("cancel", "…")};
    case ticket_state::uncertain:
        return {typed.command + " receipts list --ticket " + one.id,
                command("retry", "it did not happen: …"),
                command("override", "it did happen: …"), command("cancel", "…")};
    default: return {};
    }
}

/// Until when the next step must come; nothing where no time is set for it.
inline std::optional<instant> limit_of(const ticket& one) {
    if (one.state == ticket_state::waiting) return one.deadline;
    if (one.state == ticket_state::granted || one.state == ticket_state::uncertain)
        return one.expires;
    return std::nullopt;
}

class ticket_view {
public:
    ticket_view(const screen& on, const asked& typed, const agent_facts& agent, instant now)
        : on_(on), typed_(typed), agent_(agent), now_(now) {}

    boost::json::value json(const ticket& one) const {
        boost::json::value told = ticket_json(one);
        told.get_object()["stands"] = word_of(state_at(one, now_));
        boost::json::array next;
        for (const std::string& each : next_commands(typed_, one, now_)) next.emplace_back(each);
        told.get_object()["next"] = std::move(next);
        return told;
    }

    void print(const ticket& one) const {
        on_.line("Ticket " + one.id, tint::strong);
        fact("state", std::string(word_of(state_at(one, now_))), tint_of(state_at(one, now_)));
        fact("tool", one.tool + " — " + summary_of(one.tool));
        arguments(one);
        fact("why", one.why.empty() ? "(the agent gave no reason)" : one.why);
        fact("asked for",
             text_of(one.requester) + ", a " + std::string(word_of(one.requester.kind)));
        fact("asked", clock_text(one.opened) + ", " + when_in_words(one.opened, now_));
        fact("by agent", one.agent + ", session " + one.session);
        fact("queue", one.queue + ", owned by " + text_of(one.owner) +
                          (one.deputy.name.empty() ? "" : ", deputy " + text_of(one.deputy)));
        if (one.state == ticket_state::waiting)
            fact("decide by", clock_text(one.deadline) + ", " + when_in_words(one.deadline, now_));
        if (limit_of(one))
            fact("start by", clock_text(one.expires) + ", " + when_in_words(one.expires, now_));
        if (!one.label.empty()) fact("label", one.label);
        for (const evidence& each : one.shown) fact(each.what, each.text);
        people(one);
        fact("digest", one.arguments_digest, tint::faint);
        fact("charter", one.declaration_digest, tint::faint);
        if (one.attempts != 0) fact("started", count_of(one.attempts, "time"));
        if (!one.outcome.empty()) fact("outcome", one.outcome);
        if (!one.successor.empty()) fact("successor", one.successor);
        history(one);
        const auto next = next_commands(typed_, one, now_);
        if (!next.empty()) on_.line("Next", tint::strong);
        for (const std::string& each : next) on_.line("  " + each);
    }

private:
    void fact(const std::string& name, const std::string& text, tint as = tint::none) const {
        std::string label = plain(name) + ":";
        label.resize(std::max<std::size_t>(label.size() + 1, 12), ' ');
        on_.bytes("  " + on_.painted(std::move(label), tint::faint) +
                  on_.painted(plain(text), as) + "\n");
    }

    const tool_facts* facts_of_tool(const std::string& tool) const {
        return agent_.tool_named(tool);
    }
    std::string summary_of(const std::string& tool) const {
        const tool_facts* found = facts_of_tool(tool);
        return found ? std::string(found->states->summary) : "no tool of this agent any more";
    }

    /// Critical arguments first: they decide; a line of a value never looks like another name.
    void arguments(const ticket& one) const {
        const auto parsed = parse_strict(one.arguments, {.depth = 64, .bytes = 16u << 20});
        if (!parsed || !parsed->is_object()) return fact("arguments", one.arguments, tint::bad);
        const tool_facts* tool = facts_of_tool(one.tool);
        on_.line("  arguments:", tint::faint);
        const auto is_critical = [&](std::string_view name) {
            if (tool)
                for (std::string_view each : tool->states->critical)
                    if (each == name) return true;
            return false;
        };
        for (const bool critical : {true, false})
            for (const auto& each : parsed->get_object())
                if (const std::string name(each.key().data(), each.key().size());
                    is_critical(name) == critical)
                    argument(name, each.value(), critical);
    }
    void argument(const std::string& name, const boost::json::value& value, bool critical) const {
        std::string text;
        if (value.is_string()) text.assign(value.get_string().data(), value.get_string().size());
        else packet::detail::put_indented(text, value, 0);
        on_.line("    " + name + (critical ? " (critical)" : ""),
             critical ? tint::strong : tint::none);
        text = plain(text, true);
        for (std::size_t at = 0; at <= text.size();) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            on_.bytes("      | " + text.substr(at, end - at) + "\n");
            at = end + 1;
        }
    }

    void people(const ticket& one) const {
        fact("may decide", names_of(electors_of(one)));
        for (const ticket_duty& each : one.duties)
            fact("duty", std::to_string(each.needed) + " for " + each.name + " of " +
                             names_of(each.people));
        if (one.deputy_from != instant{})
            fact("deputy", text_of(one.deputy) + ", from " + clock_text(one.deputy_from) + " on");
        if (one.majority_denies) fact("denial", "a majority denies");
        if (one.signed_decisions) fact("signature", "decisions are signed: --key FILE");
        fact("votes", approvals_in_words(one));
        for (const vote& each : one.votes)
            on_.line("    " + clock_text(each.at) + "  " + std::string(word_of(each.verdict)) +
                     "  " + text_of(party{each.person, each.contact}) +
                     (each.signature.empty() ? "" : ", signed") +
                     (each.why.empty() ? "" : ": " + each.why));
    }
    void history(const ticket& one) const {
        on_.line("History", tint::strong);
        for (const ticket_event& each : one.history)
            on_.line("  " + clock_text(each.at) + "  " + std::string(word_of(each.verb)) + " → " +
                     std::string(word_of(each.to)) + "  " + each.by +
                     (each.words.empty() ? "" : ": " + each.words));
    }

    const screen& on_;
    const asked& typed_;
    const agent_facts& agent_;
    instant now_;
};

} // namespace bailiwick::detail
