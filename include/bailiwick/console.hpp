// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The command line that every agent's program gets: packet, tickets, receipts, pause, doctor.

#include <bailiwick/console/console.hpp>
#include <bailiwick/console/exit_code.hpp>
#include <bailiwick/console/screen.hpp>
#include <bailiwick/console/setup.hpp>
