// SPDX-License-Identifier: BSL-1.0
#include "scene.hpp"

#include <boost/test/unit_test.hpp>

namespace {

std::string log_key(std::string_view of) {
    return bw::text_of(scene::signer_of(of, "log.example/" + std::string(of)).verifier());
}
std::string witness_key(std::string_view of) {
    return bw::text_of(scene::witness_of(of, "w.example/" + std::string(of)).verifier());
}

// Witnesses by one-letter names: `witness a <key of a>`.
std::string witnesses(std::string_view names) {
    std::string lines;
    for (const char each : names)
        lines += "witness " + std::string(1, each) + " " + witness_key({&each, 1}) + "\n";
    return lines;
}

bw::witness_policy policy_of(const std::string& text) {
    auto policy = bw::read_policy(text);
    BOOST_TEST_REQUIRE(policy.is_done(), workshop::words(policy) << "\n" << text);
    return *policy;
}

// A checkpoint that these have cosigned, a second apart.
std::string cosigned(std::string_view by, const std::string& log = "l") {
    const auto signer = scene::signer_of(log, "log.example/" + log);
    const std::string text = bw::text_of(bw::checkpoint{"log.example/" + log, 0, bw::empty_root()});
    std::string note = signer.note(text);
    long long time = 1000;
    for (const char each : by) {
        const std::string name(1, each);
        const auto witness = scene::witness_of(name, "w.example/" + name);
        note += bw::signature_line(*witness.cosign(text, {time++ * 1'000'000}));
    }
    return note;
}

} // namespace

BOOST_AUTO_TEST_SUITE(witness_policy)

BOOST_AUTO_TEST_CASE(the_golden_policy_holds_for_the_golden_checkpoints) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const std::string golden = *data + "/golden-log/";
    const auto policy = policy_of(workshop::slurp(golden + "policy.txt"));
    BOOST_TEST(policy.logs.size() == 1u);
    for (const char* each : {"log/checkpoint", "log/checkpoint.4", "log/checkpoint.9"}) {
        const auto seen = policy.holds(workshop::slurp(golden + each));
        BOOST_TEST((seen.verdict == bw::log_verdict::valid), each);
        BOOST_TEST(seen.head.origin == scene::origin);
        BOOST_TEST_REQUIRE(seen.witnesses.size() == 1u);
        BOOST_TEST(seen.witnesses[0].name == "w1");
        BOOST_TEST(seen.witnesses[0].time == scene::golden_time - (seen.head.size == 4 ? 6 : 0));
    }
    const auto verified = bw::verify_log(golden + "log", policy.keys());
    BOOST_TEST((verified.verdict == bw::log_verdict::valid), workshop::words(verified));
    const auto size = bw::complete_up_to(golden + "log",
                                         workshop::slurp(golden + "log/checkpoint.4"), policy);
    BOOST_TEST_REQUIRE(size.is_done(), workshop::words(size));
    BOOST_TEST(*size == 4u);
}

BOOST_AUTO_TEST_CASE(the_shapes_of_the_specification_are_read) {
    const auto policy = policy_of(
        "# two organisations\n\n\t log\t" + log_key("l") + "  https://log.example/ \n" +
        "   # an indented comment\n" + witnesses("abc") + "group x 2 a b c\n" + witnesses("def") +
        "group y any d e f\ngroup both all x y\nquorum both\nwitness g " + witness_key("g") +
        " https://w.example/g\n");
    BOOST_TEST(policy.logs.at(0).url == "https://log.example/");
    BOOST_TEST(policy.witnesses.size() == 7u);
    BOOST_TEST(policy.witnesses.at(6).url == "https://w.example/g");
    BOOST_TEST(policy.groups.at(0).needed == 2u);
    BOOST_TEST(policy.groups.at(2).needed == 2u);
    BOOST_TEST(policy.keys().size() == 8u);
    const auto none = policy_of("quorum none\n");
    BOOST_TEST(none.is_met_by({}));
    const std::string latin = "witness K\xE9 " + witness_key("k") + "\nquorum K\xE9\n";
    BOOST_TEST(policy_of(latin).is_met_by({"K\xE9"}));
    // Two keys of one log, while the older one is being replaced.
    const auto rotated = bw::text_of(scene::signer_of("new", "log.example/l").verifier());
    const auto both = policy_of("log " + log_key("l") + "\nlog " + rotated + "\nquorum none\n");
    BOOST_TEST((both.holds(cosigned("")).verdict == bw::log_verdict::valid));
    // As large as the specification asks for, and larger.
    std::string many, members;
    for (int i = 0; i < 100; ++i) {
        const std::string name = "w" + std::to_string(i);
        many += "log " + log_key(name) + "\nwitness " + name + " " + witness_key(name) + "\n";
        members += " " + name;
        many += "group g" + std::to_string(i) + " any " + name + "\n";
    }
    BOOST_TEST(policy_of(many + "quorum g99\n").groups.size() == 100u);
}

