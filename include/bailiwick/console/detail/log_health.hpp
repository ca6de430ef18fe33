// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/health_report.hpp>
#include <bailiwick/console/detail/verify_verb.hpp>
#include <bailiwick/receipt/key_file.hpp>

namespace bailiwick::detail {

/// What every part of `doctor` looks at, and where it tells what it found.
class examination {
public:
    examination(const asked& typed, health_report& report) : typed_(typed), report_(report) {}

protected:
    void add(health is, std::string what, std::string found, std::string remedy = {}) {
        report_.add(is, std::move(what), std::move(found), std::move(remedy));
    }

    /// Whether the path exists; its owner and its mode are told.
    bool private_path(const std::string& what, const std::string& path, mode_t too_wide,
                      const std::string& remedy) {
        struct stat found {};
        if (::stat(path.c_str(), &found) != 0) {
            add(health::wrong, what, path + ": " + std::strerror(errno),
                "start the agent once (" + typed_.program + " run), or name its folder with "
                "--state or BAILIWICK_STATE");
            return false;
        }
        char mode[8];
        std::snprintf(mode, sizeof mode, "%03o", static_cast<unsigned>(found.st_mode & 0777));
        if (found.st_uid != ::geteuid())
            add(health::wrong, what, path + " belongs to another user",
                "run the console as the user of the agent");
        else if ((found.st_mode & too_wide) != 0)
            add(health::wrong, what, path + " has mode " + mode + ": others can use it", remedy);
        else add(health::good, what, path + ", mode " + mode);
        return true;
    }

    const asked& typed_;
    health_report& report_;
};

/// The part of `doctor` that looks at the logs and their keys.
class log_health : examination {
public:
    using examination::examination;

    void look() {
        const auto all = logs_in(typed_.state);
        if (!all) return add(health::wrong, "log", all.why().subject, all.why().hint);
        if (all->empty())
            return add(health::wrong, "log", typed_.state + "/log holds no log",
                       "start the agent once: " + typed_.program + " run");
        std::vector<log_to_check> checked;
        for (const std::string& each : *all) {
            const std::string folder = typed_.state + "/log/" + each;
            const auto beside = verify_verb::key_beside(folder);
            key_of(each, folder + ".key", beside);
            keys_on_the_way(each, folder + ".key");
            checked.push_back({folder, {}});
            if (beside) checked.back().keys.push_back(*beside);
        }
        const auto verified = verify_together(checked);
        for (std::size_t i = 0; i < verified.size(); ++i) judge((*all)[i], verified[i]);
    }

private:
    /// Whether the log can be continued: with no other key than the one that began it.
    void key_of(const std::string& log, const std::string& key,
                const answer<verifier_key>& beside) {
        const std::string what = "key of " + log;
        if (!file_exists(key)) return lacks_key(log, key, what);
        if (!private_path(what, key, 077, "chmod 600 " + key + "; if others read it, begin a new "
                          "log with a new key (docs/how-to/operate-log-key.md)"))
            return;
        const auto signer = open_key_file(key, beside ? beside->name : log);
        if (!signer && report_.is_good_so_far(what))
            return add(health::wrong, what, signer.why().subject, signer.why().hint);
        if (signer && beside && signer->verifier() != *beside)
            add(health::wrong, what, key + " is not the private half of " + log + ".vkey",
                "put the right key back from its backup: no other can continue the log");
    }

    /// Key files of a rotation that is not over, or was cut short.
    void keys_on_the_way(const std::string& log, const std::string& key) {
        if (const std::string old = old_key_file(key); file_exists(old))
            add(health::look, "key of " + log, old + " is there: two keys sign the log",
                "when everybody has the new " + log + ".vkey, end the processes that write it, "
                "and: " + typed_.command + " receipts end-overlap " + log + as_words(typed_) +
                    " --why \"…\"");
        if (const std::string next = next_key_file(key); file_exists(next))
            add(health::look, "key of " + log, next + " is there: a rotation was cut short",
                "the next process that writes the log ends it where the log tells of it; else "
                "the key has signed nothing, and the next rotate-key replaces it");
    }

    /// A log whose key is gone ends there: nothing can be appended to it, and all can be verified.
    void lacks_key(const std::string& log, const std::string& key, const std::string& what) {
        if (log != "agent" && log != "console")
            return add(health::look, what, key + " is not there: the log is closed",
                       "nothing, if it was closed on purpose: its .vkey still verifies it");
        add(health::wrong, what, key + " is not there: nothing more can be written to this log",
            "put the key back from its backup; if it is lost, no other key can continue the log");
        report_.also("keep what is there, which " + log + ".vkey still verifies: rename the "
                     "folder " + log + " and " + log + ".vkey to " + log + "-closed");
        report_.also("then the next " + std::string(log == "agent" ? "run" : "verb that acts") +
                     " begins a new log " + log +
                     " with a new key: docs/how-to/operate-log-key.md");
    }

    void judge(const std::string& log, const verification& came) {
        if (came.verdict == log_verdict::valid)
            return add(health::good, "log " + log, count_of(came.size, "receipt") + ", whole");
        const std::string key = typed_.state + "/log/" + log + ".vkey";
        if (came.verdict == log_verdict::undecidable)
            return add(health::wrong, "log " + log,
                       file_exists(key) ? "whole, but not signed with " + key
                                        : "whole, but " + key + " is not there",
                       "put the log's .vkey back from where you keep a copy");
        const std::string problem = came.problems.empty()
                                        ? std::string()
                                        : ": " + came.problems[0].where + ": " +
                                              came.problems[0].what;
        add(health::wrong, "log " + log, std::string(word_of(came.verdict)) + problem,
            "pause the agent, keep a copy of the folder, and see " + typed_.program +
                " receipts verify");
    }
};

} // namespace bailiwick::detail
