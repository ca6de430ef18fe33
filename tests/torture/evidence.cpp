// SPDX-License-Identifier: BSL-1.0
#include "store.hpp"

// The torture list of evidence: S14 to S16; S19 and S20 are in torture_failing.cpp.
//
// S14 (f), an approval that is edited and sealed anew, is in held_to_the_log.cpp. S16's
// `doctor` and `receipts verify` are verbs of the console, and tested there.

using bench::code;
using bench::text_at;
using bench::value_of;

namespace {

// A log with two payments in it, closed and published, whose files a test then changes.
struct told : bench::state {
    std::string folder = place / "log";
    bw::verifier_key trusted = key();

    told() {
        for (const long long amount : {100, 200})
            BOOST_TEST(run(granted(bench::order(amount))) == "done");
        running.reset();
        again();
    }
    void again() const {
        bench::fs::remove_all(folder);
        bench::fs::copy(log(), folder, bench::fs::copy_options::recursive);
    }
    bw::verification judged() const { return bw::verify_log(folder, {&trusted, 1}); }
    bool is_valid() const { return judged().verdict == bw::log_verdict::valid; }

    std::vector<std::string> leaves() const {
        std::vector<std::string> all;
        const auto head = bench::head_of(bench::bytes_of(folder + "/checkpoint"));
        return value_of(bw::read_entries(
            folder, {bw::tile_id::entries, 0, static_cast<unsigned>(head.size)}));
    }
    // Another log of the same name with other receipts, under its own key or under the stolen one.
    void forge(const std::vector<std::string>& with, bool key_was_stolen) const {
        const std::string forged = place / "forged";
        for (const char* each : {"", ".key", ".vkey"})
            bench::fs::remove_all(forged + each);
        if (key_was_stolen)
            bench::fs::copy(log() + ".key", forged + ".key");
        {
            auto log = value_of(bw::receipt_log::open(
                forged, {.origin = "bank.example/teller/agent"}));
            for (const std::string& each : with)
                BOOST_TEST(log.append(each).is_done());
        }
        bench::fs::remove_all(folder);
        bench::fs::copy(forged, folder, bench::fs::copy_options::recursive);
    }
    void keep_the_old_head_beside() const {
        const std::string head = bench::bytes_of(log() + "/checkpoint");
        bench::write_bytes(
            folder + "/checkpoint." + std::to_string(bench::head_of(head).size), head);
    }
};

std::string replaced(std::string in, const std::string& what, const std::string& with) {
    const std::size_t at = in.find(what);
    return at == std::string::npos ? in : in.replace(at, what.size(), with);
}

} // namespace

BOOST_AUTO_TEST_SUITE(torture_evidence)

BOOST_FIXTURE_TEST_CASE(S14_an_edited_record_is_detected, told) {
    BOOST_TEST_REQUIRE(is_valid());
    const auto width = static_cast<unsigned>(leaves().size());
    const std::string bundle = folder + "/" + bw::path_of({bw::tile_id::entries, 0, width});
    const std::string bytes = bench::bytes_of(bundle);
    // (a) any byte of the records, (d) one word of a decision, a policy, an approver, a digest.
    for (std::size_t byte = 0; byte < bytes.size(); byte += 61) {
        std::string edited = bytes;
        edited[byte] = static_cast<char>(edited[byte] ^ 1);
        bench::write_bytes(bundle, edited);
        BOOST_TEST(!is_valid(), "byte " << byte);
    }
    const std::vector<std::pair<std::string, std::string>> edits{
        {"require_approval", "allow___________"}, {"matrix:approval", "matrix:automati"},
        {"alice@example.com", "carol@example.com"}, {"sha256:", "sha257:"}, {"\"c1:", "\"c2:"},
        {"granted", "denied_"}};
    for (const auto& [what, with] : edits) {
        BOOST_TEST_REQUIRE(bytes.find(what) != std::string::npos, what);
        bench::write_bytes(bundle, replaced(bytes, what, with));
        BOOST_TEST(!is_valid(), what);
    }
    bench::write_bytes(bundle, bytes);
    BOOST_TEST(is_valid());
}

BOOST_FIXTURE_TEST_CASE(S14_recomputed_hashes_are_not_signed, told) {
    // (b) under another key: whoever verifies has the right one from elsewhere.
    auto edited = leaves();
    for (std::string& each : edited)
        each = replaced(each, "alice@example.com", "carol@example.com");
    forge(edited, false);
    BOOST_TEST(!is_valid());
    // Under the stolen key it takes a head that was kept elsewhere; so it does for (g), two heads
    // of one size.
    forge(edited, true);
    BOOST_TEST(is_valid());
    keep_the_old_head_beside();
    BOOST_TEST(!is_valid());
}

BOOST_FIXTURE_TEST_CASE(S14_a_log_that_was_cut_is_detected_by_a_kept_head, told) {
    for (const std::size_t dropped : {1u, 3u, 9u}) {
        again();
        auto shorter = leaves();
        shorter.resize(shorter.size() - dropped);
        forge(shorter, true);
        keep_the_old_head_beside();
        BOOST_TEST(!is_valid(), "without the last " << dropped);
    }
}

BOOST_FIXTURE_TEST_CASE(S14_deleted_moved_or_doubled_records_are_detected, told) {
    const auto all = leaves();
    std::vector<std::vector<std::string>> variants(3, all);
    variants[0].erase(variants[0].begin() + 2);
    std::swap(variants[1][2], variants[1][3]);
    variants[2].insert(variants[2].begin() + 3, all[2]);
    for (const auto& each : variants) {
        forge(each, false);
        BOOST_TEST(!is_valid());
        // Under the stolen key the story still does not fit, or a kept head does not.
        forge(each, true);
        keep_the_old_head_beside();
        BOOST_TEST(!is_valid());
    }
}

BOOST_FIXTURE_TEST_CASE(S15_an_effect_before_the_pause_happens_once, bench::state) {
    // A run keeps a note, then asks for a payment; it goes on from the ticket, not from the start.
    auto first = session();
    BOOST_TEST(code(first.dispatch("note", R"({"about":"c","text":"asked"})")) == "done");
    const auto asked = first.dispatch("pay", bench::json_of(bench::order()));
    restart();
    value_of(by(teller::bob).grant(asked.ticket, "fine"));
    restart();
    BOOST_TEST(at.notes == 1);
    BOOST_TEST(run(asked.ticket) == "done");
    BOOST_TEST(run(asked.ticket) == "already_consumed");
    BOOST_TEST(at.notes == 1);
    BOOST_TEST(at.pays == 1);
    BOOST_TEST(at.paid[0].amount == 250); // from the stored proposal, no model is asked
    BOOST_TEST(count("/outcome/status", "ok") == 2);
}

BOOST_FIXTURE_TEST_CASE(S16_without_evidence_there_is_no_verdict_of_validity, told) {
    const auto nothing = bw::verify_log(place / "nowhere", {&trusted, 1});
    BOOST_TEST((nothing.verdict == bw::log_verdict::invalid));
    BOOST_TEST(!nothing.problems.empty());
    bench::fs::create_directory(place / "empty");
    BOOST_TEST((bw::verify_log(place / "empty", {&trusted, 1}).verdict ==
                bw::log_verdict::invalid));
    BOOST_TEST((bw::verify_log(folder, {}).verdict == bw::log_verdict::undecidable));
}

BOOST_AUTO_TEST_SUITE_END()
