// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/place.hpp>
#include <bailiwick/console/detail/receipt_finder.hpp>

namespace bailiwick::detail {

/// `receipts erase`: ends what can be known of values, while the log stays as it is.
template <class Agent> class erase_verb {
public:
    erase_verb(const console_setup<Agent>& setup, const asked& typed, const screen& on)
        : setup_(setup), typed_(typed), on_(on) {}

    console_exit run() const {
        const answer<voter> who = operator_with_reason(typed_);
        if (!who) return on_.refuse(who.why());
        if (int(typed_.id.empty()) + int(typed_.before.empty()) + int(typed_.subject.empty()) != 2)
            return on_.misused("receipts erase", "which",
                               "name one receipt, or a day (--before 2026-01-31), or a person "
                               "(--subject ana@example.com)");
        const std::optional<instant> limit = day_in(typed_.before);
        if (!typed_.before.empty() && !limit)
            return on_.misused("receipts erase", typed_.before, "a day is like 2026-01-31");
        std::string id;
        if (!typed_.id.empty()) {
            const auto found = receipt_finder(typed_).find(typed_.id);
            if (!found) return on_.refuse(found.why());
            id = receipt_finder::id_of(found->text);
        }
        auto running = open_agent(setup_, typed_, "console");
        if (!running) return on_.refuse(running.why(), console_exit::no_state);
        auto& values = (*running)->state().values;
        const auto erased = !id.empty()                ? values.erase_receipt(id)
                            : !typed_.subject.empty() ? values.erase_subject(typed_.subject)
                                                      : values.erase_before(*limit);
        if (!erased) return on_.refuse(erased.why());
        if (erased->empty())
            return on_.refuse({reason::already_recorded, "receipts erase",
                               id + typed_.before + typed_.subject,
                               "the vault keeps no such value: nothing changed"});
        // A receipt holds 16 KiB: the list of what is gone may need several.
        constexpr std::size_t at_once = 100;
        for (std::size_t at = 0; at < erased->size(); at += at_once)
            if (const auto noted = note(**running, *who, *erased, at, at + at_once); !noted) {
                on_.note("the values ARE erased; only the receipt of it is missing");
                return on_.refuse(noted.why());
            }
        if (const auto gone = values.overwrite(); !gone) {
            on_.note("the values are erased and on record, but still stand in vault.db-wal: end "
                     "what reads the vault, and erase anything once more");
            return on_.refuse(gone.why());
        }
        return told(*erased);
    }

private:
    answer<done> note(embedded_agent<Agent>& running, const voter& who,
                      const std::vector<vault_record>& erased, std::size_t first,
                      std::size_t last) const {
        record::control_facts what{.op = "erase", .basis = typed_.basis, .reason = typed_.why};
        what.receipts.emplace();
        what.names.emplace();
        for (std::size_t i = first; i < erased.size() && i < last; ++i) {
            what.receipts->push_back(erased[i].receipt);
            what.names->push_back(erased[i].name);
        }
        return operator_desk(running, who).note(std::move(what), running.now());
    }

    console_exit told(const std::vector<vault_record>& erased) const {
        boost::json::array all;
        for (const vault_record& each : erased) {
            if (on_.is_json())
                all.push_back(boost::json::object{{"receipt", each.receipt}, {"name", each.name}});
            else on_.line("erased " + each.receipt + " " + each.name);
        }
        if (on_.is_json()) on_.json(boost::json::object{{"erased", std::move(all)}});
        else on_.line("the log and its proofs still verify; nobody can open these commitments");
        return console_exit::done;
    }

    const console_setup<Agent>& setup_;
    const asked& typed_;
    const screen& on_;
};

} // namespace bailiwick::detail
