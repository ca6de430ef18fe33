// SPDX-License-Identifier: BSL-1.0
#include "../telemetry.hpp"

#include <bailiwick/evidence/otlp_post.hpp>

#include <boost/test/unit_test.hpp>

namespace {

/// A collector of Python's own HTTP server on this machine, for one test.
class collector {
public:
    explicit collector(const std::string& plan) {
        const std::string script = std::string(BAILIWICK_TESTS) + "/evidence/post/collector.py";
        workshop::fs::create_directories(folder / "taken");
        pipe_ = ::popen(("exec /usr/bin/python3 '" + script + "' '" + (folder / "taken") + "' " +
                         plan + " 2>&1").c_str(), "r");
        if (!pipe_ || std::fscanf(pipe_, "%d", &port_) != 1) port_ = 0;
        if (port_ == 0) std::cout << "skipped: no /usr/bin/python3 to collect\n";
    }
    collector(const collector&) = delete;
    collector& operator=(const collector&) = delete;
    ~collector() {
        if (port_ != 0) static_cast<void>(bw::otlp_post({.url = url()})("/stop", "{}"));
        if (pipe_) ::pclose(pipe_);
    }

    bool is_there() const { return port_ != 0; }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    std::size_t taken() const {
        std::size_t count = 0;
        for (const auto& each : workshop::fs::directory_iterator(folder / "taken"))
            if (each.is_regular_file()) ++count;
        return count;
    }

    workshop::folder folder;

private:
    std::FILE* pipe_ = nullptr;
    int port_ = 0;
};

std::string log_in(const workshop::folder& folder) {
    auto log = *bw::receipt_log::open(folder / "log", workshop::options());
    for (const auto& each : telemetry::session())
        BOOST_TEST_REQUIRE(log.append(each.text).is_done());
    return folder / "log";
}

} // namespace

BOOST_AUTO_TEST_SUITE(evidence_post)

BOOST_AUTO_TEST_CASE(a_collector_that_is_busy_at_first_gets_everything) {
    const collector to("503 200 503");
    if (!to.is_there()) return;
    const workshop::folder here;
    std::vector<long long> waits;
    const auto wait = [&](bw::duration span) { waits.push_back(span.milliseconds); };
    bw::otlp_feed feed({.folder = log_in(here), .cursor_file = here / "cursor"},
                       bw::otlp_post({.url = to.url() + "/"}), wait);
    const auto came = feed.run();
    BOOST_TEST_REQUIRE(came.is_done(), workshop::words(came));
    BOOST_TEST(came->delivered == 13u);
    BOOST_TEST(came->retries == 2u);
    BOOST_TEST(waits == (std::vector<long long>{1000, 1000})); // as Retry-After says
    BOOST_TEST(to.taken() == 2u);                              // logs and traces
    BOOST_TEST(workshop::slurp(to.folder / "taken/0.logs.json").find("\"agent.receipt\"") !=
               std::string::npos);
    BOOST_TEST(workshop::slurp(to.folder / "taken/1.traces.json").find("execute_tool") !=
               std::string::npos);
    BOOST_TEST(workshop::slurp(here / "cursor") == "agents.example/workshop\n13\n");
}

BOOST_AUTO_TEST_CASE(what_is_no_telemetry_is_refused_by_the_collector) {
    const collector to("");
    if (!to.is_there()) return;
    bw::otlp_post post({.url = to.url()});
    BOOST_TEST(post("/v1/logs", R"({"resourceSpans":[]})")->status == 400);
    BOOST_TEST(post("/v1/logs", bw::otlp_logs(telemetry::session()))->status == 200);
}

BOOST_AUTO_TEST_CASE(a_collector_that_is_not_there_is_waited_for_and_then_given_up) {
    const workshop::folder here;
    int waits = 0;
    const auto wait = [&](bw::duration) { ++waits; };
    bw::otlp_feed feed({.folder = log_in(here), .cursor_file = here / "cursor", .attempts = 3},
                       bw::otlp_post({.url = "http://127.0.0.1:1"}), wait);
    const auto came = feed.run();
    BOOST_TEST(golden::reason_of(came) == "timed_out");
    BOOST_TEST(waits == 2);
}

BOOST_AUTO_TEST_CASE(nothing_goes_to_another_machine_in_the_clear_unasked) {
    for (const char* each : {"http://collector.example", "ftp://127.0.0.1", "",
                             "http://127.0.0.1.example", "http://localhost:x@collector.example",
                             "https://a@collector.example"})
        BOOST_TEST(golden::reason_of(bw::otlp_post({.url = each})("/v1/logs", "{}")) ==
                       "malformed_request",
                   each);
}

BOOST_AUTO_TEST_SUITE_END()
