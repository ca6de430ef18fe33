// SPDX-License-Identifier: BSL-1.0
#include "workshop.hpp"

#include <bailiwick/tool/strict_json.hpp>

#include <boost/test/unit_test.hpp>

namespace {

using workshop::verify;
using workshop::words;

template <class Receipt> Receipt told(std::string act, long long n) {
    Receipt receipt;
    static_cast<bw::record::header&>(receipt) =
        *bw::read_receipt<bw::record::intent>(workshop::receipt(n));
    receipt.act = std::move(act);
    return receipt;
}

bw::record::intent asked(std::string act, long long n, bw::record::effect effect) {
    auto intent = *bw::read_receipt<bw::record::intent>(workshop::receipt(n));
    intent.act = std::move(act);
    intent.decision.effect = effect;
    return intent;
}

// What verification says of a log with these receipts.
class teller {
public:
    teller() : log_(*bw::receipt_log::open(here_ / "log", workshop::options())) {}

    template <class Receipt> void tell(const Receipt& receipt) {
        BOOST_TEST_REQUIRE(log_.append(*bw::leaf_text(receipt)).is_done());
    }
    void tell_text(std::string_view leaf) { BOOST_TEST_REQUIRE(log_.append(leaf).is_done()); }
    bw::verification result() {
        BOOST_TEST(log_.publish().is_done());
        return verify(here_ / "log");
    }

private:
    workshop::folder here_{};
    bw::receipt_log log_;
};

} // namespace

BOOST_AUTO_TEST_SUITE(receipt_verify)

BOOST_AUTO_TEST_CASE(the_golden_log_is_valid_with_its_key_and_undecidable_without) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const std::string golden = *data + "/golden-log/";
    const auto key = bw::read_verifier_key(workshop::slurp(golden + "keys/log.vkey"));
    const auto valid = bw::verify_log(golden + "log", {&*key, 1});
    BOOST_TEST((valid.verdict == bw::log_verdict::valid), words(valid));
    BOOST_TEST(valid.size == 9u);
    BOOST_TEST(bw::hex_of(valid.root) ==
               "c717c3337c7299e593728d04f111f3b042fdd4d693951084ce879bbbf407d085");
    BOOST_TEST(valid.open_intents == 5u);
    BOOST_TEST((bw::verify_log(golden + "log", {}).verdict == bw::log_verdict::undecidable));
    const auto witness = bw::read_verifier_key(workshop::slurp(golden + "keys/witness.vkey"));
    BOOST_TEST((bw::verify_log(golden + "log", {&*witness, 1}).verdict ==
                bw::log_verdict::undecidable));
}

BOOST_AUTO_TEST_CASE(the_golden_tamper_cases_are_judged_as_stated) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const workshop::folder here;
    const std::string golden = *data + "/golden-log";
    const auto cases = bw::parse_strict(workshop::slurp(golden + "/tamper-cases.json"));
    int count = 0;
    for (const auto& each : cases->get_object().at("cases").get_array()) {
        const auto& object = each.get_object();
        const auto text = [&](const char* name) {
            const auto* const found = object.if_contains(name);
            return found ? std::string(found->as_string().c_str()) : std::string();
        };
        const std::string id = text("id"), file = here / ("work/" + text("file"));
        workshop::fs::remove_all(here / "work");
        workshop::fs::copy(golden, here / "work", workshop::fs::copy_options::recursive);
        workshop::fs::permissions(here / "work", workshop::fs::perms::owner_all);
        for (const auto& entry : workshop::fs::recursive_directory_iterator(here / "work"))
            workshop::fs::permissions(entry.path(), workshop::fs::perms::owner_all);
        std::string bytes = text("file").empty() ? "" : workshop::slurp(file);
        if (object.contains("replace")) {
            const std::string from = object.at("replace").at(0).as_string().c_str();
            const std::string to = object.at("replace").at(1).as_string().c_str();
            BOOST_TEST_REQUIRE(bytes.find(from) != std::string::npos, id);
            bytes.replace(bytes.find(from), from.size(), to);
        }
        if (object.contains("xor")) {
            const auto at = object.at("xor").at(0).to_number<std::size_t>();
            bytes[at] = static_cast<char>(bytes[at] ^ object.at("xor").at(1).to_number<int>());
        }
        if (object.contains("content")) bytes = text("content");
        if (!text("file").empty()) workshop::spill(file, bytes);
        std::vector<bw::verifier_key> keys{*bw::read_verifier_key(
            object.contains("vkey") ? text("vkey")
                                    : workshop::slurp(here / "work/keys/log.vkey"))};
        keys.push_back(*bw::read_verifier_key(workshop::slurp(here / "work/keys/witness.vkey")));
        const auto log = bw::verify_log(here / "work/log", keys);
        const auto proof = bw::verify_receipt(workshop::slurp(here / "work/receipt-1.json"),
                                              workshop::slurp(here / "work/receipt-1.tlog-proof"),
                                              keys);
        const auto expects = [&](std::string_view check) {
            for (const auto& one : object.at("expect").get_array())
                if (std::string_view(one.as_string().c_str()) == check) return true;
            return false;
        };
        const bool log_fails = expects("checkpoint-signature") || expects("cosignature") ||
                               expects("tile-root") || expects("entry-tile");
        const auto expected = expects("undecidable") ? bw::log_verdict::undecidable
                              : log_fails            ? bw::log_verdict::invalid
                                                     : bw::log_verdict::valid;
        BOOST_TEST((log.verdict == expected), id << ": " << words(log));
        const auto proof_expected = expects("undecidable") ? bw::log_verdict::undecidable
                                    : expects("inclusion") ? bw::log_verdict::invalid
                                                           : bw::log_verdict::valid;
        BOOST_TEST((proof.verdict == proof_expected), id << ": " << words(proof));
        bool root_differs = false, entry_differs = false;
        for (const bw::finding& one : log.problems) {
            root_differs |= one.where == "checkpoint" && one.what.find("root") != std::string::npos;
            entry_differs |= one.where.starts_with("receipt ");
        }
        BOOST_TEST(entry_differs == expects("entry-tile"), id << ": " << words(log));
        if (id != "checkpoint-size")
            BOOST_TEST(root_differs == expects("tile-root"), id << ": " << words(log));
        ++count;
    }
    BOOST_TEST(count == 12);
}

