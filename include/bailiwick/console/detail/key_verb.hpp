// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/receipt_head.hpp>
#include <bailiwick/receipt/key_rotation.hpp>

namespace bailiwick::detail {

/// `receipts rotate-key`, `end-overlap` and `revoke-key`: the key that signs a log. Nobody may
/// have that log open meanwhile.
template <class Agent> class key_verb {
public:
    key_verb(const console_setup<Agent>& setup, const asked& typed, const screen& on)
        : setup_(setup), typed_(typed), on_(on) {}

    console_exit run() const {
        if (auto fault = fault_of_state(typed_)) return on_.refuse(*fault);
        const auto logs = logs_in(typed_.state);
        if (!logs) return on_.refuse(logs.why(), console_exit::no_state);
        if (auto fault = fault_of_filter(typed_, "LOG", typed_.log, *logs))
            return on_.refuse(*fault);
        const auto change = what_changes();
        if (!change) return on_.refuse(change.why());
        if (typed_.verb == "receipts end-overlap") return end(*change);
        return typed_.verb == "receipts rotate-key" ? rotate(*change) : revoke(*change);
    }

private:
    std::string folder() const { return typed_.state + "/log/" + typed_.log; }

    answer<key_change> what_changes() const {
        const answer<voter> who = operator_with_reason(typed_);
        if (!who) return who.why();
        auto said = receipt_head(setup_, typed_);
        if (!said) return std::move(said).why();
        return key_change{.said = *std::move(said), .by = who->contact, .reason = typed_.why};
    }

    console_exit rotate(const key_change& change) const {
        const auto turn = rotate_key(folder(), {}, change);
        if (!turn) return on_.refuse(turn.why());
        const std::string old = text_of(turn->old), now = text_of(turn->now);
        if (on_.is_json()) {
            on_.json(boost::json::object{
                {"log", typed_.log}, {"old", old}, {"new", now}, {"from", turn->from}});
            return console_exit::done;
        }
        on_.line("old key  " + old);
        on_.line("new key  " + now, tint::good);
        on_.line("both sign from " + std::to_string(turn->from) +
                 " receipts on; give the new .vkey to whoever verifies, then:");
        on_.line("  " + typed_.command + " receipts end-overlap " + typed_.log +
                 as_words(typed_) + " --why \"…\"");
        return console_exit::done;
    }

    console_exit end(const key_change& change) const {
        const auto now = end_overlap(folder(), {}, change);
        if (!now) return on_.refuse(now.why());
        if (on_.is_json())
            on_.json(boost::json::object{{"log", typed_.log}, {"key", text_of(*now)}});
        else on_.line("the old key is gone; " + text_of(*now) + " signs alone", tint::good);
        return console_exit::done;
    }

    console_exit revoke(const key_change& change) const {
        const std::string given = typed_.keys.empty() ? std::string() : typed_.keys.front();
        const auto text = file_exists(given) ? read_file(given) : answer<std::string>(given);
        const auto key = text ? read_verifier_key(*text) : answer<verifier_key>(text.why());
        if (!key)
            return on_.misused(typed_.verb, "--key " + given,
                               "name the key that leaked: its .vkey file, or the one line of it");
        const auto told = revoke_key(folder(), {}, *key, change);
        if (!told) return on_.refuse(told.why());
        if (on_.is_json())
            on_.json(boost::json::object{
                {"log", typed_.log}, {"revoked", text_of(*key)}, {"receipt", told->index()}});
        else
            on_.line(text_of(*key) + " is revoked: " + typed_.log + "/" +
                         std::to_string(told->index()),
                     tint::good);
        return console_exit::done;
    }

    const console_setup<Agent>& setup_;
    const asked& typed_;
    const screen& on_;
};

} // namespace bailiwick::detail