BOOST_AUTO_TEST_CASE(a_quorum_is_met_by_exactly_the_sets_that_its_groups_say) {
    const auto policy = policy_of(witnesses("abcde") + "group x 2 a b c\ngroup y any d e\n" +
                                  "group both all x y\nquorum both\n");
    for (unsigned set = 0; set < 32; ++set) {
        std::vector<std::string> names;
        for (unsigned at = 0; at < 5; ++at)
            if ((set >> at & 1) != 0) names.emplace_back(1, static_cast<char>('a' + at));
        const int of_x = std::popcount(set & 7u), of_y = std::popcount(set >> 3);
        BOOST_TEST(policy.is_met_by(names) == (of_x >= 2 && of_y >= 1), "set " << set);
    }
    BOOST_TEST(!policy.is_met_by({"a", "a", "d"})); // nobody counts twice
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_refused_by_its_line_with_the_fix) {
    const std::string a = "witness a " + witness_key("a") + "\n", end = "quorum none\n";
    const std::string log = "log " + log_key("l") + "\n";
    const struct {
        std::string text;
        int line;
        const char* what;
    } bad[] = {
        {"", 1, "no quorum"},
        {a, 2, "no quorum"},
        {"quorum none", 1, "no line end"},
        {"quorum none\r\n", 1, "control character"},
        {std::string("quorum none\0\n", 13), 1, "control character"},
        {"quorum none \x7F\n", 1, "control character"},
        {end + end, 2, "second quorum"},
        {"quorum\n", 1, "one name"},
        {a + "quorum a a\n", 2, "one name"},
        {"quorum a\n" + a, 1, "not defined"},
        {a + "quorum A\n", 2, "not defined"},
        {"Quorum none\n", 1, "begins no line"},
        {"quorum none\nthreshold 2\n", 2, "begins no line"},
        {"log\n" + end, 1, "a log has"},
        {"log " + log_key("l") + " u v\n" + end, 1, "a log has"},
        {"log x\n" + end, 1, "cannot be read"},
        {"log " + witness_key("a") + "\n" + end, 1, "a witness's key"},
        {log + log + end, 2, "again"},
        {log + "log " + bw::text_of(scene::signer_of("l", "log.example/other").verifier()) + "\n" +
             end, 2, "again"},
        {"witness a\n" + end, 1, "a witness has"},
        {"witness a " + witness_key("a") + " u v\n" + end, 1, "a witness has"},
        {"witness a " + log_key("l") + "\n" + end, 1, "a log's key"},
        {"witness a " + witness_key("a").substr(1) + "\n" + end, 1, "cannot be read"},
        {"witness none " + witness_key("a") + "\n" + end, 1, "no name"},
        {a + "witness a " + witness_key("b") + "\n" + end, 2, "defined already"},
        {a + "witness b " + witness_key("a") + "\n" + end, 2, "again"},
        {a + "witness b " + bw::text_of(scene::witness_of("a", "w.example/z").verifier()) + "\n" +
             end, 2, "again"},
        {a + "group g all\n" + end, 2, "a group has"},
        {a + "group g 0 a\n" + end, 2, "\"0\" of 1"},
        {a + "group g 2 a\n" + end, 2, "\"2\" of 1"},
        {a + "group g 01 a\n" + end, 2, "\"01\" of 1"},
        {a + "group g -1 a\n" + end, 2, "\"-1\" of 1"},
        {a + "group g 99999999999999999999 a\n" + end, 2, "of 1"},
        {a + "group g ALL a\n" + end, 2, "\"ALL\" of 1"},
        {a + "group g any b\n" + end, 2, "not defined"},
        {a + "group g any none\n" + end, 2, "not defined"},
        {a + "group g any g\n" + end, 2, "not defined"},
        {a + "group g any a a\n" + end, 2, "in a group already"},
        {a + "group g any a\ngroup h any a\n" + end, 3, "in a group already"},
        {a + "group a any a\n" + end, 2, "defined already"},
        {a + "group none any a\n" + end, 2, "no name"},
        {a + "group g any a\nwitness g " + witness_key("b") + "\n" + end, 3, "defined already"},
        {std::string(bw::largest_policy, '#') + "\n" + end, 0, "1 MiB"},
    };
    for (const auto& each : bad) {
        const auto refused = bw::read_policy(each.text);
        BOOST_TEST_REQUIRE(!refused.is_done(), each.text);
        const bw::refusal& why = refused.why();
        BOOST_TEST((why.code == bw::reason::malformed_request));
        BOOST_TEST(why.subject.starts_with("line " + std::to_string(each.line) + ": "),
                   why.subject << " for\n" << each.text.substr(0, 300));
        BOOST_TEST(why.subject.find(each.what) != std::string::npos, why.subject);
        BOOST_TEST(!why.hint.empty());
    }
}

