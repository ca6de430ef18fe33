// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/note.hpp>
#include <bailiwick/receipt/verification.hpp>

namespace bailiwick::detail {

/// Reads signed checkpoints with the keys that the caller trusts, and with no others.
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
        const auto opened = open_note(note, trusted_);
        if (!opened && opened.why().code != reason::no_evidence)
            problem(where, "does not hold: " + opened.why().subject);
        signed_by_log_ = false;
        if (opened)
            for (const verifier_key& key : opened->signed_by)
                signed_by_log_ |= key.kind == note_key_kind::log && key.name == head->origin;
        return head;
    }

    /// Whether a trusted key of the log has signed the note that was read last.
    bool signed_by_log() const noexcept { return signed_by_log_; }

private:
    void problem(const std::string& where, std::string what) {
        add_finding(result_.problems, where, std::move(what));
    }

    std::span<const verifier_key> trusted_;
    Result& result_;
    bool signed_by_log_ = false;
};

} // namespace bailiwick::detail
