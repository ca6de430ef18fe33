// SPDX-License-Identifier: BSL-1.0
#include "drive.hpp"

/// `receipts rotate-key`, `end-overlap` and `revoke-key`.

namespace {

using drive::has;

bool exists(const drive::place& desk, const std::string& name) {
    return std::filesystem::exists(desk.state + "/log/" + name);
}

} // namespace

BOOST_AUTO_TEST_SUITE(console_keys)

BOOST_AUTO_TEST_CASE(the_key_of_a_log_is_rotated_and_its_logs_still_verify) {
    drive::place desk;
    desk.ticket();
    for (const std::string log : {"agent", "console"}) {
        const auto turned = desk.by_ana({"receipts", "rotate-key", log, "--json"});
        BOOST_TEST_REQUIRE(turned.code == 0, turned.err);
        const std::string old = at_work::text_at(turned.json(), "/old");
        const std::string now = at_work::text_at(turned.json(), "/new");
        BOOST_TEST(old != now);
        BOOST_TEST(exists(desk, log + ".key.old"));
        const auto told = desk({"receipts", "list", "--log", log, "--type", "control"});
        BOOST_TEST(has(told.out, "key_rotate"), told.out);
        for (const std::string& key : {old, now}) {
            const auto verified =
                desk({"receipts", "verify", desk.state + "/log/" + log, "--key", key});
            BOOST_TEST(verified.code == 0, verified.out);
        }
        BOOST_TEST(desk.by_ana({"receipts", "rotate-key", log}).code == 3); // one at a time
        BOOST_TEST(has(desk({"doctor"}).out, log + ".key.old is there: two keys sign the log"));

        const auto ended = desk.by_ana({"receipts", "end-overlap", log});
        BOOST_TEST_REQUIRE(ended.code == 0, ended.err);
        BOOST_TEST(!exists(desk, log + ".key.old"));
        BOOST_TEST(has(ended.out, now), ended.out);
    }
    BOOST_TEST(!has(desk({"doctor"}).out, ".key."));
    std::ofstream(desk.state + "/log/agent.key.next") << "cut short";
    BOOST_TEST(has(desk({"doctor"}).out, "agent.key.next is there: a rotation was cut short"));
    std::filesystem::remove(desk.state + "/log/agent.key.next");
    desk.ticket("bea");
    BOOST_TEST(desk.by_ana({"pause"}).code == 0);
    BOOST_TEST(desk({"receipts", "verify"}).code == 0);
    BOOST_TEST(desk({"doctor"}).code == 0, desk({"doctor"}).out);
}

BOOST_AUTO_TEST_CASE(a_revoked_key_is_named_by_the_log_that_it_signed) {
    drive::place desk;
    desk.ticket();
    BOOST_TEST(desk.by_ana({"receipts", "rotate-key", "agent"}).code == 0);
    const std::string key = desk.state + "/log/agent.vkey.old";
    const auto current = desk.by_ana(
        {"receipts", "revoke-key", "agent", "--key", desk.state + "/log/agent.vkey"});
    BOOST_TEST(current.code == 3, current.err);
    const auto revoked = desk.by_ana({"receipts", "revoke-key", "agent", "--key", key});
    BOOST_TEST_REQUIRE(revoked.code == 0, revoked.err);
    BOOST_TEST(!exists(desk, "agent.key.old"));
    const auto verified = desk({"receipts", "verify", "--json"});
    BOOST_TEST(verified.code == 0);
    BOOST_TEST(has(verified.out, "is revoked: it is fine"), verified.out);
    // The key that is revoked says nothing any more of what came after.
    BOOST_TEST(desk({"receipts", "verify", desk.state + "/log/agent", "--key", key}).code == 5);
}

BOOST_AUTO_TEST_CASE(what_is_missing_or_wrong_is_said_before_anything_changes) {
    drive::place desk;
    BOOST_TEST(desk.by_ana({"receipts", "rotate-key", "agent"}).code == 4); // no state yet
    desk.ticket();
    const auto unknown = desk.by_ana({"receipts", "rotate-key", "agnt"});
    BOOST_TEST(unknown.code == 2, unknown.err);
    BOOST_TEST(has(unknown.err, "agent"), unknown.err);
    BOOST_TEST(desk({"receipts", "rotate-key", "agent", "--why", "x"}).code == 2);
    const std::string ana = "Ana Lind <ana@example.com>";
    BOOST_TEST(desk({"receipts", "rotate-key", "agent", "--as", ana}).code == 2);
    BOOST_TEST(desk({"receipts", "rotate-key"}).code == 2);
    BOOST_TEST(desk.by_ana({"receipts", "revoke-key", "agent", "--key", "nobody"}).code == 2);
    BOOST_TEST(desk.by_ana({"receipts", "end-overlap", "agent"}).code != 0);
    BOOST_TEST(!exists(desk, "agent.key.next"));
    const auto held = bw::receipt_log::open(desk.state + "/log/agent",
                                            {.origin = "example.com/desk/agent"});
    BOOST_TEST_REQUIRE(held.is_done());
    BOOST_TEST(desk.by_ana({"receipts", "rotate-key", "agent"}).code == 4); // it is written
    BOOST_TEST(!exists(desk, "agent.key.next"));
}

BOOST_AUTO_TEST_SUITE_END()
