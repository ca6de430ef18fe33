// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/place.hpp>
#include <bailiwick/console/detail/signing.hpp>
#include <bailiwick/console/detail/ticket_view.hpp>

namespace bailiwick::detail {

/// The verbs of `tickets`: looking needs the store alone, deciding needs a log for its receipt.
template <class Agent> class ticket_verbs {
    using running_type = embedded_agent<Agent>;
    using desk_type = operator_desk<running_type>;

public:
    ticket_verbs(const console_setup<Agent>& setup, const asked& typed, const screen& on)
        : setup_(setup), typed_(typed), on_(on), view_(on, typed, facts_of<Agent>, now()) {}

    console_exit list() const {
        ticket_filter filter{.queue = typed_.queue};
        if (!typed_.in.empty()) {
            if (auto fault = read_state(filter)) return on_.refuse(*fault);
        } else if (!typed_.all) {
            filter.states = {ticket_state::waiting, ticket_state::granted, ticket_state::running,
                             ticket_state::uncertain};
        }
        auto store = open_tickets(setup_, typed_);
        if (!store) return on_.refuse(store.why(), console_exit::no_state);
        const auto found = escalation_desk(*store).list(
            filter, {.limit = typed_.limit, .newest_first = true});
        if (!found) return on_.refuse(found.why(), console_exit::no_state);
        if (found->tickets.empty())
            if (auto fault = fault_of_queue()) return on_.refuse(*fault);
        if (on_.is_json()) print_json(*found);
        else print_table(*found);
        return console_exit::done;
    }

    console_exit show() const {
        auto store = open_tickets(setup_, typed_);
        if (!store) return on_.refuse(store.why(), console_exit::no_state);
        const auto found = escalation_desk(*store).find(typed_.id);
        if (!found) return on_.refuse(found.why());
        if (!typed_.to_sign.empty()) return to_sign(*found);
        if (on_.is_json()) on_.json(view_.json(*found));
        else view_.print(*found);
        return console_exit::done;
    }

    /// grant, deny, retry, override, cancel: one person's act, with its receipt.
    console_exit decide() const {
        using verb = answer<ticket> (desk_type::*)(std::string_view, std::string_view,
                                                   std::string_view);
        static constexpr std::pair<std::string_view, verb> verbs[] = {
            {"tickets grant", &desk_type::grant},
            {"tickets deny", &desk_type::deny},
            {"tickets retry", &desk_type::retry},
            {"tickets override", &desk_type::override_},
            {"tickets cancel", &desk_type::cancel}};
        return as_operator([&](running_type& running, const voter& who, const ticket& found) {
            desk_type desk(running, who);
            for (const auto& [word, act] : verbs) {
                if (word != typed_.verb) continue;
                const auto signature = signature_of(found, typed_, who, running.now());
                if (!signature) return refused(found, who, signature.why());
                const answer<ticket> after = (desk.*act)(found.id, typed_.why, *signature);
                return after ? told(*after) : refused(found, who, after.why());
            }
            return on_.misused(typed_.verb, found.id, "there is no such verb");
        });
    }

    /// Carries out a granted call, here and once.
    console_exit run() const {
        return as_operator([&](running_type& running, const voter& who, const ticket& found) {
            session running_once(running, {.trigger = {.reference = "ticket:" + found.id},
                                           .requester = {who.name, who.contact},
                                           .operator_contact = who.contact});
            const dispatched came = running_once.run_granted(found.id);
            if (came.status == dispatch_status::refused) {
                const auto after = running.tickets().find(found.id);
                return not_run(after ? *after : found, came.why);
            }
            if (on_.is_json()) {
                boost::json::object told = came.for_model();
                told["ticket"] = found.id;
                on_.json(told);
            } else {
                on_.line(found.tool + " is done, once: " + boost::json::serialize(came.result));
            }
            return console_exit::done;
        });
    }

    /// Answers with less: another ticket takes the place of this one.
    console_exit narrow() const {
        return as_operator([&](running_type& running, const voter& who, const ticket& found) {
            session asking(running, {.trigger = {.reference = "ticket:" + found.id},
                                     .requester = {found.requester.name, found.requester.contact},
                                     .why = found.why});
            const dispatched came = asking.narrow(found.id, typed_.to, who, typed_.why);
            if (came.status == dispatch_status::refused) return refused(found, who, came.why);
            const auto fresh = running.tickets().find(came.ticket);
            if (!fresh) return on_.refuse(fresh.why());
            if (!on_.is_json()) on_.line(found.id + " is withdrawn; in its place:");
            return told(*fresh);
        });
    }

private:
    instant now() const { return setup_.process.clock.now(); }

    // Not a byte more: this is what ssh-keygen is to sign.
    console_exit to_sign(const ticket& found) const {
        const answer<voter> who =
            typed_.to_sign == "grant" ? operator_of(typed_) : operator_with_reason(typed_);
        if (!who) return on_.refuse(who.why());
        const auto statement = statement_of(found, typed_.to_sign, *who, typed_.why, now());
        if (!statement) return refused(found, *who, statement.why());
        on_.bytes(*statement);
        return console_exit::done;
    }

    template <class Act> console_exit as_operator(const Act& act) const {
        const bool needs_reason =
            typed_.verb != "tickets grant" && typed_.verb != "tickets run";
        const answer<voter> who =
            needs_reason ? operator_with_reason(typed_) : operator_of(typed_);
        if (!who) return on_.refuse(who.why());
        auto running = open_agent(setup_, typed_, "console");
        if (!running) return on_.refuse(running.why(), console_exit::no_state);
        const answer<ticket> found = (*running)->tickets().find(typed_.id);
        if (!found) return on_.refuse(found.why());
        return act(**running, *who, *found);
    }

    /// Says whom the queue knows, where that is why somebody may not decide.
    console_exit refused(const ticket& about, const voter& who, refusal why) const {
        const bool owners_too =
            typed_.verb == "tickets override" || typed_.verb == "tickets cancel";
        const bool lacks_signature =
            about.signed_decisions && typed_.signature.empty() && typed_.key.empty();
        if (why.code == reason::approver_not_authorized &&
            !find_listed(electors_of(about), who))
            why.hint = whom_the_queue_knows(about, who, owners_too);
        else if (why.code == reason::approver_not_authorized && lacks_signature)
            why.hint = "this queue takes signed decisions: add --key FILE to sign with your SSH "
                       "key now, or --signature FILE; docs/how-to/sign-a-decision.md";
        return on_.refuse(why);
    }

    console_exit not_run(const ticket& about, refusal why) const {
        if (why.code == reason::no_resolution)
            why.hint = approvals_in_words(about) + ", from " +
                       names_of(people_who_may_agree(about), " or ");
        on_.refuse(why);
        if (about.state == ticket_state::uncertain && !on_.is_json())
            on_.note("  find out first what happened: " + typed_.command + " tickets show " +
                     about.id);
        return exit_for(why.code);
    }

    console_exit told(const ticket& after) const {
        if (on_.is_json()) {
            on_.json(view_.json(after));
            return console_exit::done;
        }
        std::string line = after.id + " is " + std::string(word_of(after.state));
        if (after.state == ticket_state::waiting) line += ": " + approvals_in_words(after);
        on_.line(line, tint_of(after.state));
        if (after.state == ticket_state::granted)
            on_.line("  " + next_commands(typed_, after, now()).front());
        return console_exit::done;
    }

    std::optional<refusal> read_state(ticket_filter& filter) const {
        std::vector<std::string> known;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<ticket_state>>(
            [&](auto each) {
                if (typed_.in == each.name) filter.states.push_back(each.value);
                known.emplace_back(each.name);
            });
        return fault_of_filter(typed_, "--in", typed_.in, known);
    }

    /// A queue that no ticket is in and the charter does not declare is most likely mistyped.
    std::optional<refusal> fault_of_queue() const {
        std::vector<std::string> known;
        for (const auto& each : facts_of<Agent>.queues) known.emplace_back(each.name());
        return fault_of_filter(typed_, "--queue", typed_.queue, known);
    }

    void print_json(const ticket_list& found) const {
        boost::json::array all;
        for (const ticket& each : found.tickets) all.push_back(view_.json(each));
        on_.json(boost::json::object{{"tickets", std::move(all)}, {"next", found.next}});
    }
    void print_table(const ticket_list& found) const {
        if (found.tickets.empty())
            return on_.line(!typed_.in.empty() || !typed_.queue.empty() ? "no ticket fits"
                            : typed_.all ? "there are no tickets"
                                         : "nothing waits, is granted, runs or is uncertain");
        table rows({"TICKET", "STATE", "TOOL", "QUEUE", "AGREED", "DEADLINE", "WHY"});
        for (const ticket& each : found.tickets) {
            const ticket_state stands = state_at(each, now());
            const std::optional<instant> limit = limit_of(each);
            rows.row({each.id, {std::string(word_of(stands)), tint_of(stands)}, each.tool,
                      each.queue,
                      std::to_string(people_who_agreed(each).size()) + "/" +
                          std::to_string(each.approvers_needed),
                      limit ? when_in_words(*limit, now()) : std::string("-"),
                      shortened(plain(each.why), 60)});
        }
        rows.print(on_);
        if (!found.next.empty()) on_.note("there are more: --limit N shows them");
    }

    const console_setup<Agent>& setup_;
    const asked& typed_;
    const screen& on_;
    ticket_view view_;
};

} // namespace bailiwick::detail
