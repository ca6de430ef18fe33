// SPDX-License-Identifier: BSL-1.0
#include "authenticator.hpp"
#include "stock.hpp"

#include <bailiwick/escalation/signed/allowed_signers.hpp>

#include <sys/stat.h>

namespace {

using authenticator::key;

const key& alices() {
    static const key held(bw::ssh_key_kind::ed25519);
    return held;
}
const key& bobs() {
    static const key held(bw::ssh_key_kind::sk_ecdsa_p256);
    return held;
}
constexpr bw::instant noon{1'795'262'400'000'000}; // 2026-11-21T12:00:00Z

// KEY stands for Alice's key, BOB for Bob's.
std::string filled(std::string text) {
    for (const auto& [word, line] : {std::pair{"KEY", alices().line()}, {"BOB", bobs().line()}})
        for (std::size_t at; (at = text.find(word)) != std::string::npos;)
            text.replace(at, 3, line);
    return text;
}

std::string outcome_of(const std::string& text, std::string_view principal = "a@x.org",
                       bw::instant when = noon, const key& by = alices(),
                       std::string_view name_space = bw::approval_namespace) {
    const auto read = bw::allowed_signers::of_text(filled(text), "file");
    if (!read)
        return read.why().subject + ": " + read.why().hint;
    const auto allowed = read->allows(principal, by.shown(), name_space, when);
    return allowed ? "allowed" : allowed.why().hint.substr(0, allowed.why().hint.find(": the key"));
}

struct in_zone {
    std::string before;
    bool was_set;
    explicit in_zone(const char* zone)
        : before(std::getenv("TZ") ? std::getenv("TZ") : ""), was_set(std::getenv("TZ")) {
        ::setenv("TZ", zone, 1);
        ::tzset();
    }
    in_zone(const in_zone&) = delete;
    in_zone& operator=(const in_zone&) = delete;
    ~in_zone() {
        was_set ? ::setenv("TZ", before.c_str(), 1) : ::unsetenv("TZ");
        ::tzset();
    }
};

struct same_case {
    const char* signers;
    const char* principal = "a@x.org";
    bool is_good = true;
    const char* at = "20261121120000Z";
};

// Lines about which OpenSSH and we agree, accepted and refused alike.
const same_case same_cases[] = {
    {"a@x.org KEY"},
    {"  a@x.org\tKEY a comment with words\n"},
    {"# nothing\n\n \t\na@x.org KEY\r\n"},
    {"a@x.org BOB\na@x.org KEY"},
    {"a@x.org BOB", "a@x.org", false},
    {"# a@x.org KEY", "a@x.org", false},
    {"", "a@x.org", false},
    {"b@x.org KEY", "a@x.org", false},
    {"b@x.org,a@x.org KEY"},
    {"A@x.org KEY", "a@x.org", false},
    {"*@x.org KEY"},
    {"?@x.org KEY"},
    {"??@x.org KEY", "a@x.org", false},
    {"*@y.org KEY", "a@x.org", false},
    {"a*g KEY"},
    {"*a*x*o* KEY"},
    {"a@x.or KEY", "a@x.org", false},
    {"a@x.org* KEY"},
    {"a@x.org? KEY", "a@x.org", false},
    {"* KEY"},
    {"!a@x.org,* KEY", "a@x.org", false},
    {"*,!a@x.org KEY", "a@x.org", false},
    {"*,!b@x.org KEY"},
    {"!b@x.org KEY", "a@x.org", false},
    {"!!a@x.org,* KEY"},
    {"!b@x.org,*@x.org KEY", "b@x.org", false},
    {",a@x.org, KEY"},
    {"\"a@x.org\" KEY"},
    {"\"b@x.org,a@x.org\"   KEY"},
    {"\"a b\" KEY", "a b"},
    {"a@x.org namespaces=\"bailiwick-approval\" KEY"},
    {"a@x.org NameSpaces=\"git,bailiwick-*\" KEY"},
    {"a@x.org namespaces=\"git,file\" KEY", "a@x.org", false},
    {"a@x.org namespaces=\"*,!bailiwick-approval\" KEY", "a@x.org", false},
    {"a@x.org namespaces=\"\" KEY", "a@x.org", false},
    {"a@x.org namespaces=\"git\" KEY\na@x.org KEY"},
    {"*@x.org namespaces=\"git\" KEY\na@x.org namespaces=\"file\" KEY", "a@x.org", false},
    {"a@x.org valid-after=\"20261121120000Z\" KEY"},
    {"a@x.org valid-after=\"20261121120001Z\" KEY", "a@x.org", false},
    {"a@x.org valid-after=\"202611211201Z\" KEY", "a@x.org", false},
    {"a@x.org valid-after=\"20261121Z\" KEY"},
    {"a@x.org valid-after=\"20261122Z\" KEY", "a@x.org", false},
    {"a@x.org valid-before=\"20261121120000Z\" KEY"},
    {"a@x.org valid-before=\"20261121115959Z\" KEY", "a@x.org", false},
    {"a@x.org valid-before=\"20261122z\" KEY"},
    {"a@x.org valid-before=\"20261121UTC\" KEY", "a@x.org", false},
    {"a@x.org valid-before=\"20261122utc\" KEY"},
    {"a@x.org "
     "namespaces=\"bailiwick-approval\",valid-after=\"20260101Z\",VALID-BEFORE=\"20270101Z\""
     " KEY"},
    {"a@x.org valid-after=\"20261121130000\" KEY"}, // 13:00 in Berlin
    {"a@x.org valid-after=\"20261121130001\" KEY", "a@x.org", false},
    {"a@x.org valid-before=\"20261121130000\" KEY"},
    {"a@x.org valid-before=\"202611211259\" KEY", "a@x.org", false},
    {"a@x.org valid-after=\"20260701130000\" KEY", "a@x.org", true, "20260701120000Z"}, // no summer
    {"a@x.org valid-after=\"20260701130001\" KEY", "a@x.org", false, "20260701120000Z"},
    {"a@x.org valid-before=\"20240229Z\" KEY", "a@x.org", true, "20240229000000Z"},
};

} // namespace

BOOST_AUTO_TEST_SUITE(escalation_signed_signers)

BOOST_AUTO_TEST_CASE(lines_are_read_as_openssh_reads_them) {
    const in_zone berlin("CET-1CEST,M3.5.0,M10.5.0/3");
    const bool is_stock_there = stock::is_there();
    const stock::folder here;
    const std::string message = "agreed", signature = alices().sign(message);
    for (const same_case& each : same_cases) {
        const auto when = bw::detail::read_ssh_time(each.at);
        BOOST_TEST_REQUIRE(when.has_value());
        const std::string ours = outcome_of(each.signers, each.principal, {*when * 1'000'000});
        BOOST_TEST((ours == "allowed") == each.is_good, each.signers << ": " << ours);
        if (is_stock_there)
            BOOST_TEST(here.verifies(filled(each.signers), signature, message, each.principal,
                                     each.at) == each.is_good,
                       "ssh-keygen: " << each.signers);
    }
}

BOOST_AUTO_TEST_CASE(where_openssh_is_more_lenient_nobody_is_allowed_here) {
    if (!stock::is_there())
        return;
    const stock::folder here;
    const std::string message = "agreed", signature = alices().sign(message);
    for (const char* each :
         {"a@x.org KEY\na typo", "a typo\na@x.org KEY", "a@x.org KEY\nb@x.org ssh-rsa AAAA",
          "b@x.org cert-authority BOB\na@x.org KEY", "a@x.org valid-before=\"20270230Z\" KEY",
          "b@x.org no-touch-required BOB\na@x.org KEY", "a\"@x.org\" KEY"}) {
        BOOST_TEST(here.verifies(filled(each), signature, message, "a@x.org", "20261121120000Z"),
                   "ssh-keygen: " << each);
        BOOST_TEST(outcome_of(each).starts_with("file, line "), each);
    }
    // The neutral point: with it as key and as half of a signature, everything is signed.
    using authenticator::ssh_string;
    const std::string neutral = '\1' + std::string(31, '\0'), kind = ssh_string("ssh-ed25519");
    const std::string of_nobody = authenticator::armor(
        "SSHSIG" + bw::detail::ssh_number(1) + ssh_string(kind + ssh_string(neutral)) +
        ssh_string("bailiwick-approval") + ssh_string("") + ssh_string("sha512") +
        ssh_string(kind + ssh_string(neutral + std::string(32, '\0'))));
    const std::string nobodys =
        "a@x.org ssh-ed25519 " + bw::detail::ssh_base64_of(kind + ssh_string(neutral));
    BOOST_TEST(here.verifies(nobodys, of_nobody, message, "a@x.org"));
    BOOST_TEST(outcome_of(nobodys).find("small order") != std::string::npos);

    const std::string untouched = bobs().sign(message, {.flags = 0});
    BOOST_TEST(here.verifies(filled("b@x.org BOB"), untouched, message, "b@x.org"));
    const auto read = bw::read_ssh_signature(untouched);
    BOOST_TEST_REQUIRE(read.is_done());
    BOOST_TEST(!bw::check_signature(*read, message).is_done());
}

BOOST_AUTO_TEST_CASE(a_refusal_says_why_this_key_does_not_count) {
    BOOST_TEST(outcome_of("b@x.org BOB") == "this key is not in the list of allowed signers");
    BOOST_TEST(outcome_of("b@x.org,c@x.org KEY") == "this is the key of b@x.org,c@x.org");
    BOOST_TEST(outcome_of("\na@x.org namespaces=\"git\" KEY") ==
               "this key may not sign for bailiwick-approval (line 2)");
    BOOST_TEST(outcome_of("a@x.org valid-after=\"20270101Z\" KEY\nb@x.org KEY") ==
               "this key is not valid yet (line 1)");
    BOOST_TEST(outcome_of("a@x.org valid-before=\"20260101Z\" KEY") ==
               "this key is no longer valid (line 1)");
    BOOST_TEST(outcome_of("* KEY", "") == "this is the key of *");
    const bw::instant within{noon.microseconds + 999'999};
    BOOST_TEST(outcome_of("a@x.org valid-before=\"20261121120000Z\" KEY", "a@x.org", within) ==
               "allowed");
}

BOOST_AUTO_TEST_CASE(a_line_that_cannot_be_read_refuses_the_file_with_its_number) {
    for (const auto& [line, part] : std::initializer_list<std::pair<const char*, const char*>>{
             {"a@x.org", "no key"},
             {"a@x.org ", "no key"},
             {"a@x.org ssh-ed25519", "missing after its kind"},
             {"a@x.org ssh-ed25519 !!!", "not base64"},
             {"a@x.org ssh-rsa AAAA", "rsa keys are not taken"},
             {"a@x.org cert-authority KEY", "certificates are not taken"},
             {"a@x.org Cert-Authority,namespaces=\"x\" KEY", "certificates are not taken"},
             {"a@x.org no-touch-required KEY", "unknown, or has no value"},
             {"a@x.org verify-required KEY", "unknown, or has no value"},
             {"a@x.org namespaces=git KEY", "unknown, or has no value"},
             {"a@x.org namespaces=\"git KEY", "not closed"},
             {"a@x.org namespaces=\"git\"KEY", "a comma or the key"},
             {"a@x.org namespaces=\"git\",KEY", "unknown"},
             {"a@x.org namespaces=\"a\",namespaces=\"b\" KEY", "twice"},
             {"a@x.org valid-after=\"20260101Z\",valid-after=\"20260101Z\" KEY", "twice"},
             {"a@x.org namespace=\"git\" KEY", "the option namespace is unknown"},
             {"a@x.org valid-after=\"\" KEY", "a time is no"},
             {"a@x.org valid-after=\"2026-01-01\" KEY", "a time is no"},
             {"a@x.org valid-after=\"20260230Z\" KEY", "a time is no"},
             {"a@x.org valid-after=\"20261301Z\" KEY", "a time is no"},
             {"a@x.org valid-after=\"20260100Z\" KEY", "a time is no"},
             {"a@x.org valid-after=\"202601012400Z\" KEY", "a time is no"},
             {"a@x.org valid-after=\"202601011260Z\" KEY", "a time is no"},
             {"a@x.org valid-after=\"20260101125960Z\" KEY", "a time is no"},
             {"a@x.org valid-after=\"19700101Z\" KEY", "a time is no"},
             {"a@x.org valid-after=\"2026010112Z\" KEY", "a time is no"},
             {"a@x.org valid-after=\"20270101Z\",valid-before=\"20270101Z\" KEY", "not after"},
             {"\"a@x.org KEY", "a quote is not closed"},
             {"a\"b c\" KEY", "a quote in the middle"},
             {"\"\" KEY", "principals are empty"},
             {"a@x.org \x01 KEY", "control character"}})
        BOOST_TEST(
            outcome_of("# first\na@x.org KEY\n" + std::string(line) + "\na@x.org KEY").find(part) !=
                std::string::npos,
            line << " gave " << outcome_of(line));
    BOOST_TEST(outcome_of("a@x.org KEY\n\nwrong").starts_with("file, line 3: "));
    BOOST_TEST(outcome_of(std::string(1001, 'a') + " KEY").find("1000 bytes") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(two_spellings_of_one_key_are_one_person) {
    const auto read = bw::allowed_signers::of_text(
        filled("a@x.org KEY at home\nalice,al* namespaces=\"git\" KEY\nb@x.org BOB"));
    BOOST_TEST_REQUIRE(read.is_done());
    const std::vector<std::string> expected{"a@x.org", "alice,al*"};
    BOOST_TEST(read->principals_of(alices().shown()) == expected);
    BOOST_TEST(read->principals_of(key(bw::ssh_key_kind::ed25519).shown()).empty());
    BOOST_TEST(read->is_key_of(alices().shown(), "alfred"));
    BOOST_TEST(!read->is_key_of(alices().shown(), "b@x.org"));
    BOOST_TEST(read->lines().size() == 3u);
    BOOST_TEST(read->lines()[2].line == 3u);
}

BOOST_AUTO_TEST_CASE(a_file_is_read_whole_or_not_at_all) {
    const stock::folder here;
    const auto hint_of = [](const std::string& path) {
        const auto read = bw::read_allowed_signers(path);
        return read ? "read " + std::to_string(read->lines().size())
                    : read.why().subject + ": " + read.why().hint;
    };
    BOOST_TEST(hint_of(here.write("good", filled("a@x.org KEY\nb@x.org BOB\n"))) == "read 2");
    BOOST_TEST(hint_of(here.write("bad", "wrong")).starts_with(here.path("bad") + ", line 1: "));
    BOOST_TEST(hint_of(here.path("none")).find("cannot be opened") != std::string::npos);
    BOOST_TEST(hint_of(here.at.string()).find("cannot be read") != std::string::npos);
    const std::size_t most = bw::allowed_signers::largest;
    BOOST_TEST(hint_of(here.write("large", std::string(most, '\n'))) == "read 0");
    BOOST_TEST(hint_of(here.write("larger", std::string(most + 1, '\n'))).find("1 MiB") !=
               std::string::npos);
    BOOST_TEST_REQUIRE(::mkfifo(here.path("pipe").c_str(), 0600) == 0);
    BOOST_TEST(hint_of(here.path("pipe")) == "read 0");
}

BOOST_AUTO_TEST_SUITE_END()
