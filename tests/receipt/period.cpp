// SPDX-License-Identifier: BSL-1.0
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using workshop::receipt;
using workshop::words;

bw::record::header said() {
    bw::record::header head;
    const bw::instant now{1'764'000'100'000'000};
    head.id = bw::receipt_id(now);
    head.session = bw::receipt_id(now);
    head.ts = now;
    head.agent = {"workshop", "1.0", "sha256:00"};
    head.manifest = "sha256:11";
    return head;
}

bw::log_options named(const std::string& origin) {
    auto options = workshop::options();
    options.origin = origin;
    return options;
}

std::string words(const bw::chain_verification& result) {
    std::string text(bw::word_of(result.verdict));
    for (const auto& each : result.problems) text += "; " + each.where + ": " + each.what;
    return text;
}

// Three periods of one log: q1, q2 and q3, with three receipts of their own in each.
struct year {
    year() {
        {
            auto log = bw::receipt_log::open(here / "q1", named("agents.example/q1"));
            for (int n = 0; n < 3; ++n) BOOST_TEST_REQUIRE(log->append(receipt(n)).is_done());
            keys.push_back(log->verifier());
        }
        go_on("q1", "q2");
        go_on("q2", "q3");
        for (const char* const each : {"q1", "q2", "q3"}) folders.push_back(here / each);
    }

    void go_on(const std::string& from, const std::string& to) {
        auto next = bw::continue_log(here / from, here / to, named("agents.example/" + to), said());
        BOOST_TEST_REQUIRE(next.is_done(), words(next));
        for (int n = 0; n < 3; ++n) BOOST_TEST_REQUIRE(next->append(receipt(n, to)).is_done());
        keys.push_back(next->verifier());
    }
    std::string verdict() const { return words(bw::verify_chain(folders, keys)); }

    workshop::folder here{};
    std::vector<std::string> folders{};
    std::vector<bw::verifier_key> keys{};
};

} // namespace

BOOST_AUTO_TEST_SUITE(receipt_period)

BOOST_AUTO_TEST_CASE(a_period_begins_with_the_last_checkpoint_of_the_one_before) {
    const year logs;
    const auto open = bw::receipt_log::open(logs.folders[1], workshop::options());
    BOOST_TEST(!open.is_done()); // under its own name only
    const auto log = bw::receipt_log::open(logs.folders[1], named("agents.example/q2"));
    BOOST_TEST_REQUIRE(log.is_done(), words(log));
    BOOST_TEST(log->size() == 4u);
    const auto first = bw::read_receipt<bw::record::control>(*log->read(0));
    BOOST_TEST_REQUIRE(first.is_done(), words(first));
    BOOST_TEST(first->control.op == "log_open");
    BOOST_TEST(first->control.origin == "agents.example/q2");
    BOOST_TEST(first->control.policy == "sha256:11");
    BOOST_TEST(first->control.previous == workshop::slurp(logs.folders[0] + "/checkpoint"));
    BOOST_TEST(first->control.previous.starts_with("agents.example/q1\n3\n"));
    BOOST_TEST(logs.verdict() == "valid");
}

BOOST_AUTO_TEST_CASE(a_chain_is_as_good_as_its_keys) {
    const year logs;
    for (std::size_t without = 0; without < 3; ++without) {
        auto keys = logs.keys;
        keys.erase(keys.begin() + static_cast<std::ptrdiff_t>(without));
        BOOST_TEST(words(bw::verify_chain(logs.folders, keys)) == "undecidable");
    }
    BOOST_TEST(words(bw::verify_chain(std::vector<std::string>{}, logs.keys)) == "undecidable");
    BOOST_TEST(words(bw::verify_chain(std::vector{logs.folders[1]}, logs.keys)) == "valid");
}

BOOST_AUTO_TEST_CASE(logs_that_do_not_follow_each_other_are_no_chain) {
    const year logs;
    const auto verdict = [&](std::vector<std::string> folders) {
        return words(bw::verify_chain(folders, logs.keys));
    };
    const auto& each = logs.folders;
    BOOST_TEST(verdict({each[0], each[2]}) ==
               "invalid; " + each[2] + ": continues another checkpoint than the last one of " +
                   each[0]);
    BOOST_TEST(verdict({each[1], each[0]}) ==
               "invalid; " + each[0] + ": does not say which log it continues");
    BOOST_TEST(verdict({each[1], each[2]}) == "valid");
}