BOOST_AUTO_TEST_CASE(the_tiles_of_another_implementation_rebuild_to_its_roots) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const std::string log = *data + "/tessera-log/testdata/log";
    const auto key = bw::read_verifier_key(
        "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");
    for (unsigned size = 0; size <= 15; ++size) {
        const auto note = workshop::slurp(log + "/checkpoint." + std::to_string(size));
        const auto opened = bw::open_note(note, {&*key, 1});
        BOOST_TEST_REQUIRE(opened.is_done(), "size " << size);
        const auto head = bw::read_checkpoint(opened->text);
        BOOST_TEST_REQUIRE(head.has_value());
        BOOST_TEST(head->size == size);
        bw::tile_nodes nodes(log, size);
        const auto node = [&](unsigned level, unsigned long long at) { return nodes(level, at); };
        BOOST_TEST((bw::tree_root(size, node) == head->root));
        const auto edge = bw::detail::tree_edge::read(log, size);
        BOOST_TEST_REQUIRE(edge.is_done());
        BOOST_TEST((edge->frontier().root() == head->root));
    }
}

BOOST_AUTO_TEST_CASE(any_changed_byte_of_any_file_is_noticed) {
    const workshop::folder here;
    {
        auto log = bw::receipt_log::open(here / "live", workshop::options(100, 12288));
        for (int n = 0; n < 3; ++n) {
            BOOST_TEST(log->append(workshop::receipt(n)).is_done());
            if (n == 1) BOOST_TEST(log->publish().is_done());
        }
        workshop::copy(here / "live", here / "work"); // one receipt is in the journal only
    }
    const std::string path = here / "work";
    BOOST_TEST_REQUIRE((verify(path).verdict == bw::log_verdict::valid), words(verify(path)));
    int files = 0, bytes = 0, unnoticed = 0;
    for (const auto& file : workshop::fs::recursive_directory_iterator(path)) {
        const std::string name = file.path();
        if (!file.is_regular_file() || name.find("/spare-") != std::string::npos) continue;
        const std::string whole = workshop::slurp(name);
        ++files;
        const bool all = workshop::rounds(0, 1) == 1;
        for (std::size_t at = 0; at < whole.size(); ++at) {
            // What lies behind the frames, and the stamps of their padding, is no part of the log.
            if (name.ends_with(".jnl") && (at >= 4096 || (at > 1024 && at % 512 >= 508))) continue;
            if (!all && whole[at] == '\0' && at % 64 != 0 && at % 4096 > 1200) continue;
            const char changed = static_cast<char>(whole[at] ^ (1 << at % 8));
            workshop::overwrite(name, at, {&changed, 1});
            const bool noticed = verify(path).verdict != bw::log_verdict::valid;
            if (!noticed) BOOST_TEST_MESSAGE(name << " byte " << at);
            unnoticed += !noticed;
            workshop::overwrite(name, at, whole.substr(at, 1));
            ++bytes;
        }
        workshop::spill(name, whole + '\0');
        BOOST_TEST((verify(path).verdict != bw::log_verdict::valid), name << " longer");
        if (!whole.empty()) {
            workshop::spill(name, whole.substr(0, whole.size() - 1));
            BOOST_TEST((verify(path).verdict != bw::log_verdict::valid), name << " shorter");
        }
        workshop::spill(name, whole);
    }
    BOOST_TEST(files == 6);
    BOOST_TEST(bytes > 2500);
    BOOST_TEST(unnoticed == 0);
    BOOST_TEST((verify(path).verdict == bw::log_verdict::valid));
}

