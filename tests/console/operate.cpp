// SPDX-License-Identifier: BSL-1.0
#include "drive.hpp"

// Everything but tickets: the line itself, packet, receipts, off switch, credentials, doctor.

namespace {
void flip_a_byte(const std::string& path) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(100);
    const char byte = static_cast<char>(file.get() ^ 1);
    file.seekp(100);
    file.put(byte);
}
} // namespace

using drive::has;

BOOST_AUTO_TEST_SUITE(console_operate)

BOOST_AUTO_TEST_CASE(the_line_is_explained_and_never_throws) {
    drive::place desk;
    const auto help = desk({"--help"});
    BOOST_TEST(help.code == 0);
    BOOST_TEST(has(help.out, "tickets"));
    BOOST_TEST(has(help.out, "5 verification failed"));
    BOOST_TEST(has(desk({"tickets", "grant", "--help"}).out, "Example: desk tickets grant"));
    BOOST_TEST(desk({}).code == 2);
    BOOST_TEST(desk({"dance"}).code == 2);
    BOOST_TEST(desk({"tickets", "show"}).code == 2);
    BOOST_TEST(has(desk({"tickets", "show"}).err, "id is required"));
    BOOST_TEST(desk({"tickets", "list", "--in", "limbo"}).code == 2);
    BOOST_TEST(desk({"tickets", "list", "--limit", "0"}).code == 2);
    const auto json = desk({"--json", "dance"});
    BOOST_TEST(json.code == 2);
    BOOST_TEST(static_cast<bool>(bw::parse_strict(json.err)));
    desk.setup.run = [](auto&, std::span<const std::string>) -> int {
        throw std::runtime_error("oh \033[31m");
    };
    const auto thrown = desk({"run"});
    BOOST_TEST(thrown.code == 1);
    BOOST_TEST(has(thrown.err, "oh \\x1B"));
    const auto script = desk({"completion", "bash"});
    BOOST_TEST(script.code == 0);
    BOOST_TEST(has(script.out, "'tickets') words='list show grant"));
    BOOST_TEST(has(script.out, "complete -o default -F _console_desk 'desk'"));
}

BOOST_AUTO_TEST_CASE(a_mistyped_verb_is_named_with_the_nearest_ones) {
    drive::place desk;
    const auto lst = desk({"tickets", "lst"});
    BOOST_TEST(lst.code == 2);
    BOOST_TEST(lst.out.empty());
    BOOST_TEST(has(lst.err, "malformed_request: desk tickets lst"));
    BOOST_TEST(has(lst.err, "there is no verb lst; there are, the nearest first: list, "));
    BOOST_TEST(has(lst.err, "override"));
    BOOST_TEST(has(desk({"--as", "Ana Lind <ana@example.com>", "recepts", "list"}).err,
                   "the nearest first: receipts, "));
    BOOST_TEST(has(desk({"tickets"}).err, "desk tickets\n  name a verb, or --help: list, show"));
    BOOST_TEST(has(desk({}).err, "name a verb, or --help: run, packet"));
    BOOST_TEST(has(desk({"pause", "now"}).err, "now"));
    const auto json = bw::parse_strict(desk({"--json", "tickets", "lst"}).err);
    BOOST_TEST_REQUIRE(static_cast<bool>(json));
    BOOST_TEST(at_work::text_at(*json, "/refused/subject") == "lst");
}

BOOST_AUTO_TEST_CASE(the_help_of_a_verb_that_acts_shows_who_and_why) {
    drive::place desk;
    for (const std::vector<std::string>& verb : std::vector<std::vector<std::string>>{
             {"tickets", "grant"}, {"tickets", "deny"}, {"tickets", "cancel"}, {"pause"},
             {"resume"}, {"receipts", "erase"}, {"credentials", "revoke"}}) {
        auto words = verb;
        words.push_back("--help");
        const auto help = desk(words).out;
        for (const char* part : {"--as PERSON", "BAILIWICK_OPERATOR", "--why TEXT", "--state"})
            BOOST_TEST(has(help, part), verb.back() << " lacks " << part);
    }
    const auto run = desk({"tickets", "run", "--help"}).out;
    BOOST_TEST(has(run, "--as PERSON"));
    BOOST_TEST(!has(run, "--why"));
    BOOST_TEST(!has(desk({"tickets", "list", "--help"}).out, "--as"));
    BOOST_TEST(has(desk({"tickets", "--help"}).out, "desk tickets VERB --help"));
    // Wherever they stand, the options win over the environment.
    desk.ticket();
    ::setenv("BAILIWICK_OPERATOR", "Eve <eve@example.com>", 1);
    const std::vector<std::string> by{"--as", "Ana Lind <ana@example.com>", "--why", "odd"};
    BOOST_TEST(has(desk({"pause", by[0], by[1], by[2], by[3]}).out, "paused by Ana Lind"));
    BOOST_TEST(has(desk({by[0], by[1], by[2], by[3], "pause"}).out, "paused by Ana Lind"));
    BOOST_TEST(has(desk({"pause", by[2], by[3]}).out, "paused by Eve"));
}

