// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/told_keys.hpp>
#include <bailiwick/receipt/note.hpp>
#include <bailiwick/receipt/verification.hpp>

namespace bailiwick::detail {

/// Reads signed checkpoints with the keys that the caller trusts, and with those that the log
/// names as its own: what a trusted key has signed says who signed before and after it.
///
/// The first checkpoint that is read is the log's head; nobody but a trusted key vouches for it.
template <class Result> class head_reader {
public:
    head_reader(std::span<const verifier_key> trusted, Result& result)
        : trusted_(trusted), result_(result) {}

    /// What the note states, whether or not a trusted key has signed it; nothing if malformed.
    std::optional<checkpoint> read(std::string_view note, const std::string& where) {
        const auto parts = read_note(note);
        const auto head = parts ? read_checkpoint(parts->text) : std::nullopt;
        if (!head) {
            problem(where, "is no signed checkpoint");
            return std::nullopt;
        }
        const auto signers = signers_of(note, *head, trusted_, where);
        if (!first_) first_ = signed_head{*head, signers};
        signed_by_log_ = counts(*head, signers) ||
                         counts(*head, signers_of(note, *head, told_, where));
        return head;
    }

    /// Whether a key of the log has signed the note that was read last.
    bool signed_by_log() const noexcept { return signed_by_log_; }

    /// Lets a kept checkpoint that no trusted key has signed wait until the receipts are read:
    /// they may name the key that has.
    void must_be_signed(std::string note, const std::string& where) {
        if (!signed_by_log_) waiting_.emplace_back(where, std::move(note));
    }

    /// Takes in what a receipt says of the log's keys.
    void hear(unsigned long long index, std::string_view leaf) {
        const auto told = read_told_keys(index, leaf);
        if (!told) return;
        const std::string where = "receipt " + std::to_string(index);
        if (told->revokes) {
            revoked_.emplace_back(told->old, index);
            return add_finding(result_.notes, where, "the log's key " + text_of(told->old) +
                                                         " is revoked: " + told->reason);
        }
        told_.push_back(told->old);
        told_.push_back(told->now);
        add_finding(result_.notes, where,
                    "the log's key changes from " + text_of(told->old) + " to " +
                        text_of(told->now) + ": " + told->reason);
    }

    /// Whether the head is still signed by a trusted key after all that the receipts have said.
    bool head_stands() {
        for (const auto& [where, note] : waiting_) {
            static_cast<void>(read(note, where));
            if (!signed_by_log_) problem(where, "is not signed by the log's key");
        }
        waiting_.clear();
        return first_ && counts(first_->head, first_->signers);
    }

private:
    struct signed_head {
        checkpoint head{};
        std::vector<verifier_key> signers{};
    };

    void problem(const std::string& where, std::string what) {
        add_finding(result_.problems, where, std::move(what));
    }

    // Those of the keys that have signed as this log.
    std::vector<verifier_key> signers_of(std::string_view note, const checkpoint& head,
                                         std::span<const verifier_key> keys,
                                         const std::string& where) {
        std::vector<verifier_key> signers;
        if (keys.empty()) return signers;
        const auto opened = open_note(note, keys);
        if (!opened && opened.why().code != reason::no_evidence)
            problem(where, "does not hold: " + opened.why().subject);
        if (!opened) return signers;
        for (const verifier_key& key : opened->signed_by)
            if (key.kind == note_key_kind::log && key.name == head.origin) signers.push_back(key);
        return signers;
    }

    // A revoked key counts for no checkpoint that has the receipt of its revocation under it.
    bool counts(const checkpoint& head, const std::vector<verifier_key>& signers) const {
        for (const verifier_key& key : signers) {
            bool is_revoked = false;
            for (const auto& [revoked, index] : revoked_)
                is_revoked |= revoked == key && index < head.size;
            if (!is_revoked) return true;
        }
        return false;
    }

    std::span<const verifier_key> trusted_;
    Result& result_;
    bool signed_by_log_ = false;
    std::optional<signed_head> first_{};
    std::vector<verifier_key> told_{};
    std::vector<std::pair<verifier_key, unsigned long long>> revoked_{};
    std::vector<std::pair<std::string, std::string>> waiting_{};
};

} // namespace bailiwick::detail
