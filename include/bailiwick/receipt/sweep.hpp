// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/log_reader.hpp>
#include <bailiwick/receipt/outline.hpp>
#include <bailiwick/receipt/vault.hpp>
#include <bailiwick/receipt/verify_together.hpp>

/// The values of receipts erased once the class of data that they belong to is kept no longer.

namespace bailiwick {

/// A class of data and how long its values are kept, as a charter declares both.
struct kept_class {
    std::string name{};
    duration retention{}; ///< zero: no end is stated, and nothing of it is swept
};

/// The duration as ISO 8601 has it: `P30D`, `PT3600S`.
inline std::string iso_text(duration span) {
    constexpr long long day = 86'400'000;
    const long long seconds = span.milliseconds / 1000, rest = span.milliseconds % 1000;
    if (span.milliseconds % day == 0) return "P" + std::to_string(span.milliseconds / day) + "D";
    if (rest == 0) return "PT" + std::to_string(seconds) + "S";
    return "PT" + std::to_string(seconds) + "." + std::to_string(1000 + rest).substr(1) + "S";
}

namespace detail {

/// Finds the receipts whose values are older than their class of data is kept.
///
/// Values belong to what the intent of their action says it touches; of several classes the one
/// that is kept for the shortest time counts.
class due_values {
public:
    static constexpr std::size_t no_class = ~std::size_t{0};

    due_values(std::span<const kept_class> classes, instant now) : classes_(classes), now_(now) {}

    /// The time before which something may be due; nothing is, where no class has an end.
    std::optional<instant> latest() const {
        std::optional<instant> latest;
        for (const kept_class& each : classes_)
            if (each.retention.milliseconds > 0 && (!latest || end_of(each) > *latest))
                latest = end_of(each);
        return latest;
    }

    void keep_in_mind(const std::vector<vault_record>& values) {
        for (const vault_record& each : values)
            held_.emplace(each.receipt, value_held{each.at, {}});
    }

    template <class Intent = record::intent> void hear(std::string_view leaf) {
        const std::string_view act = text_after(leaf, R"({"act":")");
        if (act.empty()) return;
        const action_key key = action_key::of(act);
        if (const auto held = held_.find(id_of(leaf)); held != held_.end())
            held->second.act = key;
        if (leaf.find(R"("type":"intent")") == leaf.npos) return;
        const auto intent = read_receipt<Intent>(leaf);
        if (!intent) return;
        for (const record::data_use& each : intent->data)
            if (const std::size_t found = class_named(each.class_); found != no_class) {
                const auto [known, is_new] = class_of_.emplace(key, found);
                if (!is_new && shorter(found, known->second)) known->second = found;
            }
    }

    /// The receipts that are due, by the place of their class.
    std::vector<std::vector<std::string>> take() const {
        std::vector<std::vector<std::string>> due(classes_.size());
        for (const auto& [receipt, held] : held_) {
            const auto found = held.act ? class_of_.find(*held.act) : class_of_.end();
            if (found != class_of_.end() && held.at < end_of(classes_[found->second]))
                due[found->second].push_back(receipt);
        }
        for (std::vector<std::string>& each : due) sort_in_place(each);
        return due;
    }

private:
    struct value_held {
        instant at{};
        std::optional<action_key> act{};
    };

    // The id of the receipt itself: others stand in it, too.
    static std::string id_of(std::string_view leaf) {
        std::string id;
        leaf_parser parser(leaf);
        const bool good = !parser.failed() && parser.object([&](std::string_view name) {
            return name == "id" && parser.next_is('"') ? parser.text(id) : parser.any();
        });
        return good ? id : std::string();
    }

    // What is older than this is due.
    instant end_of(const kept_class& one) const {
        return {now_.microseconds - one.retention.milliseconds * 1000};
    }
    bool shorter(std::size_t one, std::size_t other) const {
        return classes_[one].retention.milliseconds < classes_[other].retention.milliseconds;
    }
    std::size_t class_named(std::string_view name) const {
        for (std::size_t i = 0; i < classes_.size(); ++i)
            if (classes_[i].name == name && classes_[i].retention.milliseconds > 0) return i;
        return no_class;
    }

    std::span<const kept_class> classes_;
    instant now_;
    std::unordered_map<std::string, value_held> held_{};
    std::unordered_map<action_key, std::size_t, action_key::spread> class_of_{};
};

} // namespace detail

/// Erases every value of these logs' receipts that is older than its class of data is kept; gives
/// what was erased.
///
/// `note(record::control_facts)` writes one receipt for each batch, after that batch is gone from
/// the vault. Values whose receipts no log tells of, or whose action names no class, stay.
template <class Vault, class Note>
answer<std::vector<vault_record>> sweep_values(Vault& values, std::span<const std::string> logs,
                                               std::span<const kept_class> classes, instant now,
                                               Note note) {
    std::vector<vault_record> erased;
    detail::due_values due(classes, now);
    const std::optional<instant> latest = due.latest();
    if (!latest) return erased;
    const auto kept = values.kept_before(*latest);
    if (!kept) return kept.why();
    if (kept->empty()) return erased;
    due.keep_in_mind(*kept);
    for (const std::string& each : logs)
        if (const auto read = read_log(each, [&](unsigned long long, std::string_view leaf) {
                due.hear(leaf);
            });
            !read)
            return read.why();
    const auto all = due.take();
    // A receipt holds 16 KiB: the list of what is gone has to be cut.
    constexpr std::size_t at_once = 25, most_names = 100;
    for (std::size_t place = 0; place < classes.size(); ++place)
        for (std::size_t first = 0; first < all[place].size(); first += at_once) {
            const std::size_t left = all[place].size() - first;
            const auto gone = values.erase_receipts(
                std::span(all[place]).subspan(first, left < at_once ? left : at_once));
            if (!gone) return gone.why();
            for (std::size_t begin = 0; begin < gone->size(); begin += most_names) {
                record::control_facts what{.op = "erase",
                                           .basis = "retention " +
                                                    iso_text(classes[place].retention) + " of " +
                                                    classes[place].name};
                what.receipts.emplace();
                what.names.emplace();
                for (std::size_t i = begin; i < gone->size() && i < begin + most_names; ++i) {
                    what.receipts->push_back((*gone)[i].receipt);
                    what.names->push_back((*gone)[i].name);
                }
                if (answer<done> noted = note(std::move(what)); !noted)
                    return std::move(noted).why();
            }
            erased.insert(erased.end(), gone->begin(), gone->end());
        }
    if (auto overwritten = values.overwrite(); !overwritten) return std::move(overwritten).why();
    return erased;
}

} // namespace bailiwick
