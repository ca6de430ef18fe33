// SPDX-License-Identifier: BSL-1.0
#include "on_server.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

// A server that takes nothing but TLS with a client's certificate, and authorities of our own.

namespace {

using asked::value_of;

/// A port of loopback that nobody uses now.
std::string free_port() {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    const int bound = ::socket(AF_INET, SOCK_STREAM, 0);
    const bool is_found = ::bind(bound, reinterpret_cast<const sockaddr*>(&at), size) == 0 &&
                          ::getsockname(bound, reinterpret_cast<sockaddr*>(&at), &size) == 0;
    ::close(bound);
    return is_found ? std::to_string(ntohs(at.sin_port)) : "";
}

class secured {
public:
    secured() : server_(private_postgres::start()), port_(free_port()) {
        if (server_ == nullptr)
            return;
        server_->stop_in_order();
        sign("ca", "authority.example", "");
        sign("other", "authority.example", "");
        sign("server", "localhost", "-CA ca.crt -CAkey ca.key");
        sign("client", "tester", "-CA ca.crt -CAkey ca.key");
        const std::string data = server_->folder() + "/data/";
        for (const char* each : {"ca.crt", "server.crt", "server.key"}) {
            std::filesystem::copy_file(file(each), data + each);
            ::chmod((data + each).c_str(), 0600);
            BOOST_TEST_REQUIRE(server_->give(data + each));
        }
        // The socket only tells when the server is up.
        std::ofstream(data + "pg_hba.conf") << "local all all trust\n"
                                               "hostssl all all 127.0.0.1/32 cert\n";
        BOOST_TEST_REQUIRE(
            server_->begin({"listen_addresses=127.0.0.1", "ssl=on", "ssl_ca_file=ca.crt",
                            "ssl_cert_file=server.crt", "ssl_key_file=server.key"},
                           port_));
    }
    ~secured() { std::filesystem::remove_all(keys_); }

    std::string file(const std::string& name) const { return (keys_ / name).string(); }
    std::string client() const {
        return " sslcert=" + file("client.crt") + " sslkey=" + file("client.key");
    }
    std::string over(const std::string& more, const std::string& host = "localhost") const {
        return "host=" + host + " hostaddr=127.0.0.1 port=" + port_ +
               " dbname=postgres user=tester " + more;
    }
    std::string verified(const std::string& authority) const {
        return "sslmode=verify-full sslrootcert=" + file(authority) + client();
    }
    /// "opened", or why not.
    static std::string opened(const std::string& conninfo) {
        const auto store = bw::postgres_store::open(conninfo, {.patience = bw::duration{100}});
        return store ? "opened" : std::string(bw::word_of(store.why().code)) + ": " +
                                      store.why().hint;
    }

private:
    // An authority signs itself, everything else is signed by `by`.
    void sign(const std::string& name, const std::string& subject, const std::string& by) const {
        const std::string command =
            "cd " + keys_.string() + " && openssl req -x509 -newkey ec -pkeyopt "
            "ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=" + subject + " -keyout " + name +
            ".key -out " + name + ".crt " + by + " 2>>log && chmod 600 " + name + ".key";
        BOOST_TEST_REQUIRE(std::system(command.c_str()) == 0);
    }
    static std::filesystem::path new_folder() {
        std::string form =
            (std::filesystem::temp_directory_path() / "bw-tls-XXXXXX").string();
        return ::mkdtemp(form.data()) != nullptr ? form : "";
    }

    std::filesystem::path keys_ = new_folder();
    std::unique_ptr<private_postgres> server_;
    std::string port_;
};

} // namespace

BOOST_AUTO_TEST_SUITE(escalation_postgres_tls, *boost::unit_test::precondition(needs_server{}))

BOOST_AUTO_TEST_CASE(a_store_works_over_tls_and_holds_the_server_to_its_certificate) {
    if (std::system("openssl version >/dev/null 2>&1") != 0) {
        BOOST_TEST_MESSAGE("skipped: no openssl");
        return;
    }
    const secured at;
    const std::string good = at.over(at.verified("ca.crt"));
    auto store = value_of(bw::postgres_store::open(good));
    bw::escalation_desk desk(store);
    const bw::ticket asked_for = value_of(desk.open(asked::request(), asked::noon));
    auto beside = value_of(bw::postgres_store::open(good)); // the first one hears of its change
    const bw::ticket granted = value_of(bw::escalation_desk(beside).grant(
        asked_for.id, asked::as(asked::alice), "", asked::later(1)));
    BOOST_TEST(value_of(store.wait_for_change(asked_for.id, asked_for.revision, bw::seconds(5))));
    BOOST_TEST(value_of(store.load(asked_for.id)).revision == granted.revision);

    for (const std::string& bad :
         {at.over("sslmode=disable"),                        // nothing in the clear
          at.over("sslmode=verify-full" + at.client()),      // no authority
          at.over(at.verified("other.crt")),                 // another authority of that name
          at.over(at.verified("ca.crt"), "db.bank.example"), // another server
          at.over("sslmode=verify-full sslrootcert=" + at.file("ca.crt"))}) { // nobody
        const std::string came = secured::opened(bad);
        BOOST_TEST(came.starts_with("state_unavailable: "), bad << " -> " << came);
    }
}

BOOST_AUTO_TEST_SUITE_END()
