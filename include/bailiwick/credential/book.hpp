// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/credential/detail/account.hpp>
#include <bailiwick/credential/identity.hpp>

#include <vector>

namespace bailiwick {

/// What people may know of an account: everything but the secret. Times are texts, "" is never.
struct credential_status {
    std::string credential;
    holder kind = holder::unstated;
    std::string resting_place;
    std::string fetched;
    std::string last_used;
    std::string rotated;
    bool revoked = false;
    std::string revoked_by;
    std::string revoked_because;
    std::string revoked_at;
};
BOOST_DESCRIBE_STRUCT(credential_status, (),
                      (credential, kind, resting_place, fetched, last_used, rotated, revoked,
                       revoked_by, revoked_because, revoked_at))

/// Which provider holds the secret of which declared credential; safe to use from many threads.
///
/// Secrets are fetched when a call needs them first, and only a desk can lend them. Fill the book
/// before a desk is made of it. Revocations live in memory: whoever revokes also writes it down.
class credential_book {
public:
    /// Says where the secret of a declared credential rests; the declared object is referred to.
    template <secret_provider Provider>
    answer<done> add(const credential& declared, Provider provider) {
        const std::lock_guard held(state_->guard);
        for (const entry& each : state_->entries) {
            const credential& other = each.account->declared;
            if (other.name == declared.name)
                return refusal{reason::malformed_request, "add", std::string(declared.name),
                               "this credential is in the book already: add it once"};
            for (const scope* granted : declared.grants)
                if (other.grants.contains(*granted))
                    return refusal{reason::malformed_request, "add", std::string(granted->name),
                                   "two credentials grant this scope: keep it in one of them"};
        }
        state_->entries.push_back(
            {std::make_shared<detail::account>(
                 declared, std::make_unique<detail::held_provider<Provider>>(std::move(provider))),
             {},
             {},
             {}});
        return done{};
    }
    template <secret_provider Provider>
    answer<done> add(const credential&& declared, Provider provider) = delete;

    /// Fetches the secret anew, once it was changed where it rests; running calls keep the old one.
    answer<done> rotate(std::string_view name, instant now) {
        std::shared_ptr<detail::account> found;
        {
            const std::lock_guard held(state_->guard);
            for (const entry& each : state_->entries)
                if (each.account->declared.name == name)
                    found = each.account;
            if (!found)
                return unknown("rotate", name);
        }
        if (found->revoked)
            return refusal{reason::revoked, "rotate", std::string(name),
                           "this credential was revoked: reinstate it with its new secret"};
        return found->reload(now);
    }

    /// Ends every lease of the credential at once, and lends it no more.
    answer<done> revoke(std::string_view name, std::string by, std::string why, instant now) {
        return change("revoke", name, std::move(by), std::move(why), now, true);
    }

    /// Lends a revoked credential again, with the secret that rests there now.
    answer<done> reinstate(std::string_view name, std::string by, std::string why, instant now) {
        return change("reinstate", name, std::move(by), std::move(why), now, false);
    }

    /// Whether the book has this credential and lends it no more.
    bool is_revoked(std::string_view name) const {
        const std::lock_guard held(state_->guard);
        for (const entry& each : state_->entries)
            if (each.account->declared.name == name)
                return each.account->revoked;
        return false;
    }

    /// Fetches every secret that was not needed yet, so that a missing one shows before a call.
    std::vector<refusal> fetch_all(instant now) {
        std::vector<refusal> faults;
        for (const auto& each : accounts()) {
            if (each->revoked)
                continue;
            if (answer<detail::shared_secret> fetched = each->load(now); !fetched) {
                faults.push_back(std::move(fetched).why());
                faults.back().subject =
                    std::string(each->declared.name) + ", " + faults.back().subject;
            }
        }
        return faults;
    }

    /// All accounts in the order in which they were added.
    std::vector<credential_status> status() const {
        const std::lock_guard held(state_->guard);
        std::vector<credential_status> all;
        for (const entry& each : state_->entries) {
            const detail::account& account = *each.account;
            all.push_back({std::string(account.declared.name), account.declared.kind,
                           account.provider->resting_place(), text_or_never(account.fetched_at),
                           text_or_never(account.last_used), text_or_never(account.rotated_at),
                           account.revoked, each.by, each.why,
                           text_or_never(each.at.microseconds)});
        }
        return all;
    }

private:
    friend class lease_desk;

    struct entry {
        std::shared_ptr<detail::account> account;
        std::string by, why; // of the last revocation
        instant at;
    };
    struct state {
        mutable std::mutex guard;
        std::vector<entry> entries;
    };

    static std::string text_or_never(long long microseconds) {
        return microseconds == 0 ? std::string() : text_of(instant{microseconds});
    }

    std::vector<std::shared_ptr<detail::account>> accounts() const {
        const std::lock_guard held(state_->guard);
        std::vector<std::shared_ptr<detail::account>> all;
        for (const entry& each : state_->entries)
            all.push_back(each.account);
        return all;
    }

    // Names what there is; called with the guard held.
    refusal unknown(const char* verb, std::string_view name) const {
        std::string hint = "no such credential: take one of";
        const char* between = " ";
        for (const entry& each : state_->entries)
            (hint += std::exchange(between, ", ")) += each.account->declared.name;
        return {reason::malformed_request, verb, std::string(name), std::move(hint)};
    }

    answer<done> change(const char* verb, std::string_view name, std::string by, std::string why,
                        instant now, bool ends) {
        if (by.empty() || why.empty())
            return refusal{reason::malformed_request, verb, std::string(name),
                           "say who does it and why"};
        const std::lock_guard held(state_->guard);
        for (entry& each : state_->entries) {
            if (each.account->declared.name != name)
                continue;
            if (each.account->revoked == ends)
                return refusal{reason::already_recorded, verb, std::string(name),
                               ends ? "it is revoked already" : "it is not revoked"};
            each.account->end(ends);
            if (!ends)
                each.account->revoked.store(false);
            each.by = ends ? std::move(by) : std::string();
            each.why = ends ? std::move(why) : std::string();
            each.at = ends ? now : instant{};
            return done{};
        }
        return unknown(verb, name);
    }

    std::shared_ptr<state> state_ = std::make_shared<state>();
};

} // namespace bailiwick
