// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/log.hpp>
#include <bailiwick/receipt/verify.hpp>

/// One log a period: each begins with the last checkpoint of the one before it.

namespace bailiwick {
namespace detail {

inline refusal no_period(reason code, std::string subject, std::string hint) {
    return {code, "continue a log", std::move(subject), std::move(hint)};
}

/// Whether two notes are over the same checkpoint; a witness may have signed one of them since.
inline bool is_one_head(std::string_view one, std::string_view other) {
    const auto first = read_note(one), second = read_note(other);
    return first && second && first->text == second->text;
}

/// What the first receipt of a log says of the one before; nothing if it continues none.
template <class Receipt = record::control>
std::optional<record::control_facts> read_log_open(std::string_view leaf) {
    auto receipt = read_receipt<Receipt>(leaf);
    if (!receipt || receipt->control.op != "log_open") return std::nullopt;
    return std::move(receipt->control);
}

/// The text of a published log's first receipt.
inline answer<std::string> first_receipt(const std::string& folder, unsigned long long size) {
    auto entries = read_entries(folder, {tile_id::entries, 0, full_tiles(size, 0) > 0
                                                                  ? 256
                                                                  : partial_width(size, 0)});
    if (!entries) return std::move(entries).why();
    return std::move(entries->front());
}

} // namespace detail

/// Closes the log of one folder and begins the next period's in another: its first receipt carries
/// the closed log's last checkpoint.
///
/// `options` are the new log's; its origin must be another one. The closed log must not be written
/// any more: take its private key away. After a crash the same call goes on where it was.
template <class Log = receipt_log>
answer<Log> continue_log(const std::string& old_folder, const std::string& new_folder,
                         log_options options, const record::header& said) {
    auto closed = Log::open(old_folder, {.has_threads = false, .disk = options.disk});
    if (!closed) return std::move(closed).why();
    if (closed->verifier().name == options.origin)
        return detail::no_period(reason::malformed_request, options.origin,
                                 "name the new period in the origin, as in /2026q4");
    if (closed->size() == 0)
        return detail::no_period(reason::no_evidence, old_folder + " has no receipt",
                                 "go on with this log: there is nothing to close");
    const std::string head = closed->checkpoint();
    if (auto published = closed->publish(); !published) return std::move(published).why();
    auto next = Log::open(new_folder, std::move(options));
    if (!next) return next;
    if (next->size() > 0) {
        const auto first = next->read(0);
        if (!first) return first.why();
        const auto opening = detail::read_log_open(*first);
        if (opening && detail::is_one_head(opening->previous, head)) return next; // made before
        return detail::no_period(reason::decision_not_allowed, new_folder + " has receipts",
                                 "name a folder where no log is");
    }
    record::control receipt;
    static_cast<record::header&>(receipt) = said;
    receipt.control = {.op = "log_open",
                       .origin = next->verifier().name,
                       .policy = said.manifest,
                       .previous = head};
    const auto text = leaf_text(receipt);
    if (!text) return text.why();
    if (const auto written = next->append(*text); !written) return written.why();
    if (auto published = next->publish(); !published) return std::move(published).why();
    return next;
}

/// Logs of consecutive periods, checked one by one and against each other.
struct chain_verification {
    log_verdict verdict = log_verdict::undecidable;
    std::vector<verification> logs{};
    std::vector<finding> problems{}; ///< where one does not follow the other
};

namespace detail {

// Why the log does not go on from the one before; empty if it does.
inline std::string fault_of_link(const std::string& before, const verification& closed,
                                 const std::string& after, const verification& next,
                                 std::span<const verifier_key> keys) {
    if (next.published == 0) return "has no published receipt, so it continues nothing";
    const auto first = first_receipt(after, next.published);
    const auto opening = first ? read_log_open(*first) : std::nullopt;
    if (!opening || opening->previous.empty()) return "does not say which log it continues";
    if (opening->origin != next.origin) return "its first receipt is of another log";
    const auto last = read_file(checkpoint_file(before));
    if (!last || !is_one_head(opening->previous, *last))
        return "continues another checkpoint than the last one of " + before;
    if (closed.size != closed.published) return before + " has receipts that are not published";
    const auto opened = open_note(opening->previous, keys);
    if (opened || opened.why().code == reason::no_evidence) return {};
    return "the checkpoint in its first receipt does not hold: " + opened.why().subject;
}

} // namespace detail

/// Checks logs in the order of their periods: each must begin with exactly the last checkpoint of
/// the one before, so that none can be cut off, exchanged or left out between two that are there.
///
/// `keys` are those of all the logs. What came before the first is not looked at.
template <class Result = chain_verification>
Result verify_chain(std::span<const std::string> folders, std::span<const verifier_key> keys) {
    Result result;
    bool is_invalid = false, is_signed = !folders.empty();
    for (const std::string& each : folders) {
        result.logs.push_back(verify_log(each, keys));
        is_invalid |= result.logs.back().verdict == log_verdict::invalid;
        is_signed &= result.logs.back().verdict == log_verdict::valid;
    }
    for (std::size_t at = 1; at < folders.size(); ++at) {
        if (result.logs[at].verdict == log_verdict::invalid) continue; // told by itself
        const std::string fault = detail::fault_of_link(
            folders[at - 1], result.logs[at - 1], folders[at], result.logs[at], keys);
        if (!fault.empty()) detail::add_finding(result.problems, folders[at], fault);
    }
    if (is_invalid || !result.problems.empty()) result.verdict = log_verdict::invalid;
    else result.verdict = is_signed ? log_verdict::valid : log_verdict::undecidable;
    return result;
}

} // namespace bailiwick