BOOST_AUTO_TEST_CASE(run_gives_its_own_exit_code_and_its_words) {
    drive::place desk;
    BOOST_TEST(desk({"run", "ann", "bob"}).code == 0);
    BOOST_TEST(desk({"run", std::string(99, 'x')}).code == 7);
    std::string heard;
    desk.setup.run = [&](auto&, std::span<const std::string> words) {
        for (const std::string& each : words) heard += each + "|";
        return 0;
    };
    const std::string other = (desk.folder / "other").string();
    ::setenv("BAILIWICK_STATE", (desk.folder / "third").c_str(), 1);
    BOOST_TEST(desk({"run", "--input", "x.csv", "--state", other, "ann", "--limit=3"}).code == 0);
    BOOST_TEST(heard == "--input|x.csv|ann|--limit=3|");
    BOOST_TEST(std::filesystem::exists(other + "/tickets.db"));
    BOOST_TEST(!std::filesystem::exists(desk.folder / "third"));
    desk.setup.run = {};
    BOOST_TEST(desk({"run"}).code == 2);
    BOOST_TEST(desk({"digest", "--input"}).code == 2);
}

BOOST_AUTO_TEST_CASE(a_state_that_is_not_there_is_not_made_by_looking) {
    drive::place desk;
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"tickets", "list"}, {"tickets", "show", "01"}, {"receipts", "list"},
             {"receipts", "verify"}}) {
        const auto came = desk(words);
        BOOST_TEST(came.code == 4, words[1]);
        BOOST_TEST(has(came.err, "--state"));
    }
    BOOST_TEST(desk.by_ana({"pause"}).code == 4);
    BOOST_TEST(desk.by_ana({"tickets", "grant", "01"}).code == 4);
    const auto doctor = desk({"doctor"});
    BOOST_TEST(doctor.code == 1);
    for (const char* part : {"state folder", "tickets.db", "vault.db", "holds no log"})
        BOOST_TEST(has(doctor.out, part), part);
    BOOST_TEST(!std::filesystem::exists(desk.state));
}

BOOST_AUTO_TEST_CASE(packet_digest_and_diff_need_no_state) {
    drive::place desk;
    const std::string out = (desk.folder / "packet").string();
    BOOST_TEST(desk({"packet", "--out", out}).code == 0);
    BOOST_TEST(std::filesystem::exists(out + "/packet.html"));
    const auto digest = desk({"digest", "--json"}).json();
    BOOST_TEST(at_work::text_at(digest, "/digest") + "\n" == desk({"digest"}).out);
    BOOST_TEST(desk({"diff", out + "/declaration.json", "-"}).code == 0);
    std::string other;
    {
        std::ifstream file(out + "/declaration.json");
        other.assign(std::istreambuf_iterator<char>(file), {});
        other.replace(other.find("\"approval\""), 10, "\"automatic\"");
        std::ofstream(out + "/other.json") << other;
    }
    const auto diff = desk({"diff", out + "/declaration.json", out + "/other.json"});
    BOOST_TEST(diff.code == 1);
    BOOST_TEST(!diff.out.empty());
    const auto json = desk({"diff", "--json", out + "/declaration.json", out + "/other.json"});
    BOOST_TEST(!json.json().at("changes").as_array().empty());
    BOOST_TEST(desk({"diff", out + "/packet.md"}).code == 2);
}

