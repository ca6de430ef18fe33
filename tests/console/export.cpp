// SPDX-License-Identifier: BSL-1.0
#include "drive.hpp"

#include <bailiwick/evidence.hpp>

#include <fstream>
#include <iterator>

namespace {

std::string slurp(const std::string& path) {
    std::ifstream from(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(from), {}};
}
std::vector<std::string> lines_of(const std::string& path) {
    std::ifstream from(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(from, line);) lines.push_back(line);
    return lines;
}

/// A desk with a ticket that was granted and run: the agent's log and the console's tell of it.
struct exported : drive::place {
    std::string out = (folder / "out").string();

    exported() {
        const std::string id = ticket();
        BOOST_TEST_REQUIRE(by_ana({"tickets", "grant", id}).code == 0);
        BOOST_TEST_REQUIRE(by_ana({"tickets", "run", id}).code == 0);
    }
    drive::result as(std::vector<std::string> words) {
        words.insert(words.begin(), {"receipts", "export"});
        words.insert(words.end(), {"--out", out});
        return (*this)(std::move(words));
    }
    /// The place of the first intent, such as agent/1.
    std::string intent() {
        const auto listed = (*this)({"receipts", "list", "--type", "intent", "--json"}).json();
        const auto& first = listed.at("receipts").at(0);
        return std::string(first.at("log").as_string()) + "/" +
               std::to_string(first.at("index").to_number<int>());
    }
    std::string log(const std::string& role) const { return state + "/log/" + role; }
};

} // namespace

BOOST_AUTO_TEST_SUITE(console_export)

BOOST_AUTO_TEST_CASE(a_statement_holds_the_receipt_of_the_log) {
    exported at;
    const auto came = at.as({at.intent(), "--format", "statement", "--json"});
    BOOST_TEST_REQUIRE(came.code == 0, came.err);
    const auto told = came.json();
    BOOST_TEST(told.at("format").as_string() == "statement");
    const std::string text = slurp(std::string(told.at("files").at(0).as_string()));
    BOOST_TEST(bw::receipt_of_statement(text).is_done());
}

BOOST_AUTO_TEST_CASE(a_signed_statement_needs_a_key_that_only_its_owner_reads) {
    exported at;
    const std::string place = at.intent(), key = (at.folder / "export.key").string();
    BOOST_TEST(at.as({place, "--format", "dsse"}).code == 2);
    BOOST_TEST_REQUIRE(bw::create_key_file(key).is_done());
    BOOST_TEST_REQUIRE(at.as({place, "--format", "dsse", "--key", key}).code == 0);
    const auto signer = bw::open_key_file(key, "export");
    const std::vector<bw::public_key> known{bw::public_key::of(signer->verifier())};
    std::string name = place;
    name.replace(name.find('/'), 1, "-");
    const auto opened = bw::open_dsse(slurp(at.out + "/" + name + ".dsse.json"),
                                      bw::statement_media_type, known);
    BOOST_TEST_REQUIRE(opened.is_done());
    BOOST_TEST(bw::receipt_of_statement(opened->payload).is_done());
    ::chmod(key.c_str(), 0644);
    BOOST_TEST(at.as({place, "--format", "dsse", "--key", key}).code == 3);
}

BOOST_AUTO_TEST_CASE(a_cose_receipt_is_signed_with_the_key_of_its_own_log) {
    exported at;
    const auto all = at.as({"--all", "--format", "cose", "--log", "agent", "--json"});
    BOOST_TEST_REQUIRE(all.code == 0, all.err);
    const auto key = *bw::read_verifier_key(slurp(at.log("agent") + ".vkey"));
    const std::vector<bw::public_key> known{bw::public_key::of(key)};
    unsigned long long index = 0;
    const auto read = bw::read_log(at.log("agent"), [&](unsigned long long, std::string_view leaf) {
        const std::string file = at.out + "/agent-" + std::to_string(index++) + ".cose";
        BOOST_TEST(bw::verify_cose_inclusion(slurp(file), bw::leaf_hash(leaf), known).is_done());
    });
    BOOST_TEST(read.is_done());
    BOOST_TEST(all.json().at("receipts").to_number<unsigned>() == index);
    BOOST_TEST(index > 0u);
    const std::string other = (at.folder / "other.key").string();
    BOOST_TEST_REQUIRE(bw::create_key_file(other).is_done());
    BOOST_TEST(at.as({at.intent(), "--format", "cose", "--key", other}).code != 0);
}

