// SPDX-License-Identifier: BSL-1.0
#include "drive.hpp"

/// `receipts verify` over copies: named as folders, or fetched.

namespace {

using drive::has;

// A reader that takes the URL's path as one on this disk.
bw::answer<std::string> read_here(const std::string& url, std::size_t most) {
    const std::string path = url.substr(url.find("://") + 3);
    std::ifstream from(path, std::ios::binary);
    if (!from) return bw::refusal{bw::reason::no_evidence, "fetch", url, "there is nothing"};
    std::string bytes{std::istreambuf_iterator<char>(from), {}};
    BOOST_TEST(bytes.size() <= most);
    return bytes;
}

std::size_t folders_in(const std::filesystem::path& folder) {
    std::size_t count = 0;
    for (const auto& each : std::filesystem::directory_iterator(folder)) count += !each.path().empty();
    return count;
}

} // namespace

BOOST_AUTO_TEST_SUITE(console_verify_from)

BOOST_AUTO_TEST_CASE(a_copy_is_named_with_from_or_without) {
    drive::place desk;
    static_cast<void>(desk.ticket());
    const std::string log = desk.state + "/log/agent", key = log + ".vkey";
    const auto plain = desk({"receipts", "verify", log, "--key", key});
    const auto named = desk({"receipts", "verify", "--from", log + "/", "--key", key});
    BOOST_TEST(plain.code == 0, plain.err);
    BOOST_TEST(named.code == 0, named.err);
    BOOST_TEST(plain.out == named.out);
    for (const char* jobs : {"1", "2", "8"})
        BOOST_TEST(desk({"receipts", "verify", log, "--key", key, "--jobs", jobs}).out ==
                   plain.out);
    for (const char* jobs : {"0", "x", "100000"})
        BOOST_TEST(desk({"receipts", "verify", log, "--key", key, "--jobs", jobs}).code == 2);
}

BOOST_AUTO_TEST_CASE(a_published_log_is_fetched_and_nothing_of_it_stays) {
    drive::place desk;
    static_cast<void>(desk.ticket());
    const std::string log = desk.state + "/log/agent", key = log + ".vkey";
    const std::string url = "here://" + log;
    const auto without = desk({"receipts", "verify", "--from", url, "--key", key});
    BOOST_TEST(without.code == 2, without.err);
    BOOST_TEST(has(without.err, "fetches nothing"), without.err);

    desk.setup.fetch = read_here;
    const std::filesystem::path temporary = desk.folder / "tmp";
    std::filesystem::create_directories(temporary);
    ::setenv("TMPDIR", temporary.c_str(), 1);
    const auto good = desk({"receipts", "verify", "--from", url, "--key", key});
    BOOST_TEST(good.code == 0, good.err);
    BOOST_TEST(has(good.out, "valid  " + url), good.out);
    const auto nobodys = desk({"receipts", "verify", "--from", url});
    BOOST_TEST(nobodys.code == 5);
    BOOST_TEST(has(nobodys.out, "key  none was given\n"), nobodys.out);
    const auto json = desk({"receipts", "verify", "--from", url, "--key", key, "--json"});
    BOOST_TEST(at_work::text_at(json.json(), "/logs/0/folder") == url);

    for (const auto& each : std::filesystem::recursive_directory_iterator(log + "/tile/entries"))
        if (each.is_regular_file()) std::filesystem::remove(each.path());
    const auto less = desk({"receipts", "verify", "--from", url, "--key", key});
    BOOST_TEST(less.code == 5);
    BOOST_TEST(has(less.err, "is missing there"), less.err);
    BOOST_TEST(folders_in(temporary) == 0u);
    ::unsetenv("TMPDIR");
}

BOOST_AUTO_TEST_SUITE_END()
