// SPDX-License-Identifier: BSL-1.0
#include "board.hpp"

#include <chrono>

// Programs and letters: what they get, how they fail, and what cannot be slipped into them.

using board::check_is_clean;

namespace {

std::string outcome(const bw::answer<bw::done>& sent) { return asked::outcome_of(sent); }

struct post : board::letter {
    std::string sendmail =
        place.script("sendmail", "echo \"$@\" > " + (place / "words") + "\ncat > " +
                                     (place / "mail"));
    std::string send(const bw::notice_message& one, std::string from = "desk@bank.example") {
        bw::mail_hook hook({.from = std::move(from), .program = sendmail},
                           bw::time_source(time));
        return outcome(hook.send(one));
    }
    /// Headers of the letter, unfolded, each in a line of its own.
    std::vector<std::string> headers() const {
        std::vector<std::string> all;
        std::string whole = place.text("mail");
        whole = whole.substr(0, whole.find("\n\n") + 1);
        for (std::size_t at; (at = whole.find("\n ")) != whole.npos;)
            whole.replace(at, 2, " ");
        for (std::size_t from = 0, end; (end = whole.find('\n', from)) != whole.npos;
             from = end + 1)
            all.push_back(whole.substr(from, end - from));
        return all;
    }
    std::string header(const std::string& name) const {
        for (const std::string& each : headers())
            if (each.starts_with(name + ": "))
                return each.substr(name.size() + 2);
        return {};
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(notify_hooks)

BOOST_FIXTURE_TEST_CASE(a_program_gets_one_line_of_json_and_its_own_words, board::letter) {
    const std::string tell = place.script(
        "tell", "echo \"$1|$2\" > " + (place / "words") + "\ncat > " + (place / "told"));
    bw::command_hook hook({.words = {tell, "two words", "$(reboot); `x` 'y'"}});
    BOOST_TEST(outcome(hook.send(message())) == "done");
    BOOST_TEST(place.text("words") == "two words|$(reboot); `x` 'y'\n");
    const std::string told = place.text("told");
    BOOST_TEST(std::count(told.begin(), told.end(), '\n') == 1);
    BOOST_TEST((*bw::parse_strict(told) == bw::message_json(message())));
    check_is_clean(told);
}

BOOST_FIXTURE_TEST_CASE(an_exit_code_says_whether_it_may_be_delivered_later, board::letter) {
    const auto end_with = [&](const std::string& lines) {
        bw::command_hook hook({.words = {place.script("tell", lines)}});
        return hook.send(message());
    };
    BOOST_TEST(outcome(end_with("exit 75")) == "state_unavailable");
    BOOST_TEST(outcome(end_with("exit 1")) == "tool_failed");
    BOOST_TEST(end_with("echo no such pager >&2; exit 3").why().hint ==
               "exit code 3: no such pager");
    BOOST_TEST(outcome(end_with("kill -9 $$")) == "tool_failed");
    BOOST_TEST(outcome(end_with("head -c 3000000 /dev/zero >&2; exit 0")) == "done");
    BOOST_TEST(outcome(bw::command_hook({.words = {place / "nothing"}}).send(message())) ==
               "state_unavailable");
    BOOST_TEST(outcome(bw::command_hook({}).send(message())) == "malformed_request");
}

BOOST_FIXTURE_TEST_CASE(a_program_that_takes_too_long_is_ended_with_its_children, board::letter) {
    const std::string tell =
        place.script("tell", "(sleep 2; echo still here > " + (place / "late") +
                                 ") &\nexec 2>&-\nsleep 20");
    bw::command_hook hook({.words = {tell}, .at_most = bw::duration{200}});
    const auto began = std::chrono::steady_clock::now();
    BOOST_TEST(outcome(hook.send(message())) == "timed_out");
    BOOST_TEST((std::chrono::steady_clock::now() - began < std::chrono::seconds(10)));
    ::sleep(3);
    BOOST_TEST(place.text("late").empty());
}

BOOST_FIXTURE_TEST_CASE(a_letter_has_the_headers_of_one, post) {
    BOOST_TEST(send(message()) == "done");
    BOOST_TEST(place.text("words") == "-t -i\n");
    BOOST_TEST(header("From") == "<desk@bank.example>");
    BOOST_TEST(header("To") == "Dave <dave@example.com>");
    BOOST_TEST(header("Subject") == "[payments] decision needed: pay of agent-7");
    BOOST_TEST(header("Date") == "Sat, 21 Nov 2026 12:00:00 +0000");
    BOOST_TEST(header("Message-ID") == "<" + id + ".0.waiting@bank.example>");
    BOOST_TEST(header("Auto-Submitted") == "auto-generated");
    BOOST_TEST(headers().size() == 9u);
    const std::string mail = place.text("mail");
    BOOST_TEST(mail.find("./desk tickets show " + id) != std::string::npos);
    check_is_clean(mail.substr(0, mail.find("Date:")) + mail.substr(mail.find("Message-ID")));
}

BOOST_FIXTURE_TEST_CASE(letters_beyond_ascii_come_as_encoded_words, post) {
    bw::notice_message one = message();
    one.to = {{"Jürgen Müller-Lüdenscheidt aus der Abteilung für Überweisungen", "j@example.com",
               bw::party_kind::person}};
    one.queue = "Auszahlungen über 1000 €";
    BOOST_TEST(send(one) == "done");
    BOOST_TEST(header("To").find("=?UTF-8?Q?J=C3=BCrgen_M=C3=BCller=2DL=C3=BCdenscheidt") == 0u);
    std::string mail = place.text("mail");
    for (const char c : mail)
        BOOST_TEST_REQUIRE((c == '\n' || (c >= ' ' && c < 0x7f)));
    for (std::size_t from = 0, end; (end = mail.find('\n', from)) != mail.npos; from = end + 1)
        BOOST_TEST(end - from <= 76u);
    BOOST_TEST(mail.find("queue     Auszahlungen =C3=BCber 1000 =E2=82=AC\n") !=
               std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(nothing_can_be_slipped_into_a_letter, post) {
    bw::notice_message one = message();
    const std::string evil = "x\r\nBcc: thief@example.net\n\nbody, <thief@example.net>";
    one.queue = one.tool = one.agent = evil;
    one.owner.name = evil;
    one.to.push_back({evil, "bob@example.com", bw::party_kind::person});
    one.to.push_back({"Thief", "bob@example.com\nBcc: thief@example.net", bw::party_kind::person});
    one.to.push_back({"Thief", "a@example.com, thief@example.net", bw::party_kind::person});
    one.to.push_back({"Thief", "-oQ/tmp@example.net", bw::party_kind::person});
    BOOST_TEST(send(one) == "done");
    BOOST_TEST(headers().size() == 9u);
    BOOST_TEST(header("Bcc").empty());
    const std::string to = header("To");
    BOOST_TEST(std::count(to.begin(), to.end(), '@') == 2); // of Dave and Bob
    BOOST_TEST(std::count(to.begin(), to.end(), '<') == 2);
    BOOST_TEST(header("To").find("-oQ") == std::string::npos);
    BOOST_TEST(header("To").find("<bob@example.com>") != std::string::npos);
    BOOST_TEST(send(message(), "desk@bank.example\nBcc: t@example.net") == "malformed_request");
    BOOST_TEST(send(message(), "") == "malformed_request");
}

BOOST_FIXTURE_TEST_CASE(only_plain_addresses_are_written_to, post) {
    for (const char* good : {"a@b", "a.b+c@d-e.example", "o'neil@example.com"})
        BOOST_TEST(bw::detail::is_mail_address(good), good);
    for (const char* bad : {"", "@", "a@", "@b", "a b@c", "a@b@c", "a..b@c", ".a@b", "a.@b",
                            "a@b.", "a@b..c", "a@b,c", "<a@b>", "\"a\"@b", "a@[::1]", "a\n@b",
                            "\xc3\xa4@b", "-f@b", "+49 170 1234567"})
        BOOST_TEST(!bw::detail::is_mail_address(bad), bad);
    bw::notice_message one = message();
    one.to = {{"Pager", "+49 170 1234567", bw::party_kind::person}};
    BOOST_TEST(send(one) == "malformed_request");
    BOOST_TEST(!board::fs::exists(place / "mail"));
}

BOOST_FIXTURE_TEST_CASE(a_line_of_the_body_cannot_end_the_letter, post) {
    bw::message_options options{.with = {bw::personal_field::why}, .program = "./desk"};
    bw::notice_message one = message(options);
    one.queue = "a\n.\nFrom: x";
    BOOST_TEST(send(one) == "done");
    BOOST_TEST(place.text("mail").find("\n.\n") == std::string::npos);
    BOOST_TEST(place.text("mail").find("owes her sister") != std::string::npos); // as declared
}

BOOST_AUTO_TEST_SUITE_END()
