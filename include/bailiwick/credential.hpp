// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Secrets that nobody copies, and leases that the gate lends for the length of one call.

#include <bailiwick/credential/book.hpp>
#include <bailiwick/credential/desk.hpp>
#include <bailiwick/credential/file_secret.hpp>
#include <bailiwick/credential/identity.hpp>
#include <bailiwick/credential/lease.hpp>
#include <bailiwick/credential/provider.hpp>
#include <bailiwick/credential/secret.hpp>
#include <bailiwick/credential/time_source.hpp>
