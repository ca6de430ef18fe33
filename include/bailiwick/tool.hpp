// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Described structs as JSON, strictly: decoding, checks, schemas and the vendors' tool formats.

#include <bailiwick/tool/answer.hpp>
#include <bailiwick/tool/canonical.hpp>
#include <bailiwick/tool/check.hpp>
#include <bailiwick/tool/decode.hpp>
#include <bailiwick/tool/decode_error.hpp>
#include <bailiwick/tool/decoded.hpp>
#include <bailiwick/tool/described.hpp>
#include <bailiwick/tool/encode.hpp>
#include <bailiwick/tool/instant.hpp>
#include <bailiwick/tool/pattern.hpp>
#include <bailiwick/tool/refusal.hpp>
#include <bailiwick/tool/schema.hpp>
#include <bailiwick/tool/shape.hpp>
#include <bailiwick/tool/shape_of.hpp>
#include <bailiwick/tool/strict_json.hpp>
#include <bailiwick/tool/text.hpp>
#include <bailiwick/tool/validate.hpp>
#include <bailiwick/tool/vendor.hpp>
