// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/fetched_logs.hpp>
#include <bailiwick/console/detail/place.hpp>
#include <bailiwick/console/detail/verification_view.hpp>

namespace bailiwick::detail {

/// `receipts verify`: logs of the state, copies of logs in other folders, logs that are published
/// somewhere, or one proof.
class verify_verb {
public:
    verify_verb(const asked& typed, const screen& on, const url_reader& fetch)
        : typed_(typed), on_(on), fetch_(fetch) {}

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

        places all;
        for (const std::string& each : typed_.words) all.push_back(in_folder(each));
        fetched_logs fetched(fetch_, on_);
        for (const std::string& each : typed_.from) {
            if (!fetched_logs::is_url(each)) {
                all.push_back(in_folder(each));
                continue;
            }
            const auto folder = fetched.fetch(each);
            if (!folder)
                return on_.refuse(folder.why(), folder.why().code == reason::no_evidence
                                                    ? console_exit::not_verified
                                                    : exit_for(folder.why().code));
            all.push_back({each, *folder});
        }
        if (all.empty()) {
            const auto logs = logs_in(typed_.state);
            if (!logs) return on_.refuse(logs.why(), console_exit::no_state);
            for (const std::string& each : *logs)
                all.push_back(in_folder(typed_.state + "/log/" + each));
        }
        if (all.empty())
            return on_.refuse({reason::state_unavailable, "receipts verify", typed_.state + "/log",
                               "there is no log: name the folder of a log, or the state of an "
                               "agent with --state"});
        return verify_places(all, named, kept);
    }

    /// The key beside a log, which says that the log is whole, and not whose it is.
    static answer<verifier_key> key_beside(const std::string& folder) {
        const auto text = read_file(folder + ".vkey");
        return text ? read_verifier_key(*text) : answer<verifier_key>(text.why());
    }

private:
    /// A log as it was named, and the folder in which it lies.
    struct place {
        std::string name{}, folder{};
    };
    using places = std::vector<place>;

    static place in_folder(std::string folder) {
        while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
        return {folder, folder};
    }

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

    keyed_log with_keys(const place& at, const std::vector<verifier_key>& named) const {
        if (!named.empty()) return {{at.folder, named}, at.name, {}, {}};
        const std::string file = at.folder + ".vkey";
        const auto beside = key_beside(at.folder);
        if (beside) return {{at.folder, {*beside}}, at.name, file, file + ", beside the log"};
        return {{at.folder, {}},
                at.name,
                {},
                "none was given" +
                    (at.name != at.folder ? std::string()
                     : file_exists(file)  ? ", and " + file + " is no public key of a log"
                                          : ", and " + file + " is not there")};
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

    unsigned jobs() const {
        if (typed_.jobs != 0) return typed_.jobs;
        const long cores = ::sysconf(_SC_NPROCESSORS_ONLN);
        return cores < 1 ? 1 : cores > 8 ? 8 : static_cast<unsigned>(cores);
    }

    console_exit verify_places(const places& where, const std::vector<verifier_key>& named,
                               const std::vector<std::string>& kept) const {
        std::vector<keyed_log> keyed;
        std::vector<log_to_check> logs;
        for (const place& each : where) {
            keyed.push_back(with_keys(each, named));
            logs.push_back(keyed.back().log);
            logs.back().kept = kept;
        }
        std::string now;
        slow_progress waiting(on_);
        const verify_options how{.jobs = jobs(),
                                 .progress = [&](unsigned long long read, unsigned long long all) {
                                     waiting.tell(now, read, all, "receipts");
                                 }};
        const bool all_are_here = typed_.words.empty() && typed_.from.empty();
        const auto all = verify_together(
            logs, all_are_here,
            [&](const std::string&, std::size_t number) {
                now = "verifying " + where[number - 1].name + " (" + std::to_string(number) +
                      " of " + std::to_string(logs.size()) + ")";
                on_.progress(now + " …");
            },
            how);
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
            if (on_.is_json()) logs.push_back(json_of(keyed[i], came));
            else print_verification(on_, keyed[i], came);
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
        keyed_log checked{.name = typed_.proof, .told = "none was given"};
        if (!named.empty()) choose_named(checked, came, named);
        if (on_.is_json()) on_.json(json_of(checked, came));
        else print_verification(on_, checked, came);
        return came.verdict == log_verdict::valid ? console_exit::done
                                                  : console_exit::not_verified;
    }

    const asked& typed_;
    const screen& on_;
    const url_reader& fetch_;
};

} // namespace bailiwick::detail
