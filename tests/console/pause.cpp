// SPDX-License-Identifier: BSL-1.0
#include "drive.hpp"

// The off switch at the console: who has stopped, the drill, and where both are told again.

using drive::has;

namespace {

/// Another opening of the agent beside the console's, as a process of the agent would have it.
auto opened(const drive::place& desk, const std::string& role, bool has_threads = true) {
    bw::credential_book book;
    at_work::fill(book);
    auto agent = drive::open_desk({.folder = desk.state,
                                   .origin = "example.com/desk",
                                   .role = role,
                                   .accounts = book,
                                   .has_threads = has_threads});
    BOOST_TEST_REQUIRE(agent.is_done());
    return *std::move(agent);
}

std::string own_pid() { return std::to_string(::getpid()); }

/// The clock of a machine on which so many days have passed.
struct later {
    bw::duration passed;
    bw::instant operator()() const { return bw::system_now() + passed; }
};

} // namespace

BOOST_AUTO_TEST_SUITE(console_pause)

BOOST_AUTO_TEST_CASE(a_pause_says_that_every_process_stopped) {
    drive::place desk;
    desk.ticket();
    BOOST_TEST(has(desk.by_ana({"pause"}).out, "  no other process has the agent open\n"));
    BOOST_TEST(desk.by_ana({"resume"}).code == 0);
    const auto one = opened(desk, "agent");
    {
        const auto two = opened(desk, "second");
        const auto both = desk.by_ana({"pause"});
        BOOST_TEST(both.code == 0, both.out << both.err);
        BOOST_TEST(has(both.out, "  all 2 processes stopped within 0."), both.out);
        BOOST_TEST(desk.by_ana({"resume"}).code == 0);
    }
    const auto alone = desk.by_ana({"pause", "--json"});
    BOOST_TEST(alone.code == 0);
    const auto json = alone.json();
    BOOST_TEST(at_work::text_at(json, "/is_on") == "true");
    BOOST_TEST(at_work::text_at(json, "/stop/in_time") == "true");
    BOOST_TEST(at_work::text_at(json, "/stop/bound_ms") == "1000");
    BOOST_TEST(at_work::text_at(json, "/stop/stopped/0/role") == "agent");
    BOOST_TEST(at_work::text_at(json, "/stop/stopped/0/pid") == own_pid());
    BOOST_TEST(at_work::text_at(json, "/stop/stopped/0/calls") == "0");
    BOOST_TEST(json.at("stop").at("silent").as_array().empty());
    BOOST_TEST(one->leases().is_stopped());
}

BOOST_AUTO_TEST_CASE(a_process_that_does_not_answer_is_named) {
    drive::place desk;
    desk.ticket();
    const auto quiet = opened(desk, "agent", false);
    const auto came = desk.by_ana({"pause"});
    BOOST_TEST(came.code == 1);
    BOOST_TEST(has(came.out, "paused by Ana Lind"));
    BOOST_TEST(has(came.out, "0 of 1 process stopped within 1.00 s; no word from:"), came.out);
    BOOST_TEST(has(came.out, "agent, pid " + own_pid() + " on "));
    BOOST_TEST(has(came.out, "(kill " + own_pid() + ")"));
    BOOST_TEST(desk.by_ana({"resume"}).code == 0);
    const auto json = desk.by_ana({"pause", "--json"});
    BOOST_TEST(json.code == 1);
    BOOST_TEST(at_work::text_at(json.json(), "/stop/in_time") == "false");
    BOOST_TEST(at_work::text_at(json.json(), "/stop/silent/0/role") == "agent");
    bw::session run(*quiet, at_work::context());
    BOOST_TEST((run.call<good::lookup>({"ann"}).why().code == bw::reason::paused));
    BOOST_TEST(desk.by_ana({"pause"}).code == 1); // a second turn of the switch asks anew
}

