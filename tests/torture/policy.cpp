// SPDX-License-Identifier: BSL-1.0
#include "../policy/first_broken.hpp"
#include "store.hpp"

// The torture list of policies. A policy is a declaration here, not a text: what the list does to
// a parser is done to the compiler, which refuses it by rule; tests/refused has the words that it
// then prints. `first_broken` gives the code of the rule that stops the build.
//
// S11's spellings (`in (..)`, `=`, `&&`, a tail, a text over a limit) have no place to stand in: a
// condition is a value with a relation, an argument and a limit.

using bench::code;
using bench::value_of;

namespace {

using teller::agent;
using teller::counter;

// S5 (d): silence approves.
constexpr auto silent = good::changed(
    teller::payments, [](auto& copy) { copy.on_expiry = bw::expiry::approve; });
static_assert(first_broken<agent<counter<silent>>> == 513); // bw513_silence_approves.cpp

// S11: a deny rule that cannot be evaluated never vanishes: it does not build.
template <const bw::rule& Pay> struct with_row : counter<> {
    static constexpr bw::rule matrix[] = {bw::automatic("note"), Pay,
                                          bw::never("drop_table", {teller::drop})};
};
constexpr auto misspelt_argument =
    bw::approval("pay", teller::payments).where(bw::at_most("amuont", 1000));
constexpr auto number_against_text =
    bw::approval("pay", teller::payments).where(bw::at_most("currency", 1000));
constexpr auto text_against_number =
    bw::approval("pay", teller::payments).where(bw::equals("amount", "1000"));
constexpr auto without_relation =
    bw::approval("pay", teller::payments).where(bw::condition{.argument = "amount"});
static_assert(first_broken<agent<with_row<misspelt_argument>>> == 114);
static_assert(first_broken<agent<with_row<number_against_text>>> == 114);
static_assert(first_broken<agent<with_row<text_against_number>>> == 114);
static_assert(first_broken<agent<with_row<without_relation>>> == 114);

// S12: misspelt names. A member of a declaration is a name of C++, which the compiler knows or not
// (bw412_boundary_misspelt.cpp, bw117_list_in_the_singular.cpp).
constexpr auto misspelt_tool = bw::approval("pya", teller::payments);
static_assert(first_broken<agent<with_row<misspelt_tool>>> == 106);

// S13: approval under an older spelling of the name is not approval, and not automatic either.
constexpr auto older_spelling = bw::approval("Pay", teller::payments);
constexpr auto without_verdict = bw::rule{.tool = "pay"};
static_assert(first_broken<agent<with_row<older_spelling>>> == 106);
static_assert(first_broken<agent<with_row<without_verdict>>> == 108);

// S17: without a matrix there is no agent.
struct nothing_at_all {};
static_assert(first_broken<agent<nothing_at_all>> == 101);

// S18: a never tool with a body, a tool without a row, a tool with two.
struct drop_table : teller::note {
    static constexpr auto contract =
        good::changed(teller::note::contract, [](auto& copy) { copy.name = "drop_table"; });
};
struct two_rows : counter<> {
    static constexpr bw::rule matrix[] = {bw::automatic("note"), bw::automatic("pay"),
                                          bw::approval("pay", teller::payments),
                                          bw::never("drop_table", {teller::drop})};
};
struct no_row : counter<> {
    static constexpr bw::rule matrix[] = {bw::automatic("note"),
                                          bw::never("drop_table", {teller::drop})};
};
static_assert(first_broken<bw::agent<counter<>, teller::note, teller::pay, drop_table>> == 109);
static_assert(first_broken<agent<two_rows>> == 107);
static_assert(first_broken<agent<no_row>> == 106);
static_assert(first_broken<agent<>> == 0);

// The control of S11: a limit that can be evaluated.
constexpr auto up_to_1000 =
    bw::approval("pay", teller::payments).where(bw::at_most("amount", 1000));
using limited = bench::state_of<with_row<up_to_1000>>;

} // namespace

BOOST_AUTO_TEST_SUITE(torture_policy)

