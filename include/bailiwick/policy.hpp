// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The rules that the compiler checks; one header a family, the predicates are public.

#include <bailiwick/charter.hpp>
#include <bailiwick/policy/agent.hpp>
#include <bailiwick/policy/declaration.hpp>
#include <bailiwick/policy/digest.hpp>
#include <bailiwick/policy/predicates.hpp>
#include <bailiwick/policy/rules.hpp>
#include <bailiwick/policy/signature.hpp>
#include <bailiwick/policy/sound.hpp>
