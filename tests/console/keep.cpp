// SPDX-License-Identifier: BSL-1.0
#include "drive.hpp"

/// `receipts sweep`, `receipts prune` and `tickets remove`: what is kept no longer.

namespace {

using drive::has;

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream from(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(from), {}};
}
bool stands_anywhere(const drive::place& desk, const std::string& text) {
    for (const auto& each : std::filesystem::recursive_directory_iterator(desk.state))
        if (each.is_regular_file() && !has(each.path().filename().string(), "tickets.db") &&
            has(bytes_of(each.path()), text))
            return true;
    return false;
}

} // namespace

BOOST_AUTO_TEST_SUITE(console_keep)

BOOST_AUTO_TEST_CASE(a_sweep_erases_what_its_class_of_data_keeps_no_longer) {
    drive::place desk;
    at_work::clock clock;
    desk.setup.process.clock = bw::time_source(clock);
    desk.ticket("planted-customer");
    BOOST_TEST(stands_anywhere(desk, "planted-customer"));
    const std::vector<std::string> sweep{"receipts", "sweep", "--as", "Ana Lind <ana@example.com>",
                                         "--json"};
    const auto early = desk(sweep);
    BOOST_TEST_REQUIRE(early.code == 0, early.err);
    BOOST_TEST(has(early.out, R"("erased":[])"), early.out);
    clock.move(bw::days(3000));
    const auto swept = desk(sweep);
    BOOST_TEST_REQUIRE(swept.code == 0, swept.err);
    BOOST_TEST(has(swept.out, "action.args"), swept.out);
    BOOST_TEST(!stands_anywhere(desk, "planted-customer"));
    const auto told = desk({"receipts", "list", "--log", "console", "--type", "control", "--json"});
    BOOST_TEST(at_work::text_at(told.json(), "/receipts/0/receipt/control/op") == "erase");
    BOOST_TEST(has(at_work::text_at(told.json(), "/receipts/0/receipt/control/basis"),
                   "retention P"), told.out);
    BOOST_TEST(desk({"receipts", "verify"}).code == 0);
    BOOST_TEST(desk({"receipts", "sweep"}).code == 2); // who?
}

BOOST_AUTO_TEST_CASE(tickets_that_are_over_are_removed_under_a_receipt) {
    drive::place desk;
    at_work::clock clock;
    desk.setup.process.clock = bw::time_source(clock);
    const std::string over = desk.ticket("planted-customer");
    clock.move(bw::seconds(1));
    const std::string open = desk.ticket("bea");
    const auto stands = [&](const std::string& text) {
        for (const auto& each : std::filesystem::directory_iterator(desk.state))
            if (has(each.path().filename().string(), "tickets.db") &&
                has(bytes_of(each.path()), text))
                return true;
        return false;
    };
    BOOST_TEST_REQUIRE(desk.by_ana({"tickets", "deny", over}).code == 0);
    BOOST_TEST(stands("planted-customer"));
    const std::vector<std::string> remove{"tickets", "remove", "--before", "2999-01-01", "--json"};
    BOOST_TEST(desk(remove).code == 2); // who, and why?
    BOOST_TEST(desk.by_ana({"tickets", "remove"}).code == 2);
    BOOST_TEST(desk.by_ana({"tickets", "remove", "--before", "tomorrow"}).code == 2);
    const auto early = desk.by_ana({"tickets", "remove", "--before", "2001-01-01", "--json"});
    BOOST_TEST_REQUIRE(early.code == 0, early.err);
    BOOST_TEST(has(early.out, R"("tickets":0)"), early.out);
    clock.move(bw::seconds(1));
    const auto removed = desk.by_ana(remove);
    BOOST_TEST_REQUIRE(removed.code == 0, removed.err);
    BOOST_TEST(has(removed.out, R"("tickets":1)"), removed.out);
    BOOST_TEST(!stands("planted-customer"));
    BOOST_TEST(has(desk({"tickets", "show", over}).err, "unknown_request"));
    BOOST_TEST(desk({"tickets", "show", open}).code == 0);
    const auto told = desk({"receipts", "list", "--log", "console", "--type", "control", "--json"});
    BOOST_TEST(at_work::text_at(told.json(), "/receipts/1/receipt/control/basis") ==
               "closed before 2999-01-01T00:00:00.000000Z");
    BOOST_TEST(desk({"receipts", "verify"}).code == 0);
    BOOST_TEST(has(desk({"receipts", "list", "--ticket", over}).out, "denied"));
}

