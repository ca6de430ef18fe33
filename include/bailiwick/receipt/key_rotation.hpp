// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/log.hpp>
#include <bailiwick/receipt/receipt_id.hpp>

/// The key of a log replaced, in steps that a crash may interrupt anywhere.
///
/// A template each, as what opens a log, so that only those who call pay for compiling them.

namespace bailiwick {

/// Who changes the key and why; `said` is the head of the receipt: session, time, agent, manifest.
struct key_change {
    record::header said{};
    std::string by{}, reason{};
};

/// What a rotation has come to: from which size on which key signs.
struct key_rotation {
    verifier_key old{}, now{};
    unsigned long long from = 0;
};

namespace detail {

inline std::string key_file_of(std::string folder, const log_options& options) {
    while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
    return options.key_file.empty() ? folder + ".key" : options.key_file;
}

inline refusal no_key_change(std::string action, std::string subject, std::string hint) {
    return {reason::decision_not_allowed, std::move(action), std::move(subject), std::move(hint)};
}

inline answer<done> change_fits(const key_change& change, std::string action) {
    if (!change.by.empty() && !change.reason.empty()) return done{};
    return refusal{reason::malformed_request, std::move(action),
                   change.by.empty() ? "by" : "reason",
                   "a change of keys names who makes it, and why"};
}

template <class Log>
answer<durable_receipt> append_change(Log& log, const key_change& change,
                                      record::control_facts facts) {
    record::control receipt;
    static_cast<record::header&>(receipt) = change.said;
    facts.by = change.by;
    facts.reason = change.reason;
    receipt.control = std::move(facts);
    const auto text = leaf_text(receipt);
    if (!text) return text.why();
    return log.append(*text);
}

template <class Log> answer<bool> is_a_key_of(const Log& log, const verifier_key& key) {
    bool is_named = false;
    const auto read = log.for_each([&](unsigned long long index, std::string_view leaf) {
        const auto told = read_told_keys(index, leaf);
        is_named |= told && !told->revokes && (told->old == key || told->now == key);
    });
    if (!read) return read.why();
    return is_named;
}

} // namespace detail

/// Gives the log of this folder a new key; the old one signs beside it until `end_overlap`.
///
/// No process may have the log open. Refused during an overlap. When it returns, the last receipt
/// names both keys, and `checkpoint.<size>` in the folder is signed by both. After a refusal or a
/// crash the next opening either goes on under the old key or has ended the rotation: the receipt
/// decides.
template <class Log = receipt_log>
answer<key_rotation> rotate_key(const std::string& folder, log_options options,
                                const key_change& change) {
    if (auto fit = detail::change_fits(change, "rotate the key"); !fit)
        return std::move(fit).why();
    const std::string key = detail::key_file_of(folder, options);
    const std::string next = next_key_file(key), old = old_key_file(key);
    options.has_threads = false;
    key_rotation turn;
    {
        auto log = Log::open(folder, options);
        if (!log) return std::move(log).why();
        if (detail::file_exists(old))
            return detail::no_key_change("rotate the key", old,
                                         "two keys sign already: end their overlap first");
        turn.old = log->verifier();
        turn.from = log->size() + 1;
        ::unlink(next.c_str()); // of a rotation that no receipt tells of: it has signed nothing
        if (auto made = create_key_file(next, *options.disk); !made) return std::move(made).why();
        const auto signer = open_key_file(next, turn.old.name);
        if (!signer) return signer.why();
        turn.now = signer->verifier();
        const auto told = detail::append_change(
            *log, change,
            {.op = std::string(detail::rotation_word), .old = text_of(turn.old),
             .new_ = text_of(turn.now), .from = std::to_string(turn.from)});
        // The new key stays where it is: only the next opening knows what a broken disk holds.
        if (!told) return told.why();
    }
    const auto log = Log::open(folder, options); // does the rest
    if (log) return turn;
    refusal why = log.why();
    why.hint += "; the rotation is in the log, and the next opening ends it";
    return why;
}

namespace detail {

inline constexpr std::string_view overlap_end_word = "key_overlap_end";

// Whether the last receipt says so already: a crash came before the key went.
template <class Log> bool tells_of_end(const Log& log, const verifier_key& old) {
    if (log.size() == 0) return false;
    const auto last = log.read(log.size() - 1);
    const auto told = last ? read_receipt<record::control>(*last) : last.why();
    return told && told->control.op == overlap_end_word && told->control.old == text_of(old);
}

} // namespace detail

/// Takes the old key away, under a receipt that both keys have signed: from the next one on the
/// new key signs alone. The public half stays beside the log, because older checkpoints and proofs
/// are checked with it.
template <class Log = receipt_log>
answer<verifier_key> end_overlap(const std::string& folder, log_options options,
                                 const key_change& change) {
    if (auto fit = detail::change_fits(change, "end the overlap"); !fit)
        return std::move(fit).why();
    const std::string old = old_key_file(detail::key_file_of(folder, options));
    options.has_threads = false;
    auto log = Log::open(folder, options);
    if (!log) return std::move(log).why();
    if (!detail::file_exists(old))
        return refusal{reason::already_recorded, "end the overlap", old,
                       "one key signs alone: nothing changed"};
    const auto signer = open_key_file(old, log->verifier().name);
    if (!signer) return signer.why();
    if (!detail::tells_of_end(*log, signer->verifier()))
        if (const auto told = detail::append_change(*log, change,
                                                    {.op = std::string(detail::overlap_end_word),
                                                     .old = text_of(signer->verifier()),
                                                     .new_ = text_of(log->verifier())});
            !told)
            return told.why();
    if (options.disk->unlink(old.c_str()) != 0 ||
        !detail::sync_folder(*options.disk, detail::folder_of(old)))
        return detail::disk_refusal("end the overlap", old);
    return log->verifier();
}

/// Says in the log that a key of it counts no more, and ends an overlap with it.
///
/// The key must have been replaced before. What it signed up to the size of this receipt stays
/// what it was; whether a checkpoint was really made that early, only a witness could say.
template <class Log = receipt_log>
answer<durable_receipt> revoke_key(const std::string& folder, log_options options,
                                   const verifier_key& key, const key_change& change) {
    if (auto fit = detail::change_fits(change, "revoke a key"); !fit) return std::move(fit).why();
    options.has_threads = false;
    const std::string old = old_key_file(detail::key_file_of(folder, options));
    {
        const auto log = Log::open(folder, options);
        if (!log) return log.why();
        if (log->verifier() == key)
            return detail::no_key_change("revoke a key", text_of(key),
                                         "it signs the log: rotate to another key first");
        const auto is_named = detail::is_a_key_of(*log, key);
        if (!is_named) return is_named.why();
        if (!*is_named)
            return detail::no_key_change("revoke a key", text_of(key),
                                         "no receipt names it as a key of this log");
    }
    key_change last = change;
    if (detail::file_exists(old)) {
        const auto signer = open_key_file(old, key.name);
        if (!signer) return signer.why();
        if (signer->verifier() == key) {
            if (const auto ended = end_overlap<Log>(folder, options, change); !ended)
                return ended.why();
            last.said.id = receipt_id(last.said.ts);
            ++last.said.n;
        }
    }
    auto log = Log::open(folder, options);
    if (!log) return std::move(log).why();
    return detail::append_change(
        *log, last, {.op = std::string(detail::revocation_word), .old = text_of(key)});
}

} // namespace bailiwick
