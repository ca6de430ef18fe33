// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/note_signer.hpp>
#include <bailiwick/tool/instant.hpp>

/// Cosignatures (C2SP tlog-cosignature, Ed25519): a witness says when it saw which checkpoint.

namespace bailiwick {

/// Which times a cosignature may have, in seconds since 1970; both ends count.
struct time_bound {
    unsigned long long earliest = 0;
    unsigned long long latest = (1ULL << 63) - 1; ///< the specification knows no later time
};

/// Any time up to now, and a little later, because clocks differ.
inline time_bound until(instant now, duration clocks_differ_by = minutes(5)) {
    const long long last = (now + clocks_differ_by).microseconds / 1'000'000;
    return {.latest = last < 0 ? 0 : static_cast<unsigned long long>(last)};
}

/// The time that a cosignature states, before anything of it is checked.
inline std::optional<unsigned long long> cosigned_at(std::string_view signature) {
    if (signature.size() != 72) return std::nullopt;
    return static_cast<unsigned long long>(detail::big_endian_32(signature)) << 32 |
           detail::big_endian_32(signature.substr(4));
}

/// When the witness saw the checkpoint, if the line is its own and holds.
///
/// `no_evidence`: the line is of another key. `head_mismatch`: the signature is not over this text.
/// `expired`: the witness states a time outside the bound.
inline answer<unsigned long long> check_cosignature(const verifier_key& witness,
                                                    std::string_view text,
                                                    const note_signature& line,
                                                    time_bound bound = {}) {
    const auto no = [&](reason code, std::string_view what, std::string_view hint) {
        return refusal{code, "check a cosignature", witness.name + ": " + std::string(what),
                       std::string(hint)};
    };
    if (witness.kind != note_key_kind::witness || line.name != witness.name ||
        line.id != witness.id())
        return no(reason::no_evidence, "the line is of another key",
                  "name the key of the witness that signed");
    const auto time = cosigned_at(line.bytes);
    if (!time || !witness.has_signed(text, line.bytes))
        return no(reason::head_mismatch, "the signature does not hold",
                  "take the checkpoint from its source again: it is not as it was cosigned");
    if (*time < bound.earliest || *time > bound.latest)
        return no(reason::expired, "it was cosigned at " + std::to_string(*time),
                  "compare the clocks, or have the checkpoint cosigned again");
    return *time;
}

/// A private key under a witness's name. It must be no log's key and no other witness's, because
/// what it signs does not name it.
class cosigner {
public:
    explicit cosigner(note_signer signer)
        : signer_(std::move(signer)), public_(signer_.verifier()) {
        public_.kind = note_key_kind::witness;
    }

    /// The public half, which policy files list.
    const verifier_key& verifier() const noexcept { return public_; }

    /// The line that says: at this time, this was the newest checkpoint seen of the log it names.
    answer<note_signature> cosign(std::string_view text, instant now) const {
        const auto seconds = static_cast<unsigned long long>(now.microseconds / 1'000'000);
        const std::string message = "cosignature/v1\ntime " + std::to_string(seconds) + "\n";
        if (now.microseconds < 0)
            return refusal{reason::internal_error, "cosign", public_.name,
                           "set the clock: it shows a time before 1970"};
        std::string bytes;
        for (unsigned shift = 64; shift > 0;)
            bytes += static_cast<char>(seconds >> (shift -= 8) & 0xFF);
        bytes += signer_.raw_signature(message + std::string(text));
        return note_signature{public_.name, public_.id(), std::move(bytes)};
    }

private:
    note_signer signer_;
    verifier_key public_;
};

} // namespace bailiwick
