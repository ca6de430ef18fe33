// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Witnesses: others who see a log's checkpoints, so that its operator cannot rewrite it unseen.

#include <bailiwick/witness/client.hpp>
#include <bailiwick/witness/complete.hpp>
#include <bailiwick/witness/cosignature.hpp>
#include <bailiwick/witness/file_witness.hpp>
#include <bailiwick/witness/policy.hpp>
#include <bailiwick/witness/policy_text.hpp>
#include <bailiwick/witness/prove.hpp>
#include <bailiwick/witness/request.hpp>
