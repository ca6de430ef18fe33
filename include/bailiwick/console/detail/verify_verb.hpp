// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/place.hpp>
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
        return verify_folders(folders, named);
    }

    /// The key beside a log, which says that the log is whole, and not whose it is.
    static std::vector<verifier_key> key_beside(const std::string& folder) {
        const auto text = read_file(folder + ".vkey");
        const auto key = text ? read_verifier_key(*text)
                              : answer<verifier_key>(refusal{reason::no_evidence, {}, {}, {}});
        if (!key) return {};
        return {*key};
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

    console_exit verify_folders(std::vector<std::string> folders,
                                const std::vector<verifier_key>& named) const {
        std::vector<log_to_check> checked;
        for (std::string& folder : folders) {
            while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
            checked.push_back({folder, named.empty() ? key_beside(folder) : named});
        }
        const auto all = verify_together(
            checked, typed_.words.empty(), [&](const std::string& folder, std::size_t number) {
                on_.progress("verifying " + folder + " (" + std::to_string(number) + " of " +
                             std::to_string(checked.size()) + ") …");
            });
        on_.progress("");
        boost::json::array logs;
        log_verdict worst = log_verdict::valid;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const verification& came = all[i];
            if (came.verdict == log_verdict::invalid || worst == log_verdict::valid)
                worst = came.verdict;
            if (on_.is_json()) logs.push_back(json(folders[i], came));
            else print(folders[i], came);
        }
        if (on_.is_json())
            on_.json(boost::json::object{{"verdict", word_of(worst)},
                                         {"key", named.empty() ? "beside the log" : "named"},
                                         {"logs", std::move(logs)}});
        else if (named.empty())
            on_.note("checked with the keys that lie beside the logs: it shows that a log is "
                     "whole, not whose it is; --key takes a key from a source that you trust");
        return worst == log_verdict::valid ? console_exit::done : console_exit::not_verified;
    }

    console_exit verify_proof(const std::vector<verifier_key>& named) const {
        const auto leaf = read_file(typed_.receipt);
        const auto proof = read_file(typed_.proof);
        if (!leaf || !proof)
            return on_.misused("receipts verify", (leaf ? proof : leaf).why().subject,
                               "--receipt and --proof name the two files of receipts prove");
        const verification came = verify_receipt(*leaf, *proof, named);
        if (on_.is_json()) on_.json(json(typed_.proof, came));
        else print(typed_.proof, came);
        return came.verdict == log_verdict::valid ? console_exit::done
                                                  : console_exit::not_verified;
    }

    static boost::json::array findings(const std::vector<finding>& all) {
        boost::json::array told;
        for (const finding& each : all)
            told.push_back(boost::json::object{{"where", each.where}, {"what", each.what}});
        return told;
    }
    static boost::json::object json(const std::string& folder, const verification& came) {
        return {{"folder", folder},
                {"verdict", word_of(came.verdict)},
                {"origin", came.origin},
                {"size", came.size},
                {"published", came.published},
                {"root", base64_of(came.root.view())},
                {"open_intents", came.open_intents},
                {"waiting", came.waiting},
                {"problems", findings(came.problems)},
                {"notes", findings(came.notes)}};
    }

    void print(const std::string& folder, const verification& came) const {
        const bool good = came.verdict == log_verdict::valid;
        on_.line(std::string(word_of(came.verdict)) + "  " + folder, good ? tint::good : tint::bad);
        on_.line("  " + (came.origin.empty() ? "no origin" : came.origin) + ", " +
                 std::to_string(came.size) + " receipts, " + std::to_string(came.published) +
                 " of them published");
        on_.line("  root " + base64_of(came.root.view()), tint::faint);
        for (const finding& each : came.problems)
            on_.line("  problem: " + each.where + ": " + each.what, tint::bad);
        for (const finding& each : came.notes)
            on_.line("  note: " + each.where + ": " + each.what);
        if (came.open_intents != 0)
            on_.line("  allowed and without an outcome: " + std::to_string(came.open_intents));
        if (came.waiting != 0)
            on_.line("  waiting for a decision: " + std::to_string(came.waiting));
        if (came.verdict == log_verdict::undecidable)
            on_.line("  no key that was given has signed it: --key takes the log's .vkey");
    }

    const asked& typed_;
    const screen& on_;
};

} // namespace bailiwick::detail
