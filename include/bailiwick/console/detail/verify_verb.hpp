// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/place.hpp>
#include <bailiwick/console/detail/words.hpp>
#include <bailiwick/receipt/verify_together.hpp>

namespace bailiwick::detail {

/// `receipts verify`: logs of the state, copies of logs in other folders, or one proof.
class verify_verb {
public:
    verify_verb(const asked& typed, const screen& on) : typed_(typed), on_(on) {}

    console_exit run() const {
        std::vector<verifier_key> named;
        for (const std::string& each : typed_.keys)
            if (auto fault = read_key(each, named)) return on_.refuse(*fault);
        if (!typed_.receipt.empty() || !typed_.proof.empty()) return verify_proof(named);
        std::vector<std::string> kept;
        for (const std::string& each : typed_.checkpoints) {
            auto note = read_file(each);
            if (!note)
                return on_.misused("receipts verify", note.why().subject,
                                   "--checkpoint names a checkpoint that you kept of the log");
            kept.push_back(*std::move(note));
        }

        std::vector<std::string> folders = typed_.words;
        if (folders.empty()) {
            const auto logs = logs_in(typed_.state);
            if (!logs) return on_.refuse(logs.why(), console_exit::no_state);
            for (const std::string& each : *logs) folders.push_back(typed_.state + "/log/" + each);
        }
        if (folders.empty())
            return on_.refuse({reason::state_unavailable, "receipts verify", typed_.state + "/log",
                               "there is no log: name the folder of a log, or the state of an "
                               "agent with --state"});
        return verify_folders(folders, named, kept);
    }

    /// The key beside a log, which says that the log is whole, and not whose it is.
    static answer<verifier_key> key_beside(const std::string& folder) {
        const auto text = read_file(folder + ".vkey");
        return text ? read_verifier_key(*text) : answer<verifier_key>(text.why());
    }

private:
    std::optional<refusal> read_key(const std::string& given,
                                    std::vector<verifier_key>& named) const {
        const auto text = file_exists(given) ? read_file(given) : answer<std::string>(given);
        const auto key = text ? read_verifier_key(*text) : answer<verifier_key>(text.why());
        if (!key)
            return refusal{reason::malformed_request, "receipts verify", given,
                           "--key takes a .vkey file or the one line of it: name+id+key"};
        named.push_back(*key);
        return std::nullopt;
    }

    /// What is checked, with which keys, and how people are told of them.
    struct keyed_log {
        log_to_check log{};
        std::string key{}; ///< the file or line of the key; empty where there is none
        std::string told{};
    };

    keyed_log with_keys(std::string folder, const std::vector<verifier_key>& named) const {
        while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
        if (!named.empty()) return {{std::move(folder), named}, {}, {}};
        const std::string file = folder + ".vkey";
        const auto beside = key_beside(folder);
        if (beside) return {{std::move(folder), {*beside}}, file, file + ", beside the log"};
        return {{std::move(folder), {}},
                {},
                "none was given, and " + file +
                    (file_exists(file) ? " is no public key of a log" : " is not there")};
    }

    /// Says which of the given keys are the log's, now that the log has told its name.
    void choose_named(keyed_log& checked, const verification& came,
                      const std::vector<verifier_key>& named) const {
        std::vector<std::string> fitting;
        for (std::size_t i = 0; i < named.size(); ++i)
            if (named[i].name == came.origin) fitting.push_back(typed_.keys[i]);
        checked.key = joined(fitting, " or ");
        checked.told = checked.key.empty() ? "none that was given bears the log's name"
                                           : checked.key + ", as given";
    }

    console_exit verify_folders(const std::vector<std::string>& folders,
                                const std::vector<verifier_key>& named,
                                const std::vector<std::string>& kept) const {
        std::vector<keyed_log> keyed;
        std::vector<log_to_check> logs;
        for (const std::string& each : folders) {
            keyed.push_back(with_keys(each, named));
            logs.push_back(keyed.back().log);
            logs.back().kept = kept;
        }
        const auto all = verify_together(
            logs, typed_.words.empty(), [&](const std::string& folder, std::size_t number) {
                on_.progress("verifying " + folder + " (" + std::to_string(number) + " of " +
                             std::to_string(logs.size()) + ") …");
            });
        on_.progress("");
        if (!named.empty())
            for (std::size_t i = 0; i < all.size(); ++i) choose_named(keyed[i], all[i], named);
        return tell(keyed, all, !named.empty());
    }

