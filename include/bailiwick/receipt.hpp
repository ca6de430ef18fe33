// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Receipts of what an agent did, in a log that nobody can change unseen, and the vault beside it.

#include <bailiwick/receipt/base64.hpp>
#include <bailiwick/receipt/checkpoint.hpp>
#include <bailiwick/receipt/commitment.hpp>
#include <bailiwick/receipt/durable_receipt.hpp>
#include <bailiwick/receipt/fetch.hpp>
#include <bailiwick/receipt/hash.hpp>
#include <bailiwick/receipt/key_file.hpp>
#include <bailiwick/receipt/key_history.hpp>
#include <bailiwick/receipt/key_rotation.hpp>
#include <bailiwick/receipt/leaf_reader.hpp>
#include <bailiwick/receipt/leaf_text.hpp>
#include <bailiwick/receipt/log.hpp>
#include <bailiwick/receipt/log_options.hpp>
#include <bailiwick/receipt/log_reader.hpp>
#include <bailiwick/receipt/note.hpp>
#include <bailiwick/receipt/note_signer.hpp>
#include <bailiwick/receipt/outline.hpp>
#include <bailiwick/receipt/period.hpp>
#include <bailiwick/receipt/proof.hpp>
#include <bailiwick/receipt/prune.hpp>
#include <bailiwick/receipt/receipt_id.hpp>
#include <bailiwick/receipt/record.hpp>
#include <bailiwick/receipt/record_parts.hpp>
#include <bailiwick/receipt/sweep.hpp>
#include <bailiwick/receipt/tile_nodes.hpp>
#include <bailiwick/receipt/tiles.hpp>
#include <bailiwick/receipt/tree.hpp>
#include <bailiwick/receipt/vault.hpp>
#include <bailiwick/receipt/verification.hpp>
#include <bailiwick/receipt/verifier_key.hpp>
#include <bailiwick/receipt/verify.hpp>
#include <bailiwick/receipt/verify_together.hpp>
