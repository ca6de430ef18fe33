// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/disk.hpp>

namespace bailiwick {

/// How a log is opened; only the name must be given, and only when the log is made.
struct log_options {
    /// The log's name, which is also its key's: `agents.example/support/2026q4`. No spaces, no '+'.
    std::string origin{};
    /// The private key; the log's folder with `.key` after it, if empty.
    std::string key_file{};
    /// The public key in signed-note form; the log's folder with `.vkey` after it, if empty.
    std::string verifier_file{};
    /// After how many receipts the static files are brought up to date without being asked.
    unsigned long long publish_every = 256;
    /// Bytes of a journal segment; fixed when the log is made. A multiple of 4,096.
    unsigned long long segment_bytes = 4ULL << 20;
    /// Whether the log may have threads of its own, which publish and write what was submitted;
    /// without them the threads that append do it. To be switched off where a process forks.
    bool has_threads = true;
    /// How many receipts wait to be written before `submit` waits, and how many to be published
    /// before `append` does.
    std::size_t most_waiting = 16'384;
    /// For tests: the calls that change the disk.
    const detail::disk_calls* disk = &detail::real_disk;
};

/// The most bytes a leaf may have, because a bundle counts them in sixteen bits.
inline constexpr std::size_t largest_leaf = 65'535;

} // namespace bailiwick
