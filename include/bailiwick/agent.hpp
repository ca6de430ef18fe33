// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The gate: an agent at work, its sessions, and what a call becomes.

#include <bailiwick/agent/budget.hpp>
#include <bailiwick/agent/conditions.hpp>
#include <bailiwick/agent/context.hpp>
#include <bailiwick/agent/drill.hpp>
#include <bailiwick/agent/flow.hpp>
#include <bailiwick/agent/ledger.hpp>
#include <bailiwick/agent/model.hpp>
#include <bailiwick/agent/operate.hpp>
#include <bailiwick/agent/outstanding.hpp>
#include <bailiwick/agent/parked.hpp>
#include <bailiwick/agent/pending.hpp>
#include <bailiwick/agent/process_note.hpp>
#include <bailiwick/agent/retention.hpp>
#include <bailiwick/agent/running.hpp>
#include <bailiwick/agent/session.hpp>
#include <bailiwick/agent/stopping.hpp>
#include <bailiwick/agent/waiting.hpp>
