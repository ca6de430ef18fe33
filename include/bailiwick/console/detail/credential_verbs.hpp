// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/place.hpp>
#include <bailiwick/tool/canonical.hpp>

namespace bailiwick::detail {

/// `credentials …`: accounts as people may know them, never their secrets.
template <class Agent> class credential_verbs {
public:
    credential_verbs(const console_setup<Agent>& setup, const asked& typed, const screen& on)
        : setup_(setup), typed_(typed), on_(on) {}

    console_exit list() const {
        credential_book book;
        if (setup_.accounts) setup_.accounts(book, typed_.state);
        if (const auto known = follow(book); !known)
            return on_.refuse(known.why(), console_exit::no_state);
        const auto all = book.status();
        boost::json::array told;
        table rows({"CREDENTIAL", "KIND", "RESTS IN", "STATE", "SCOPES"});
        for (const credential_facts& declared : facts_of<Agent>.credentials) {
            const credential_status* held = nullptr;
            for (const credential_status& each : all)
                if (each.credential == declared.name()) held = &each;
            if (on_.is_json()) told.push_back(json(declared, held));
            else rows.row(row(declared, held));
        }
        if (on_.is_json()) on_.json(boost::json::object{{"credentials", std::move(told)}});
        else rows.print(on_);
        return console_exit::done;
    }

    /// revoke, reinstate, rotate: one person's act, which every process of the agent follows.
    console_exit change() const {
        const answer<voter> who = operator_with_reason(typed_);
        if (!who) return on_.refuse(who.why());
        auto running = open_agent(setup_, typed_, "console");
        if (!running) return on_.refuse(running.why(), console_exit::no_state);
        if (const auto in_line = (*running)->is_paused(); !in_line)
            return on_.refuse(in_line.why(), console_exit::no_state);
        operator_desk desk(**running, *who);
        const bool revokes = typed_.verb == "credentials revoke";
        const answer<done> changed =
            revokes ? desk.revoke(typed_.id, typed_.why)
            : typed_.verb == "credentials rotate" ? desk.rotate(typed_.id, typed_.why)
                                                  : desk.reinstate(typed_.id, typed_.why);
        if (!changed) {
            if (revokes && changed.why().code == reason::receipt_unavailable)
                on_.note("the credential IS revoked; only the receipt of it is missing");
            return on_.refuse(changed.why());
        }
        return told(revokes);
    }

private:
    /// What other processes were told of the accounts; nothing where there is no state yet.
    answer<done> follow(credential_book& book) const {
        if (fault_of_state(typed_)) return done{};
        auto store = open_tickets(setup_, typed_);
        if (!store) return store.why();
        account_watch watch;
        if (auto known = watch.follow(book, *store); !known) return known.why();
        return done{};
    }

    static const char* state_of(const credential_status* held) {
        return !held ? "not in the book" : held->revoked ? "revoked" : "in use";
    }
    static boost::json::value json(const credential_facts& declared,
                                   const credential_status* held) {
        boost::json::value facts = boost::json::object{};
        if (held) put_record(facts, *held);
        facts.get_object()["credential"] = declared.name();
        facts.get_object()["state"] = state_of(held);
        return facts;
    }
    static std::vector<table::cell> row(const credential_facts& declared,
                                        const credential_status* held) {
        std::string scopes;
        for (const scope* each : declared.is->grants)
            (scopes += scopes.empty() ? "" : " ") += each->name;
        return {declared.name(), word_of(declared.is->kind),
                held ? held->resting_place : std::string(),
                {state_of(held), held && !held->revoked ? tint::good : tint::bad}, scopes};
    }

    console_exit told(bool revoked) const {
        std::string path;
        for (const credential_facts& each : facts_of<Agent>.credentials)
            if (each.name() == typed_.id) path = each.is->revocation;
        const char* state = revoked ? "revoked" : "in use";
        if (on_.is_json()) {
            boost::json::object facts{{"credential", typed_.id}, {"state", state}};
            if (revoked) facts["end_it_at"] = path;
            on_.json(facts);
            return console_exit::done;
        }
        if (revoked) {
            on_.line(typed_.id + " is revoked: no process of the agent lends it any more",
                     tint::good);
            on_.line("  end the account itself, too: " + path);
        } else {
            on_.line(typed_.id + " is in use, with the secret that rests there now", tint::good);
        }
        return console_exit::done;
    }

    const console_setup<Agent>& setup_;
    const asked& typed_;
    const screen& on_;
};

} // namespace bailiwick::detail
