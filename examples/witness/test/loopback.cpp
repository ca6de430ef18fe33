// SPDX-License-Identifier: BSL-1.0
#include "place.hpp"

// The server by itself: what it takes and what not, over real sockets.

namespace {

struct served : place::desk {
    served() : thread([this] { server.serve(); }) {}
    ~served() {
        server.stop();
        thread.join();
    }

    bw::file_witness open() const {
        auto signer = bw::note_signer::of_seed("witness.example/w1",
                                               bw::sha256_of("witness").view());
        const auto key = bw::read_verifier_key(place::slurp(log + ".vkey"));
        return *bw::file_witness::open(bw::cosigner(*std::move(signer)), {here + "/seen", {*key}});
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(server.port()); }

    /// Sends bytes as they are, and gives what comes back until the server closes.
    std::string say(const std::string& bytes, bool ends = true) const {
        const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_port = htons(server.port());
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket, reinterpret_cast<sockaddr*>(&at), sizeof at) != 0) return "no server";
        for (std::size_t sent = 0; sent < bytes.size();) {
            const ssize_t count =
                ::send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
            if (count <= 0) break;
            sent += static_cast<std::size_t>(count);
        }
        if (ends) ::shutdown(socket, SHUT_WR);
        std::string got;
        char part[4096];
        for (ssize_t count = 0; (count = ::recv(socket, part, sizeof part, 0)) > 0;)
            got.append(part, static_cast<std::size_t>(count));
        ::close(socket);
        return got;
    }
    std::string status_of(const std::string& bytes, bool ends = true) const {
        const std::string got = say(bytes, ends);
        return got.starts_with("HTTP/1.1 ") ? got.substr(9, 3) : got;
    }
    std::string request(const std::string& body) const {
        return "POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: " +
               std::to_string(body.size()) + "\r\n\r\n" + body;
    }

    bw::file_witness witness = open();
    office::witness_server server{
        0, [this](std::string_view body) { return witness.add_checkpoint(body); },
        {.whole = bw::duration{500}, .connections = 4}};
    std::thread thread;
};

} // namespace

BOOST_AUTO_TEST_SUITE(witness_over_http)

BOOST_FIXTURE_TEST_CASE(a_log_is_cosigned_and_a_rewritten_one_refused, served) {
    const auto policy = *bw::read_policy("log " + place::slurp(log + ".vkey") + "witness w " +
                                         bw::text_of(witness.verifier()) + "\nquorum w\n");
    bw::curl_post post(url() + "/");
    const auto ask = [&] {
        auto client = *bw::witness_client::open(log);
        const auto came = client.ask(witness.verifier(), post);
        return came ? client.keep() : came;
    };
    const auto kept = [&] { return place::slurp(bw::cosigned_file(log)); };
    for (const unsigned long long size : {5u, 6u, 300u, 300u, 513u}) {
        grow(size);
        const auto came = ask();
        BOOST_TEST_REQUIRE(came.is_done(), (came ? "" : came.why().subject));
        BOOST_TEST((policy.holds(kept()).verdict == bw::log_verdict::valid));
        BOOST_TEST(*bw::complete_up_to(log, kept(), policy) == size);
    }
    const std::string witnessed = kept();
    for (const unsigned long long size : {513u, 600u, 4u}) { // same size, longer, cut back
        rewrite(size, "s-2");
        const auto came = ask();
        BOOST_TEST_REQUIRE(!came.is_done());
        BOOST_TEST((came.why().code == bw::reason::head_mismatch), size);
        BOOST_TEST(kept() == witnessed);
        BOOST_TEST((bw::complete_up_to(log, witnessed, policy).why().code ==
                    bw::reason::head_mismatch));
        // Without what was kept the witness itself says so.
        place::fs::remove(bw::cosigned_file(log));
        BOOST_TEST((ask().why().code == bw::reason::head_mismatch));
        place::spill(bw::cosigned_file(log), witnessed);
    }
}

