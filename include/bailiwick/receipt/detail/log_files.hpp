// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/checkpoint.hpp>
#include <bailiwick/receipt/detail/crc32c.hpp>
#include <bailiwick/receipt/detail/disk.hpp>

#include <cstdint>
#include <vector>

#include <dirent.h>
#include <sys/file.h>

/// The names and small texts inside a log's folder.

namespace bailiwick::detail {

inline std::string state_folder(const std::string& log) { return log + "/.state"; }
inline std::string journal_folder(const std::string& log) { return log + "/.state/journal"; }
inline std::string lock_file(const std::string& log) { return log + "/.state/lock"; }
inline std::string version_file(const std::string& log) { return log + "/.state/version"; }
inline std::string checkpoint_file(const std::string& log) { return log + "/checkpoint"; }

// Where files are written before they are renamed: a leftover there is never mistaken for a tile.
inline std::string scratch_file(const std::string& log) { return log + "/.state/scratch"; }
inline std::string journal_scratch_file(const std::string& log) { return log + "/.state/next"; }
inline std::string spare_file(const std::string& log, std::size_t at) {
    return log + "/.state/spare-" + std::to_string(at);
}
inline std::string unpublished_file(const std::string& log, std::size_t at) {
    return log + "/.state/tile-" + std::to_string(at);
}

inline std::string segment_file(const std::string& log, unsigned long long first) {
    return journal_folder(log) + "/" + std::to_string(first) + ".jnl";
}

// At most some thousands (Shell's sort); `<algorithm>` costs more to include than this to run.
template <class Item> void sort_in_place(std::vector<Item>& items) {
    for (std::size_t gap = items.size() / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
        for (std::size_t i = gap; i < items.size(); ++i)
            for (std::size_t at = i; at >= gap && items[at] < items[at - gap]; at -= gap)
                std::swap(items[at], items[at - gap]);
}

/// What a folder holds, in the order of the names; a folder that is missing holds nothing.
inline answer<std::vector<std::string>> names_in(const std::string& folder) {
    std::vector<std::string> names;
    DIR* const opened = ::opendir(folder.c_str());
    if (!opened) {
        if (errno == ENOENT) return names;
        return disk_refusal("list", folder);
    }
    errno = 0;
    while (const dirent* const each = ::readdir(opened))
        if (const std::string_view name = each->d_name; name != "." && name != "..")
            names.emplace_back(name);
    const int fault = errno;
    ::closedir(opened);
    errno = fault;
    if (fault != 0) return disk_refusal("list", folder);
    sort_in_place(names);
    return names;
}

/// Whether a process holds the log open for writing now.
inline bool log_has_a_writer(const std::string& folder) {
    const file_handle lock = open_file(lock_file(folder), O_RDONLY);
    return lock.is_open() && ::flock(lock.get(), LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

/// Removes what is only on its way to its place: files that were not renamed in time.
inline void remove_scratch_files(const std::string& log) {
    const auto names = names_in(state_folder(log));
    for (std::size_t i = 0; names && i < names->size(); ++i)
        if (const std::string& name = (*names)[i];
            name == "scratch" || name == "next" || name.starts_with("spare-") ||
            name.starts_with("tile-"))
            ::unlink((state_folder(log) + "/" + name).c_str());
}

/// The first index of every journal segment in rising order; other names go to `strange`.
inline answer<std::vector<unsigned long long>> segments_of(const std::string& log,
                                                           std::vector<std::string>& strange) {
    auto names = names_in(journal_folder(log));
    if (!names) return std::move(names).why();
    std::vector<unsigned long long> firsts;
    for (const std::string& name : *names) {
        const bool named = name.ends_with(".jnl");
        const auto first = decimal_of(std::string_view(name).substr(0, name.find('.')));
        if (named && first && name == std::to_string(*first) + ".jnl") firsts.push_back(*first);
        else strange.push_back(name);
    }
    sort_in_place(firsts);
    return firsts;
}

inline constexpr unsigned long long log_version = 2;
inline constexpr std::string_view version_words = "bailiwick receipt log ";

/// The version file: the format's number and what was fixed when the log was made.
inline std::string version_text(unsigned long long segment_bytes) {
    std::string text = std::string(version_words) + std::to_string(log_version) + "\nsegment " +
                       std::to_string(segment_bytes) + "\n";
    const std::uint32_t check = crc32c(text);
    std::string bytes;
    for (unsigned shift = 24; shift < 32; shift -= 8)
        bytes += static_cast<char>(check >> shift & 0xFF);
    return text + "check " + hex_of(bytes) + "\n";
}

/// The segment size that a version file states, or why this program cannot read the log.
inline answer<unsigned long long> read_version(const std::string& log, std::string_view text) {
    std::string_view rest = text;
    const auto version = take_line(rest), segment = take_line(rest);
    if (version && version->starts_with(version_words)) {
        const auto number = decimal_of(version->substr(version_words.size()));
        if (number && *number > log_version)
            return refusal{reason::receipt_unavailable, "open the log",
                           log + ": a newer version wrote it",
                           "use the newer program; this one would not understand what it sees"};
        if (number && *number < log_version)
            return refusal{reason::receipt_unavailable, "open the log",
                           log + ": an older version wrote it, in format " +
                               std::to_string(*number),
                           "begin a new log; verify the old one with the program that wrote it"};
    }
    if (segment && segment->starts_with("segment ")) {
        const auto bytes = decimal_of(segment->substr(8));
        if (bytes && *bytes > 0 && *bytes % 4096 == 0 && version_text(*bytes) == text)
            return *bytes;
    }
    return refusal{reason::head_mismatch, "open the log", version_file(log) + ": was changed",
                   "restore the file from a copy of the log"};
}

} // namespace bailiwick::detail
