// SPDX-License-Identifier: BSL-1.0
#include "../published.hpp"

#include <bailiwick/receipt/curl_reader.hpp>

#include <boost/test/unit_test.hpp>

#include <csignal>
#include <sys/wait.h>

namespace {

using workshop::words;

/// Python's own server of static files, over a folder, on this machine only.
class file_server {
public:
    explicit file_server(const std::string& folder) {
        int ends[2];
        if (::pipe(ends) != 0) return;
        child_ = ::fork();
        if (child_ == 0) {
            ::dup2(ends[1], STDOUT_FILENO);
            ::dup2(ends[1], STDERR_FILENO);
            ::execl("/usr/bin/python3", "python3", "-u", "-m", "http.server", "0", "--bind",
                    "127.0.0.1", "--directory", folder.c_str(), static_cast<char*>(nullptr));
            ::_exit(1);
        }
        ::close(ends[1]);
        output_ = ::fdopen(ends[0], "r");
        if (std::fscanf(output_, "Serving HTTP on 127.0.0.1 port %d", &port_) != 1) port_ = 0;
        if (port_ == 0) std::cout << "skipped: no /usr/bin/python3 to serve files\n";
    }
    file_server(const file_server&) = delete;
    file_server& operator=(const file_server&) = delete;
    ~file_server() {
        if (child_ > 0) {
            ::kill(child_, SIGTERM);
            ::waitpid(child_, nullptr, 0);
        }
        if (output_) std::fclose(output_);
    }

    bool is_there() const { return port_ != 0; }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

private:
    pid_t child_ = -1;
    std::FILE* output_ = nullptr;
    int port_ = 0;
};

} // namespace

BOOST_AUTO_TEST_SUITE(receipt_curl)

BOOST_AUTO_TEST_CASE(a_log_on_a_file_server_is_fetched_and_judged) {
    const workshop::folder here;
    const std::string log = published::log_of(here, 300);
    const file_server server(log);
    if (!server.is_there()) return;
    const bw::curl_reader read;
    const auto head = bw::fetch_log(read, server.url(), here / "good");
    BOOST_TEST_REQUIRE(head.is_done(), words(head));
    const auto good = published::judged(here / "good", log);
    BOOST_TEST((good.verdict == bw::log_verdict::valid), words(good));
    BOOST_TEST(good.size == 300u);

    workshop::overwrite(log + "/tile/entries/000", 3000, "Z");
    BOOST_TEST_REQUIRE(bw::fetch_log(read, server.url() + "/", here / "bad").is_done());
    const auto bad = published::judged(here / "bad", log);
    BOOST_TEST((bad.verdict == bw::log_verdict::invalid));
    BOOST_TEST(words(bad).find("differs from its hash") != std::string::npos, words(bad));

    workshop::fs::remove(log + "/tile/0/000");
    const auto missing = bw::fetch_log(read, server.url(), here / "less");
    BOOST_TEST_REQUIRE(!missing.is_done());
    BOOST_TEST((missing.why().code == bw::reason::no_evidence));
    BOOST_TEST(missing.why().subject.find("/tile/0/000 is missing") != std::string::npos,
               words(missing));
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_longer_than_asked_for_is_not_taken) {
    const workshop::folder here;
    workshop::fs::create_directories(here / "log");
    workshop::spill(here / "log/checkpoint", std::string(100'000, 'x'));
    const file_server server(here / "log");
    if (!server.is_there()) return;
    const bw::curl_reader read;
    BOOST_TEST(!read(server.url() + "/checkpoint", 99'999).is_done());
    BOOST_TEST(read(server.url() + "/checkpoint", 100'000)->size() == 100'000u);
    BOOST_TEST((read(server.url() + "/nothing", 10).why().code == bw::reason::no_evidence));
}

BOOST_AUTO_TEST_CASE(addresses_that_are_no_plain_ones_are_refused) {
    const bw::curl_reader read(bw::seconds(2));
    for (const char* each : {"file:///etc/hostname", "ftp://127.0.0.1/x", "/etc/hostname", "",
                             "http://me@127.0.0.1/", "http://127.0.0.1/?x", "https://a/#b"})
        BOOST_TEST((read(each, 10).why().code == bw::reason::malformed_request), each);
    BOOST_TEST((read("http://127.0.0.1:1/checkpoint", 10).why().code ==
                bw::reason::state_unavailable));
}

BOOST_AUTO_TEST_CASE(only_this_machine_itself_is_local) {
    for (const char* each : {"http://127.0.0.1", "http://127.0.0.1:80/x", "http://localhost/",
                             "http://[::1]:8080"})
        BOOST_TEST(bw::is_local_url(each), each);
    for (const char* each : {"http://127.0.0.1.example", "http://localhost.example/",
                             "http://localhost:x@other.example/", "https://127.0.0.1",
                             "http://localhost:1@other.example"})
        BOOST_TEST(!bw::is_local_url(each), each);
}

BOOST_AUTO_TEST_SUITE_END()