BOOST_AUTO_TEST_CASE(receipts_are_listed_shown_proved_and_verified) {
    drive::place desk;
    const std::string id = desk.ticket();
    BOOST_TEST(desk.by_ana({"tickets", "grant", id}).code == 0);
    const auto list = desk({"receipts", "list", "--json"}).json();
    BOOST_TEST(list.at("receipts").as_array().size() == 2u);
    BOOST_TEST(desk({"receipts", "list", "--ticket", id, "--type", "approval", "--json"}).json()
                   .at("receipts").as_array().size() == 1u);
    const std::string receipt = at_work::text_at(list, "/receipts/0/receipt/id");
    const auto shown = desk({"receipts", "show", receipt});
    BOOST_TEST(shown.code == 0);
    BOOST_TEST(has(shown.out, "fits the commitment"));
    BOOST_TEST(!has(shown.out, "ann"));
    const auto opened = desk({"receipts", "show", "agent/0", "--values", "--json"}).json();
    BOOST_TEST(at_work::text_at(opened, "/values/0/value/customer") == "ann");
    BOOST_TEST(desk({"receipts", "show", "agent/9"}).code == 2);
    BOOST_TEST(has(desk({"receipts", "show", receipt.substr(0, 3)}).err, "at least four"));
    BOOST_TEST(has(desk({"receipts", "show", receipt.substr(0, 8)}).err, receipt));

    const std::string proofs = (desk.folder / "proofs").string();
    const std::string key = desk.state + "/log/agent.vkey";
    BOOST_TEST(desk({"receipts", "prove", "agent/0", "--out", proofs}).code == 0);
    const std::vector<std::string> check{
        "receipts", "verify", "--receipt", proofs + "/agent-0.receipt.json", "--proof",
        proofs + "/agent-0.tlog-proof"};
    const auto files = desk({"receipts", "prove", "agent/0", "--out", proofs, "--json"}).json();
    BOOST_TEST(at_work::text_at(files, "/files/1") == proofs + "/agent-0.tlog-proof");
    const auto unsigned_by_us = desk(check);
    BOOST_TEST(unsigned_by_us.code == 5);
    BOOST_TEST(has(unsigned_by_us.out, "key  none was given\n"));
    BOOST_TEST(has(desk({"receipts", "verify", "--receipt", check[3]}).err, "verify --proof\n"));
    auto with_key = check;
    with_key.insert(with_key.end(), {"--key", key});
    BOOST_TEST(desk(with_key).code == 0);
    flip_a_byte(proofs + "/agent-0.receipt.json");
    BOOST_TEST(desk(with_key).code == 5);

    BOOST_TEST(desk({"receipts", "verify"}).code == 0);
    const auto copy = desk.folder / "copy";
    std::filesystem::copy(desk.state + "/log/console", copy,
                          std::filesystem::copy_options::recursive);
    const std::string console_key = desk.state + "/log/console.vkey";
    BOOST_TEST(desk({"receipts", "verify", copy.string(), "--key", console_key}).code == 0);
    const auto alone = desk({"receipts", "verify", copy.string()});
    BOOST_TEST(alone.code == 5);
    BOOST_TEST(has(alone.out, "undecidable"));
    BOOST_TEST(has(alone.out, "key  none was given, and " + copy.string() + ".vkey is not there"));
    BOOST_TEST(!has(alone.out + alone.err, "beside"));
    BOOST_TEST(desk({"receipts", "verify", copy.string(), "--key", key}).code == 5);
    const std::string kept = (copy / "checkpoint").string();
    const auto complete =
        desk({"receipts", "verify", copy.string(), "--key", console_key, "--checkpoint", kept});
    BOOST_TEST(complete.code == 0, complete.err);
    BOOST_TEST(has(complete.out, "complete up to receipt "), complete.out);
    const auto none_fits = desk({"receipts", "verify", copy.string(), "--key", console_key,
                                 "--checkpoint", desk.state + "/log/agent/checkpoint"});
    BOOST_TEST(none_fits.code == 5);
    BOOST_TEST(has(none_fits.err, "nothing says that they are complete"), none_fits.err);
    BOOST_TEST(desk({"receipts", "verify", "--checkpoint", "nowhere"}).code == 2);
    BOOST_TEST(desk({"receipts", "verify", "--key", "nonsense"}).code == 2);
    BOOST_TEST(desk({"receipts", "verify", (desk.folder / "nowhere").string()}).code == 5);
}

