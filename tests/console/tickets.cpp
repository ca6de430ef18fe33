// SPDX-License-Identifier: BSL-1.0
#include "drive.hpp"

// Decisions about tickets, by the right and the wrong people, as they are typed.

using drive::has;

BOOST_AUTO_TEST_SUITE(console_tickets)

BOOST_AUTO_TEST_CASE(a_ticket_is_listed_shown_granted_and_run_once) {
    drive::place desk;
    const std::string id = desk.ticket();
    const auto list = desk({"tickets", "list"});
    BOOST_TEST(list.code == 0);
    BOOST_TEST(has(list.out, id));
    BOOST_TEST(!has(list.out, "\033"));
    const auto shown = desk({"tickets", "show", id.substr(0, 20)});
    BOOST_TEST(shown.code == 0);
    for (const char* part : {"send_mail", "customer (critical)", "| Hello.", "| Bye.", "leads",
                             "in 3 h 59 min", "the customer asked for an answer", "Ana Lind",
                             "A customer", "0 of 1 approval; 1 more is needed", "open → waiting",
                             "tickets grant"})
        BOOST_TEST(has(shown.out, part), part);
    const auto granted = desk.by_ana({"tickets", "grant", id});
    BOOST_TEST(granted.code == 0);
    BOOST_TEST(has(granted.out, "desk --state " + desk.state + " tickets run " + id +
                                    " --as \"Ana Lind <ana@example.com>\""),
               granted.out);
    BOOST_TEST(desk.by_ana({"tickets", "run", id}).code == 0);
    BOOST_TEST(at_work::mails == 1);
    const auto again = desk.by_ana({"tickets", "run", id});
    BOOST_TEST(again.code == 3);
    BOOST_TEST(has(again.err, "already_consumed"));
    BOOST_TEST(at_work::mails == 1);
    BOOST_TEST(desk({"receipts", "verify"}).code == 0);
    BOOST_TEST(has(desk({"tickets", "list"}).out, "nothing waits"));
    BOOST_TEST(has(desk({"tickets", "list", "--all"}).out, "done"));
    const auto over = desk({"tickets", "show", id}).out;
    BOOST_TEST(has(over, "1 of 1 approval: Ana Lind\n"));
    BOOST_TEST(has(over, " 1 time\n"));
    BOOST_TEST(!has(over, "decide by"));
}

BOOST_AUTO_TEST_CASE(filters_that_name_nothing_are_refused_with_what_there_is) {
    drive::place desk;
    desk.ticket();
    const auto state = desk({"tickets", "list", "--in", "waitin"});
    BOOST_TEST(state.code == 2);
    BOOST_TEST(has(state.err, "there are: waiting, "));
    const auto queue = desk({"tickets", "list", "--queue", "leeds"});
    BOOST_TEST(queue.code == 2);
    BOOST_TEST(has(queue.err, "there are: leads"));
    BOOST_TEST(desk({"tickets", "list", "--queue", "leads"}).code == 0);
    const auto none = desk({"tickets", "list", "--in", "done"});
    BOOST_TEST(none.code == 0);
    BOOST_TEST(has(none.out, "no ticket fits"));
}

BOOST_AUTO_TEST_CASE(json_is_strict_json) {
    drive::place desk;
    const std::string id = desk.ticket();
    const auto shown = desk({"tickets", "show", id, "--json"}).json();
    BOOST_TEST(at_work::text_at(shown, "/stands") == "waiting");
    BOOST_TEST(at_work::text_at(shown, "/id") == id);
    BOOST_TEST(shown.at("next").as_array().size() == 2u);
    BOOST_TEST(at_work::text_at(desk.by_ana({"tickets", "grant", id, "--json"}).json(),
                                "/state") == "granted");
    BOOST_TEST(at_work::text_at(desk.by_ana({"tickets", "run", id, "--json"}).json(),
                                "/result/ok") == "true");
    const auto refused = desk.by_ana({"tickets", "run", id, "--json"});
    const auto why = bw::parse_strict(refused.err);
    BOOST_TEST_REQUIRE(static_cast<bool>(why));
    BOOST_TEST(at_work::text_at(*why, "/refused/reason") == "already_consumed");
    BOOST_TEST(at_work::text_at(*why, "/refused/exit") == "3");
    BOOST_TEST(refused.out.empty());
}