BOOST_FIXTURE_TEST_CASE(S11_no_spelling_of_an_argument_gets_past_its_limit, limited) {
    const std::vector<std::pair<std::string, std::string>> tries{
        {R"({"to":"c","amount":1001,"currency":"EUR","memo":"m"})", "out_of_bounds"},
        {R"({"to":"c","amount":2e3,"currency":"EUR","memo":"m"})", "malformed_request"},
        {R"({"to":"c","amount":"1000","currency":"EUR","memo":"m"})", "malformed_request"},
        {R"({"to":"c","amount":999.5,"currency":"EUR","memo":"m"})", "malformed_request"},
        {R"({"to":"c","amount":null,"currency":"EUR","memo":"m"})", "malformed_request"},
        {R"({"to":"c","amount":[1],"currency":"EUR","memo":"m"})", "malformed_request"},
        {R"({"to":"c","amount":1,"amount":1001,"currency":"EUR","memo":"m"})",
         "malformed_request"},
        {R"({"to":"c","Amount":1001,"amount":1,"currency":"EUR","memo":"m"})",
         "malformed_request"},
        {R"({"to":"c","currency":"EUR","memo":"m"})", "malformed_request"},
        {R"({"to":"c","amount":1,"currency":"EUR","memo":"m"} or true)", "malformed_request"},
        {std::string(100'000, '[') + std::string(100'000, ']'), "malformed_request"}};
    for (const auto& [json, reason] : tries)
        BOOST_TEST(code(session().dispatch("pay", json)) == reason, json.substr(0, 80));
    BOOST_TEST(value_of(running->tickets().list()).tickets.empty());
    BOOST_TEST(refusals("out_of_bounds") == 1);
    BOOST_TEST(refusals("malformed_request") == 10);
    BOOST_TEST(code(session().dispatch("pay", bench::json_of(bench::order(1000)))) == "waiting");
    BOOST_TEST(at.pays == 0);
}

BOOST_FIXTURE_TEST_CASE(S12_a_misspelt_argument_is_refused_by_its_place, bench::state) {
    const auto came = session().dispatch(
        "pay", R"({"to":"c","amuont":1,"currency":"EUR","memo":"m"})");
    BOOST_TEST(code(came) == "malformed_request");
    BOOST_TEST(came.why.subject.find("amuont") != std::string::npos, came.why.subject);
    BOOST_TEST(!came.why.hint.empty());
    BOOST_TEST(refusals("malformed_request") == 1);
}

BOOST_FIXTURE_TEST_CASE(S13_another_spelling_of_a_tool_is_no_tool, bench::state) {
    for (const char* name : {"Pay", "pay ", " pay", "PAY", "p\u0430y", "pay\n", "note;pay"})
        BOOST_TEST(code(session().dispatch(name, bench::json_of(bench::order()))) ==
                       "tool_unknown",
                   '"' << name << '"');
    for (const char* name : {"Drop_table", "drop-table"})
        BOOST_TEST(code(session().dispatch(name, "{}")) == "tool_unknown");
    BOOST_TEST(value_of(running->tickets().list()).tickets.empty());
    BOOST_TEST(refusals("tool_unknown") == 9);
    BOOST_TEST(count("/decision/rule", "matrix:none") == 9);
}

BOOST_FIXTURE_TEST_CASE(S17_what_was_not_declared_is_denied, bench::state) {
    BOOST_TEST(code(session().dispatch("drop_table", R"({"table":"accounts"})")) == "never");
    BOOST_TEST(code(session().dispatch("send_mail", "{}")) == "tool_unknown");
    BOOST_TEST(refusals("never") == 1);
    BOOST_TEST(count("/decision/rule", "matrix:never") == 1);
    BOOST_TEST(count("/decision/effect", "allow") == 0);
    // And without state there is no agent at all.
    BOOST_TEST(code(bench::try_open("/proc/none", at, time)) == "state_unavailable");
    BOOST_TEST(at.pays + at.notes == 0);
}

BOOST_AUTO_TEST_SUITE_END()
