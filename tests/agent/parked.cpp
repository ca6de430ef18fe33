// SPDX-License-Identifier: BSL-1.0
#include "bench.hpp"
#include "child.hpp"

#include <bailiwick/agent/parked.hpp>
#include <bailiwick/agent/retention.hpp>

// Runs that rest in the store: other processes go on with them, one at a time, and the tool runs
// once whatever happens to those.

using bench::code;
using bench::value_of;

namespace {

constexpr bw::parked_end done = bw::parked_end::done, not_done = bw::parked_end::not_done;

struct parked : bench::state {
    const boost::json::value notes = {{"step", 3}, {"draft", "Grüße"}, {"big", 9007199254740991}};
    std::string id;

    /// A run asks for a payment, is parked, and its process ends.
    parked() {
        bw::run_context whole = bench::context();
        whole.operator_contact = "ops@example.com";
        whole.subject = "customer-9";
        auto run = bw::session(*running, whole);
        run.spend(7);
        const bw::dispatched came = run.dispatch("pay", bench::json_of(bench::order()));
        BOOST_TEST_REQUIRE(code(came) == "waiting");
        id = came.ticket;
        BOOST_TEST(bench::words(bw::park(run, id, notes)) == "done");
        restart();
    }
    void decide() { value_of(by(teller::alice).grant(id, "fine")); }

    template <class Callback> bw::parked_report resume(const Callback& callback) {
        return value_of(bw::resume_parked(*running, callback));
    }
    /// Goes on with the run as an agent does: the granted call, and no more.
    bw::parked_report go_on() {
        return resume([](auto& run, const bw::ticket& each, const boost::json::value&) {
            static_cast<void>(run.run_granted(each.id));
            return done;
        });
    }
};

struct lenient : teller::counter<> {
    static constexpr bw::rule matrix[] = {
        bw::automatic("note"),
        bw::approval("pay", teller::payments).narrowing("amount"),
        bw::never("drop_table", {teller::drop}),
    };
};

/// The work of a process of its own on the same state.
template <class Work>
int beside(const std::string& home, teller::till& at, const bench::clock& time, const Work& work) {
    return bench::in_child([&] {
        bw::open_options chosen = bench::options(home, time);
        chosen.role = "other";
        auto opened = bw::open_embedded<teller::agent<>>(std::move(chosen), teller::note{&at},
                                                         teller::pay{&at});
        return opened ? work(**opened) : 99;
    });
}

} // namespace

BOOST_AUTO_TEST_SUITE(agent_parked)

BOOST_FIXTURE_TEST_CASE(days_later_another_process_goes_on_with_what_was_parked, parked) {
    BOOST_TEST(go_on().waiting == 1u);
    decide();
    time.move(bw::hours(3));
    restart();
    std::string told;
    const bw::parked_report report =
        resume([&](auto& run, const bw::ticket& at_last, const boost::json::value& state) {
            const bw::run_so_far before = run.so_far();
            BOOST_TEST(before.context.requester.contact == "user-1@example.com");
            BOOST_TEST(before.context.operator_contact == "ops@example.com");
            BOOST_TEST(before.context.subject == "customer-9");
            BOOST_TEST(before.context.trigger.reference == "case:17");
            BOOST_TEST((before.context.trigger.content == "please pay me back"));
            BOOST_TEST(before.steps == 1u);
            BOOST_TEST(before.cost == 7);
            BOOST_TEST((state == notes));
            BOOST_TEST(at_last.id == id);
            told = code(run.run_granted(at_last.id));
            return done;
        });
    BOOST_TEST(told == "done");
    BOOST_TEST(report.resumed == 1u);
    BOOST_TEST(report.ended == 1u);
    BOOST_TEST(at.pays == 1);
    BOOST_TEST(go_on().resumed == 0u); // it is forgotten
    BOOST_TEST(value_of(running->state().tickets.marks("parked:")).empty());
    BOOST_TEST(bench::words(verified()) == "valid");
}

BOOST_FIXTURE_TEST_CASE(a_denial_is_gone_on_with_too, parked) {
    value_of(by(teller::alice).deny(id, "no"));
    std::string state;
    resume([&](auto&, const bw::ticket& each, const boost::json::value&) {
        state = bw::word_of(each.state);
        return done;
    });
    BOOST_TEST(state == "denied");
    BOOST_TEST(at.pays == 0);
}

