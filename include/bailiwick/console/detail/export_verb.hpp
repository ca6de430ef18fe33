// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/receipt_finder.hpp>
#include <bailiwick/evidence/cose_receipt.hpp>
#include <bailiwick/evidence/ocsf_chain.hpp>
#include <bailiwick/evidence/otlp_logs.hpp>
#include <bailiwick/evidence/otlp_traces.hpp>
#include <bailiwick/evidence/statement.hpp>
#include <bailiwick/packet/detail/disk.hpp>

#include <limits>

namespace bailiwick::detail {

/// `receipts export`: receipts as files in the forms that other programs read.
class export_verb {
public:
    export_verb(const asked& typed, const screen& on) : typed_(typed), on_(on) {
        everything_ = typed;
        everything_.limit = std::numeric_limits<std::size_t>::max();
        everything_.id.clear();
        everything_.type.clear();
    }

    console_exit run() {
        if (auto fault = fault_of_filter(typed_, "--format", typed_.format, formats()))
            return on_.refuse(*fault);
        if (typed_.all != typed_.id.empty())
            return on_.misused(typed_.verb, typed_.all ? "--all" : "ID",
                               "name one receipt, or take --all of them");
        const bool signs = typed_.format == "dsse" || typed_.format == "cose";
        if (!signs && !typed_.keys.empty())
            return on_.misused(typed_.verb, "--key", typed_.format + " is not signed");
        const auto chosen = choose();
        if (!chosen) return on_.refuse(chosen.why());
        if (const auto kept = write(*chosen); !kept) return on_.refuse(kept.why());
        return report(chosen->size() - unpublished_);
    }

private:
    using receipts = std::vector<placed_receipt>;

    static std::vector<std::string> formats() {
        return {"statement", "dsse", "cose", "otlp-logs", "otlp-traces", "ocsf"};
    }

    answer<receipts> choose() const {
        const receipt_finder finder(everything_);
        if (typed_.all) return finder.newest();
        auto one = finder.find(typed_.id);
        if (!one) return one.why();
        return receipts{*std::move(one)};
    }

    answer<done> write(const receipts& chosen) {
        const std::string& form = typed_.format;
        if (form == "statement" || form == "dsse" || form == "cose") return each_its_file(chosen);
        if (form == "ocsf") return write_ocsf(chosen);
        if (form == "otlp-traces") return write_traces(chosen);
        const auto placed = logged(chosen);
        if (!placed) return placed.why();
        return keep(name_for(chosen) + "otlp-logs.json", otlp_logs(*placed));
    }

    // A receipt of its own: the statement about it, signed or not, or the proof as a COSE receipt.
    answer<done> each_its_file(const receipts& chosen) {
        for (const placed_receipt& each : chosen) {
            const std::string name = each.log + "-" + std::to_string(each.index);
            const auto made = typed_.format == "statement" ? statement_text(each.text)
                              : typed_.format == "dsse"    ? signed_statement(each)
                                                           : cose(each);
            if (!made) return made.why();
            if (made->empty()) {
                ++unpublished_;
                continue;
            }
            const std::string ending = typed_.format == "cose"   ? ".cose"
                                       : typed_.format == "dsse" ? ".dsse.json"
                                                                 : ".statement.json";
            if (auto kept = keep(name + ending, *made); !kept) return kept;
        }
        return done{};
    }

    answer<std::string> signed_statement(const placed_receipt& each) const {
        if (typed_.keys.empty())
            return refusal{reason::malformed_request, typed_.verb, "--key",
                           "name the key that vouches for the statement, a file with mode 600: "
                           "openssl genpkey -algorithm ed25519 -out export.key"};
        const auto key = open_key_file(typed_.keys.front(), "export");
        return key ? sign_statement(each.text, *key) : answer<std::string>(key.why());
    }

    // Only the log's own key makes a COSE receipt, so its file is known unless it lies elsewhere.
    answer<std::string> cose(const placed_receipt& each) const {
        const std::string folder = receipt_finder(everything_).folder_of_log(each.log);
        const auto head = head_of_log(folder);
        if (!head) return head.why();
        if (typed_.all && each.index >= head->size) return std::string();
        const auto key = open_key_file(typed_.keys.empty() ? folder + ".key" : typed_.keys.front(),
                                       head->origin);
        if (!key) return key.why();
        auto proof = prove_receipt(folder, each.index);
        if (proof) return cose_inclusion_receipt(each.text, *proof, *key);
        refusal why = proof.why();
        why.hint += "; a log publishes every 256 receipts, and when its process ends";
        return why;
    }

