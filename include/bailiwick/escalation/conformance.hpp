// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: it needs Boost.Test, and only tests of a store do

#include <bailiwick/escalation/conformance/keeping.hpp>
#include <bailiwick/escalation/conformance/running.hpp>
#include <bailiwick/escalation/conformance/sharing.hpp>
#include <bailiwick/escalation/conformance/taking.hpp>

#include <string>

namespace bailiwick::conformance {

/// The promises of `ticket_store` as test cases for one store, in a suite of that name.
///
/// A fixture has `using store`, and its `open()` gives a `std::unique_ptr<store>` to another
/// opening of one and the same store, which is fresh for each fixture. Make one object of this
/// class per store at namespace scope: Boost.Test runs it with the other cases.
template <class Fixture>
requires ticket_store<typename Fixture::store>
class suite {
public:
    explicit suite(std::string name) : cases_(BOOST_TEST_SUITE(name)) { add_all(); }
    /// The same, run only where the decorator lets it: where a server can be reached, say.
    suite(std::string name, const boost::unit_test::decorator::base& only)
        : suite(std::move(name)) {
        only.clone()->apply(*cases_);
    }

private:
    void add_all() {
        add("what_was_kept_comes_back_whole", what_was_kept_comes_back_whole<Fixture>);
        add("another_opening_sees_the_same", another_opening_sees_the_same<Fixture>);
        add("a_stale_revision_is_outrun", a_stale_revision_is_outrun<Fixture>);
        add("the_hook_decides_and_sees_the_new_ticket",
            the_hook_decides_and_sees_the_new_ticket<Fixture>);
        add("a_beginning_of_an_id_is_enough", a_beginning_of_an_id_is_enough<Fixture>);
        add("long_lists_come_in_pages", long_lists_come_in_pages<Fixture>);
        add("the_sweep_expires_at_the_very_instant",
            the_sweep_expires_at_the_very_instant<Fixture>);
        add("a_sweep_takes_more_than_one_handful", a_sweep_takes_more_than_one_handful<Fixture>);
        add("what_a_dead_process_ran_becomes_uncertain",
            what_a_dead_process_ran_becomes_uncertain<Fixture>);
        add("a_person_settles_what_is_uncertain", a_person_settles_what_is_uncertain<Fixture>);
        add("what_has_not_started_can_be_withdrawn",
            what_has_not_started_can_be_withdrawn<Fixture>);
        add("a_run_ends_once", a_run_ends_once<Fixture>);
        add("whatever_a_tool_says_can_be_recorded", whatever_a_tool_says_can_be_recorded<Fixture>);
        add("the_off_switch_and_marks_are_shared", the_off_switch_and_marks_are_shared<Fixture>);
        add("shared_counters_hold_their_limit", shared_counters_hold_their_limit<Fixture>);
        add("counters_of_many_threads_lose_nothing",
            counters_of_many_threads_lose_nothing<Fixture>);
        add("one_start_wins_over_eight_threads", one_start_wins_over_eight_threads<Fixture>);
        add("votes_of_many_threads_are_all_counted",
            votes_of_many_threads_are_all_counted<Fixture>);
        add("the_first_that_can_start_is_taken", the_first_that_can_start_is_taken<Fixture>);
        add("what_cannot_start_blocks_nothing", what_cannot_start_blocks_nothing<Fixture>);
        add("each_ticket_is_taken_by_one_of_eight_threads",
            each_ticket_is_taken_by_one_of_eight_threads<Fixture>);
        add("only_what_has_ended_is_dropped", only_what_has_ended_is_dropped<Fixture>);
        add("who_waits_is_woken", who_waits_is_woken<Fixture>);
        add("the_clock_is_shared", the_clock_is_shared<Fixture>);
        boost::unit_test::framework::master_test_suite().add(cases_);
    }
    void add(const char* name, void (*test)()) {
        cases_->add(boost::unit_test::make_test_case(test, name, __FILE__, __LINE__));
    }

    boost::unit_test::test_suite* cases_;
};

} // namespace bailiwick::conformance
