// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/detail/open_actions.hpp>
#include <bailiwick/receipt/detail/prune_files.hpp>
#include <bailiwick/receipt/log.hpp>

/// The beginning of a log taken away once it is older than it has to be kept.
///
/// A template, as what opens a log, so that only those who call pay for compiling it.

namespace bailiwick {

/// What goes and who says so; `said` is the head of the receipt: session, time, agent, manifest.
struct prune_order {
    std::optional<instant> before{};           ///< receipts of this time and later stay
    std::optional<unsigned long long> below{}; ///< and those from this index on
    duration retention{};                      ///< as the charter states it: nothing younger goes
    record::header said{};
    std::string by{}, reason{}, basis{};
    /// The agent's other logs: an action is over if one of them says so.
    std::vector<std::string> beside{};
};

/// What a pruning has come to.
struct log_pruning {
    unsigned long long below = 0;   ///< the smallest index that the log still has
    unsigned long long receipt = 0; ///< the index of the receipt that says so
    unsigned long long files = 0;   ///< how many files were removed
    std::string kept_for{};         ///< the action that is not over, if one kept more from going
};

namespace detail {

inline refusal no_pruning(reason code, std::string subject, std::string hint) {
    return {code, "prune the log", std::move(subject), std::move(hint)};
}

/// How far a log may be pruned, and who stands in the way.
struct prune_limit {
    unsigned long long below = 0;
    std::string kept_for{};
    std::optional<told_pruning> before{}; ///< the last pruning of which the log tells
};

template <class Log>
answer<prune_limit> limit_of(const Log& log, const prune_order& order, const open_actions& open) {
    prune_limit limit;
    const instant youngest{order.said.ts.microseconds - order.retention.milliseconds * 1000};
    const std::string ends = text_of(order.before.value_or(youngest)), young = text_of(youngest);
    unsigned long long low = order.below.value_or(log.size()), first_young = log.size();
    const auto read = log.for_each([&](unsigned long long index, std::string_view leaf) {
        if (auto told = read_told_pruning(index, leaf)) limit.before = std::move(told);
        if (index >= low && index >= first_young) return;
        const std::string_view time = text_after(leaf, R"("ts":")").substr(0, ends.size());
        if (time >= young && index < first_young) first_young = index;
        if (time >= ends && index < low) low = index;
        const std::string_view act = text_after(leaf, R"({"act":")");
        if (index < low && !act.empty() && open.is_open(act)) {
            low = index;
            limit.kept_for = act;
        }
    });
    if (!read) return read.why();
    if (order.below && *order.below > first_young)
        return no_pruning(reason::decision_not_allowed, "receipt " + std::to_string(first_young),
                          "it is younger than the stated retention: it has to be kept");
    limit.below = low & ~255ULL;
    return limit;
}

inline answer<done> order_fits(const prune_order& order) {
    const auto no = [](std::string subject, std::string hint) {
        return no_pruning(reason::malformed_request, std::move(subject), std::move(hint));
    };
    if (order.by.empty() || order.reason.empty())
        return no(order.by.empty() ? "by" : "reason", "a pruning names who orders it, and why");
    if (order.retention.milliseconds <= 0)
        return no("retention", "state for how long receipts are kept: without that none may go");
    if (order.before && *order.before + order.retention > order.said.ts)
        return no_pruning(reason::decision_not_allowed, text_of(*order.before),
                          "what is younger than the stated retention has to be kept");
    return done{};
}

} // namespace detail

/// Removes what is older than the order says: whole bundles and tiles from the beginning, under a
/// receipt that is durable and published before the first of them goes.
///
/// No process may have the log open. What an action that is not over needs stays, and all behind
/// it; so does what the proofs of later receipts need. After a crash the log opens and verifies,
/// and the same call ends what it began.
template <class Log = receipt_log>
answer<log_pruning> prune_log(const std::string& folder, log_options options,
                              const prune_order& order) {
    if (auto fit = detail::order_fits(order); !fit) return std::move(fit).why();
    options.has_threads = false;
    auto log = Log::open(folder, options);
    if (!log) return std::move(log).why();
    detail::open_actions open;
    if (auto heard = open.hear(folder); !heard) return std::move(heard).why();
    for (const std::string& each : order.beside)
        if (auto heard = open.hear(each); !heard) return std::move(heard).why();
    auto limit = detail::limit_of(*log, order, open);
    if (!limit) return std::move(limit).why();
    log_pruning made{.below = limit->below, .kept_for = std::move(limit->kept_for)};
    const bool is_told = limit->before && limit->before->below >= made.below;
    if (is_told) {
        made.below = limit->before->below;
        made.receipt = limit->before->receipt;
    } else if (made.below > 0) {
        record::control receipt;
        static_cast<record::header&>(receipt) = order.said;
        receipt.control = {.op = std::string(detail::pruning_word),
                           .from = std::to_string(made.below),
                           .basis = order.basis,
                           .by = order.by,
                           .reason = order.reason};
        const auto text = leaf_text(receipt);
        if (!text) return text.why();
        const auto told = log->append(*text);
        if (!told) return told.why();
        made.receipt = told->index();
        if (auto published = log->publish(); !published) return std::move(published).why();
    }
    const auto removed = detail::remove_files_below(folder, made.below, *options.disk);
    if (!removed) return removed.why();
    made.files = *removed;
    if (made.files > 0) return made;
    return detail::no_pruning(reason::already_recorded, folder,
                              made.kept_for.empty()
                                  ? "no whole bundle of 256 receipts is that old: nothing changed"
                                  : "action " + made.kept_for +
                                        " is not over, and its receipts are needed: end it first");
}

} // namespace bailiwick
