// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/tree.hpp>
#include <bailiwick/witness/cosignature.hpp>
#include <bailiwick/witness/detail/folder_lock.hpp>
#include <bailiwick/witness/request.hpp>

/// A witness that keeps what it has seen in files, one for each log.

namespace bailiwick {

/// What a witness is made of.
struct witness_options {
    std::string folder{};             ///< holds the newest checkpoint of each log, and nothing else
    std::vector<verifier_key> logs{}; ///< the logs that it cosigns for
    instant (*now)() = system_now;
    const detail::disk_calls* disk = &detail::real_disk; ///< for tests
};

/// Cosigns what continues what it cosigned before, and nothing else, over crashes and restarts.
///
/// Threads may share it, and several processes its folder. The newest checkpoint is on the disk
/// before the cosignature leaves. It guards the log only as long as nobody puts an older copy of
/// the folder in its place, and as long as another hand than the log's holds it.
class file_witness {
public:
    /// `malformed_request`: a key is no log's. `receipt_unavailable`: the folder cannot be made.
    static answer<file_witness> open(cosigner signer, witness_options options) {
        for (const verifier_key& each : options.logs)
            if (each.kind != note_key_kind::log)
                return refusal{reason::malformed_request, "open a witness", each.name,
                               "name logs' keys; this is a witness's"};
        if (auto made = detail::make_folder(*options.disk, options.folder); !made)
            return std::move(made).why();
        return file_witness(std::move(signer), std::move(options));
    }

    const verifier_key& verifier() const noexcept { return signer_.verifier(); }

    /// The answer to the body of a request: 200 with a cosignature, or why not.
    witness_reply add_checkpoint(std::string_view body) const {
        const auto request = read_witness_request(body);
        const auto parts = request ? read_note(request->note) : answer<raw_note>(unreadable());
        const auto head = parts ? read_checkpoint(parts->text) : std::nullopt;
        if (!head) return say(400, "the request cannot be read");
        const std::vector<verifier_key> keys = keys_of(head->origin);
        if (keys.empty()) return say(404, "no log of this name is known here");
        if (!open_note(request->note, keys)) return say(403, "no trusted key has signed this");
        if (request->old_size > head->size) return say(400, "the old size is beyond the new one");
        const detail::folder_lock lock(options_.folder);
        const auto last = lock.is_held() ? last_of(head->origin) : answer<seen>(unreadable());
        if (!last) return say(500, "the witness cannot read what it saw last");
        if (request->old_size != last->head.size)
            return {409, std::string(tree_size_type), std::to_string(last->head.size) + "\n"};
        // This also refuses another root for the same size, that of nothing included.
        if (!consistency_holds(request->old_size, head->size, last->head.root, head->root,
                               request->path))
            return say(422, "this does not continue what was cosigned before");
        return cosign(*parts, *head, *last);
    }

private:
    struct seen {
        checkpoint head{};
        unsigned long long time = 0;
    };

    file_witness(cosigner signer, witness_options options)
        : signer_(std::move(signer)), options_(std::move(options)) {}

    static witness_reply say(int status, std::string_view why) {
        return {status, "text/plain", std::string(why) + "\n"};
    }
    static refusal unreadable() {
        return {reason::head_mismatch, "witness", "", "restore what the witness saw last"};
    }

    std::vector<verifier_key> keys_of(const std::string& origin) const {
        std::vector<verifier_key> keys;
        for (const verifier_key& each : options_.logs)
            if (each.name == origin) keys.push_back(each);
        return keys;
    }

    std::string path_of(const std::string& origin) const {
        return options_.folder + "/" + hex_of(sha256_of(origin));
    }

    // The file bears the witness's own cosignature, so that a changed one is no checkpoint.
    answer<seen> last_of(const std::string& origin) const {
        const std::string path = path_of(origin);
        if (!detail::file_exists(path)) return seen{{origin, 0, empty_root()}, 0};
        const auto note = detail::read_file(path);
        const auto parts = note ? read_note(*note) : answer<raw_note>(unreadable());
        const auto head = parts ? read_checkpoint(parts->text) : std::nullopt;
        if (!head || head->origin != origin) return unreadable();
        for (const note_signature& each : parts->signatures)
            if (const auto time = check_cosignature(verifier(), parts->text, each); time)
                return seen{*head, *time};
        return unreadable();
    }

    witness_reply cosign(const raw_note& note, const checkpoint& head, const seen& last) const {
        const instant now = options_.now();
        if (now.microseconds / 1'000'000 < static_cast<long long>(last.time))
            return say(500, "the clock of the witness went back");
        const auto line = signer_.cosign(note.text, now);
        if (!line) return say(500, "the witness cannot sign");
        std::string kept = note.text + "\n";
        for (const note_signature& each : note.signatures)
            if (each.name != line->name || each.id != line->id) kept += signature_line(each);
        const std::string own = signature_line(*line);
        if (!detail::replace_durably(*options_.disk, path_of(head.origin), kept + own))
            return say(500, "the witness cannot write what it saw");
        return {200, "text/plain", own};
    }

    cosigner signer_;
    witness_options options_;
};

} // namespace bailiwick