BOOST_AUTO_TEST_CASE(an_ambiguous_or_unknown_id_names_the_candidates) {
    drive::place desk;
    const std::string first = desk.ticket("ann"), second = desk.ticket("bob");
    const auto both = desk({"tickets", "show", "01"});
    BOOST_TEST(both.code == 2);
    BOOST_TEST(has(both.err, first));
    BOOST_TEST(has(both.err, second));
    const auto none = desk({"tickets", "show", "7ZZZ"});
    BOOST_TEST(none.code == 2);
    BOOST_TEST(has(none.err, "no such ticket"));
    BOOST_TEST(has(none.err, second));
}

BOOST_AUTO_TEST_CASE(who_may_not_decide_is_refused) {
    drive::place desk;
    const std::string id = desk.ticket();
    const auto stranger = desk({"tickets", "grant", id, "--as", "Eve <eve@example.com>"});
    BOOST_TEST(stranger.code == 3);
    BOOST_TEST(has(stranger.err, "approver_not_authorized"));
    BOOST_TEST(has(stranger.err, "Eve <eve@example.com> is not listed in the queue leads; it lists "
                                 "Ana Lind <ana@example.com>, Ben Okoro <ben@example.com>"));
    for (const char* half : {"A. Lind <ana@example.com>", "Ana Lind <ana@elsewhere.org>"}) {
        const auto almost = desk({"tickets", "grant", id, "--as", half});
        BOOST_TEST(almost.code == 3);
        BOOST_TEST(has(almost.err, "it lists Ana Lind <ana@example.com>: type that"), half);
    }
    const auto closing =
        desk({"tickets", "cancel", id, "--as", "Eve <eve@example.com>", "--why", "let me"});
    BOOST_TEST(closing.code == 3);
    BOOST_TEST(has(closing.err, "it lists Ana Lind"));
    const auto requester =
        desk({"tickets", "grant", id, "--as", "A customer <customer@example.org>"});
    BOOST_TEST(requester.code == 3);
    BOOST_TEST(has(requester.err, "self_approval"));
    const auto nobody = desk({"tickets", "grant", id});
    BOOST_TEST(nobody.code == 2);
    BOOST_TEST(has(nobody.err, "BAILIWICK_OPERATOR"));
    BOOST_TEST(desk({"tickets", "grant", id, "--as", "Ana"}).code == 2);
    const auto no_reason = desk({"tickets", "deny", id, "--as", "Ana Lind <ana@example.com>"});
    BOOST_TEST(no_reason.code == 2);
    BOOST_TEST(desk({"tickets", "list", "--in", "waiting", "--json"}).json().at("tickets")
                   .as_array().size() == 1u);
}

BOOST_AUTO_TEST_CASE(the_operator_may_come_from_the_environment) {
    drive::place desk;
    const std::string id = desk.ticket();
    ::setenv("BAILIWICK_OPERATOR", "Ana Lind <ana@example.com>", 1);
    BOOST_TEST(desk({"tickets", "deny", id, "--why", "not today"}).code == 0);
    BOOST_TEST(has(desk({"tickets", "show", id}).out, "not today"));
    BOOST_TEST(desk({"tickets", "grant", id, "--why", "after all"}).code == 3);
}

