// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/detail/mark_facts.hpp>
#include <bailiwick/credential.hpp>
#include <bailiwick/escalation/shared_state.hpp>
#include <bailiwick/tool/canonical.hpp>

#include <map>
#include <mutex>

/// What is done to a credential in one process reaches every other one through the store.

namespace bailiwick {

/// What can be done to a credential of a running agent.
enum class account_verb { revoke, reinstate, rotate };
BOOST_DESCRIBE_ENUM(account_verb, revoke, reinstate, rotate)

/// The last thing that was done to a credential, as it stands in the store.
struct account_notice {
    std::string credential{};
    account_verb verb = account_verb::revoke;
    std::string by{}, why{};
    instant at{};

    static constexpr std::string_view prefix = "credential:";

    /// The note under which all processes find it.
    bailiwick::mark mark() const {
        const boost::json::object text{
            {"at", text_of(at)}, {"by", by}, {"verb", word_of(verb)}, {"why", why}};
        return {std::string(prefix) + credential, canonical_text(text)};
    }

    /// The same back; whatever cannot be read counts as a revocation.
    static account_notice read(const bailiwick::mark& from) {
        account_notice one{from.name.substr(prefix.size()),
                           account_verb::revoke,
                           "unknown",
                           "the note about it cannot be read",
                           {}};
        const detail::mark_facts facts(from.text);
        for (account_verb each : {account_verb::reinstate, account_verb::rotate})
            if (facts.text("verb") == word_of(each))
                one.verb = each;
        static_cast<void>(read_instant(facts.text("at").value_or(""), one.at));
        if (auto by = facts.text("by"); by && !by->empty())
            one.by = *std::move(by);
        if (auto why = facts.text("why"); why && !why->empty())
            one.why = *std::move(why);
        return one;
    }
};

/// Keeps a credential book in line with the notices in a store; safe from many threads.
class account_watch {
public:
    /// Does what the notices say that are new since the last time.
    template <class Store> answer<done> follow(credential_book& book, Store& store) {
        const std::lock_guard held(guard_);
        const answer<std::vector<mark>> notices = store.marks(account_notice::prefix);
        if (!notices)
            return notices.why();
        for (const mark& each : *notices) {
            std::string& known = known_[each.name];
            if (known == each.text)
                continue;
            known = each.text;
            act(book, account_notice::read(each));
        }
        return done{};
    }

private:
    // Refused is what is so already, or an account that this process does not have.
    static void act(credential_book& book, const account_notice& one) {
        switch (one.verb) {
        case account_verb::revoke:
            static_cast<void>(book.revoke(one.credential, one.by, one.why, one.at));
            break;
        case account_verb::reinstate:
            static_cast<void>(book.reinstate(one.credential, one.by, one.why, one.at));
            break;
        case account_verb::rotate:
            static_cast<void>(book.rotate(one.credential, one.at));
            break;
        }
    }

    std::mutex guard_;
    std::map<std::string, std::string> known_;
};

} // namespace bailiwick
