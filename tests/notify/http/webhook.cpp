// SPDX-License-Identifier: BSL-1.0
#include "../board.hpp"

#include <bailiwick/notify/webhook.hpp>

// What is posted, what signs it, and what is tried again.

namespace {

/// A receiver of Python's own HTTP server on this machine, for one test.
class receiver {
public:
    explicit receiver(const std::string& plan) {
        const std::string script = std::string(BAILIWICK_TESTS) + "/notify/http/receiver.py";
        pipe_ = ::popen(("exec /usr/bin/python3 '" + script + "' '" + folder.path + "' opensesame " + plan +
                         " 2>&1").c_str(), "r");
        if (!pipe_ || std::fscanf(pipe_, "%d", &port_) != 1)
            port_ = 0;
        if (port_ == 0)
            std::cout << "skipped: no /usr/bin/python3 to receive\n";
    }
    receiver(const receiver&) = delete;
    receiver& operator=(const receiver&) = delete;
    ~receiver() {
        if (port_ != 0)
            static_cast<void>(bw::http_curl().post(place() + "/stop", {}, "{}"));
        if (pipe_)
            ::pclose(pipe_);
    }

    bool is_there() const { return port_ != 0; }
    std::string place() const { return "http://127.0.0.1:" + std::to_string(port_); }
    std::string url() const { return place() + "/in/hidden-token"; }
    std::size_t taken() const {
        std::size_t count = 0;
        for (const auto& each : board::fs::directory_iterator(folder.path))
            count += each.path().extension() == ".json";
        return count;
    }

    board::folder folder;

private:
    std::FILE* pipe_ = nullptr;
    int port_ = 0;
};

/// A secret that a test can change.
struct safe {
    const std::string* key;
    bw::answer<bw::secret> fetch() const {
        if (key->empty())
            return bw::refusal{bw::reason::secret_unavailable, "fetch", "safe", "it is shut"};
        return bw::secret::taken_from(std::string(*key));
    }
    std::string resting_place() const { return "safe"; }
};

struct sender : board::letter {
    std::string key = "opensesame";
    std::vector<long long> waits;
    bw::answer<bw::done> post(const std::string& url, unsigned attempts = 4) {
        const auto wait = [this](bw::duration span) { waits.push_back(span.milliseconds); };
        bw::webhook hook({.url = url, .attempts = attempts}, safe{&key}, bw::time_source(), wait);
        return hook.send(message());
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(notify_webhook)

BOOST_FIXTURE_TEST_CASE(a_receiver_that_fails_twice_gets_the_message, sender) {
    const receiver at("503 502");
    if (!at.is_there())
        return;
    const auto sent = post(at.url());
    BOOST_TEST_REQUIRE(sent.is_done(), asked::outcome_of(sent));
    BOOST_TEST(at.taken() == 3u);
    BOOST_TEST_REQUIRE(waits.size() == 2u);
    BOOST_TEST((waits[0] >= 250 && waits[0] <= 500)); // the upper half of what is allowed
    BOOST_TEST((waits[1] >= 500 && waits[1] <= 1000));
    const std::string body = at.folder.text("2.json");
    BOOST_TEST((*bw::parse_strict(body) == bw::message_json(message())));
    board::check_is_clean(body);
}

BOOST_FIXTURE_TEST_CASE(a_signature_of_another_key_is_not_taken, sender) {
    const receiver at("");
    if (!at.is_there())
        return;
    key = "another";
    BOOST_TEST(asked::outcome_of(post(at.url())) == "tool_failed");
    BOOST_TEST(at.taken() == 1u); // a 401 is not tried again
    key = "opensesame";
    BOOST_TEST(asked::outcome_of(post(at.url())) == "done"); // a rotated key counts at once
}

BOOST_FIXTURE_TEST_CASE(other_answers_are_final, sender) {
    const receiver at("400 404 302 500 501");
    if (!at.is_there())
        return;
    for (std::size_t i = 1; i <= 5; ++i) {
        BOOST_TEST(asked::outcome_of(post(at.url())) == "tool_failed");
        BOOST_TEST(at.taken() == i);
    }
    BOOST_TEST(waits.empty());
}

BOOST_FIXTURE_TEST_CASE(a_receiver_that_stays_busy_is_left_for_later, sender) {
    const receiver at("429 504 503");
    if (!at.is_there())
        return;
    const auto sent = post(at.url(), 3);
    BOOST_TEST(asked::outcome_of(sent) == "state_unavailable");
    BOOST_TEST(waits.size() == 2u);
    BOOST_TEST(waits[0] == 2000); // as Retry-After says
    BOOST_TEST(sent.why().subject.find("hidden-token") == std::string::npos);
    BOOST_TEST(sent.why().hint == "status 503");
}

BOOST_FIXTURE_TEST_CASE(a_receiver_out_of_reach_is_left_for_later, sender) {
    const auto sent = post("http://127.0.0.1:1/in/hidden-token");
    BOOST_TEST(asked::outcome_of(sent) == "state_unavailable");
    BOOST_TEST(waits.size() == 3u);
    BOOST_TEST(sent.why().subject == "127.0.0.1:1");
    BOOST_TEST(sent.why().hint.find("hidden-token") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(nothing_goes_out_in_the_clear_or_unsigned, sender) {
    for (const char* bad : {"http://receiver.example/in", "ftp://127.0.0.1/", "",
                            "https://name:password@receiver.example/", "https://a.example/\r\nX: y",
                            "http://127.0.0.1.evil.example/", "http://127.0.0.1@evil.example/"}) {
        const auto sent = post(bad);
        BOOST_TEST(asked::outcome_of(sent) == "malformed_request", bad);
        BOOST_TEST(sent.why().subject.find("password") == std::string::npos);
    }
    key.clear();
    BOOST_TEST(asked::outcome_of(post("http://127.0.0.1:1/")) == "secret_unavailable");
}

BOOST_FIXTURE_TEST_CASE(a_notifier_posts_through_an_outage_and_tells_each_message_once, sender) {
    const receiver at("503 503 503");
    if (!at.is_there())
        return;
    const auto wait = [](bw::duration) {};
    bw::webhook hook({.url = at.url(), .attempts = 2}, safe{&key}, bw::time_source(), wait);
    bw::notifier teller(store, std::move(hook), named("pager"), bw::time_source(time));
    BOOST_TEST(board::value_of(teller.look()).trouble.has_value());
    BOOST_TEST(board::value_of(teller.look()).delivered == 1u);
    BOOST_TEST(board::value_of(teller.look()).delivered == 0u);
    BOOST_TEST(at.taken() == 4u);
}

// Made with: printf '%s' '1795262400.{"a":1}' | openssl dgst -sha256 -hmac opensesame
BOOST_AUTO_TEST_CASE(the_signature_is_that_of_openssl) {
    BOOST_TEST(bw::detail::webhook_signature("opensesame", 1'795'262'400, R"({"a":1})") ==
               "t=1795262400,v1=957abc77eadf63069751387449094319c64653e9742ad230fc33d37a264c7040");
}

BOOST_AUTO_TEST_SUITE_END()