BOOST_AUTO_TEST_CASE(a_kept_checkpoint_says_up_to_where_the_log_is_complete) {
    const workshop::folder here;
    const std::string path = here / "log";
    std::vector<std::string> kept;
    {
        auto log = *bw::receipt_log::open(path, workshop::options(100));
        for (int n = 0; n < 9; ++n) {
            if (n == 3 || n == 7) kept.push_back(log.checkpoint());
            BOOST_TEST(log.append(workshop::receipt(n)).is_done());
            if (n == 4) BOOST_TEST(log.publish().is_done());
            if (n == 5) workshop::copy(path, here / "cut"); // as it was with six receipts
        }
        workshop::copy(path, here / "live"); // four receipts are in the journal only
    }
    const auto verified = [&](const std::string& folder, const std::vector<std::string>& heads) {
        const bw::verifier_key key = workshop::key_of(folder);
        return bw::verify_log(folder, {&key, 1}, heads);
    };
    for (const std::string& folder : {path, here / "live"}) {
        BOOST_TEST(words(verified(folder, kept)) == "valid");
        BOOST_TEST(verified(folder, kept).complete_up_to == 7u);
        BOOST_TEST(verified(folder, {}).complete_up_to == 0u);
        BOOST_TEST(verified(folder, {kept[0]}).complete_up_to == 3u);
    }
    // Without the kept checkpoint nobody sees that the end is missing; with it everybody does.
    BOOST_TEST(words(verified(here / "cut", {kept[0]})) == "valid");
    const auto cut = verified(here / "cut", kept);
    BOOST_TEST((cut.verdict == bw::log_verdict::invalid));
    BOOST_TEST(words(cut).find("cut off its end") != std::string::npos, words(cut));

    // A log that was written anew by who has its key: whole in itself, and another.
    {
        workshop::fs::remove_all(path);
        auto log = *bw::receipt_log::open(path, workshop::options(100));
        for (int n = 10; n < 19; ++n) BOOST_TEST(log.append(workshop::receipt(n)).is_done());
    }
    BOOST_TEST(words(verified(path, {})).starts_with("valid"));
    BOOST_TEST(words(verified(path, kept)).find("its root is not that of the log") !=
               std::string::npos);

    // One that no trusted key has signed binds nobody; one of another log is passed over.
    const auto stranger = *bw::note_signer::of_seed("agents.example/workshop", std::string(32, 'z'));
    const auto head = *bw::read_checkpoint(bw::read_note(kept[0])->text);
    const auto loose = verified(here / "live", {stranger.note(bw::text_of(head))});
    BOOST_TEST(words(loose) == "valid");
    BOOST_TEST(loose.complete_up_to == 0u);
    BOOST_TEST(loose.notes.back().what.find("no trusted key") != std::string::npos);
    const auto other = *bw::note_signer::of_seed("agents.example/other", std::string(32, 'z'));
    BOOST_TEST(words(verified(here / "live", {other.note(bw::text_of(bw::checkpoint{
                         "agents.example/other", 99, head.root}))})) == "valid");
    BOOST_TEST((verified(here / "live", {"no note"}).verdict == bw::log_verdict::invalid));
}