    // An action is told by several receipts, of several logs: all of them are looked at.
    answer<done> write_traces(const receipts& chosen) {
        const receipt_finder finder(everything_);
        auto all = typed_.all ? answer<receipts>(chosen) : finder.newest();
        if (!all) return all.why();
        const std::string act = typed_.all ? "" : act_of(chosen.front());
        if (!typed_.all)
            std::erase_if(*all, [&](const placed_receipt& each) {
                return act.empty() || act_of(each) != act;
            });
        const auto placed = logged(*all);
        if (!placed) return placed.why();
        otlp_spans spans;
        for (const logged_receipt& each : *placed) spans.add(each);
        if (!typed_.all && spans.is_empty())
            return refusal{reason::no_evidence, typed_.verb, typed_.id,
                           "it belongs to no action that was carried out, so there is no span"};
        return keep(name_for(chosen) + "otlp-traces.json", spans.take());
    }

    // An event names the one before it, so a chain is made from the log's first receipt on.
    answer<done> write_ocsf(const receipts& chosen) {
        const receipt_finder finder(everything_);
        auto all = typed_.all ? answer<receipts>(chosen) : finder.newest();
        if (!all) return all.why();
        std::stable_sort(all->begin(), all->end(), [](const auto& left, const auto& right) {
            return left.log != right.log ? left.log < right.log : left.index < right.index;
        });
        const auto placed = logged(*all);
        if (!placed) return placed.why();
        std::map<std::string, std::pair<ocsf_chain, std::string>> logs;
        for (std::size_t at = 0; at < all->size(); ++at) {
            const placed_receipt& each = (*all)[at];
            auto& [chain, lines] = logs[each.log];
            const std::string event = chain.add((*placed)[at]);
            if (typed_.all || (each.log == chosen.front().log &&
                               each.index == chosen.front().index))
                lines += event + "\n";
        }
        for (const auto& [log, made] : logs) {
            if (made.second.empty()) continue;
            const std::string name = typed_.all ? log + "." : name_for(chosen);
            if (auto kept = keep(name + "ocsf.jsonl", made.second); !kept) return kept;
        }
        return done{};
    }

    answer<std::vector<logged_receipt>> logged(const receipts& chosen) const {
        std::map<std::string, std::string> origins;
        std::vector<logged_receipt> placed;
        for (const placed_receipt& each : chosen) {
            std::string& origin = origins[each.log];
            if (origin.empty()) {
                const auto head = head_of_log(receipt_finder(everything_).folder_of_log(each.log));
                if (!head) return head.why();
                origin = head->origin;
            }
            placed.push_back({origin, each.index, each.text});
        }
        return placed;
    }

    std::string name_for(const receipts& chosen) const {
        if (typed_.all) return {};
        return chosen.front().log + "-" + std::to_string(chosen.front().index) + ".";
    }
    static std::string act_of(const placed_receipt& each) {
        const auto receipt = parse_strict(each.text);
        return receipt ? text_in(*receipt, "/act") : std::string();
    }

    answer<done> keep(const std::string& name, const std::string& bytes) {
        const std::string path = typed_.out + "/" + name;
        const std::string fault = packet::detail::make_folders(typed_.out);
        if (!fault.empty())
            return refusal{reason::state_unavailable, typed_.verb, fault,
                           "name another folder: --out"};
        written_.push_back(path);
        return replace_file(real_disk, path + ".new", path, bytes);
    }

    console_exit report(std::size_t count) const {
        if (unpublished_ != 0)
            on_.note("left out, because not published yet: " + std::to_string(unpublished_) +
                     "; a log publishes every 256 receipts, and when its process ends");
        if (on_.is_json()) {
            boost::json::array files;
            for (const std::string& each : written_) files.emplace_back(each);
            on_.json(boost::json::object{
                {"format", typed_.format}, {"receipts", count}, {"files", std::move(files)}});
            return console_exit::done;
        }
        for (const std::string& each : written_) on_.line(each);
        if (written_.empty()) on_.line("no receipt fits");
        return console_exit::done;
    }

    const asked& typed_;
    const screen& on_;
    asked everything_{};
    std::vector<std::string> written_{};
    std::size_t unpublished_ = 0;
};

} // namespace bailiwick::detail
