// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/verification.hpp>
#include <bailiwick/witness/cosignature.hpp>

/// Which logs are believed, and how many of which witnesses must have seen a checkpoint
/// (C2SP tlog-policy).

namespace bailiwick {

/// A log whose checkpoints are accepted; its key has the log's own name.
struct policy_log {
    verifier_key key{};
    std::string url{};
};

/// A witness, under the name that the policy knows it by.
struct policy_witness {
    std::string name{};
    verifier_key key{};
    std::string url{};
};

/// A group that has seen a checkpoint once so many of its members have.
struct policy_group {
    std::string name{};
    std::size_t needed = 0;
    std::vector<std::string> members{};
};

/// A witness that has seen the checkpoint, and when, in seconds since 1970.
struct seen_by {
    std::string name{};
    unsigned long long time = 0;

    friend bool operator==(const seen_by&, const seen_by&) = default;
};

/// What a policy says of one checkpoint.
///
/// Valid: a log of the policy has signed it and the quorum of witnesses has seen it. Invalid: it is
/// malformed, or a line of a known key does not hold. Undecidable: a signature is lacking.
struct witnessed_checkpoint {
    log_verdict verdict = log_verdict::undecidable;
    checkpoint head{};
    bool signed_by_log = false;
    bool quorum_met = false;
    std::vector<seen_by> witnesses{};
    std::vector<finding> problems{}; ///< what makes it invalid
    std::vector<finding> lacks{};    ///< what keeps it from being valid
};

/// The rule by which a checkpoint is believed; `read_policy` takes it from its file.
struct witness_policy {
    std::vector<policy_log> logs{};
    std::vector<policy_witness> witnesses{};
    std::vector<policy_group> groups{}; ///< members are witnesses and groups before this one
    std::string quorum{"none"};         ///< a witness, a group, or "none"

    /// All keys, as `verify_log` and `open_note` take them.
    std::vector<verifier_key> keys() const {
        std::vector<verifier_key> all;
        for (const policy_log& each : logs) all.push_back(each.key);
        for (const policy_witness& each : witnesses) all.push_back(each.key);
        return all;
    }

    /// Whether these witnesses, by their names in the policy, are enough.
    bool is_met_by(std::vector<std::string> names) const {
        const auto has = [&](const std::string& wanted) {
            for (const std::string& each : names)
                if (each == wanted) return true;
            return false;
        };
        for (const policy_group& group : groups) {
            std::size_t seen = 0;
            for (const std::string& member : group.members) seen += has(member);
            if (seen >= group.needed) names.push_back(group.name);
        }
        return quorum == "none" || has(quorum);
    }

    /// What the policy says of a checkpoint; cosignatures outside the time bound do not count.
    witnessed_checkpoint holds(std::string_view note, time_bound bound = {}) const {
        witnessed_checkpoint result;
        const auto parts = read_note(note);
        const auto head = parts ? read_checkpoint(parts->text) : std::nullopt;
        if (!head) {
            result.verdict = log_verdict::invalid;
            detail::add_finding(result.problems, "checkpoint", "is no signed checkpoint");
            return result;
        }
        result.head = *head;
        for (const note_signature& line : parts->signatures) {
            weigh_log(line, parts->text, result);
            weigh_witness(line, parts->text, bound, result);
        }
        std::vector<std::string> names;
        for (const seen_by& each : result.witnesses) names.push_back(each.name);
        result.quorum_met = is_met_by(names);
        if (!result.signed_by_log)
            detail::add_finding(result.lacks, "log", "no log of the policy has signed it");
        if (!result.quorum_met)
            detail::add_finding(result.lacks, "quorum",
                                std::to_string(names.size()) + " of " +
                                    std::to_string(witnesses.size()) + " witnesses do not make \"" +
                                    detail::readable(quorum, 80) + "\"");
        if (!result.problems.empty()) result.verdict = log_verdict::invalid;
        else if (result.lacks.empty()) result.verdict = log_verdict::valid;
        return result;
    }

private:
    static bool is_named(const verifier_key& key, const note_signature& line) {
        return key.name == line.name && key.id() == line.id;
    }

    void weigh_log(const note_signature& line, std::string_view text,
                   witnessed_checkpoint& result) const {
        for (const policy_log& log : logs) {
            if (!is_named(log.key, line)) continue;
            if (!log.key.has_signed(text, line.bytes))
                detail::add_finding(result.problems, log.key.name, "its signature does not hold");
            else if (log.key.name == result.head.origin) result.signed_by_log = true;
        }
    }

    void weigh_witness(const note_signature& line, std::string_view text, time_bound bound,
                       witnessed_checkpoint& result) const {
        for (const policy_witness& witness : witnesses) {
            if (!is_named(witness.key, line)) continue;
            const auto time = check_cosignature(witness.key, text, line, bound);
            if (time) add_once(result.witnesses, {witness.name, *time});
            else if (time.why().code == reason::expired)
                detail::add_finding(result.lacks, witness.key.name, time.why().subject);
            else
                detail::add_finding(result.problems, witness.key.name,
                                    "its cosignature does not hold");
        }
    }

    static void add_once(std::vector<seen_by>& to, seen_by one) {
        for (seen_by& each : to)
            if (each.name == one.name) {
                each.time = each.time < one.time ? one.time : each.time;
                return;
            }
        to.push_back(std::move(one));
    }
};

} // namespace bailiwick
