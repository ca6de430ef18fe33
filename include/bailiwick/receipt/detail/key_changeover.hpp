// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/held_leaves.hpp>
#include <bailiwick/receipt/detail/recovery.hpp>
#include <bailiwick/receipt/detail/told_keys.hpp>

namespace bailiwick::detail {

/// Brings the key files in line with what the log says of its key.
///
/// A rotation is decided by its receipt, which is then the log's last one: until that is durable
/// nothing has changed, and from then on every opening goes on with the steps that are left.
template <class Log> class key_changeover {
public:
    explicit key_changeover(Log& log) : log_(log), key_(log.options.key_file) {}

    answer<done> run() {
        const bool has_signed = head_is_signed_by(log_.signer->verifier());
        if (has_signed && log_.old_signer && !head_is_signed_by(log_.old_signer->verifier()))
            return refusal{reason::head_mismatch, "open the log",
                           old_key_file(key_) + ": this key does not sign the log",
                           "take the file away: the key was replaced, or is another log's"};
        if (has_signed && !file_exists(next_key_file(key_))) return verifier_fits();
        const auto told = last_rotation();
        if (!told) return told.why();
        if (*told && has_signed && (*told)->old == log_.signer->verifier())
            if (auto moved = move_keys(**told); !moved) return moved;
        if (head_is_signed_by(log_.signer->verifier())) return verifier_fits();
        const bool is_told = *told && (*told)->now == log_.signer->verifier() &&
                             log_.old_signer && (*told)->old == log_.old_signer->verifier();
        if (!is_told)
            return broken_log(key_, "this key has not signed the log, and its last receipt does "
                                    "not say that it takes the old one's place");
        if (auto written = write_verifiers(); !written) return written;
        return sign_with_both();
    }

private:
    bool head_is_signed_by(const verifier_key& key) const {
        return open_note(log_.note, {&key, 1}).is_done();
    }

    answer<done> verifier_fits() const {
        const std::string& path = log_.options.verifier_file;
        const auto found = read_file(path);
        if (!found) return found.why();
        if (*found == text_of(log_.signer->verifier()) + "\n") return done{};
        return broken_log(path, "it is not the public half of " + key_);
    }

    // What the last receipt says, if it is of a rotation of this log.
    answer<std::optional<told_keys>> last_rotation() const {
        std::optional<told_keys> told;
        const unsigned long long size = log_.edge.size();
        if (size == 0) return told;
        const auto leaf = leaf_at(log_, size - 1);
        if (!leaf) return leaf.why();
        told = read_told_keys(size - 1, *leaf);
        if (told && (told->revokes || told->old.name != log_.signer->verifier().name)) told.reset();
        return told;
    }

    // The old key under its new name before the new one takes its place: none is ever missing.
    answer<done> move_keys(const told_keys& told) {
        const std::string next = next_key_file(key_), old = old_key_file(key_);
        if (!file_exists(next)) return done{};
        auto signer = open_key_file(next, told.now.name);
        if (!signer) return std::move(signer).why();
        if (signer->verifier() != told.now)
            return broken_log(next, "it is not the key that the last receipt names");
        if (log_.old_signer) return broken_log(old, "it is neither the log's key nor the next one");
        if (::link(key_.c_str(), old.c_str()) != 0 && errno != EEXIST)
            return disk_refusal("rotate the key", old);
        if (auto synced = sync(key_); !synced) return synced;
        if (log_.disk().rename(next.c_str(), key_.c_str()) != 0)
            return disk_refusal("rotate the key", key_);
        if (auto synced = sync(key_); !synced) return synced;
        log_.old_signer = std::exchange(log_.signer, std::nullopt);
        log_.signer.emplace(*std::move(signer));
        return done{};
    }

    answer<done> write_verifiers() const {
        const std::string& path = log_.options.verifier_file;
        const auto put = [&](const std::string& to, const note_signer& signer) {
            return replace_file(log_.disk(), path + ".new", to, text_of(signer.verifier()) + "\n");
        };
        if (auto old = put(path + ".old", *log_.old_signer); !old) return old;
        if (auto now = put(path, *log_.signer); !now) return now;
        return sync(path);
    }

    // The checkpoint that both have signed stays: from it, who trusts one key finds the other.
    answer<done> sign_with_both() {
        const std::string both =
            log_.note_over({log_.signer->verifier().name, log_.edge.size(), log_.tip.root()});
        const std::string kept =
            checkpoint_file(log_.folder) + "." + std::to_string(log_.edge.size());
        if (auto put = replace_file(log_.disk(), scratch_file(log_.folder), kept, both); !put)
            return put;
        static_files files(log_.folder, log_.disk(), 0);
        if (auto put = files.publish(both); !put) return put;
        log_.note = both;
        return done{};
    }

    answer<done> sync(const std::string& file) const {
        if (sync_folder(log_.disk(), folder_of(file))) return done{};
        return disk_refusal("rotate the key", folder_of(file));
    }

    Log& log_;
    const std::string key_;
};

} // namespace bailiwick::detail