BOOST_AUTO_TEST_CASE(each_log_says_which_key_it_was_checked_with) {
    drive::place desk;
    BOOST_TEST(desk.by_ana({"tickets", "grant", desk.ticket()}).code == 0);
    const std::string agent = desk.state + "/log/agent", console = desk.state + "/log/console";
    const auto beside = desk({"receipts", "verify"});
    BOOST_TEST(beside.code == 0);
    BOOST_TEST(has(beside.out, "key  " + agent + ".vkey, beside the log"));
    BOOST_TEST(has(beside.out, "key  " + console + ".vkey, beside the log"));
    BOOST_TEST(has(beside.out, "agent, 1 receipt, 1 of them published"));
    BOOST_TEST(has(beside.err, "proves nothing against whoever can write the folder"));
    const auto given = desk({"receipts", "verify", "--key", agent + ".vkey"});
    BOOST_TEST(given.code == 5);
    BOOST_TEST(has(given.out, "key  " + agent + ".vkey, as given"));
    BOOST_TEST(has(given.out, "key  none that was given bears the log's name"));
    BOOST_TEST(!has(given.out + given.err, "beside"));
    const auto json = [&](std::vector<std::string> words) {
        words.insert(words.begin(), {"receipts", "verify", "--json"});
        return desk(words).json();
    };
    BOOST_TEST(at_work::text_at(json({}), "/key") == "beside the log");
    BOOST_TEST(at_work::text_at(json({}), "/logs/0/key") == agent + ".vkey");
    BOOST_TEST(at_work::text_at(json({"--key", agent + ".vkey"}), "/logs/1/key").empty());
    drive::place other;
    other.ticket();
    const auto another = desk({"receipts", "verify", agent, "--key",
                               other.state + "/log/agent.vkey"});
    BOOST_TEST(another.code == 5);
    BOOST_TEST(has(another.out, "that key has not signed it"));
    std::filesystem::remove(agent + ".vkey");
    {
        std::ofstream(console + ".vkey") << "nonsense";
    }
    const auto none = desk({"receipts", "verify"});
    BOOST_TEST(none.code == 5);
    BOOST_TEST(has(none.out, agent + ".vkey is not there"));
    BOOST_TEST(has(none.out, console + ".vkey is no public key of a log"));
    BOOST_TEST(none.err.empty());
    BOOST_TEST(at_work::text_at(json({}), "/key") == "none");
    BOOST_TEST(has(desk({"doctor"}).out, agent + ".vkey is not there"));
}

BOOST_AUTO_TEST_CASE(a_filter_of_receipts_that_names_nothing_is_refused) {
    drive::place desk;
    desk.ticket();
    const auto type = desk({"receipts", "list", "--type", "outcom"});
    BOOST_TEST(type.code == 2);
    BOOST_TEST(has(type.err, "there are: outcome, "));
    BOOST_TEST(has(type.err, "escalation"));
    const auto log = desk({"receipts", "list", "--log", "nope"});
    BOOST_TEST(log.code == 2);
    BOOST_TEST(has(log.err, "there are: agent"));
    BOOST_TEST(desk({"receipts", "list", "--log", "agent", "--type", "control"}).code == 0);
}

BOOST_AUTO_TEST_CASE(a_flipped_byte_is_not_verified) {
    drive::place desk;
    desk.ticket();
    const std::string entries = desk.state + "/log/agent/tile/entries/000.p/1";
    BOOST_TEST_REQUIRE(std::filesystem::exists(entries));
    flip_a_byte(entries);
    const auto came = desk({"receipts", "verify", "--json"});
    BOOST_TEST(came.code == 5);
    BOOST_TEST(at_work::text_at(came.json(), "/verdict") == "invalid");
    const auto told = desk({"receipts", "verify"});
    BOOST_TEST(told.code == 5);
    BOOST_TEST(has(told.out, "problem: "));
    const auto doctor = desk({"doctor"});
    BOOST_TEST(doctor.code == 1);
    BOOST_TEST(has(doctor.out, "log agent"));
}

BOOST_AUTO_TEST_CASE(an_approval_without_its_intent_is_found) {
    drive::place desk;
    const std::string id = desk.ticket();
    BOOST_TEST(desk.by_ana({"tickets", "grant", id}).code == 0);
    std::filesystem::remove_all(desk.state + "/log/agent");
    const auto came = desk({"receipts", "verify"});
    BOOST_TEST(came.code == 5);
    BOOST_TEST(has(came.out, "whose intent is in none of these logs"));
}

