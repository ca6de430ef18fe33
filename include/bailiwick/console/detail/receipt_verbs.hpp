// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/receipt_finder.hpp>
#include <bailiwick/packet/detail/disk.hpp>
#include <bailiwick/packet/files.hpp>

namespace bailiwick::detail {

/// `receipts list`, `show` and `prove`: over all logs of the state, without any lock.
class receipt_verbs {
public:
    receipt_verbs(const asked& typed, const screen& on) : typed_(typed), on_(on), finder_(typed) {}

    console_exit list() const {
        const auto found = finder_.newest();
        if (!found) return on_.refuse(found.why());
        boost::json::array all;
        table rows({"TIME", "PLACE", "TYPE", "WHAT", "RESULT", "BY", "ID"});
        for (const placed_receipt& each : *found) {
            const auto receipt = parse_strict(each.text);
            if (!receipt) continue;
            if (on_.is_json()) all.push_back(json(each, *receipt));
            else rows.row(row(each, *receipt));
        }
        if (on_.is_json()) on_.json(boost::json::object{{"receipts", std::move(all)}});
        else if (found->empty()) on_.line("no receipt fits");
        else rows.print(on_);
        return console_exit::done;
    }

    console_exit show() const {
        const auto found = finder_.find(typed_.id);
        if (!found) return on_.refuse(found.why());
        const auto receipt = parse_strict(found->text);
        if (!receipt)
            return on_.refuse({reason::head_mismatch, "receipts show", found->place(),
                               "it is no receipt: verify the log"});
        const auto values = disclosed(text_in(*receipt, "/id"));
        if (!values) return on_.refuse(values.why(), console_exit::no_state);
        boost::json::array opened;
        for (const vault_record& each : *values)
            opened.push_back(value_json(each, found->text));
        if (on_.is_json()) {
            boost::json::object told = json(*found, *receipt);
            told["values"] = std::move(opened);
            on_.json(told);
            return console_exit::done;
        }
        on_.line(found->place(), tint::strong);
        std::string text;
        packet::detail::put_indented(text, *receipt, 0);
        on_.bytes(plain(text, true) + "\n");
        for (const auto& each : opened) print_value(each);
        if (opened.empty())
            on_.line("the vault keeps no value of it: none was taken, or it was erased");
        return console_exit::done;
    }

    /// Writes what a stranger needs: the receipt's bytes and the proof that they are in the log.
    console_exit prove() const {
        const auto found = finder_.find(typed_.id);
        if (!found) return on_.refuse(found.why());
        auto proof = prove_receipt(finder_.folder_of_log(found->log), found->index);
        if (!proof) {
            refusal why = proof.why();
            why.hint += "; a log publishes every 256 receipts, and when its process ends";
            return on_.refuse(why);
        }
        const std::string name = typed_.out + "/" + found->log + "-" +
                                 std::to_string(found->index);
        const std::string leaf_file = name + ".receipt.json", proof_file = name + ".tlog-proof";
        auto kept = keep(leaf_file, found->text);
        if (kept) kept = keep(proof_file, text_of(*proof));
        if (!kept) return on_.refuse(kept.why(), console_exit::no_state);
        if (on_.is_json()) {
            on_.json(boost::json::object{{"place", found->place()},
                                         {"files", {leaf_file, proof_file}}});
            return console_exit::done;
        }
        on_.line(leaf_file);
        on_.line(proof_file);
        on_.line("anybody checks them with: " + typed_.program + " receipts verify --receipt " +
                 leaf_file + " --proof " + proof_file + " --key " + found->log + ".vkey");
        return console_exit::done;
    }

private:
    /// Writes a file into the folder of `--out`, which is made where it is missing.
    answer<done> keep(const std::string& path, const std::string& bytes) const {
        if (std::string fault = packet::detail::make_folders(typed_.out); !fault.empty())
            return refusal{reason::state_unavailable, "receipts prove", std::move(fault),
                           "name another folder: --out"};
        return replace_file(real_disk, path + ".new", path, bytes);
    }

    static boost::json::object json(const placed_receipt& placed,
                                    const boost::json::value& receipt) {
        return {{"log", placed.log}, {"index", placed.index}, {"receipt", receipt}};
    }

    static std::vector<table::cell> row(const placed_receipt& placed,
                                        const boost::json::value& receipt) {
        const std::string type = text_in(receipt, "/type");
        std::string what, result, by;
        tint as = tint::none;
        if (type == "intent") {
            what = text_in(receipt, "/action/tool");
            result = text_in(receipt, "/decision/effect");
            if (result == "deny") {
                result += " " + text_in(receipt, "/decision/reason");
                as = tint::warn;
            }
            by = text_in(receipt, "/decision/rule");
        } else if (type == "outcome") {
            result = text_in(receipt, "/outcome/status");
            if (result != "ok") as = tint::bad;
        } else if (type == "approval") {
            result = text_in(receipt, "/approval/state");
            by = text_in(receipt, "/approval/by");
        } else if (type == "escalation") {
            what = text_in(receipt, "/escalation/verb");
            result = text_in(receipt, "/escalation/to");
            by = text_in(receipt, "/escalation/by");
        } else {
            what = text_in(receipt, "/control/op");
            result = text_in(receipt, "/control/subject");
            by = text_in(receipt, "/control/by");
        }
        return {text_in(receipt, "/ts").substr(0, 19), placed.place(), type, what, {result, as},
                by, text_in(receipt, "/id")};
    }

    answer<std::vector<vault_record>> disclosed(const std::string& id) const {
        const std::string path = typed_.state + "/vault.db";
        if (!file_exists(path)) return std::vector<vault_record>{};
        const auto values = vault::open(path);
        if (!values) return values.why();
        return values->disclose(id);
    }

    boost::json::object value_json(const vault_record& each, const std::string& text) const {
        boost::json::object told{
            {"name", each.name},
            {"fits", text.find('"' + each.commitment() + '"') != std::string::npos}};
        if (!typed_.values) return told;
        const auto value = parse_strict(each.value, {.depth = 64, .bytes = 64u << 20});
        told["value"] = value ? *value : boost::json::value(each.value);
        told["salt"] = each.salt;
        return told;
    }

    void print_value(const boost::json::value& each) const {
        const bool fits = each.at("fits").as_bool();
        on_.line(text_in(each, "/name") + ": " +
                     (fits ? "kept in the vault, and fits the commitment"
                           : "in the vault is ANOTHER value than the receipt commits to"),
                 fits ? tint::none : tint::bad);
        if (!typed_.values) return on_.line("  --values shows it");
        std::string text;
        packet::detail::put_indented(text, each.at("value"), 0);
        on_.bytes(plain(text, true) + "\n");
    }

    const asked& typed_;
    const screen& on_;
    receipt_finder finder_;
};

} // namespace bailiwick::detail
