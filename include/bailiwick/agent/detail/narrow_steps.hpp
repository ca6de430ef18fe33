// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/detail/typed_steps.hpp>

namespace bailiwick::detail {

/// The arguments of a waiting ticket with some numbers lowered, or why that is no narrowing.
///
/// A template, so that only those who narrow pay for compiling the parser.
template <class Handler = strict_handler>
answer<std::string> narrowed_arguments(const ticket& from, const rule& row,
                                       std::string_view less_json) {
    const auto refuse = [&](reason why, std::string_view what, std::string hint) {
        return refusal{why, "narrow", std::string(what), std::move(hint)};
    };
    const auto less = parse_strict<Handler>(less_json);
    if (!less || !less->is_object() || less->get_object().empty())
        return refuse(reason::malformed_request, from.id,
                      "say what is lowered: a JSON object such as {\"amount\":100}");
    const auto asked = parse_strict<Handler>(from.arguments, {.depth = 64, .bytes = 16u << 20});
    if (!asked || !asked->is_object())
        return refuse(reason::internal_error, from.id, "the ticket's arguments cannot be read");
    boost::json::object whole = asked->get_object();
    for (const auto& each : less->get_object()) {
        const std::string name(each.key().data(), each.key().size());
        if (!row.narrows.contains(name))
            return refuse(reason::decision_not_allowed, name,
                          "the charter lets approvers of " + from.tool +
                              " lower only what its row narrows: deny the ticket instead");
        boost::json::value* const held = whole.if_contains(name);
        const boost::json::value& now = each.value();
        if (!held || !held->is_number() || !now.is_number())
            return refuse(reason::malformed_request, name, "name a number that the call has");
        const bool is_less = held->is_int64() && now.is_int64()
                                 ? now.get_int64() < held->get_int64()
                                 : now.template to_number<double>() <
                                       held->template to_number<double>();
        if (!is_less)
            return refuse(reason::out_of_bounds, name, "this is not less than what was asked for");
        *held = now;
    }
    return canonical_text(whole);
}

/// The way of a ticket that a reviewer answers with less: it is withdrawn, and a new one asks for
/// the lower numbers, after the matrix has judged them anew.
template <class Running> class narrow_steps : protected typed_steps<Running> {
    using steps = typed_steps<Running>;

protected:
    using steps::context_, steps::ledger_, steps::note, steps::refuse, steps::running_,
        steps::steps;
    using typename steps::charter;
    using typename steps::maybe;

    // The old ticket goes before the new one comes: at no time could both be granted.
    template <class Tool>
    dispatched narrowed(const ticket& from, const std::string& arguments, const voter& by,
                        std::string_view why) {
        const instant now = running_->now();
        if (maybe stopped = this->before_arguments(Tool::contract.name, now))
            return refuse(*std::move(stopped));
        if (from.declaration_digest != running_->who().manifest)
            return refuse({reason::policy_version_mismatch, "narrow", from.id,
                           "the declaration changed since it was asked: make the call anew"});
        const auto given = decode<arguments_of<Tool>>(arguments);
        if (!given)
            return refuse({reason::malformed_request, "narrow", given.error().pointer,
                           given.error().hint});
        if (maybe outside = this->template about_arguments<Tool>(*given, arguments))
            return refuse(*std::move(outside));
        if (const auto& state = running_->state(); !state.logs.empty() && context_->subject.empty())
            if (const auto told = told_of(state.logs, from.id); told && told->asked)
                context_->subject = subject_of(*told->asked, state.values);
        const answer<std::string> id = new_ticket_id(now);
        if (!id)
            return refuse(id.why());
        const auto withdrawn =
            running_->tickets().supersede(from.id, *id, by, why, running_->ticket_time(),
                                          [&](const ticket& next) {
                return note(next, now);
            });
        if (!withdrawn)
            return refuse(withdrawn.why());
        auto asked = this->template open_ticket<Tool>(arguments, now, *id, from.label);
        if (!asked)
            return refuse(asked.why());
        return {.status = dispatch_status::waiting, .ticket = asked->ticket};
    }

    template <class Tool>
    dispatched narrowed_or_refused(const ticket& from, const std::string& less, const voter& by,
                                   std::string_view why) {
        if constexpr (waits_for_a_person<Tool, charter>) {
            const auto lower = narrowed_arguments(from, *tool_in<Tool, charter>.row, less);
            return lower ? narrowed<Tool>(from, *lower, by, why) : refuse(lower.why());
        } else {
            return refuse({reason::decision_not_allowed, "narrow", from.id,
                           "this tool asks nobody now: make the call anew"});
        }
    }
};

} // namespace bailiwick::detail
