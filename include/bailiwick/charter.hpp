// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The vocabulary of a declaration: plain constexpr data that a reviewer can read aloud.

#include <bailiwick/charter/boundary.hpp>
#include <bailiwick/charter/contract.hpp>
#include <bailiwick/charter/data_class.hpp>
#include <bailiwick/charter/duration.hpp>
#include <bailiwick/charter/field.hpp>
#include <bailiwick/charter/limits.hpp>
#include <bailiwick/charter/model.hpp>
#include <bailiwick/charter/namespace.hpp>
#include <bailiwick/charter/person.hpp>
#include <bailiwick/charter/queue.hpp>
#include <bailiwick/charter/refs.hpp>
#include <bailiwick/charter/regime.hpp>
#include <bailiwick/charter/rule.hpp>
#include <bailiwick/charter/scope.hpp>
#include <bailiwick/charter/system.hpp>
#include <bailiwick/charter/waiver.hpp>
#include <bailiwick/charter/word.hpp>