BOOST_FIXTURE_TEST_CASE(of_two_processes_one_gets_the_run, parked) {
    decide();
    int inside = -1;
    const bw::parked_report report =
        resume([&](auto& run, const bw::ticket& each, const boost::json::value&) {
            inside = beside(home, at, time, [](auto& other) {
                const auto seen = bw::resume_parked(
                    other, [](auto&, const bw::ticket&, const boost::json::value&) { return done; });
                return seen && seen->resumed == 0 && seen->claimed == 1 ? 0 : 1;
            });
            BOOST_TEST(code(run.run_granted(each.id)) == "done");
            return done;
        });
    BOOST_TEST(inside == 0);
    BOOST_TEST(report.ended == 1u);
    BOOST_TEST(at.pays == 1);
}

BOOST_FIXTURE_TEST_CASE(after_a_crash_in_the_callback_another_process_goes_on, parked) {
    decide();
    running.reset();
    BOOST_TEST(beside(home, at, time, [&](auto& other) {
        static_cast<void>(bw::resume_parked(
            other, [](auto& run, const bw::ticket& each, const boost::json::value&) {
                static_cast<void>(run.run_granted(each.id));
                ::raise(SIGKILL); // the tool has run, and the run is not forgotten
                return done;
            }));
        return 1;
    }) == 1000 + SIGKILL);
    restart();
    BOOST_TEST(stands(id) == "done");
    BOOST_TEST(ticket(id).attempts == 1u);
    BOOST_TEST(go_on().claimed == 1u); // the dead process still has it
    time.move(bw::minutes(10));
    std::string told;
    const bw::parked_report report =
        resume([&](auto& run, const bw::ticket& each, const boost::json::value&) {
            told = code(run.run_granted(each.id));
            return done;
        });
    BOOST_TEST(report.resumed == 1u);       // the callback comes twice
    BOOST_TEST(told == "already_consumed"); // the tool does not
    BOOST_TEST(at.pays == 0);               // it was paid in the other process, once
    BOOST_TEST(ticket(id).attempts == 1u);
    BOOST_TEST(value_of(running->state().tickets.marks("parked:")).empty());
}

BOOST_FIXTURE_TEST_CASE(a_narrowed_ticket_is_gone_on_with_in_its_place, bench::state_of<lenient>) {
    const std::string id = ask();
    value_of(bw::park(session(), id, {{"case", 1}}));
    const std::string less =
        session().narrow(id, R"({"amount":100})", bench::as(teller::alice), "half").ticket;
    std::string came;
    const auto go_on = [&](auto& run, const bw::ticket& each, const boost::json::value&) {
        came = each.id;
        BOOST_TEST(code(run.run_granted(each.id)) == "done");
        return done;
    };
    BOOST_TEST(value_of(bw::resume_parked(*running, go_on)).waiting == 1u);
    value_of(by(teller::bob).grant(less, "fine"));
    BOOST_TEST(value_of(bw::resume_parked(*running, go_on)).ended == 1u);
    BOOST_TEST(came == less);
    BOOST_TEST(at.paid.at(0).amount == 100);
    BOOST_TEST(value_of(running->state().tickets.marks("parked:")).empty());
}

BOOST_FIXTURE_TEST_CASE(what_is_removed_with_its_ticket_leaves_nothing_and_runs_nothing, parked) {
    const auto remove = [&](bw::instant before) {
        return value_of(bw::remove_closed(*running, bench::as(teller::alice), before, "old"));
    };
    time.move(bw::minutes(1));
    BOOST_TEST(remove(time()).tickets == 0u); // it waits
    decide();
    const bw::ticket granted = ticket(id);
    BOOST_TEST(code(session().run_granted(id)) == "done");
    BOOST_TEST(remove(ticket(id).opened).tickets == 0u); // it ended later
    time.move(bw::minutes(1));
    BOOST_TEST(code(bw::remove_closed(*running, bench::as(teller::alice), time(), "")) ==
               "malformed_request");
    const bw::removed_tickets gone = remove(time());
    BOOST_TEST(gone.tickets == 1u);
    BOOST_TEST(gone.parked == 1u);
    BOOST_TEST(code(running->state().tickets.load(id)) == "unknown_request");
    BOOST_TEST(value_of(running->state().tickets.marks("parked:")).empty());
    BOOST_TEST(go_on().faults.empty());
    restart();
    BOOST_TEST(bench::words(verified()) == "valid");
    // Somebody puts the ticket back as it was when it was granted: the logs know how it ended.
    BOOST_TEST((value_of(running->state().tickets.insert(granted, {})) == bw::kept::yes));
    BOOST_TEST(code(session().run_granted(id)) != "done");
    BOOST_TEST(at.pays == 1);
}