BOOST_AUTO_TEST_CASE(what_is_written_into_a_closed_log_breaks_the_chain) {
    year logs;
    {
        auto log = bw::receipt_log::open(logs.folders[1], named("agents.example/q2"));
        BOOST_TEST(log->append(receipt(9)).is_done());
        // As a killed process leaves it: not even published.
        workshop::copy(logs.folders[1], logs.here / "late");
    }
    BOOST_TEST(logs.verdict() == "invalid; " + logs.folders[2] +
                                     ": continues another checkpoint than the last one of " +
                                     logs.folders[1]);
    logs.folders[1] = logs.here / "late";
    BOOST_TEST(logs.verdict() == "invalid; " + logs.folders[2] + ": " + logs.folders[1] +
                                     " has receipts that are not published");
}

BOOST_AUTO_TEST_CASE(a_log_that_does_not_hold_breaks_the_chain) {
    const year logs;
    workshop::overwrite(logs.folders[1] + "/tile/entries/000.p/4", 40, "\xAA");
    const auto result = bw::verify_chain(logs.folders, logs.keys);
    BOOST_TEST((result.verdict == bw::log_verdict::invalid));
    BOOST_TEST((result.logs[0].verdict == bw::log_verdict::valid));
    BOOST_TEST((result.logs[1].verdict == bw::log_verdict::invalid));
    BOOST_TEST((result.logs[2].verdict == bw::log_verdict::valid));
}

BOOST_AUTO_TEST_CASE(a_continuation_that_a_crash_cut_short_goes_on) {
    const year logs;
    const auto go_on = [&](const std::string& to, const std::string& origin) {
        return bw::continue_log(logs.folders[2], logs.here / to, named(origin), said());
    };
    {
        // The new log was made, and its first receipt was not.
        const auto empty = bw::receipt_log::open(logs.here / "q4", named("agents.example/q4"));
        BOOST_TEST(empty->size() == 0u);
    }
    BOOST_TEST(go_on("q4", "agents.example/q4")->size() == 1u);
    BOOST_TEST(go_on("q4", "agents.example/q4")->size() == 1u); // and once more, where it was
    auto folders = logs.folders;
    folders.push_back(logs.here / "q4");
    auto keys = logs.keys;
    keys.push_back(workshop::key_of(logs.here / "q4"));
    BOOST_TEST(words(bw::verify_chain(folders, keys)) == "valid");
}

BOOST_AUTO_TEST_CASE(a_continuation_is_refused_that_would_continue_nothing) {
    const year logs;
    const auto go_on = [&](const std::string& from, const std::string& to,
                           const std::string& origin) {
        return bw::continue_log(from, logs.here / to, named(origin), said());
    };
    const auto same = go_on(logs.folders[2], "q4", "agents.example/q3");
    BOOST_TEST((same.why().code == bw::reason::malformed_request));
    BOOST_TEST(!workshop::fs::exists(logs.here / "q4"));
    const auto taken = go_on(logs.folders[2], "q2", "agents.example/q2");
    BOOST_TEST((taken.why().code == bw::reason::decision_not_allowed));
    const auto held = bw::receipt_log::open(logs.folders[2], named("agents.example/q3"));
    BOOST_TEST((go_on(logs.folders[2], "q4", "agents.example/q4").why().code ==
                bw::reason::receipt_unavailable));
    const auto none = go_on(logs.here / "q9", "q4", "agents.example/q4");
    BOOST_TEST((none.why().code == bw::reason::receipt_unavailable));
    BOOST_TEST(bw::receipt_log::open(logs.here / "q8", named("agents.example/q8")).is_done());
    const auto empty = go_on(logs.here / "q8", "q4", "agents.example/q4");
    BOOST_TEST((empty.why().code == bw::reason::no_evidence));
}

BOOST_AUTO_TEST_CASE(periods_and_rotations_go_together) {
    year logs;
    bw::key_change change{.said = said(), .by = "ana@example.com", .reason = "yearly"};
    auto options = named("agents.example/q3");
    const auto turn = bw::rotate_key(logs.folders[2], options, change);
    BOOST_TEST_REQUIRE(turn.is_done(), words(turn));
    logs.go_on("q3", "q4");
    logs.folders.push_back(logs.here / "q4");
    BOOST_TEST(logs.verdict() == "valid"); // signed by both
    BOOST_TEST(workshop::slurp(logs.folders[2] + "/checkpoint").find("\n5\n") != std::string::npos);
    logs.keys.push_back(turn->now);
    BOOST_TEST(logs.verdict() == "valid");
}

BOOST_AUTO_TEST_SUITE_END()