    template <class Verifications>
    console_exit tell(const std::vector<keyed_log>& keyed, const Verifications& all,
                      bool are_named) const {
        boost::json::array logs;
        log_verdict worst = log_verdict::valid;
        bool any_key = false, fits = false;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const verification& came = all[i];
            if (came.verdict == log_verdict::invalid || worst == log_verdict::valid)
                worst = came.verdict;
            any_key = any_key || !keyed[i].key.empty();
            fits = fits || came.complete_up_to != 0;
            if (on_.is_json()) logs.push_back(json(keyed[i], came));
            else print(keyed[i], came);
        }
        if (on_.is_json())
            on_.json(boost::json::object{
                {"verdict", word_of(worst)},
                {"key", are_named ? "named" : any_key ? "beside the log" : "none"},
                {"logs", std::move(logs)}});
        else if (!are_named && any_key)
            on_.note("a key that lies beside a log proves nothing against whoever can write the "
                     "folder: --key takes one that you keep elsewhere");
        if (!typed_.checkpoints.empty() && !fits && worst == log_verdict::valid) {
            on_.note("no checkpoint that was given is of these logs and signed with these keys: "
                     "nothing says that they are complete");
            return console_exit::not_verified;
        }
        return worst == log_verdict::valid ? console_exit::done : console_exit::not_verified;
    }

    console_exit verify_proof(const std::vector<verifier_key>& named) const {
        if (typed_.receipt.empty() || typed_.proof.empty())
            return on_.misused("receipts verify", typed_.receipt.empty() ? "--receipt" : "--proof",
                               "--receipt and --proof name the two files of receipts prove");
        const auto leaf = read_file(typed_.receipt);
        const auto proof = read_file(typed_.proof);
        if (!leaf || !proof)
            return on_.misused("receipts verify", (leaf ? proof : leaf).why().subject,
                               "--receipt and --proof name the two files of receipts prove");
        const verification came = verify_receipt(*leaf, *proof, named);
        keyed_log checked{.log = {typed_.proof, {}}, .told = "none was given"};
        if (!named.empty()) choose_named(checked, came, named);
        if (on_.is_json()) on_.json(json(checked, came));
        else print(checked, came);
        return came.verdict == log_verdict::valid ? console_exit::done
                                                  : console_exit::not_verified;
    }

    static boost::json::array findings(const std::vector<finding>& all) {
        boost::json::array told;
        for (const finding& each : all)
            told.push_back(boost::json::object{{"where", each.where}, {"what", each.what}});
        return told;
    }
    static boost::json::object json(const keyed_log& checked, const verification& came) {
        return {{"folder", checked.log.folder},
                {"key", checked.key},
                {"verdict", word_of(came.verdict)},
                {"origin", came.origin},
                {"size", came.size},
                {"published", came.published},
                {"root", base64_of(came.root.view())},
                {"complete_up_to", came.complete_up_to},
                {"open_intents", came.open_intents},
                {"waiting", came.waiting},
                {"problems", findings(came.problems)},
                {"notes", findings(came.notes)}};
    }

    void print(const keyed_log& checked, const verification& came) const {
        on_.line(std::string(word_of(came.verdict)) + "  " + checked.log.folder,
                 came.verdict == log_verdict::valid ? tint::good : tint::bad);
        if (!came.origin.empty()) {
            on_.line("  " + came.origin + ", " + count_of(came.size, "receipt") + ", " +
                     std::to_string(came.published) + " of them published");
            on_.line("  root " + base64_of(came.root.view()), tint::faint);
        }
        on_.line("  key  " + checked.told);
        if (came.complete_up_to != 0)
            on_.line("  complete up to receipt " + std::to_string(came.complete_up_to) +
                     ", by a checkpoint that was kept elsewhere");
        for (const finding& each : came.problems)
            on_.line("  problem: " + each.where + ": " + each.what, tint::bad);
        for (const finding& each : came.notes)
            on_.line("  note: " + each.where + ": " + each.what);
        if (came.open_intents != 0)
            on_.line("  allowed and without an outcome: " + std::to_string(came.open_intents));
        if (came.waiting != 0)
            on_.line("  waiting for a decision: " + std::to_string(came.waiting));
        if (came.verdict == log_verdict::undecidable)
            on_.line(checked.key.empty()
                         ? "  all of it holds, and no key says whose it is: --key takes its .vkey"
                         : "  all of it holds, and that key has not signed it: --key takes its own",
                     tint::warn);
    }

    const asked& typed_;
    const screen& on_;
};

} // namespace bailiwick::detail
