// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/log_files.hpp>
#include <bailiwick/receipt/detail/segment.hpp>
#include <bailiwick/receipt/detail/verify_head.hpp>
#include <bailiwick/receipt/detail/verify_story.hpp>
#include <bailiwick/receipt/detail/tree_edge.hpp>
#include <bailiwick/receipt/tile_nodes.hpp>

namespace bailiwick::detail {

/// The writer's own files: every byte of them is known, so every change of one shows.
template <class Result> class journal_check {
public:
    journal_check(std::string folder, Result& result, head_reader<Result>& heads, bool must_sign)
        : folder_(std::move(folder)), result_(result), heads_(heads), must_sign_(must_sign) {}

    /// Checks the journal against the tree, and adds to it what is not published yet.
    template <class Fill> void run(tree_edge& edge, log_story<Result>& story, Fill fill) {
        if (!file_exists(state_folder(folder_))) return; // a copy of the static files
        const auto version = read_file(version_file(folder_));
        if (!version) return problem(".state/version", version.why().subject);
        const auto segment_bytes = read_version(folder_, *version);
        if (!segment_bytes) return problem(".state/version", segment_bytes.why().subject);
        if (const auto lock = read_file(lock_file(folder_)); lock && !lock->empty())
            problem(".state/lock", "is not empty");
        std::vector<std::string> strange;
        const auto segments = segments_of(folder_, strange);
        if (!segments) return problem(".state/journal", segments.why().subject);
        for (const std::string& name : strange)
            problem(".state/journal/" + name, "is no part of a journal");
        const unsigned long long published = edge.size();
        tip_ = edge.frontier();
        for (const unsigned long long first : *segments)
            read_segment(first, *segment_bytes, published, edge, story, fill);
    }

private:
    void problem(std::string where, std::string what) {
        add_finding(result_.problems, std::move(where), std::move(what));
    }

    template <class Fill>
    void read_segment(unsigned long long first, unsigned long long size,
                      unsigned long long published, tree_edge& edge, log_story<Result>& story,
                      Fill fill) {
        const std::string where = ".state/journal/" + std::to_string(first) + ".jnl";
        auto segment = segment_in_file::open(folder_ + "/" + where);
        if (!segment) return problem(where, segment.why().subject);
        if (segment->size() != size) return problem(where, "its length is wrong");
        unsigned long long next = first;
        std::uint32_t previous = 0;
        tile_nodes nodes(folder_, published);
        const auto visit = [&](const frame& each, std::string_view stored) {
            const std::string place = where + ", frame of receipt " + std::to_string(each.first);
            if (lacks_a_stamp(stored, each.size, stamp_of(first)))
                problem(place, "a sector has the stamp of another segment");
            if (each.first != next || each.previous != previous)
                problem(place, "does not follow the frame before it");
            next = each.first + each.leaves.size();
            previous = each.checksum;
            const auto head = heads_.read(each.note, place);
            if (head && (head->origin != result_.origin || head->size != next))
                problem(place, "its checkpoint is of another log or size");
            if (head && must_sign_ && !heads_.signed_by_log())
                problem(place, "its checkpoint is not signed by the log's key");
            const auto root = next <= published ? published_root(each, nodes, place)
                                                : extend(each, edge, story, fill, place);
            if (head && root && *root != head->root) problem(place, "its root is another");
        };
        const auto scan = scan_segment(*segment, first, visit);
        if (segment->failed()) problem(where, "cannot be read");
        if (scan.end == segment_end::damaged)
            problem(where, "byte " + std::to_string(scan.at) + " begins what is no frame");
        if (scan.end == segment_end::torn)
            add_finding(result_.notes, where,
                        "ends in a write that a crash cut short; it was never acknowledged");
    }

    std::optional<hash256> published_root(const frame& each, tile_nodes& nodes,
                                          const std::string& place) {
        for (std::size_t i = 0; i < each.leaves.size(); ++i)
            if (nodes(0, each.first + i) != leaf_hash(each.leaves[i]))
                problem(place, "a receipt differs from the published one");
        const auto node = [&](unsigned level, unsigned long long at) { return nodes(level, at); };
        const hash256 root = tree_root(each.first + each.leaves.size(), node);
        if (nodes.failed()) return std::nullopt; // reported with the tiles
        return root;
    }

    template <class Fill>
    std::optional<hash256> extend(const frame& each, tree_edge& edge, log_story<Result>& story,
                                  Fill fill, const std::string& place) {
        if (each.first != edge.size()) {
            problem(place, "receipts are missing before it");
            return std::nullopt;
        }
        for (const std::string_view leaf : each.leaves) {
            const hash256 hash = leaf_hash(leaf);
            story.add(edge.size(), leaf);
            heads_.hear(edge.size(), leaf);
            edge.append(leaf, hash);
            tip_.append(hash);
            fill();
        }
        return tip_.root();
    }

    std::string folder_;
    Result& result_;
    head_reader<Result>& heads_;
    bool must_sign_;
    tree_frontier tip_{}; ///< of everything up to the frame that was read last
};

} // namespace bailiwick::detail