BOOST_AUTO_TEST_CASE(what_is_not_published_yet_has_no_cose_receipt_and_that_is_said) {
    exported at;
    auto log = *bw::receipt_log::open(at.log("agent"), {.origin = "example.com/desk/agent"});
    bw::record::control late;
    late.id = bw::receipt_id(bw::system_now());
    late.session = "s";
    late.ts = bw::system_now();
    late.agent.id = "desk";
    late.manifest = "sha256:00";
    late.control.op = "pause";
    BOOST_TEST_REQUIRE(log.append(*bw::leaf_text(late)).is_done()); // in the journal only
    const std::string place = "agent/" + std::to_string(log.size() - 1);
    BOOST_TEST(at.as({place, "--format", "cose"}).code == 1);
    const auto all = at.as({"--all", "--format", "cose", "--log", "agent"});
    BOOST_TEST(all.code == 0);
    BOOST_TEST(all.err.find("not published yet: 1;") != std::string::npos, all.err);
    BOOST_TEST(at.as({place, "--format", "statement"}).code == 0);
}

BOOST_AUTO_TEST_CASE(telemetry_joins_what_the_agent_and_the_console_logged) {
    exported at;
    BOOST_TEST_REQUIRE(at.as({"--all", "--format", "otlp-traces"}).code == 0);
    const std::string whole = slurp(at.out + "/otlp-traces.json");
    BOOST_TEST(whole.find("execute_tool send_mail") != std::string::npos);
    BOOST_TEST(whole.find("example.com/desk/console") != std::string::npos);
    BOOST_TEST_REQUIRE(at.as({at.intent(), "--format", "otlp-traces"}).code == 0);
    BOOST_TEST_REQUIRE(at.as({"--all", "--format", "otlp-logs"}).code == 0);
    const std::string logs = slurp(at.out + "/otlp-logs.json");
    BOOST_TEST(logs.find("Ana Lind") == std::string::npos);
    BOOST_TEST(logs.find("ana@example.com") == std::string::npos);
    BOOST_TEST(logs.find("it is fine") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_was_never_carried_out_has_no_span) {
    drive::place at;
    const std::string id = at.ticket();
    const auto listed = at({"receipts", "list", "--type", "intent", "--json"}).json();
    const auto came = at({"receipts", "export",
                          std::string(listed.at("receipts").at(0).at("receipt").at("id")
                                          .as_string()),
                          "--format", "otlp-traces", "--out", (at.folder / "out").string()});
    BOOST_TEST(came.code == 1);
    BOOST_TEST(came.err.find("carried out") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(events_of_a_log_are_one_chain_and_one_of_them_is_the_same_alone) {
    exported at;
    BOOST_TEST_REQUIRE(at.as({"--all", "--format", "ocsf"}).code == 0);
    for (const char* log : {"agent", "console"}) {
        const auto events = lines_of(at.out + "/" + log + ".ocsf.jsonl");
        BOOST_TEST(!events.empty(), log);
        BOOST_TEST(bw::verify_ocsf_chain(events).is_done(), log);
    }
    BOOST_TEST_REQUIRE(at.as({"console/1", "--format", "ocsf"}).code == 0);
    BOOST_TEST(lines_of(at.out + "/console-1.ocsf.jsonl").at(0) ==
               lines_of(at.out + "/console.ocsf.jsonl").at(1));
}

BOOST_AUTO_TEST_CASE(a_line_that_means_nothing_is_refused) {
    exported at;
    const std::string place = at.intent();
    const std::vector<std::vector<std::string>> wrong{
        {"--format", "statement"},
        {place, "--all", "--format", "statement"},
        {place},
        {place, "--format", "pdf"},
        {place, "--format", "ocsf", "--key", "x.key"},
        {"nothing-like-it", "--format", "statement"},
        {"--all", "--format", "statement", "--log", "other"}};
    for (const auto& each : wrong) {
        const auto came = at.as(each);
        BOOST_TEST(came.code == 2, came.out << came.err);
    }
    BOOST_TEST(at.as({place, "--format", "pdf"}).err.find("statement") != std::string::npos);
    BOOST_TEST(!std::filesystem::exists(at.out));
}

BOOST_AUTO_TEST_SUITE_END()