BOOST_FIXTURE_TEST_CASE(the_transport_refuses_what_it_cannot_bring, served) {
    const auto code = [](bw::curl_post post) {
        const auto came = post("/add-checkpoint", "old 0\n");
        return came ? bw::reason::internal_error : came.why().code;
    };
    BOOST_TEST((code(bw::curl_post("http://127.0.0.1:1")) == bw::reason::no_evidence));
    BOOST_TEST((code(bw::curl_post("file:///etc")) == bw::reason::no_evidence));
    BOOST_TEST((code(bw::curl_post("no address")) == bw::reason::no_evidence));
    const auto came = bw::curl_post(url())("/add-checkpoint", "old 0\n");
    BOOST_TEST_REQUIRE(came.is_done());
    BOOST_TEST(came->status == 400);
    BOOST_TEST(came->content_type == "text/plain");
    office::witness_server slow(0, [](std::string_view) {
        ::usleep(400'000);
        return bw::witness_reply{200, "text/plain", ""};
    });
    office::witness_server loud(0, [](std::string_view) {
        return bw::witness_reply{200, "text/plain", std::string(70'000, 'x')};
    });
    for (office::witness_server* each : {&slow, &loud}) {
        std::thread serving([&] { each->serve(); });
        bw::curl_post post("http://127.0.0.1:" + std::to_string(each->port()), bw::duration{100});
        BOOST_TEST((code(post) ==
                    (each == &slow ? bw::reason::timed_out : bw::reason::no_evidence)));
        each->stop();
        serving.join();
    }
}

BOOST_FIXTURE_TEST_CASE(only_one_kind_of_request_is_taken, served) {
    const std::string line = "POST /add-checkpoint HTTP/1.1\r\n", length = "Content-Length: 1\r\n";
    const std::pair<std::string, const char*> cases[] = {
        {request("x"), "400"}, // the witness's own answer
        {"GET /add-checkpoint HTTP/1.1\r\n" + length + "\r\nx", "405"},
        {"POST / HTTP/1.1\r\n" + length + "\r\nx", "404"},
        {"POST /add-checkpoint?x HTTP/1.1\r\n" + length + "\r\nx", "404"},
        {"POST /add-checkpoint HTTP/2\r\n" + length + "\r\nx", "400"},
        {"POST /add-checkpoint\r\n" + length + "\r\nx", "400"},
        {"POST HTTP/1.1\r\n" + length + "\r\nx", "404"},
        {"\r\n\r\n", "400"},
        {line + "\r\nx", "411"},
        {line + length + length + "\r\nx", "400"},
        {line + "Content-Length: 01\r\n\r\nx", "400"},
        {line + "Content-Length: -1\r\n\r\nx", "400"},
        {line + "Content-Length: 1, 1\r\n\r\nx", "400"},
        {line + "Content-Length: 99999999999999999999\r\n\r\nx", "400"},
        {line + "Content-Length: 65537\r\n\r\nx", "413"},
        {line + length + "Transfer-Encoding: chunked\r\n\r\nx", "501"},
        {line + length + "no colon\r\n\r\nx", "400"},
        {line + length + ": no name\r\n\r\nx", "400"},
        {line + length + "\nX: y\r\n\r\nx", "400"},
        {line + length + "\r\nxy", "400"},                                // more than it says
        {line + "Content-Length: 5\r\n\r\nx", "408"},                     // and less
        {line + length + "X: " + std::string(9'000, 'y') + "\r\n\r\nx", "431"},
        {line, "408"},
        {"", ""},
    };
    for (const auto& [bytes, status] : cases)
        BOOST_TEST(status_of(bytes) == status, bytes.substr(0, 80));
}

BOOST_FIXTURE_TEST_CASE(who_sends_nothing_holds_nobody_up, served) {
    std::vector<std::thread> idle;
    std::vector<std::string> told(8); // twice as many as are taken at the same time
    for (std::string& each : told)
        idle.emplace_back([this, &each] { each = status_of("POST ", false); });
    auto client = *bw::witness_client::open(log);
    const auto came = client.ask(witness.verifier(), bw::curl_post(url()));
    BOOST_TEST(came.is_done());
    for (std::thread& each : idle) each.join();
    for (const std::string& each : told) BOOST_TEST(each == "408");
}

BOOST_AUTO_TEST_SUITE_END()
