// SPDX-License-Identifier: BSL-1.0
#include "asked.hpp"

#include <fstream>
#include <map>

namespace {

using enum bw::ticket_state;
using verb = bw::ticket_verb;
using state = bw::ticket_state;

constexpr state states[] = {waiting, granted, denied, expired,   cancelled,
                            running, done,    failed, uncertain, overridden};
constexpr verb verbs[] = {verb::open,     verb::grant,  verb::deny,  verb::start,
                          verb::succeed,  verb::fail,   verb::lose,  verb::retry,
                          verb::override, verb::cancel, verb::expire};

// What leads on; every other cell is a refusal.
const std::map<std::pair<verb, state>, state> allowed = {
    {{verb::grant, waiting}, granted},      {{verb::deny, waiting}, denied},
    {{verb::start, granted}, running},      {{verb::succeed, running}, done},
    {{verb::fail, running}, failed},        {{verb::lose, running}, uncertain},
    {{verb::lose, waiting}, uncertain},    {{verb::lose, granted}, uncertain},
    {{verb::retry, uncertain}, granted},    {{verb::override, uncertain}, overridden},
    {{verb::cancel, waiting}, cancelled},   {{verb::cancel, granted}, cancelled},
    {{verb::cancel, uncertain}, cancelled}, {{verb::expire, waiting}, expired},
    {{verb::expire, granted}, expired}};

std::string cell_of(const bw::ticket_step& step) {
    return step.is_allowed ? "**" + std::string(bw::word_of(step.to)) + "**"
                           : std::string(bw::word_of(step.why));
}

std::string printed_table() {
    std::string text = "| verb |";
    for (const state each : states)
        (text += ' ') += std::string(bw::word_of(each)) + " |";
    text += "\n|---|";
    for (std::size_t i = 0; i < std::size(states); ++i)
        text += "---|";
    text += '\n';
    for (const verb each : verbs) {
        text += "| `" + std::string(bw::word_of(each)) + "` |";
        for (const state from : states)
            text += ' ' + cell_of(bw::next_step(each, from)) + " |";
        text += '\n';
    }
    return text;
}

#ifdef BAILIWICK_TESTS
std::string page_of(const std::string& name) {
    std::ifstream file(std::string(BAILIWICK_TESTS) + "/../docs/reference/" + name);
    return {std::istreambuf_iterator<char>(file), {}};
}
#endif

} // namespace

static_assert(std::size(states) == bw::ticket_states && std::size(verbs) == bw::ticket_verbs);
static_assert(bw::is_final(denied) && bw::is_final(expired) && bw::is_final(cancelled));
static_assert(bw::is_final(done) && bw::is_final(failed) && bw::is_final(overridden));
static_assert(!bw::is_final(waiting) && !bw::is_final(granted) && !bw::is_final(running) &&
              !bw::is_final(uncertain));

BOOST_AUTO_TEST_SUITE(escalation_transition)

