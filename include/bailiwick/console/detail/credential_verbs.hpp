// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/control_note.hpp>
#include <bailiwick/console/detail/place.hpp>
#include <bailiwick/tool/canonical.hpp>

namespace bailiwick::detail {

/// `credentials list` and `revoke`: accounts as people may know them, never their secrets.
template <class Agent> class credential_verbs {
public:
    credential_verbs(const console_setup<Agent>& setup, const asked& typed, const screen& on)
        : setup_(setup), typed_(typed), on_(on) {}

    console_exit list() const {
        credential_book book;
        if (setup_.accounts) setup_.accounts(book);
        if (file_exists(typed_.state + "/tickets.db")) {
            auto store = open_tickets(typed_);
            if (!store) return on_.refuse(store.why(), console_exit::no_state);
            if (const auto known = honour_revocations(book, *store); !known)
                return on_.refuse(known.why(), console_exit::no_state);
        }
        const auto all = book.status();
        boost::json::array told;
        table rows({"CREDENTIAL", "KIND", "RESTS IN", "STATE", "SCOPES"});
        for (const credential_facts& declared : facts_of<Agent>.credentials) {
            const credential_status* held = nullptr;
            for (const credential_status& each : all)
                if (each.credential == declared.name()) held = &each;
            const char* state = !held ? "not in the book" : held->revoked ? "revoked" : "in use";
            if (on_.is_json()) {
                boost::json::value facts = boost::json::object{};
                if (held) put_record(facts, *held);
                facts.get_object()["credential"] = declared.name();
                facts.get_object()["state"] = state;
                told.push_back(std::move(facts));
                continue;
            }
            std::string scopes;
            for (const scope* each : declared.is->grants)
                (scopes += scopes.empty() ? "" : " ") += each->name;
            rows.row({declared.name(), word_of(declared.is->kind),
                      held ? held->resting_place : std::string(),
                      {state, held && !held->revoked ? tint::good : tint::bad}, scopes});
        }
        if (on_.is_json()) on_.json(boost::json::object{{"credentials", std::move(told)}});
        else rows.print(on_);
        return console_exit::done;
    }

    /// Written down before it is told: every process that opens the state through a console knows.
    console_exit revoke() const {
        const answer<voter> who = operator_of(typed_);
        if (!who) return on_.refuse(who.why());
        auto running = open_agent(setup_, typed_, "console");
        if (!running) return on_.refuse(running.why(), console_exit::no_state);
        auto& state = (*running)->state();
        const instant now = (*running)->now();
        const answer<done> ended =
            state.accounts.revoke(typed_.id, text_of(*who), typed_.why, now);
        if (!ended) return on_.refuse(ended.why());
        const boost::json::object words{
            {"at", bailiwick::text_of(now)}, {"by", text_of(*who)}, {"why", typed_.why}};
        const answer<done> kept = state.tickets.put_mark(
            {std::string(revoked_mark) + typed_.id, canonical_text(words)});
        if (!kept) return on_.refuse(kept.why());
        const auto noted =
            note_control(**running, *who, {.op = "credential_revoke", .reason = typed_.why,
                                           .subject = typed_.id});
        if (!noted) {
            on_.note("the credential IS revoked; only the receipt of it is missing");
            return on_.refuse(noted.why());
        }
        return told();
    }

private:
    console_exit told() const {
        std::string path;
        for (const credential_facts& each : facts_of<Agent>.credentials)
            if (each.name() == typed_.id) path = each.is->revocation;
        if (on_.is_json()) {
            on_.json(boost::json::object{{"revoked", typed_.id}, {"end_it_at", path}});
            return console_exit::done;
        }
        on_.line(typed_.id + " is revoked here", tint::good);
        on_.line("  a process that runs already keeps it until it is started again: pause the "
                 "agent if it must stop now");
        on_.line("  end the account itself, too: " + path);
        return console_exit::done;
    }

    const console_setup<Agent>& setup_;
    const asked& typed_;
    const screen& on_;
};

} // namespace bailiwick::detail
