// SPDX-License-Identifier: BSL-1.0
#include "office.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>

#include <unistd.h>

namespace {

using bw::packet::outcome;
using bw::packet::request;

/// A folder of its own for each test, gone afterwards.
struct folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() /
                                 ("bailiwick-packet-" + std::to_string(::getpid()));
    folder() { std::filesystem::create_directories(path); }
    ~folder() { std::filesystem::remove_all(path); }
    std::string operator/(const char* name) const { return (path / name).string(); }
};

template <class Agent = office::sound> outcome run(request asked) {
    return bw::packet::command(bw::packet::subject_of<Agent>(), std::move(asked)).run();
}

request approve(const std::string& lock) {
    return {.verb = "approve", .lock = lock, .by = "Carla Weiss", .on = "2026-11-21",
            .expires = "2027-05-01"};
}

std::string fault_of(const std::string& text) { return bw::packet::read_lock(text).fault; }

std::string replaced(std::string text, const std::string& old, const std::string& now) {
    const std::size_t at = text.find(old);
    BOOST_REQUIRE(at != std::string::npos);
    return text.replace(at, old.size(), now);
}

} // namespace

BOOST_AUTO_TEST_SUITE(lock)

BOOST_FIXTURE_TEST_CASE(an_approved_declaration_builds, folder) {
    const std::string lock = *this / "approval.lock.json";
    BOOST_TEST((run(approve(lock)) == outcome::done));
    BOOST_TEST((run({.verb = "check", .lock = lock, .today = "2026-12-01"}) == outcome::done));
    BOOST_TEST((run({.verb = "diff", .lock = lock}) == outcome::done));
    const std::string out = *this / "packet";
    BOOST_TEST((run({.verb = "write", .out = out, .lock = lock, .today = "2026-12-01"}) ==
                outcome::done));
    BOOST_TEST(office::read(out + "/packet.html").find("APPROVED DECLARATION") !=
               std::string::npos);
    BOOST_TEST((run({.verb = "verify", .out = out, .lock = lock}) == outcome::done));
    std::ofstream(out + "/declaration.json", std::ios::app) << ' ';
    BOOST_TEST((run({.verb = "verify", .out = out, .lock = lock}) == outcome::check_failed));
}

BOOST_FIXTURE_TEST_CASE(a_drifted_charter_does_not_build_but_drafts, folder) {
    const std::string lock = *this / "approval.lock.json", out = *this / "packet";
    BOOST_REQUIRE((run(approve(lock)) == outcome::done));
    BOOST_TEST((run<office::wider>({.verb = "write", .out = out, .lock = lock,
                                    .today = "2026-12-01"}) == outcome::check_failed));
    BOOST_TEST(!std::filesystem::exists(out));
    BOOST_TEST((run<office::wider>({.verb = "diff", .lock = lock}) == outcome::check_failed));
    BOOST_TEST((run<office::wider>({.verb = "write", .out = out, .lock = lock,
                                    .today = "2026-12-01", .draft = true}) == outcome::done));
    BOOST_TEST(office::read(out + "/packet.html").find("DRAFT") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(an_approval_ends, folder) {
    const std::string lock = *this / "approval.lock.json";
    BOOST_REQUIRE((run(approve(lock)) == outcome::done));
    BOOST_TEST((run({.verb = "check", .lock = lock, .today = "2027-05-01"}) == outcome::done));
    BOOST_TEST((run({.verb = "check", .lock = lock, .today = "2027-05-02"}) ==
                outcome::check_failed));
}

BOOST_FIXTURE_TEST_CASE(a_missing_lock_is_no_approval, folder) {
    const std::string lock = *this / "nothing.json";
    BOOST_TEST((run({.verb = "check", .lock = lock}) == outcome::check_failed));
    BOOST_TEST((run({.verb = "check", .lock = lock, .draft = true}) == outcome::done));
}

BOOST_FIXTURE_TEST_CASE(an_unsound_declaration_cannot_be_approved, folder) {
    BOOST_TEST((run<office::wider>(approve(*this / "approval.lock.json")) ==
                outcome::check_failed));
    BOOST_TEST(!std::filesystem::exists(*this / "approval.lock.json"));
}

BOOST_FIXTURE_TEST_CASE(nobody_in_particular_cannot_approve, folder) {
    for (const char* name : {"", "AI team", "tbd"}) {
        request asked = approve(*this / "approval.lock.json");
        asked.by = name;
        BOOST_TEST((run(asked) == outcome::usage), name);
    }
    for (const char* day : {"", "soon", "2027-02-30", "2027-5-1", "2025-01-01"}) {
        request asked = approve(*this / "approval.lock.json");
        asked.expires = day;
        BOOST_TEST((run(asked) == outcome::usage), day);
    }
}

BOOST_FIXTURE_TEST_CASE(an_edited_lock_is_refused, folder) {
    const std::string lock = *this / "approval.lock.json";
    BOOST_REQUIRE((run(approve(lock)) == outcome::done));
    const std::string text = office::read(lock);
    BOOST_TEST(fault_of(text).empty());
    BOOST_TEST(fault_of(replaced(text, "\"approval\"", "\"automatic\"")).find("edited") !=
               std::string::npos);
    BOOST_TEST(fault_of(replaced(text, "\"Carla Weiss\",\n    \"expires\"", "\"\",\n    \"expires\""))
                   .find("approver") != std::string::npos);
    BOOST_TEST(fault_of(replaced(text, "2027-05-01", "2027-13-01")).find("days") !=
               std::string::npos);
    BOOST_TEST(fault_of(replaced(text, "bailiwick-approval-lock/1", "bailiwick-approval-lock/9"))
                   .find("schema") != std::string::npos);
    BOOST_TEST(!fault_of(text.substr(0, text.size() / 2)).empty());
    BOOST_TEST(!fault_of("").empty());
    BOOST_TEST(!fault_of("[]").empty());
    BOOST_TEST(!fault_of("{\"schema\":\"bailiwick-approval-lock/1\"}").empty());
}

BOOST_FIXTURE_TEST_CASE(a_packet_that_cannot_be_written_says_so, folder) {
    std::ofstream(*this / "file") << "in the way";
    BOOST_TEST((run({.verb = "write", .out = *this / "file"}) == outcome::no_access));
}

BOOST_AUTO_TEST_SUITE_END()
