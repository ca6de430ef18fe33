// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/checkpoint.hpp>
#include <bailiwick/receipt/detail/disk.hpp>
#include <bailiwick/receipt/detail/told_pruning.hpp>
#include <bailiwick/receipt/note.hpp>
#include <bailiwick/receipt/tiles.hpp>

#include <functional>

/// A copy of a log's static files, taken from wherever they are published.

namespace bailiwick {

/// Gives all bytes of what a URL names, at most so many; `no_evidence` where there is nothing.
using url_reader = std::function<answer<std::string>(const std::string& url, std::size_t most)>;

/// What is taken of a log: a server may claim any size.
struct fetch_limits {
    unsigned long long bytes = 16ULL << 30;
    /// Hears how many files are here, and how many there are to be.
    std::function<void(unsigned long long here, unsigned long long files)> progress{};
};

namespace detail {

inline constexpr std::size_t largest_checkpoint = 64 * 1024;

/// Fetches what the checkpoint's size names and nothing else.
class log_fetch {
public:
    log_fetch(const url_reader& read, std::string url, std::string folder,
              const fetch_limits& limits)
        : read_(read), url_(std::move(url)), folder_(std::move(folder)), limits_(limits) {
        while (url_.ends_with('/')) url_.pop_back();
    }

    answer<checkpoint> run() {
        const auto note = read_(url_ + "/checkpoint", largest_checkpoint);
        if (!note) return note.why();
        const auto parts = read_note(*note);
        const auto head = parts ? read_checkpoint(parts->text) : std::nullopt;
        if (!head) return no("checkpoint", "is no signed checkpoint: is a log published there?");
        for (int level = tile_id::entries; level < 8; ++level)
            files_ += full_tiles(head->size, level) + (partial_width(head->size, level) != 0);
        if (auto kept = keep_entries(head->size); !kept) return std::move(kept).why();
        for (int level = 0; level < 8; ++level)
            if (auto kept = keep_level(head->size, level); !kept) return std::move(kept).why();
        if (auto kept = write("checkpoint", *note); !kept) return std::move(kept).why();
        return *head;
    }

private:
    // From the right: where a receipt among them says so, those before the first one were pruned.
    answer<done> keep_entries(unsigned long long size) {
        const unsigned long long full = full_tiles(size, tile_id::entries);
        if (const unsigned width = partial_width(size, tile_id::entries); width != 0)
            if (auto kept = keep({tile_id::entries, full, width}); !kept) return kept;
        for (unsigned long long number = full; number-- > 0;) {
            auto kept = keep({tile_id::entries, number});
            if (kept) continue;
            const auto told = find_pruning(folder_, size);
            if (kept.why().code != reason::no_evidence || !told || !*told) return kept;
            pruned_below_ = (*told)->below;
            files_ -= number + 1;
            return done{};
        }
        return done{};
    }

    answer<done> keep_level(unsigned long long size, int level) {
        const unsigned long long full = full_tiles(size, level);
        const unsigned shift = 8 + 8 * static_cast<unsigned>(level);
        const unsigned long long first = shift > 63 ? 0 : pruned_below_ >> shift;
        files_ -= first;
        for (unsigned long long number = first; number < full; ++number)
            if (auto kept = keep({level, number}); !kept) return kept;
        const unsigned width = partial_width(size, level);
        return width == 0 ? done{} : keep({level, full, width});
    }

    answer<done> keep(const tile_id& tile) {
        auto bytes = read(tile);
        if (!bytes && bytes.why().code == reason::no_evidence && tile.width < 256) {
            bytes = read({tile.level, tile.number});
            if (bytes) *bytes = beginning_of(*bytes, tile);
        }
        if (!bytes && bytes.why().code == reason::no_evidence)
            return no(path_of(tile), "is missing there, though the checkpoint's size needs it");
        if (!bytes) return std::move(bytes).why();
        if (bytes->size() > limits_.bytes - taken_)
            return no(path_of(tile), "is more than is taken of a log, " +
                                         std::to_string(limits_.bytes) + " bytes");
        taken_ += bytes->size();
        if (limits_.progress) limits_.progress(++here_, files_);
        return write(path_of(tile), *bytes);
    }

    answer<std::string> read(const tile_id& tile) const {
        const std::size_t most_of_one = tile.level < 0 ? 2 + 65'535 : 32;
        return read_(url_ + "/" + path_of(tile), most_of_one * tile.width);
    }

    // As the file was before others were added; what is no bundle stays as it is, to be found.
    static std::string beginning_of(std::string bytes, const tile_id& tile) {
        std::size_t end = 32u * tile.width;
        if (tile.level < 0) {
            const auto entries = entries_of(bytes, 256);
            if (!entries) return bytes;
            end = 0;
            for (unsigned at = 0; at < tile.width; ++at) end += 2 + (*entries)[at].size();
        }
        if (end < bytes.size()) bytes.resize(end);
        return bytes;
    }

    answer<done> write(const std::string& path, std::string_view bytes) const {
        const std::string whole = folder_ + "/" + path;
        if (auto made = make_folder(real_disk, folder_of(whole)); !made) return made;
        const file_handle file = open_file(whole, O_WRONLY | O_CREAT | O_EXCL);
        if (!file.is_open() || !write_all(real_disk, file.get(), bytes, 0))
            return disk_refusal("fetch a log", whole);
        return done{};
    }

    refusal no(const std::string& path, std::string what) const {
        return {reason::no_evidence, "fetch a log", url_ + "/" + path + " " + std::move(what),
                "check the address; a log is published with its checkpoint and its tile folder"};
    }

    const url_reader& read_;
    std::string url_, folder_;
    const fetch_limits& limits_;
    unsigned long long taken_ = 0, here_ = 0, files_ = 0, pruned_below_ = 0;
};

} // namespace detail

/// Copies a published log into an empty folder: its checkpoint, and the tiles and bundles that the
/// checkpoint's size names, but what a receipt says was pruned. It checks nothing else:
/// `verify_log` of the folder does.
inline answer<checkpoint> fetch_log(const url_reader& read, const std::string& url,
                                    const std::string& into, const fetch_limits& limits = {}) {
    return detail::log_fetch(read, url, into, limits).run();
}

} // namespace bailiwick