BOOST_AUTO_TEST_CASE(files_too_many_or_too_few_are_noticed) {
    const workshop::folder here;
    const std::string path = here / "log";
    {
        auto log = bw::receipt_log::open(path, workshop::options(100, 1 << 20));
        for (int n = 0; n < 300; ++n) BOOST_TEST(log->append(workshop::receipt(n)).is_done());
    }
    BOOST_TEST_REQUIRE((verify(path).verdict == bw::log_verdict::valid), words(verify(path)));
    BOOST_TEST(!workshop::fs::exists(path + "/tile/0/000.p")); // the full tile took its place
    std::vector<std::string> files;
    for (const auto& file : workshop::fs::recursive_directory_iterator(path + "/tile"))
        if (file.is_regular_file()) files.push_back(file.path());
    for (const std::string& each : files) {
        workshop::fs::rename(each, here / "kept");
        const auto result = verify(path);
        // Older partial tiles may go; those of the checkpoint may not.
        const bool needed = each.find(".p/") == std::string::npos || each.ends_with("/44") ||
                            each.ends_with("/1.p/1") || each.ends_with("000.p/1");
        BOOST_TEST((result.verdict == (needed ? bw::log_verdict::invalid : bw::log_verdict::valid)),
                   each << ": " << words(result));
        workshop::fs::rename(here / "kept", each);
    }
    for (const char* each : {"tile/0/002", "tile/0/001.p/45", "tile/0/1", "tile/0/001.p/0",
                             "tile/0/001.p/44.tmp", "tile/entries/001.p/45", "tile/2/000.p/1",
                             "tile/9/000", "tile/note", "tile/0/x000/001.p/44"}) {
        const std::string name = path + "/" + each;
        workshop::fs::create_directories(workshop::fs::path(name).parent_path());
        workshop::spill(name, "x");
        const auto result = verify(path);
        BOOST_TEST((result.verdict == bw::log_verdict::invalid), each);
        workshop::fs::remove(name);
    }
    workshop::fs::copy_file(path + "/checkpoint", path + "/checkpoint.300");
    BOOST_TEST((verify(path).verdict == bw::log_verdict::valid), words(verify(path)));
    workshop::overwrite(path + "/checkpoint.300", 40, "A");
    BOOST_TEST((verify(path).verdict == bw::log_verdict::invalid));
    workshop::fs::remove(path + "/checkpoint.300");
    workshop::fs::remove_all(path + "/.state"); // a copy of the static files is a log as well
    BOOST_TEST((verify(path).verdict == bw::log_verdict::valid), words(verify(path)));
    BOOST_TEST((bw::verify_log(here / "nothing", {}).verdict == bw::log_verdict::invalid));
}

BOOST_AUTO_TEST_CASE(a_key_that_lies_beside_a_forged_log_proves_nothing) {
    const workshop::folder here;
    BOOST_TEST(bw::receipt_log::open(here / "real", workshop::options())->append("x").is_done());
    BOOST_TEST(bw::receipt_log::open(here / "forged", workshop::options())->append("x").is_done());
    const bw::verifier_key real = workshop::key_of(here / "real");
    BOOST_TEST((bw::verify_log(here / "forged", {&real, 1}).verdict != bw::log_verdict::valid));
}

BOOST_AUTO_TEST_CASE(leaves_that_are_no_receipts_make_a_log_invalid) {
    teller log;
    log.tell_text(workshop::receipt(0));
    BOOST_TEST((log.result().verdict == bw::log_verdict::valid));
    log.tell_text("{\"type\":\"rumour\",\"v\":1}");
    const auto result = log.result();
    BOOST_TEST((result.verdict == bw::log_verdict::invalid));
    BOOST_TEST(result.problems.at(0).where == "receipt 1");
}

BOOST_AUTO_TEST_CASE(what_the_receipts_tell_is_followed) {
    namespace rec = bw::record;
    teller log;
    log.tell(asked("a", 0, rec::effect::allow));
    log.tell(asked("b", 1, rec::effect::require_approval));
    log.tell(asked("c", 2, rec::effect::deny));
    auto result = log.result();
    BOOST_TEST((result.verdict == bw::log_verdict::valid), words(result));
    BOOST_TEST(result.open_intents == 1u);
    BOOST_TEST(result.waiting == 1u);
    auto done = told<rec::outcome>("a", 3);
    done.outcome.status = rec::status::ok;
    log.tell(done);
    auto granted = told<rec::approval>("b", 4);
    granted.approval.state = rec::approval_state::granted;
    granted.approval.by = "op:1";
    granted.approval.at = granted.ts;
    log.tell(granted);
    result = log.result();
    BOOST_TEST(result.open_intents == 1u);
    BOOST_TEST(result.waiting == 0u);
    auto unsure = told<rec::outcome>("b", 5);
    log.tell(unsure); // indeterminate
    unsure.n = 6;
    unsure.outcome.status = rec::status::error;
    log.tell(unsure);
    result = log.result();
    BOOST_TEST((result.verdict == bw::log_verdict::valid), words(result));
    BOOST_TEST(result.open_intents + result.waiting == 0u);
    BOOST_TEST(result.notes.empty());
    granted.n = 9;
    granted.act = "never asked";
    log.tell(granted);
    result = log.result();
    BOOST_TEST((result.verdict == bw::log_verdict::invalid));
    BOOST_TEST(result.problems.at(0).where == "receipt 7");
    BOOST_TEST_REQUIRE(result.notes.size() == 1u); // n 7 and 8 were lost
    BOOST_TEST(result.notes[0].what.find("lost") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