BOOST_FIXTURE_TEST_CASE(a_parked_run_moves_to_the_narrowed_ticket_before_the_first_one_is_removed,
                        bench::state_of<lenient>) {
    const std::string id = ask();
    value_of(bw::park(session(), id, {{"case", 1}}));
    const std::string less =
        session().narrow(id, R"({"amount":100})", bench::as(teller::alice), "half").ticket;
    time.move(bw::minutes(1));
    const auto gone =
        value_of(bw::remove_closed(*running, bench::as(teller::alice), time(), "old"));
    BOOST_TEST(gone.tickets == 1u);
    BOOST_TEST(gone.parked == 0u);
    value_of(by(teller::bob).grant(less, "fine"));
    const auto report = value_of(bw::resume_parked(
        *running, [&](auto& run, const bw::ticket& each, const boost::json::value& state) {
            BOOST_TEST((state == boost::json::value{{"case", 1}}));
            BOOST_TEST(code(run.run_granted(each.id)) == "done");
            return done;
        }));
    BOOST_TEST(report.ended == 1u);
    BOOST_TEST(at.paid.at(0).amount == 100);
    BOOST_TEST(value_of(running->state().tickets.marks("parked:")).empty());
}

BOOST_FIXTURE_TEST_CASE(a_run_that_is_not_done_stays_parked, parked) {
    decide();
    const auto later = [](auto&, const bw::ticket&, const boost::json::value&) { return not_done; };
    BOOST_TEST(resume(later).ended == 0u);
    BOOST_TEST(resume(later).claimed == 1u);
    time.move(bw::minutes(11));
    BOOST_TEST(resume(later).resumed == 1u);
    BOOST_TEST(code(bw::forget_parked(*running, id)) == "done");
    BOOST_TEST(code(bw::forget_parked(*running, id)) == "unknown_request");
}

BOOST_FIXTURE_TEST_CASE(what_a_run_has_seen_stays_with_it, bench::state) {
    bw::run_so_far before{.context = bench::context(),
                          .label = {bw::trust::untrusted, bw::level::personal, true, {"a", "b"}},
                          .steps = 4,
                          .cost = 5};
    const bw::mark note =
        value_of(bw::detail::parked_mark("agent-7", "T", "S", before, {{"a", 1.5}}));
    const bw::detail::parked_record back = value_of(bw::detail::parked_in(note));
    auto run = session();
    run.take_over(bw::detail::run_of(back));
    BOOST_TEST((run.label() == before.label));
    BOOST_TEST(run.meter().steps() == 4u);
    BOOST_TEST(run.meter().cost() == 5);
}

BOOST_FIXTURE_TEST_CASE(what_would_not_come_back_is_not_parked, parked) {
    auto run = session();
    const auto text = [](std::size_t size) {
        return boost::json::value(boost::json::string(size, 'x'));
    };
    BOOST_TEST(code(bw::park(run, id, text(300'000))) == "resource_limit_exceeded");
    BOOST_TEST(code(bw::park(run, id, 9007199254740993)) == "malformed_request");
    BOOST_TEST(code(bw::park(run, "01M7Z2W4R1S79WD2BN4R47YDB6", {})) == "unknown_request");
    BOOST_TEST(code(bw::park(run, id, text(200'000))) == "done");
}

BOOST_FIXTURE_TEST_CASE(a_run_that_cannot_be_read_is_told, parked) {
    value_of(running->state().tickets.put_mark({"parked:X", "{}"}));
    decide();
    const bw::parked_report report = go_on();
    BOOST_TEST(report.ended == 1u); // the others go on
    BOOST_TEST_REQUIRE(report.faults.size() == 1u);
    BOOST_TEST(report.faults[0].subject.starts_with("parked:X"));
}

BOOST_AUTO_TEST_SUITE_END()
