// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/log_reader.hpp>
#include <bailiwick/receipt/verify.hpp>

/// From a key that a reader trusts to those that a log was signed with afterwards.

namespace bailiwick {

/// A key of a log and what the log says of it.
struct key_in_log {
    verifier_key key{};
    unsigned long long from = 0;             ///< the first size that it signs
    std::optional<unsigned long long> until{}; ///< from which size on the next key signs
    std::string revoked{};                   ///< why it counts no more; empty if it counts
};

namespace detail {

/// Grows from the trusted keys by what the receipts tell that those have signed.
class key_chain {
public:
    key_chain(const std::string& folder, std::string_view origin,
              std::span<const verifier_key> trusted) {
        const auto names = names_in(folder);
        for (std::size_t i = 0; names && i < names->size(); ++i)
            if ((*names)[i] == "checkpoint" || (*names)[i].starts_with("checkpoint."))
                if (auto note = read_file(folder + "/" + (*names)[i]))
                    heads_.push_back(*std::move(note));
        for (const verifier_key& key : trusted)
            if (key.kind == note_key_kind::log && key.name == origin) keys_.push_back({.key = key});
    }

    const std::vector<key_in_log>& keys() const noexcept { return keys_; }

    void hear(unsigned long long index, const told_keys& told) {
        key_in_log* const old = find(told.old);
        if (told.revokes) {
            if (old && somebody_else_vouches(told.old, index)) old->revoked = told.reason;
            return;
        }
        if (!old || !vouches(*old, index)) return;
        old->until = told.from;
        if (!find(told.now)) keys_.push_back({.key = told.now, .from = told.from});
    }

private:
    key_in_log* find(const verifier_key& key) {
        for (key_in_log& each : keys_)
            if (each.key == key) return &each;
        return nullptr;
    }

    bool somebody_else_vouches(const verifier_key& key, unsigned long long index) const {
        for (const key_in_log& each : keys_)
            if (each.key != key && vouches(each, index)) return true;
        return false;
    }

    // Whether the key signs at that time, and has signed a tree that this receipt is in.
    bool vouches(const key_in_log& by, unsigned long long index) const {
        if (by.until || !by.revoked.empty()) return false;
        for (const std::string& each : heads_) {
            const auto opened = open_note(each, {&by.key, 1});
            const auto head = opened ? read_checkpoint(opened->text) : std::nullopt;
            if (head && head->origin == by.key.name && head->size > index) return true;
        }
        return false;
    }

    std::vector<std::string> heads_{};
    std::vector<key_in_log> keys_{};
};

} // namespace detail

/// The trusted keys, and those that they lead to: a key counts once a receipt names it that an
/// earlier key of the chain has signed for, in the checkpoint that each rotation leaves in the
/// folder. Refuses a log that is not whole.
///
/// Verify the log with what comes back, less the keys that are revoked.
template <class Result = verification>
answer<std::vector<key_in_log>> follow_rotations(const std::string& folder,
                                                 std::span<const verifier_key> trusted) {
    const Result whole = verify_log<Result>(folder, trusted);
    if (whole.verdict == log_verdict::invalid)
        return refusal{reason::head_mismatch, "follow rotations",
                       whole.problems.front().where + ": " + whole.problems.front().what,
                       "take another copy of the log: this one does not hold"};
    detail::key_chain chain(folder, whole.origin, trusted);
    const auto read = read_log(folder, [&](unsigned long long index, std::string_view leaf) {
        if (const auto told = detail::read_told_keys(index, leaf)) chain.hear(index, *told);
    });
    if (!read) return read.why();
    return chain.keys();
}

} // namespace bailiwick