BOOST_AUTO_TEST_CASE(doctor_tells_of_messages_that_reached_nobody) {
    drive::place desk;
    desk.ticket();
    BOOST_TEST(!has(desk({"doctor"}).out, "notify"));
    {
        auto store = bw::sqlite_store::open(desk.state + "/tickets.db");
        BOOST_TEST_REQUIRE(store.is_done());
        BOOST_TEST(store->put_mark({"undelivered:pager",
                                    R"({"count":2,"last":"01J.1","event":"waiting","reason":)"
                                    R"("upstream_failed","hint":"status 400","at":"now"})"})
                       .is_done());
    }
    const auto told = desk({"doctor"});
    BOOST_TEST(told.code == 0);
    for (const char* part : {"pager has given up 2 messages", "upstream_failed", "status 400"})
        BOOST_TEST(has(told.out, part), part);
}

BOOST_AUTO_TEST_CASE(a_pruned_log_is_told_by_every_verb_that_reads_it) {
    drive::place desk;
    at_work::clock clock;
    desk.setup.process.clock = bw::time_source(clock);
    desk.ticket();
    bw::record::control control;
    const auto fill = [&](unsigned long long size) {
        auto log = bw::receipt_log::open(desk.state + "/log/agent", {});
        BOOST_TEST_REQUIRE(log.is_done());
        for (; log->size() < size; ++control.n)
            BOOST_TEST_REQUIRE(log->append(*bw::leaf_text(control)).is_done());
    };
    const auto tell = [&](auto one) {
        static_cast<bw::record::header&>(one) = control;
        one.act = "by-hand";
        ++control.n;
        auto log = bw::receipt_log::open(desk.state + "/log/agent", {});
        BOOST_TEST_REQUIRE(log->append(*bw::leaf_text(one)).is_done());
    };
    control.id = control.session = bw::receipt_id(clock());
    control.ts = clock();
    control.agent = {"desk", "1", "sha256:00"};
    control.manifest = "sha256:11";
    control.control.op = "pause";
    fill(300);
    bw::record::intent intent;
    intent.principal = {"service", "svc:desk", {}, {}};
    intent.decision = {bw::record::effect::allow, "matrix:automatic", "sha256:22", {}, {}};
    intent.action.tool = "lookup";
    intent.trigger.ref = "mail:1";
    tell(intent);
    fill(600);
    const auto prune = [&](const std::string& day) {
        return desk.by_ana({"receipts", "prune", "--before", day, "--log", "agent"});
    };
    const std::string after = bw::text_of(clock() + bw::days(1)).substr(0, 10);
    const auto young = prune(after);
    BOOST_TEST(young.code == 3, young.err);
    BOOST_TEST(has(young.err, "decision_not_allowed"), young.err);
    BOOST_TEST(prune("yesterday").code == 2);
    clock.move(bw::days(3000));
    const auto half = prune(after);
    BOOST_TEST_REQUIRE(half.code == 0, half.err);
    BOOST_TEST(has(half.out, "agent is pruned below 256"), half.out);
    BOOST_TEST(has(half.out, "action by-hand is not over"), half.out);
    bw::record::outcome outcome;
    outcome.outcome.status = bw::record::status::ok;
    tell(outcome);
    const auto pruned = prune(after);
    BOOST_TEST_REQUIRE(pruned.code == 0, pruned.err);
    BOOST_TEST(has(pruned.out, "agent is pruned below 512"), pruned.out);
    const auto verified = desk({"receipts", "verify"});
    BOOST_TEST(verified.code == 0, verified.out);
    BOOST_TEST(has(verified.out, "pruned below 512"), verified.out);
    BOOST_TEST(has(verified.out, "retention P"), verified.out);
    const auto gone = desk({"receipts", "show", "agent/17"});
    BOOST_TEST(gone.code != 0);
    BOOST_TEST(has(gone.err, "pruned below 512"), gone.err);
    BOOST_TEST(desk({"receipts", "show", "agent/599"}).code == 0);
    const auto list = desk({"receipts", "list", "--log", "agent", "--limit", "5", "--json"});
    BOOST_TEST(list.json().at("receipts").as_array().size() == 5u);
    BOOST_TEST(desk({"doctor"}).code == 0, desk({"doctor"}).out);
    BOOST_TEST(prune(after).code == 3); // nothing more
    desk.ticket("bea");                 // and the agent goes on
    BOOST_TEST(desk({"receipts", "verify"}).code == 0);
}

BOOST_AUTO_TEST_SUITE_END()