BOOST_AUTO_TEST_CASE(values_are_erased_and_the_log_still_verifies) {
    drive::place desk;
    desk.ticket();
    BOOST_TEST(desk({"receipts", "erase", "agent/0"}).code == 2);
    BOOST_TEST(desk.by_ana({"receipts", "erase"}).code == 2);
    BOOST_TEST(desk.by_ana({"receipts", "erase", "--before", "yesterday"}).code == 2);
    const auto erased =
        desk.by_ana({"receipts", "erase", "agent/0", "--basis", "GDPR Art. 17", "--json"});
    BOOST_TEST(erased.code == 0);
    BOOST_TEST(!erased.json().at("erased").as_array().empty());
    BOOST_TEST(desk.by_ana({"receipts", "erase", "agent/0"}).code == 3);
    BOOST_TEST(has(desk({"receipts", "show", "agent/0"}).out, "keeps no value"));
    BOOST_TEST(has(desk({"receipts", "show", "console/0"}).out, "GDPR Art. 17"));
    BOOST_TEST(desk({"receipts", "verify"}).code == 0);
    desk.ticket();
    BOOST_TEST(desk.by_ana({"receipts", "erase", "--before", "2999-01-01"}).code == 0);
}

BOOST_AUTO_TEST_CASE(a_pause_stops_the_process_that_runs) {
    drive::place desk;
    desk.ticket();
    bw::credential_book book;
    at_work::fill(book);
    auto agent = drive::open_desk({desk.state, "example.com/desk", "agent", book, {}});
    BOOST_TEST_REQUIRE(agent.is_done());
    bw::session run(**agent, at_work::context());
    BOOST_TEST(run.call<good::lookup>({"ann"}).is_done());

    BOOST_TEST(desk({"pause", "--as", "Ana Lind <ana@example.com>"}).code == 2);
    BOOST_TEST(desk({"pause", "--why", "odd"}).code == 2);
    const auto paused = desk.by_ana({"pause", "--json"});
    BOOST_TEST(paused.code == 0);
    BOOST_TEST(at_work::text_at(paused.json(), "/is_on") == "true");
    const auto refused = run.call<good::lookup>({"ann"});
    BOOST_TEST_REQUIRE(!refused.is_done());
    BOOST_TEST(static_cast<int>(refused.why().code) == static_cast<int>(bw::reason::paused));
    const auto doctor = desk({"doctor"});
    BOOST_TEST(doctor.code == 0);
    BOOST_TEST(has(doctor.out, "paused by Ana Lind"));

    BOOST_TEST(desk.by_ana({"resume"}).code == 0);
    BOOST_TEST(run.call<good::lookup>({"ann"}).is_done());
    BOOST_TEST(desk.by_ana({"resume"}).code == 3);
    // While that process holds its log, another `run` waits and then says so.
    const auto second = desk({"run"});
    BOOST_TEST(second.code == 4);
    BOOST_TEST(has(second.err, "end the other agent"));
}

BOOST_AUTO_TEST_CASE(a_second_pause_tells_of_the_first) {
    drive::place desk;
    desk.ticket();
    BOOST_TEST(!has(desk.by_ana({"pause"}).out, "already"));
    const std::vector<std::string> again{"pause", "--as", "Ben Okoro <ben@example.com>", "--why",
                                         "me too"};
    const auto second = desk(again);
    BOOST_TEST(second.code == 0);
    BOOST_TEST(has(second.out, "paused by Ben Okoro <ben@example.com>: me too"));
    BOOST_TEST(has(second.out, "it was paused already by Ana Lind <ana@example.com> since "));
    BOOST_TEST(has(second.out, " UTC: it is fine"));
    const auto json = desk.by_ana({"pause", "--json"}).json();
    BOOST_TEST(at_work::text_at(json, "/before/why") == "me too");
    BOOST_TEST(desk({"receipts", "list", "--type", "control", "--json"}).json().at("receipts")
                   .as_array().size() == 3u);
    std::filesystem::remove(desk.state + "/log/console.key");
    const auto unwritten = desk(again);
    BOOST_TEST(unwritten.code == 4);
    BOOST_TEST(has(unwritten.err, "it was paused already by Ana Lind"));
    BOOST_TEST(has(desk({"doctor"}).out, "paused by Ben Okoro <ben@example.com> since 2"));
}

BOOST_AUTO_TEST_CASE(a_pause_works_though_the_log_of_the_console_is_held) {
    drive::place desk;
    desk.ticket();
    bw::credential_book book;
    at_work::fill(book);
    const auto other = drive::open_desk({desk.state, "example.com/desk", "console", book, {}});
    BOOST_TEST_REQUIRE(other.is_done());
    const auto came = desk.by_ana({"pause"});
    BOOST_TEST(came.code == 4);
    BOOST_TEST(has(came.err, "the agent IS paused"));
    BOOST_TEST(has(desk({"doctor"}).out, "paused by"));
    BOOST_TEST(desk.by_ana({"resume"}).code == 4);
}

