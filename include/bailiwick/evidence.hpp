// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Receipts in the forms that other programs read: signed statements, COSE receipts, telemetry.

#include <bailiwick/evidence/cose_receipt.hpp>
#include <bailiwick/evidence/cose_sign1.hpp>
#include <bailiwick/evidence/cose_verify.hpp>
#include <bailiwick/evidence/dsse.hpp>
#include <bailiwick/evidence/gen_ai_names.hpp>
#include <bailiwick/evidence/logged_receipt.hpp>
#include <bailiwick/evidence/ocsf.hpp>
#include <bailiwick/evidence/ocsf_chain.hpp>
#include <bailiwick/evidence/otlp_feed.hpp>
#include <bailiwick/evidence/otlp_logs.hpp>
#include <bailiwick/evidence/otlp_traces.hpp>
#include <bailiwick/evidence/public_key.hpp>
#include <bailiwick/evidence/statement.hpp>
