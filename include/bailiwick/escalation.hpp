// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Tickets: questions to people about one call each, decided by name, spent once.

#include <bailiwick/escalation/asking.hpp>
#include <bailiwick/escalation/before_commit.hpp>
#include <bailiwick/escalation/deciding.hpp>
#include <bailiwick/escalation/desk.hpp>
#include <bailiwick/escalation/finding.hpp>
#include <bailiwick/escalation/memory.hpp>
#include <bailiwick/escalation/recovering.hpp>
#include <bailiwick/escalation/request.hpp>
#include <bailiwick/escalation/running.hpp>
#include <bailiwick/escalation/settling.hpp>
#include <bailiwick/escalation/shared_state.hpp>
#include <bailiwick/escalation/store.hpp>
#include <bailiwick/escalation/sweeping.hpp>
#include <bailiwick/escalation/take_step.hpp>
#include <bailiwick/escalation/ticket.hpp>
#include <bailiwick/escalation/ticket_id.hpp>
#include <bailiwick/escalation/ticket_json.hpp>
#include <bailiwick/escalation/transition.hpp>