BOOST_AUTO_TEST_CASE(a_printed_command_names_who_typed_and_is_safe_to_copy) {
    drive::place desk;
    const std::string id = desk.ticket();
    const std::string nobody = "--as \"Name <contact>\"";
    BOOST_TEST(has(desk({"tickets", "show", id}).out, nobody));
    BOOST_TEST(has(desk({"tickets", "show", id, "--as", "Ana <$(reboot)>"}).out, nobody));
    BOOST_TEST(has(desk({"tickets", "show", id, "--as", "Ben Okoro <ben@example.com>"}).out,
                   "tickets deny " + id + " --as \"Ben Okoro <ben@example.com>\" --why"));
    const auto copied = desk({"pause", "--as", "Name <contact>", "--why", "odd"});
    BOOST_TEST(copied.code == 2);
    BOOST_TEST(has(copied.err, "say who you are"));
}

BOOST_AUTO_TEST_CASE(a_ticket_can_be_cancelled_and_a_failed_one_is_told) {
    drive::place desk;
    const std::string id = desk.ticket();
    BOOST_TEST(desk.by_ana({"tickets", "cancel", id}).code == 0);
    const auto late = desk.by_ana({"tickets", "grant", id});
    BOOST_TEST(late.code == 3);
    BOOST_TEST(has(late.err, "cancelled"));
    const std::string other = desk.ticket();
    BOOST_TEST(desk.by_ana({"tickets", "grant", other}).code == 0);
    at_work::fail_next = 1;
    const auto failed = desk.by_ana({"tickets", "run", other});
    BOOST_TEST(failed.code == 1);
    BOOST_TEST(has(failed.err, "tool_failed"));
    BOOST_TEST(desk.by_ana({"tickets", "retry", other}).code == 3);
    BOOST_TEST(desk.by_ana({"tickets", "override", other}).code == 3);
}

BOOST_AUTO_TEST_CASE(an_uncertain_ticket_is_retried_or_overridden) {
    drive::place desk;
    for (const char* verb : {"retry", "override"}) {
        const std::string id = desk.ticket();
        BOOST_TEST(desk.by_ana({"tickets", "grant", id}).code == 0);
        {
            auto store = bw::sqlite_store::open(desk.state + "/tickets.db");
            BOOST_TEST_REQUIRE(store.is_done());
            bw::escalation_desk tickets(*store);
            const auto found = tickets.find(id);
            BOOST_TEST_REQUIRE(found.is_done());
            BOOST_TEST(tickets.start(id, {found->tool, found->arguments,
                                          found->declaration_digest}, bw::system_now())
                           .is_done());
        } // the process that ran it is gone
        BOOST_TEST(desk.by_ana({"tickets", "cancel", "7ZZ"}).code == 2);
        const auto shown = desk({"tickets", "show", id});
        BOOST_TEST(has(shown.out, "uncertain"));
        BOOST_TEST(has(shown.out, "receipts list --ticket " + id));
        BOOST_TEST(desk.by_ana({"tickets", verb, id}).code == 0);
    }
    BOOST_TEST(desk({"receipts", "verify"}).code == 0);
}

BOOST_AUTO_TEST_CASE(what_others_wrote_cannot_move_the_cursor) {
    drive::place desk;
    desk.setup.run = [](auto& agent, std::span<const std::string>) {
        bw::session run(agent, at_work::context());
        const auto came = run.dispatch(
            "send_mail", "{\"customer\":\"a\\u001b[2Jb\",\"body\":\"x\\u202Ey\\nvotes:\"}");
        return came.status == bw::dispatch_status::waiting ? 0 : 1;
    };
    const std::string id = desk.ticket();
    const auto shown = desk({"tickets", "show", id});
    BOOST_TEST(!has(shown.out, "\033"));
    BOOST_TEST(!has(shown.out, "\u202E"));
    BOOST_TEST(has(shown.out, "a\\x1B[2Jb"));
    BOOST_TEST(has(shown.out, "x\\u202Ey"));
    BOOST_TEST(has(shown.out, "| votes:"));
}

BOOST_AUTO_TEST_SUITE_END()
