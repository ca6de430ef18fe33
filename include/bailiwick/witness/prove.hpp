// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/proof.hpp>
#include <bailiwick/witness/client.hpp>

namespace bailiwick {

/// The proof that a receipt is under the cosigned checkpoint that is kept beside the log, so that a
/// stranger who trusts the witnesses needs nothing else.
///
/// What was appended after that checkpoint has no such proof yet: ask the witnesses again.
template <class Nodes = tile_nodes>
answer<receipt_proof> prove_witnessed(const std::string& log, unsigned long long index) {
    auto note = detail::read_file(cosigned_file(log));
    const auto client = witness_client::open(log);
    if (!note) return std::move(note).why();
    if (!client) return client.why();
    const auto parts = read_note(*note);
    const auto head = parts ? read_checkpoint(parts->text) : std::nullopt;
    if (!head) return detail::no_proof(cosigned_file(log), "move it away, and ask a witness again");
    if (index >= head->size)
        return detail::no_proof("receipt " + std::to_string(index),
                                "the witnesses have seen " + std::to_string(head->size) +
                                    " receipts; ask them, or give a smaller number");
    Nodes nodes(log, client->head().size);
    const auto node = [&](unsigned level, unsigned long long at) { return nodes(level, at); };
    receipt_proof proof{index, inclusion_proof(index, head->size, node), *std::move(note), {}};
    if (head->size > client->head().size || nodes.failed() ||
        !inclusion_holds(index, head->size, nodes(0, index), proof.path, head->root))
        return refusal{reason::head_mismatch, "prove", cosigned_file(log),
                       "stop, keep the files: the log is not the one that was witnessed"};
    return proof;
}

} // namespace bailiwick