BOOST_AUTO_TEST_CASE(a_checkpoint_needs_a_log_of_the_policy_and_its_quorum) {
    const std::string head = "log " + log_key("l") + "\n" + witnesses("abc");
    const auto two = policy_of(head + "group g 2 a b c\nquorum g\n");
    const auto verdict = [&](const std::string& note) { return two.holds(note).verdict; };
    BOOST_TEST((verdict(cosigned("ab")) == bw::log_verdict::valid));
    BOOST_TEST((verdict(cosigned("abc")) == bw::log_verdict::valid));
    BOOST_TEST((verdict(cosigned("abz")) == bw::log_verdict::valid)); // z is nobody
    BOOST_TEST((verdict(cosigned("a")) == bw::log_verdict::undecidable));
    BOOST_TEST((verdict(cosigned("aa")) == bw::log_verdict::undecidable));
    BOOST_TEST((verdict(cosigned("")) == bw::log_verdict::undecidable));
    BOOST_TEST((verdict(cosigned("ab", "m")) == bw::log_verdict::undecidable));
    BOOST_TEST((verdict("") == bw::log_verdict::invalid));
    const auto lone = two.holds(cosigned("az"));
    BOOST_TEST(lone.signed_by_log);
    BOOST_TEST(!lone.quorum_met);
    BOOST_TEST(lone.lacks.at(0).where == "quorum");
    const auto twice = two.holds(cosigned("aba"));
    const std::vector<bw::seen_by> last{{"a", 1002}, {"b", 1001}};
    BOOST_TEST((twice.witnesses == last));
    // One witness is in no group: it is seen, and does not help.
    const auto alone = policy_of(head + "group g all a b\nquorum g\n");
    BOOST_TEST((alone.holds(cosigned("ac")).verdict == bw::log_verdict::undecidable));
    BOOST_TEST(alone.holds(cosigned("ac")).witnesses.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_line_of_a_known_key_that_does_not_hold_makes_it_invalid) {
    const auto policy =
        policy_of("log " + log_key("l") + "\n" + witnesses("ab") + "quorum a\n");
    const std::string good = cosigned("ab"), other = cosigned("ab", "m");
    const auto lines = [](const std::string& note) { return note.substr(note.find("\n\n") + 2); };
    const std::string text = good.substr(0, good.find("\n\n") + 2);
    // The lines of another checkpoint under this one: only those of known keys matter.
    BOOST_TEST((policy.holds(text + lines(other)).verdict == bw::log_verdict::invalid));
    const std::string unknown = cosigned("z", "m");
    BOOST_TEST((policy.holds(good + lines(unknown)).verdict == bw::log_verdict::valid));
    // A log of the policy that signs another log's checkpoint is not that log.
    const auto signer = scene::signer_of("l", "log.example/l");
    const std::string foreign =
        signer.note(bw::text_of(bw::checkpoint{"log.example/m", 0, bw::empty_root()}));
    BOOST_TEST(!policy.holds(foreign).signed_by_log);
}

BOOST_AUTO_TEST_CASE(cosignatures_outside_the_time_do_not_count) {
    const auto policy =
        policy_of("log " + log_key("l") + "\n" + witnesses("ab") + "group g all a b\nquorum g\n");
    const std::string note = cosigned("ab"); // at 1000 and 1001
    BOOST_TEST((policy.holds(note, {1000, 1001}).verdict == bw::log_verdict::valid));
    for (const bw::time_bound& each : {bw::time_bound{1001, 2000}, bw::time_bound{0, 1000}}) {
        const auto seen = policy.holds(note, each);
        BOOST_TEST((seen.verdict == bw::log_verdict::undecidable));
        BOOST_TEST(seen.witnesses.size() == 1u);
    }
}

BOOST_AUTO_TEST_SUITE_END()
