// SPDX-License-Identifier: BSL-1.0
#pragma once

/// What reviewers read, written from the same facts that the compiler checked.

#include <bailiwick/packet/catalog.hpp>
#include <bailiwick/packet/checks.hpp>
#include <bailiwick/packet/command.hpp>
#include <bailiwick/packet/difference.hpp>
#include <bailiwick/packet/document.hpp>
#include <bailiwick/packet/files.hpp>
#include <bailiwick/packet/flows.hpp>
#include <bailiwick/packet/generate.hpp>
#include <bailiwick/packet/ground.hpp>
#include <bailiwick/packet/html.hpp>
#include <bailiwick/packet/lock.hpp>
#include <bailiwick/packet/markdown.hpp>
#include <bailiwick/packet/material.hpp>
#include <bailiwick/packet/operations.hpp>
#include <bailiwick/packet/picture.hpp>
#include <bailiwick/packet/review.hpp>
#include <bailiwick/packet/summary.hpp>
