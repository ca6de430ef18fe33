// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Everything Bailiwick promises lives here; `detail` inside it promises nothing.
namespace bailiwick {}

/// The short name that declarations are written with.
namespace bw = bailiwick;
