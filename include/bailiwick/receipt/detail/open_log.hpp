// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/key_changeover.hpp>

#include <sys/file.h>

namespace bailiwick::detail {

/// The steps from a folder to an open log; each one refuses rather than guess.
template <class Log> class log_opening {
public:
    log_opening(Log& log, std::string folder, log_options options) : log_(log) {
        while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
        if (options.key_file.empty()) options.key_file = folder + ".key";
        if (options.verifier_file.empty()) options.verifier_file = folder + ".vkey";
        if (options.publish_every == 0) options.publish_every = 1;
        log_.folder = std::move(folder);
        log_.options = std::move(options);
    }

    answer<done> run() {
        if (auto fit = options_fit(); !fit) return fit;
        if (auto made = take_folder(); !made) return made;
        if (auto locked = take_lock(); !locked) return locked;
        auto segment = segment_bytes();
        if (!segment) return std::move(segment).why();
        if (auto key = open_key(); !key) return key;
        if (auto begun = begin(*segment); !begun) return begun;
        log_.options.segment_bytes = *segment;
        log_.frames.set(log_.folder, *segment, log_.disk());
        if (auto recovered = recovery<Log>(log_).run(*segment); !recovered) return recovered;
        return key_changeover<Log>(log_).run();
    }

private:
    static refusal no(std::string subject, std::string hint) {
        return {reason::receipt_unavailable, "open the log", std::move(subject), std::move(hint)};
    }

    bool has_head() const { return file_exists(checkpoint_file(log_.folder)); }
    bool has_version() const { return file_exists(version_file(log_.folder)); }

    answer<done> options_fit() const {
        const log_options& options = log_.options;
        if (log_.folder.empty()) return no("no folder", "name the folder of the log");
        if (!options.origin.empty() && !key_name_is_valid(options.origin))
            return no(options.origin, "name the log without spaces and without '+'");
        if (options.origin.empty() && !has_head())
            return no(log_.folder + ": is no log yet", "name the log, or name its folder right");
        if (options.segment_bytes == 0 || options.segment_bytes % block_bytes != 0)
            return no("segments of " + std::to_string(options.segment_bytes) + " bytes",
                      "choose a multiple of 4,096");
        return done{};
    }

    answer<done> take_folder() const {
        for (const std::string& each : {log_.folder, state_folder(log_.folder),
                                        journal_folder(log_.folder), log_.folder + "/tile"})
            if (auto made = make_folder(log_.disk(), each); !made) return made;
        return done{};
    }

    answer<done> take_lock() {
        const std::string path = lock_file(log_.folder);
        log_.lock = open_file(path, O_RDWR | O_CREAT);
        if (!log_.lock.is_open()) return disk_refusal("open the log", path);
        // A verifier holds the lock for an instant; a writer, for as long as it lives.
        for (int again = 0; again < 5; ++again) {
            if (::flock(log_.lock.get(), LOCK_EX | LOCK_NB) == 0) return done{};
            if (errno != EWOULDBLOCK) return disk_refusal("open the log", path);
            ::usleep(10'000);
        }
        return no(log_.folder + ": another process writes this log",
                  "end that process, or give each its own log");
    }

    answer<unsigned long long> segment_bytes() const {
        if (!has_version()) return log_.options.segment_bytes;
        const auto text = read_file(version_file(log_.folder));
        if (!text) return text.why();
        return read_version(log_.folder, *text);
    }

    answer<done> open_key() {
        log_options& options = log_.options;
        std::string name = options.origin;
        if (has_head()) {
            const auto note = read_file(checkpoint_file(log_.folder));
            if (!note) return note.why();
            const std::string written = note->substr(0, note->find('\n'));
            if (name.empty()) name = written;
            if (written != name)
                return broken_log(log_.folder, "it is the log of \"" + written + "\"");
        } else if (!has_version() && !file_exists(options.key_file)) {
            if (auto made = make_folder(log_.disk(), folder_of(options.key_file)); !made)
                return made;
            if (auto made = create_key_file(options.key_file, log_.disk()); !made) return made;
        }
        auto signer = open_key_file(options.key_file, name);
        if (!signer) return std::move(signer).why();
        log_.signer.emplace(*std::move(signer));
        if (auto old = open_old_key(name); !old) return old;
        return write_verifier();
    }

    // As long as the old key is there it signs beside the new one.
    answer<done> open_old_key(const std::string& name) {
        const std::string path = old_key_file(log_.options.key_file);
        if (!file_exists(path)) return done{};
        auto signer = open_key_file(path, name);
        if (!signer) return std::move(signer).why();
        // Two names of one key: a rotation was cut short, and is ended when the log is read.
        if (signer->verifier() != log_.signer->verifier())
            log_.old_signer.emplace(*std::move(signer));
        return done{};
    }

    answer<done> write_verifier() const {
        const std::string& path = log_.options.verifier_file;
        const std::string text = text_of(log_.signer->verifier()) + "\n";
        if (file_exists(path)) {
            const auto found = read_file(path);
            if (!found) return found.why();
            const bool is_old = log_.old_signer &&
                                *found == text_of(log_.old_signer->verifier()) + "\n";
            if (*found == text || is_old) return done{};
            return broken_log(path, "it is not the public half of " + log_.options.key_file);
        }
        if (auto put = replace_file(log_.disk(), path + ".new", path, text); !put) return put;
        if (!sync_folder(log_.disk(), folder_of(path))) return disk_refusal("open the log", path);
        return done{};
    }

    // A new log is an empty tree that is signed; the version comes last and says it is complete.
    answer<done> begin(unsigned long long segment) {
        if (has_version()) return done{};
        if (!has_head()) {
            log_.note = log_.signer->note(
                text_of(checkpoint{log_.signer->verifier().name, 0, empty_root()}));
            static_files files(log_.folder, log_.disk(), 0);
            if (auto put = files.publish(log_.note); !put) return put;
        } else if (const auto note = read_file(checkpoint_file(log_.folder));
                   !note || note->find("\n0\n") == std::string::npos) {
            return broken_log(version_file(log_.folder), "is missing");
        }
        if (auto put = replace_file(log_.disk(), scratch_file(log_.folder),
                                    version_file(log_.folder), version_text(segment));
            !put)
            return put;
        if (!sync_folder(log_.disk(), state_folder(log_.folder)))
            return disk_refusal("open the log", state_folder(log_.folder));
        return done{};
    }

    Log& log_;
};

} // namespace bailiwick::detail
