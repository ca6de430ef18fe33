// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/log_files.hpp>
#include <bailiwick/receipt/tile_nodes.hpp>
#include <bailiwick/receipt/tree.hpp>
#include <bailiwick/witness/cosignature.hpp>
#include <bailiwick/witness/detail/folder_lock.hpp>
#include <bailiwick/witness/detail/reply_reader.hpp>

/// Asks witnesses to cosign what a log has published.

namespace bailiwick {

/// Where the newest cosigned checkpoint of a log is kept: beside its folder, not in it.
inline std::string cosigned_file(std::string log) {
    while (log.size() > 1 && log.ends_with('/')) log.pop_back();
    return log + ".cosigned";
}

/// One published checkpoint of a log, and the cosignatures that witnesses have given to it.
///
/// Needs the log's static files only: not its key, and not its lock.
class witness_client {
public:
    /// Takes the published checkpoint; what is not published yet, no witness will see.
    static answer<witness_client> open(std::string log) {
        while (log.size() > 1 && log.ends_with('/')) log.pop_back();
        auto note = detail::read_file(detail::checkpoint_file(log));
        if (!note) return std::move(note).why();
        auto parts = read_note(*note);
        if (!parts) return std::move(parts).why();
        const auto head = read_checkpoint(parts->text);
        if (!head)
            return refusal{reason::head_mismatch, "ask a witness", log + "/checkpoint",
                           "verify the log: this is no checkpoint"};
        return witness_client(std::move(log), *head, *std::move(parts));
    }

    const checkpoint& head() const noexcept { return head_; }

    /// The checkpoint with the cosignatures so far.
    std::string note() const {
        std::string text = note_.text + "\n";
        for (const note_signature& each : note_.signatures) text += signature_line(each);
        return text;
    }

    /// Asks one witness; once it has cosigned, its line is in the note.
    ///
    /// `post(path, body)` sends the request and gives an `answer<witness_reply>`. A witness that
    /// holds another size says so, and is asked once more from there.
    /// `head_mismatch`: the witness has seen another history of this log. `no_evidence`: it does
    /// not cosign this log. What `post` refuses comes back as it is.
    template <class Post>
    answer<done> ask(const verifier_key& witness, Post&& post, instant now = system_now()) {
        unsigned long long old_size = size_kept_of(witness);
        for (int turn = 0; turn < 2; ++turn) {
            auto body = request_from(old_size);
            if (!body) return std::move(body).why();
            const answer<witness_reply> reply = post(std::string(add_checkpoint_path), *body);
            if (!reply) return reply.why();
            const detail::reply_reader said(witness, note_.text, *reply);
            if (reply->status == 200) {
                auto line = said.cosignature(until(now));
                if (!line) return std::move(line).why();
                add(*std::move(line));
                return done{};
            }
            if (reply->status != 409) return said.refused();
            const auto size = said.size_seen(old_size, head_.size);
            if (!size) return size.why();
            old_size = *size;
        }
        return refusal{reason::no_evidence, "ask a witness", witness.name,
                       "ask again: somebody else asks it at the same time"};
    }

    /// Keeps the cosigned checkpoint beside the log, durably; a newer one stays, and cosignatures
    /// that are there for the same checkpoint stay too.
    answer<done> keep(const detail::disk_calls& disk = detail::real_disk) const {
        const std::string path = cosigned_file(log_);
        const detail::folder_lock lock(log_);
        if (!lock.is_held()) return detail::disk_refusal("lock", log_);
        witness_client joined = *this;
        if (detail::file_exists(path)) {
            const auto kept = kept_note();
            const auto other = kept ? read_checkpoint(kept->text) : std::nullopt;
            if (!other || other->origin != head_.origin ||
                (other->size == head_.size && other->root != head_.root))
                return refusal{reason::head_mismatch, "keep a checkpoint", path,
                               "move the file away and compare it: it is of another history"};
            if (other->size > head_.size) return done{};
            if (kept->text == note_.text)
                for (const note_signature& each : kept->signatures) joined.add_if_new(each);
        }
        return detail::replace_durably(disk, path, joined.note());
    }

private:
    witness_client(std::string log, checkpoint head, raw_note note)
        : log_(std::move(log)), head_(std::move(head)), note_(std::move(note)) {}

    static bool same_key(const note_signature& left, const note_signature& right) {
        return left.name == right.name && left.id == right.id;
    }
    void add(note_signature line) {
        for (note_signature& each : note_.signatures)
            if (same_key(each, line)) {
                each = std::move(line);
                return;
            }
        note_.signatures.push_back(std::move(line));
    }
    void add_if_new(const note_signature& line) {
        for (const note_signature& each : note_.signatures)
            if (same_key(each, line)) return;
        note_.signatures.push_back(line);
    }

    answer<raw_note> kept_note() const {
        const auto kept = detail::read_file(cosigned_file(log_));
        return kept ? read_note(*kept) : answer<raw_note>(kept.why());
    }

    // What this witness cosigned last, as far as is known here; if it is not so, it will say.
    unsigned long long size_kept_of(const verifier_key& witness) const {
        const auto kept = kept_note();
        const auto head = kept ? read_checkpoint(kept->text) : std::nullopt;
        if (!head || head->origin != head_.origin || head->size > head_.size) return 0;
        for (const note_signature& each : kept->signatures)
            if (each.name == witness.name && each.id == witness.id()) return head->size;
        return 0;
    }

    answer<std::string> request_from(unsigned long long old_size) const {
        tile_nodes nodes(log_, head_.size);
        const auto node = [&](unsigned level, unsigned long long at) { return nodes(level, at); };
        witness_request request{old_size, consistency_proof(old_size, head_.size, node), {}};
        if (nodes.failed())
            return refusal{reason::head_mismatch, "ask a witness", log_ + "/tile",
                           "verify the log: its tiles do not fit"};
        request.note = note_.text + "\n";
        for (const note_signature& each : note_.signatures)
            if (each.name == head_.origin) request.note += signature_line(each);
        return text_of(request);
    }

    std::string log_;
    checkpoint head_;
    raw_note note_;
};

} // namespace bailiwick
