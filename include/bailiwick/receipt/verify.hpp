// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/in_order.hpp>
#include <bailiwick/receipt/detail/told_pruning.hpp>
#include <bailiwick/receipt/detail/verify_bundle.hpp>
#include <bailiwick/receipt/detail/verify_journal.hpp>
#include <bailiwick/receipt/detail/verify_tiles.hpp>

#include <time.h>

namespace bailiwick {
namespace detail {

/// One pass over a log's files, in the order of its receipts, in little memory.
template <class Result> class log_check {
public:
    log_check(const std::string& folder, std::span<const verifier_key> trusted,
              std::span<const std::string> kept, const verify_options& how)
        : folder_(folder), kept_(kept), how_(how), heads_(trusted, result_) {}

    Result run() {
        // First the listing: what a writer adds meanwhile is then not asked for.
        tile_listing<Result> tiles(folder_, result_);
        if (read_head() && read_published(tiles)) {
            journal_check<Result> journal(folder_, result_, heads_, trusted_);
            journal.run(edge_, story_, [&] {
                check_filled(tiles);
                compare_older();
            });
            for (const auto& [tile, bytes] : edge_.partial_since(0)) tiles.check(tile, bytes);
            tiles.end(result_.pruned_below);
            story_.end();
            miss_what_was_kept();
            trusted_ = heads_.head_stands() && trusted_;
            result_.size = edge_.size();
            result_.root = edge_.frontier().root();
        }
        if (!result_.problems.empty()) result_.verdict = log_verdict::invalid;
        else result_.verdict = trusted_ ? log_verdict::valid : log_verdict::undecidable;
        return std::move(result_);
    }

private:
    struct older_head {
        std::string where, root;
        bool is_kept; ///< by somebody who is not the log
    };

    void problem(std::string where, std::string what) {
        add_finding(result_.problems, std::move(where), std::move(what));
    }

    bool read_head() {
        const auto names = names_in(folder_);
        const auto note = read_file(checkpoint_file(folder_));
        if (!names || !note) {
            problem("checkpoint", note ? names.why().subject : note.why().subject);
            return false;
        }
        const auto head = heads_.read(*note, "checkpoint");
        if (!head) return false;
        trusted_ = heads_.signed_by_log();
        head_ = *head;
        result_.origin = head_.origin;
        result_.published = head_.size;
        if (!begin()) return false;
        for (const std::string& name : *names) read_older(name);
        for (const std::string& each : kept_) read_kept(each);
        return true;
    }

    // Where a receipt says that the beginning was pruned, hashes of the tree stand for it; what is
    // missing without a reason shows as it is read.
    bool begin() {
        const auto told = find_pruning(folder_, head_.size);
        if (!told || !*told) return true;
        tile_nodes nodes(folder_, head_.size);
        edge_ = tree_edge::before((*told)->below, nodes);
        story_.begin_late();
        result_.pruned_below = edge_.size();
        add_finding(result_.notes, "receipts 0 to " + std::to_string(edge_.size() - 1),
                    words_of(**told));
        if (nodes.failed()) problem("tile", "the hashes over what was pruned cannot be read");
        return !nodes.failed();
    }

    // Whether the root at this size cannot be known any more.
    bool was_pruned(const std::string& where, unsigned long long size) {
        if (size >= result_.pruned_below) return false;
        add_finding(result_.notes, where, "is of a size that was pruned: not compared");
        return true;
    }

    // What somebody has kept elsewhere: it binds only whom its signature binds.
    void read_kept(std::string_view note) {
        const auto head = heads_.read(note, "a checkpoint that was kept");
        if (!head || head->origin != head_.origin) return;
        const std::string where = "the kept checkpoint of " + std::to_string(head->size);
        if (!heads_.signed_by_log())
            return add_finding(result_.notes, where, "no trusted key has signed it: not compared");
        if (was_pruned(where, head->size)) return;
        older_[head->size].push_back({where, base64_of(head->root.view()), true});
    }

    void miss_what_was_kept() {
        for (const auto& [size, heads] : older_)
            for (const older_head& each : heads)
                if (size > edge_.size())
                    problem(each.where, "the log has " + std::to_string(edge_.size()) +
                                            " receipts: some were cut off its end");
    }

    // `checkpoint.<size>`: an older one that somebody kept beside the log.
    void read_older(const std::string& name) {
        if (name == "checkpoint" || name == "tile" || name == ".state") return;
        const bool kept = name.starts_with("checkpoint.");
        if (!kept)
            return add_finding(result_.notes, name, "is no part of the log and was not checked");
        const auto note = read_file(folder_ + "/" + name);
        const auto head = note ? heads_.read(*note, name) : std::nullopt;
        if (!note) return problem(name, note.why().subject);
        if (!head) return;
        if (head->origin != head_.origin || head->size > head_.size)
            return problem(name, "is of another log, or newer than the log");
        if (was_pruned(name, head->size)) return;
        if (trusted_) heads_.must_be_signed(*note, name);
        older_[head->size].push_back({name, base64_of(head->root.view()), false});
    }

    void compare_older() {
        const auto found = older_.find(edge_.size());
        if (found == older_.end()) return;
        const std::string root = base64_of(edge_.frontier().root().view());
        for (const older_head& each : found->second)
            if (each.root != root) problem(each.where, "its root is not that of the log");
            else if (each.is_kept) result_.complete_up_to = edge_.size();
    }

    bool read_published(tile_listing<Result>& tiles) {
        compare_older();
        const published_log log{folder_, head_.size, result_.pruned_below / 256};
        const unsigned long long bundles =
            head_.size / 256 + (head_.size % 256 != 0) - log.first;
        in_order<bundle_check<receipt_outline>, published_log> pieces(log, bundles, how_.jobs);
        const bool is_whole = pieces.hand_over([&](const bundle_check<receipt_outline>& each) {
            for (const finding& fault : each.faults) problem(fault.where, fault.what);
            if (!each.is_whole()) return false;
            take(each, tiles);
            if (how_.progress) how_.progress(edge_.size(), head_.size);
            return true;
        });
        if (!is_whole) return false;
        for (int level = 1; level < 8 && head_.size >> 8 * level != 0; ++level)
            must_have({level, full_tiles(head_.size, level), partial_width(head_.size, level)},
                      tiles);
        if (edge_.frontier().root() != head_.root)
            problem("checkpoint", "its root is not that of the tiles");
        return true;
    }

    void must_have(const tile_id& tile, const tile_listing<Result>& tiles) {
        if (tile.width > 0 && !tiles.has(tile)) problem(path_of(tile), "is missing");
    }

    // What the receipts tell, and then their place in the tree.
    void take(const bundle_check<receipt_outline>& each, tile_listing<Result>& tiles) {
        const unsigned long long first = edge_.size();
        for (std::size_t at = 0; at < each.entries.size(); ++at) {
            const unsigned long long index = first + at;
            if (each.differs[at])
                problem("receipt " + std::to_string(index), "differs from its hash in the tree");
            story_.add(index, each.outlines[at]);
            heads_.hear(index, each.entries[at]);
        }
        if (each.entries.size() == 256 && !is_older_between(first, first + 256))
            return take_whole(each, tiles);
        for (std::size_t at = 0; at < each.entries.size(); ++at) {
            edge_.append(each.entries[at], each.hashes[at]);
            check_filled(tiles);
            compare_older();
        }
    }

    void take_whole(const bundle_check<receipt_outline>& each, tile_listing<Result>& tiles) {
        edge_.append_tile(each.root);
        for (const auto& [level, bytes] : {std::pair(0, each.tile),
                                           std::pair(+tile_id::entries, each.bundle)}) {
            must_have({level, each.number}, tiles);
            tiles.check({level, each.number}, bytes, true);
        }
        check_filled(tiles);
        compare_older();
    }

    // Whether the root has to be known at a size between these.
    bool is_older_between(unsigned long long low, unsigned long long high) const {
        const auto next = older_.upper_bound(low);
        return next != older_.end() && next->first < high;
    }

    void check_filled(tile_listing<Result>& tiles) {
        if (edge_.filled().empty()) return;
        for (const filled_tile& each : edge_.filled()) {
            const bool is_published = edge_.size() <= head_.size;
            if (is_published) must_have(each.id, tiles);
            // What the tree was made from needs no second look.
            tiles.check(each.id, *each.bytes, is_published && each.id.level <= 0);
        }
        edge_.forget(edge_.filled().size());
    }

    std::string folder_;
    std::span<const std::string> kept_;
    const verify_options& how_;
    Result result_{};
    head_reader<Result> heads_;
    log_story<Result> story_{result_};
    checkpoint head_{};
    bool trusted_ = false;
    tree_edge edge_{};
    std::map<unsigned long long, std::vector<older_head>> older_{};
};

} // namespace detail

/// Checks a log from its files: every receipt, hash, file and signature, without asking its writer.
///
/// Valid only if a key that the caller names, and so got from elsewhere, has signed: a key that
/// lies beside a log proves nothing about it. A log that is being written is looked at again
/// while it changes. Whether receipts were cut off the end only checkpoints tell that were kept
/// elsewhere: give them as `kept`, and up to their size the log is complete. What was pruned under
/// a receipt of the log is not missed; the hashes over it still have to lead to the signed root.
template <class Result = verification>
Result verify_log(const std::string& folder, std::span<const verifier_key> trusted,
                  std::span<const std::string> kept = {}, const verify_options& how = {}) {
    Result result = detail::log_check<Result>(folder, trusted, kept, how).run();
    for (int again = 0; again < 5 && result.verdict == log_verdict::invalid; ++again) {
        if (!detail::log_has_a_writer(folder)) break;
        const timespec pause{0, 100'000'000};
        ::nanosleep(&pause, nullptr);
        result = detail::log_check<Result>(folder, trusted, kept, how).run();
    }
    return result;
}

} // namespace bailiwick
