// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/place.hpp>

#include <deque>

namespace bailiwick::detail {

/// One receipt of one of the logs.
struct placed_receipt {
    std::string log{};
    unsigned long long index = 0;
    std::string text{};

    std::string place() const { return log + "/" + std::to_string(index); }
};

/// Looks for receipts in all logs of a state, which other processes may be writing.
class receipt_finder {
public:
    explicit receipt_finder(const asked& typed) : typed_(typed) {}

    /// The newest receipts that pass the filters, in the order of their times.
    answer<std::vector<placed_receipt>> newest() const {
        if (auto fault = fault_of_filter(typed_, "--type", typed_.type, types_of_receipts()))
            return *std::move(fault);
        std::vector<placed_receipt> all;
        const auto read = each_log([&](const std::string& log) -> answer<done> {
            auto last = last_of(log);
            if (!last) return std::move(last).why();
            std::move(last->begin(), last->end(), std::back_inserter(all));
            return done{};
        });
        if (!read) return read.why();
        const auto time_of = [](const placed_receipt& each) {
            const std::size_t at = each.text.find("\"ts\":\"");
            return at == std::string::npos ? std::string() : each.text.substr(at + 6, 27);
        };
        std::stable_sort(all.begin(), all.end(), [&](const auto& left, const auto& right) {
            return time_of(left) < time_of(right);
        });
        if (all.size() > typed_.limit)
            all.erase(all.begin(), all.end() - static_cast<std::ptrdiff_t>(typed_.limit));
        return all;
    }

    /// The receipt of an id, of the beginning of one, or of a place such as `agent/17`.
    answer<placed_receipt> find(const std::string& wanted) const {
        std::vector<placed_receipt> found;
        const std::string start = "\"id\":\"" + wanted;
        const auto read = each_log([&](const std::string& log) -> answer<done> {
            const auto place = place_in(log, wanted);
            const auto one = read_log(
                folder_of_log(log),
                [&](unsigned long long index, std::string_view text) {
                    const bool is_it = place ? index == *place
                                             : wanted.size() >= shortest_beginning &&
                                                   text.find(start) != text.npos &&
                                                   id_of(text).starts_with(wanted);
                    if (is_it) found.push_back({log, index, std::string(text)});
                    return !place || index < *place;
                },
                place.value_or(0));
            if (!one) return unreadable(log);
            const auto head = head_of_log(folder_of_log(log));
            if (place && found.empty() && head)
                if (auto pruned = fault_of_pruning(typed_.verb, folder_of_log(log), head->size,
                                                   *place))
                    return *std::move(pruned);
            return done{};
        });
        if (!read) return read.why();
        if (found.size() == 1) return std::move(found.front());
        std::string hint = !found.empty() ? "several receipts begin so: "
                           : wanted.size() < shortest_beginning
                               ? "give more of the id, at least four characters, or a place such "
                                 "as agent/17"
                               : "there is no such receipt: take an id, or a place such as "
                                 "agent/17, from " + typed_.command + " receipts list";
        for (std::size_t i = 0; i < found.size() && i < 5; ++i)
            hint += (i == 0 ? "" : ", ") + id_of(found[i].text);
        if (found.size() > 5) hint += ", …";
        return refusal{reason::unknown_request, typed_.verb, wanted, std::move(hint)};
    }

    std::string folder_of_log(const std::string& log) const {
        return typed_.state + "/log/" + log;
    }

    static std::string id_of(std::string_view text) {
        const auto receipt = parse_strict(text);
        return receipt ? text_in(*receipt, "/id") : std::string();
    }

private:
    static constexpr std::size_t shortest_beginning = 4;

    template <class Visit> answer<done> each_log(const Visit& visit) const {
        const auto logs = logs_in(typed_.state);
        if (!logs) return logs.why();
        if (logs->empty())
            return refusal{reason::state_unavailable, typed_.verb, typed_.state + "/log",
                           "there is no log: start the agent once (run), or name its folder with "
                           "--state or BAILIWICK_STATE"};
        if (auto fault = fault_of_filter(typed_, "--log", typed_.log, *logs))
            return *std::move(fault);
        for (const std::string& log : *logs) {
            if (!typed_.log.empty() && typed_.log != log) continue;
            if (answer<done> seen = visit(log); !seen) return seen;
        }
        return done{};
    }

    static std::vector<std::string> types_of_receipts() {
        return {"intent", "approval", "outcome", "escalation", "control"};
    }

    /// The last receipts of a log that pass: a page from its end, and larger ones until there are
    /// enough.
    answer<std::deque<placed_receipt>> last_of(const std::string& log) const {
        const auto head = head_of_log(folder_of_log(log));
        if (!head) return unreadable(log);
        for (unsigned long long page = typed_.limit;; page *= 4) {
            const unsigned long long from = page < head->size ? head->size - page : 0;
            std::deque<placed_receipt> last;
            const auto read = read_log(
                folder_of_log(log),
                [&](unsigned long long index, std::string_view text) {
                    if (!passes(text)) return;
                    last.push_back({log, index, std::string(text)});
                    if (last.size() > typed_.limit) last.pop_front();
                },
                from);
            if (!read) return unreadable(log);
            if (from == 0 || last.size() == typed_.limit) return last;
        }
    }

    // The index in a place such as `agent/17`, if it is one in this log.
    static std::optional<unsigned long long> place_in(const std::string& log,
                                                      std::string_view wanted) {
        if (!wanted.starts_with(log + "/")) return std::nullopt;
        return decimal_of(wanted.substr(log.size() + 1));
    }

    refusal unreadable(const std::string& log) const {
        return {reason::head_mismatch, typed_.verb, folder_of_log(log),
                       "the log cannot be read: " + typed_.command + " receipts verify says where"};
    }

    // Whole words of the text first: most receipts need not be parsed to be passed over.
    bool passes(std::string_view text) const {
        if (typed_.type.empty() && typed_.id.empty()) return true;
        if (!typed_.type.empty() && text.find('"' + typed_.type + '"') == text.npos) return false;
        if (!typed_.id.empty() && text.find('"' + typed_.id) == text.npos) return false;
        const auto receipt = parse_strict(text);
        if (!receipt) return false;
        return (typed_.type.empty() || text_in(*receipt, "/type") == typed_.type) &&
               (typed_.id.empty() || text_in(*receipt, "/act").starts_with(typed_.id));
    }

    const asked& typed_;
};

} // namespace bailiwick::detail