BOOST_AUTO_TEST_CASE(a_drill_pauses_measures_and_resumes) {
    drive::place desk;
    desk.ticket();
    BOOST_TEST(desk({"pause", "--drill", "--why", "quarter"}).code == 2);
    const auto alone = desk.by_ana({"pause", "--drill"});
    BOOST_TEST(alone.code == 1);
    BOOST_TEST(has(alone.err, "no_evidence: drill no other process has the agent open"));
    const auto one = opened(desk, "agent");
    const auto came = desk.by_ana({"pause", "--drill"});
    BOOST_TEST(came.code == 0, came.out << came.err);
    BOOST_TEST(has(came.out, "drill: the one other process stopped within 0."), came.out);
    BOOST_TEST(has(came.out, "  the agent goes on\n"));
    BOOST_TEST(desk.by_ana({"resume"}).code == 3); // nothing is paused
    const auto list = desk({"receipts", "list", "--type", "control", "--json"}).json();
    BOOST_TEST(at_work::text_at(list, "/receipts/0/receipt/control/op") == "pause_drill");
    BOOST_TEST(has(at_work::text_at(list, "/receipts/0/receipt/control/subject"),
                   "1 of 1 process in "));
    BOOST_TEST(desk.by_ana({"pause"}).code == 0);
    const auto during = desk.by_ana({"pause", "--drill"});
    BOOST_TEST(during.code == 3);
    BOOST_TEST(has(during.err, "paused: drill Ana Lind"));
}

BOOST_AUTO_TEST_CASE(a_drill_that_misses_its_bound_fails_and_is_told) {
    drive::place desk;
    desk.ticket();
    {
        const auto quiet = opened(desk, "agent", false);
        const auto came = desk.by_ana({"pause", "--drill", "--json"});
        BOOST_TEST(came.code == 1);
        BOOST_TEST(at_work::text_at(came.json(), "/drill/in_time") == "false");
        BOOST_TEST(at_work::text_at(came.json(), "/is_on") == "false");
    }
    BOOST_TEST(has(desk({"doctor"}).out, "not in time: 0 of 1 process in "));
    const std::string out = (desk.folder / "packet").string();
    BOOST_TEST(desk({"packet", "--out", out}).code == 0);
    std::ifstream page(out + "/packet.md");
    BOOST_TEST(has({std::istreambuf_iterator<char>(page), {}}, "NOT IN TIME"));
}

BOOST_AUTO_TEST_CASE(the_doctor_and_the_packet_tell_of_the_last_drill) {
    drive::place desk;
    const std::string out = (desk.folder / "packet").string();
    const auto packet = [&] {
        BOOST_TEST(desk({"packet", "--out", out}).code == 0);
        std::ifstream page(out + "/packet.md"), facts(out + "/operation.json");
        return std::pair(std::string(std::istreambuf_iterator<char>(page), {}),
                         std::string(std::istreambuf_iterator<char>(facts), {}));
    };
    BOOST_TEST(!has(packet().first, "last rehearsed")); // no state: not a word
    BOOST_TEST(!std::filesystem::exists(out + "/operation.json"));
    desk.ticket();
    BOOST_TEST(has(desk({"doctor"}).out, "the off switch was never rehearsed"));
    BOOST_TEST(has(packet().first, "not yet, as the state of this installation says"));
    BOOST_TEST(packet().second == "{\"drill\":null}\n");
    {
        const auto one = opened(desk, "agent");
        BOOST_TEST(desk.by_ana({"pause", "--drill"}).code == 0);
    }
    const auto doctor = desk({"doctor"});
    BOOST_TEST(has(doctor.out, "good  drill"), doctor.out);
    BOOST_TEST(has(doctor.out, "bound 1000 ms, by Ana Lind <ana@example.com> on 2"), doctor.out);
    const auto [page, facts] = packet();
    BOOST_TEST(has(page, "1 of 1 process in "), page);
    BOOST_TEST(!has(page, "OVERDUE"));
    const auto json = bw::parse_strict(facts);
    BOOST_TEST_REQUIRE(static_cast<bool>(json));
    BOOST_TEST(at_work::text_at(*json, "/drill/overdue") == "false");
    BOOST_TEST(at_work::text_at(*json, "/drill/by") == "Ana Lind <ana@example.com>");
    static constexpr later after_91_days{bw::days(91)};
    desk.setup.process.clock = bw::time_source(after_91_days);
    BOOST_TEST(has(desk({"doctor"}).out, "overdue: the last was 1 of 1 process in "));
    BOOST_TEST(desk({"doctor"}).code == 0);
}

BOOST_AUTO_TEST_SUITE_END()
