// SPDX-License-Identifier: BSL-1.0
#include "drive.hpp"

/// `receipts sweep` and `receipts prune`: what is kept no longer than the charter says.

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
