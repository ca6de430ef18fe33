// SPDX-License-Identifier: BSL-1.0
#pragma once

/// All that an agent's program needs: its declaration, and the gate that it runs behind.

#include <bailiwick/agent.hpp>
#include <bailiwick/agent/open.hpp>
#include <bailiwick/charter.hpp>
#include <bailiwick/credential.hpp>
#include <bailiwick/escalation.hpp>
#include <bailiwick/policy.hpp>
#include <bailiwick/receipt.hpp>
#include <bailiwick/tool.hpp>
