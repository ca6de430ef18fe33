// SPDX-License-Identifier: BSL-1.0
#include "authenticator.hpp"
#include "stock.hpp"

namespace {

using authenticator::ssh_string;

std::string why_not(std::string_view line) {
    const auto read = bw::read_ssh_key(line);
    if (read)
        return "it was read";
    BOOST_TEST((read.why().code == bw::reason::malformed_request));
    return read.why().hint;
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string line_of(std::string_view blob, std::string_view kind = "ssh-ed25519") {
    return std::string(kind) + ' ' + bw::detail::ssh_base64_of(blob);
}
std::string ed25519_blob(std::string_view point) {
    return ssh_string("ssh-ed25519") + ssh_string(point);
}

} // namespace

BOOST_AUTO_TEST_SUITE(escalation_signed_keys)

BOOST_AUTO_TEST_CASE(a_key_of_stock_ssh_keygen_has_the_fingerprint_that_it_prints) {
    if (!stock::is_there())
        return;
    const stock::folder here;
    for (const std::string type : {"ed25519", "ecdsa"}) {
        const std::string line = here.make_key(type, type);
        const auto key = bw::read_ssh_key(line);
        BOOST_TEST_REQUIRE(key.is_done(), why_not(line));
        const std::string printed = here.run({"-l", "-f", here.path(type + ".pub")}).output;
        BOOST_TEST(contains(printed, " " + bw::fingerprint_of(*key) + " "), printed);
        BOOST_TEST(bw::text_of(*key) + " a comment" == line);
    }
}

BOOST_AUTO_TEST_CASE(stock_ssh_keygen_knows_the_fingerprint_of_a_security_key) {
    if (!stock::is_there())
        return;
    const stock::folder here;
    for (const auto kind : authenticator::all_kinds) {
        const authenticator::key made(kind);
        const auto key = made.shown();
        const std::string file = here.write("key.pub", made.line() + " token\n");
        const std::string printed = here.run({"-l", "-f", file}).output;
        BOOST_TEST(contains(printed, " " + bw::fingerprint_of(key) + " "), printed);
        BOOST_TEST(key.application == (bw::is_security_key(kind) ? "ssh:" : ""));
    }
}

BOOST_AUTO_TEST_CASE(two_keys_are_one_by_their_bytes_and_not_by_their_comments) {
    const authenticator::key one(bw::ssh_key_kind::ed25519), other(bw::ssh_key_kind::ed25519);
    BOOST_TEST((*bw::read_ssh_key(one.line() + " at home") ==
                *bw::read_ssh_key(one.line() + "\tat work")));
    BOOST_TEST((one.shown() != other.shown()));
    authenticator::key token(bw::ssh_key_kind::sk_ed25519, "ssh:");
    const auto before = token.shown();
    token.application = "ssh:other";
    BOOST_TEST((before != token.shown()));
    BOOST_TEST(before.point == token.shown().point);
}

BOOST_AUTO_TEST_CASE(other_kinds_of_keys_are_refused_by_name) {
    BOOST_TEST(
        contains(why_not("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ"), "rsa keys are not taken"));
    for (const std::string kind : {"ssh-dss", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
                                   "webauthn-sk-ecdsa-sha2-nistp256@openssh.com", "ssh-ed448"})
        BOOST_TEST(contains(why_not(kind + " AAAA"), kind + " keys are not taken"));
    BOOST_TEST(
        contains(why_not("ssh-ed25519-cert-v01@openssh.com AAAA"), "certificates are not taken"));
    BOOST_TEST(contains(why_not(line_of(ssh_string("ssh-rsa") + ssh_string("\x01"))),
                        "rsa keys are not taken"));
}

BOOST_AUTO_TEST_CASE(a_key_has_one_spelling) {
    for (const auto kind : authenticator::all_kinds) {
        const authenticator::key made(kind);
        const std::string name(bw::name_of(kind)), blob = made.blob();
        BOOST_TEST_REQUIRE(bw::ssh_key_of_blob(blob).is_done());
        for (std::size_t size = 0; size < blob.size(); ++size)
            BOOST_TEST(!bw::ssh_key_of_blob(blob.substr(0, size)).is_done());
        BOOST_TEST(contains(why_not(line_of(blob + '\0', name)), "too short or too long"));
        const std::string text = made.line();
        BOOST_TEST(!bw::read_ssh_key(text + "=").is_done());
        BOOST_TEST(!bw::read_ssh_key(text.substr(0, text.size() - 1)).is_done());
        BOOST_TEST(!bw::read_ssh_key(text.substr(0, 40) + "\n" + text.substr(40)).is_done());
        BOOST_TEST(!bw::read_ssh_key(name).is_done());
        BOOST_TEST(!bw::read_ssh_key(name + "  ").is_done());
    }
    BOOST_TEST(bw::detail::from_ssh_base64("Zg==").value_or("") == "f");
    for (const char* text : {"Zh==", "Zg= ", " Zg=", "Zg=", "Zg==\n", "====", "Z===", "Zg==Zg=="})
        BOOST_TEST(!bw::detail::from_ssh_base64(text).has_value(), text);
    const authenticator::key plain(bw::ssh_key_kind::ed25519);
    BOOST_TEST(contains(why_not(line_of(plain.blob(), "ecdsa-sha2-nistp256")),
                        "the key says that it is ssh-ed25519"));
}

BOOST_AUTO_TEST_CASE(a_point_lies_on_its_curve) {
    authenticator::key made(bw::ssh_key_kind::ecdsa_p256);
    std::string blob = made.blob();
    blob.back() = static_cast<char>(blob.back() ^ 1);
    BOOST_TEST(contains(why_not(line_of(blob, "ecdsa-sha2-nistp256")), "not on the curve"));
    std::string compressed = ssh_string("ecdsa-sha2-nistp256") + ssh_string("nistp256") +
                             ssh_string("\x02" + made.point().substr(1, 32));
    BOOST_TEST(contains(why_not(line_of(compressed, "ecdsa-sha2-nistp256")), "uncompressed"));
    const std::string curve =
        ssh_string("ecdsa-sha2-nistp256") + ssh_string("nistp384") + ssh_string(made.point());
    BOOST_TEST(contains(why_not(line_of(curve, "ecdsa-sha2-nistp256")), "another curve"));

    // Half of all y belong to no point of Ed25519.
    int points = 0;
    for (int y = 2; y < 102; ++y)
        points += bw::ssh_key_of_blob(ed25519_blob(static_cast<char>(y) + std::string(31, '\0')))
                      .is_done();
    BOOST_TEST(points > 30);
    BOOST_TEST(points < 70);
    for (int i = 0; i < 50; ++i)
        BOOST_TEST(
            bw::ssh_key_of_blob(authenticator::key(bw::ssh_key_kind::ed25519).blob()).is_done());
}

BOOST_AUTO_TEST_CASE(a_point_that_signs_everything_is_nobodys_key) {
    const auto from_hex = [](std::string_view hex) {
        std::string bytes;
        for (std::size_t at = 0; at < hex.size(); at += 2)
            bytes += static_cast<char>(std::stoi(std::string(hex.substr(at, 2)), nullptr, 16));
        return bytes;
    };
    // The y of the points whose order divides 8, and spellings of y that are not below the prime.
    for (const std::string_view hex :
         {"0100000000000000000000000000000000000000000000000000000000000000",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "0000000000000000000000000000000000000000000000000000000000000000",
          "0000000000000000000000000000000000000000000000000000000000000080",
          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"})
        BOOST_TEST(contains(why_not(line_of(ed25519_blob(from_hex(hex)))), "small order"), hex);
}

BOOST_AUTO_TEST_SUITE_END()