BOOST_AUTO_TEST_CASE(a_revoked_credential_is_lent_to_no_console) {
    drive::place desk;
    const std::string id = desk.ticket();
    BOOST_TEST(has(desk({"credentials", "list"}).out, "environment variable"));
    BOOST_TEST(desk.by_ana({"credentials", "revoke", "desk-nothing"}).code == 2);
    BOOST_TEST(desk.by_ana({"credentials", "revoke", "desk-sender"}).code == 0);
    BOOST_TEST(desk.by_ana({"credentials", "revoke", "desk-sender"}).code == 3);
    const auto list = desk({"credentials", "list", "--json"}).json();
    BOOST_TEST(at_work::text_at(list, "/credentials/1/state") == "revoked");
    BOOST_TEST(at_work::text_at(list, "/credentials/1/revoked_because") == "it is fine");
    BOOST_TEST(desk.by_ana({"tickets", "grant", id}).code == 0);
    const auto run = desk.by_ana({"tickets", "run", id});
    BOOST_TEST(run.code == 3);
    BOOST_TEST(has(run.err, "revoked"));
    BOOST_TEST(at_work::mails == 0);
}

BOOST_AUTO_TEST_CASE(the_doctor_finds_wide_modes_and_missing_secrets) {
    drive::place desk;
    desk.ticket();
    BOOST_TEST(desk({"doctor"}).code == 0);
    ::chmod((desk.state + "/log/agent.key").c_str(), 0644);
    ::chmod(desk.state.c_str(), 0755);
    desk.setup.accounts = [](bw::credential_book& book, const std::string&) {
        static_cast<void>(book.add(good::sender, bw::environment_secret("BAILIWICK_NOT_SET")));
    };
    const auto came = desk({"doctor"});
    BOOST_TEST(came.code == 1);
    for (const char* part : {"agent.key has mode 644", "chmod 700", "BAILIWICK_NOT_SET",
                             "desk-reader is declared and not in the book"})
        BOOST_TEST(has(came.out, part), part);
    BOOST_TEST(desk({"doctor", "--json"}).json().at("wrong").as_bool());
    {
        std::ofstream(desk.state + "/tickets.db") << "no database";
    }
    BOOST_TEST(has(desk({"doctor"}).out, "cannot be opened"));
    BOOST_TEST(desk({"tickets", "list"}).code == 4);
}

BOOST_AUTO_TEST_CASE(the_doctor_says_what_to_do_when_a_log_key_is_lost) {
    drive::place desk;
    BOOST_TEST(desk.by_ana({"tickets", "grant", desk.ticket()}).code == 0);
    const std::string log = desk.state + "/log/";
    std::filesystem::remove(log + "console.key");
    const auto lost = desk({"doctor"});
    BOOST_TEST(lost.code == 1);
    for (const char* part : {"console.key is not there: nothing more can be written to this log",
                             "from its backup", "console.vkey", "operate-log-key.md"})
        BOOST_TEST(has(lost.out, part), part);
    BOOST_TEST(!has(lost.out, "start the agent once"));
    BOOST_TEST(has(lost.out, "log console"));
    // What it says helps: the log is closed under another name, and a new one begins.
    std::filesystem::rename(log + "console", log + "console-closed");
    std::filesystem::rename(log + "console.vkey", log + "console-closed.vkey");
    BOOST_TEST(desk.by_ana({"pause"}).code == 0);
    const auto after = desk({"doctor"});
    BOOST_TEST(after.code == 0);
    BOOST_TEST(has(after.out, "console-closed.key is not there: the log is closed"));
    BOOST_TEST(desk({"receipts", "verify"}).code == 0);
}

BOOST_AUTO_TEST_CASE(the_doctor_finds_a_key_that_is_not_the_logs) {
    drive::place desk;
    BOOST_TEST(desk.by_ana({"tickets", "grant", desk.ticket()}).code == 0);
    const std::string log = desk.state + "/log/";
    std::filesystem::remove(log + "console.key");
    std::filesystem::copy(log + "agent.key", log + "console.key");
    const auto other = desk({"doctor"});
    BOOST_TEST(other.code == 1);
    BOOST_TEST(has(other.out, "console.key is not the private half of console.vkey"));
    {
        std::ofstream(log + "console.key") << "no key";
    }
    BOOST_TEST(desk({"doctor"}).code == 1);
    ::chmod((log + "console.key").c_str(), 0644);
    BOOST_TEST(!has(desk({"doctor", "--json"}).out, "others may read or write it"));
}

BOOST_AUTO_TEST_SUITE_END()