BOOST_AUTO_TEST_CASE(only_these_steps_lead_on) {
    for (const verb each : verbs) {
        for (const state from : states) {
            BOOST_TEST_CONTEXT(bw::word_of(each) << " when " << bw::word_of(from)) {
                const bw::ticket_step step = bw::next_step(each, from);
                const auto found = allowed.find({each, from});
                BOOST_TEST(step.is_allowed == (found != allowed.end()));
                if (found != allowed.end())
                    BOOST_TEST((step.to == found->second));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(the_reason_follows_from_the_state) {
    for (const verb each : {verb::grant, verb::deny, verb::start, verb::retry, verb::cancel}) {
        BOOST_TEST_CONTEXT(bw::word_of(each)) {
            BOOST_TEST((bw::next_step(each, denied).why == bw::reason::not_terminal_allow));
            BOOST_TEST((bw::next_step(each, expired).why == bw::reason::expired));
            for (const state spent : {running, done, failed, overridden})
                BOOST_TEST((bw::next_step(each, spent).why == bw::reason::already_consumed));
        }
    }
    BOOST_TEST((bw::next_step(verb::start, waiting).why == bw::reason::no_resolution));
    BOOST_TEST((bw::next_step(verb::start, uncertain).why == bw::reason::already_consumed));
    BOOST_TEST((bw::next_step(verb::start, cancelled).why == bw::reason::cancelled));
    BOOST_TEST((bw::next_step(verb::cancel, cancelled).why == bw::reason::already_recorded));
}

// Every verb is tried on a ticket in every state: the functions obey the table, and no other way
// leads from one state to another.
BOOST_AUTO_TEST_CASE(the_functions_obey_the_table) {
    const bw::instant now = asked::later(10);
    for (const state from : states) {
        bw::ticket ticket = *bw::ticket_for(asked::request(), asked::noon);
        ticket.state = from;
        ticket.runner = "run-1";
        if (from != waiting && from != denied)
            ticket.votes.push_back({"Bob", "bob@example.com", bw::verdict::grant, "", now});
        if (from == expired)
            ticket.deadline = ticket.expires = asked::noon;
        const auto apply = [&](verb each, bw::ticket& at) -> bw::answer<bw::done> {
            const bw::voter alice = asked::as(asked::alice);
            switch (each) {
            case verb::grant:
                return bw::vote_on(at, bw::verdict::grant, alice, "yes", now);
            case verb::deny:
                return bw::vote_on(at, bw::verdict::deny, alice, "no", now);
            case verb::start:
                return bw::begin_run(at, asked::claim(), "run-2", now);
            case verb::succeed:
                return bw::end_run(at, ticket, {true, "sent"}, now);
            case verb::fail:
                return bw::end_run(at, ticket, {false, "no"}, now);
            case verb::lose:
                return bw::lose_run(at, "gone", now);
            case verb::expire:
                return bw::let_expire(at, asked::at_expiry);
            default:
                return bw::settle(at, each, alice, "because", now);
            }
        };
        for (const verb each : verbs) {
            BOOST_TEST_CONTEXT(bw::word_of(each) << " when " << bw::word_of(from)) {
                const bw::ticket_step step = bw::next_step(each, from);
                bw::ticket next = ticket;
                const bw::answer<bw::done> applied = apply(each, next);
                BOOST_TEST(applied.is_done() == step.is_allowed);
                if (applied) {
                    BOOST_TEST((next.state == step.to));
                    BOOST_TEST(next.revision == ticket.revision + 1);
                    BOOST_TEST((next.history.back().verb == each));
                    BOOST_TEST((next.history.back().to == step.to));
                } else {
                    BOOST_TEST((next == ticket));
                    BOOST_TEST(bw::word_of(applied.why().code) == bw::word_of(step.why));
                    BOOST_TEST(!applied.why().hint.empty());
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(every_refusal_says_what_to_do) {
    for (const verb each : verbs)
        for (const state from : states)
            if (const auto step = bw::next_step(each, from); !step.is_allowed)
                BOOST_TEST(bw::detail::remedy_for(step.why, each, from).size() > 20u);
}

#ifdef BAILIWICK_TESTS
BOOST_AUTO_TEST_CASE(the_reference_prints_this_table) {
    BOOST_TEST((page_of("tickets.md").find(printed_table()) != std::string::npos),
               "docs/reference/tickets.md must hold:\n"
                   << printed_table());
}

BOOST_AUTO_TEST_CASE(the_reference_names_every_state_verb_and_field) {
    const std::string page = page_of("tickets.md");
    const auto names = [&](std::string_view word) {
        BOOST_TEST((page.find("\n| `" + std::string(word) + "` |") != std::string::npos),
                   "docs/reference/tickets.md lacks a row for " << word);
    };
    for (const state each : states)
        names(bw::word_of(each));
    for (const verb each : verbs)
        names(bw::word_of(each));
    boost::mp11::mp_for_each<bw::detail::members_of<bw::ticket>>(
        [&](auto member) { names(member.name); });
}

BOOST_AUTO_TEST_CASE(the_reference_explains_every_reason_once_in_the_order_of_the_enum) {
    const std::string page = page_of("reason-codes.md");
    std::string expected, found;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<bw::reason>>(
        [&](auto each) { (expected += each.name) += '\n'; });
    for (std::size_t at = page.find("\n| `"); at != std::string::npos;
         at = page.find("\n| `", at + 1)) {
        const std::size_t end = page.find('`', at + 4);
        (found += page.substr(at + 4, end - at - 4)) += '\n';
    }
    BOOST_TEST(found == expected);
}
#endif

BOOST_AUTO_TEST_SUITE_END()
