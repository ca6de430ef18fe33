// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/log_files.hpp>
#include <bailiwick/receipt/tile_nodes.hpp>
#include <bailiwick/receipt/tree.hpp>
#include <bailiwick/witness/policy.hpp>

namespace bailiwick {

/// Up to which size a log is what its witnesses saw: nothing before was cut off or changed since.
///
/// `note` is a cosigned checkpoint. Looks at the hashes in the log's tiles alone; that they are
/// those of the receipts, `verify_log` says. `quorum_not_met`: the policy does not hold for the
/// note. `head_mismatch`: the note or the log is not as it was signed, or the log is another one.
template <class Nodes = tile_nodes>
answer<unsigned long long> complete_up_to(const std::string& log, std::string_view note,
                                          const witness_policy& policy, time_bound bound = {}) {
    const auto no = [](reason code, std::string what, std::string_view hint) {
        return refusal{code, "compare with a witnessed checkpoint", std::move(what),
                       std::string(hint)};
    };
    const witnessed_checkpoint seen = policy.holds(note, bound);
    if (seen.verdict == log_verdict::invalid)
        return no(reason::head_mismatch, seen.problems[0].where + " " + seen.problems[0].what,
                  "take the cosigned checkpoint from its source again");
    if (seen.verdict == log_verdict::undecidable)
        return no(reason::quorum_not_met, seen.lacks[0].where + ": " + seen.lacks[0].what,
                  "ask the missing witnesses, or name the log's key in the policy");
    const auto published = detail::read_file(detail::checkpoint_file(log));
    if (!published) return published.why();
    const auto parts = read_note(*published);
    const auto head = parts ? read_checkpoint(parts->text) : std::nullopt;
    if (!head || head->origin != seen.head.origin)
        return no(reason::head_mismatch, log + "/checkpoint",
                  "compare the log that " + seen.head.origin + " is the name of");
    if (head->size < seen.head.size)
        return no(reason::head_mismatch,
                  std::to_string(seen.head.size) + " receipts were witnessed, " +
                      std::to_string(head->size) + " are published",
                  "publish; if the log has no more, receipts were cut off");
    Nodes nodes(log, head->size);
    const auto node = [&](unsigned level, unsigned long long at) { return nodes(level, at); };
    const hash256 root = tree_root(seen.head.size, node);
    if (nodes.failed() || root != seen.head.root)
        return no(reason::head_mismatch,
                  "the first " + std::to_string(seen.head.size) + " receipts",
                  "stop, keep the files: the log is not the one that was witnessed");
    return seen.head.size;
}

} // namespace bailiwick
