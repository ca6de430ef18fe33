// SPDX-License-Identifier: BSL-1.0
#include "authenticator.hpp"
#include "stock.hpp"

#include <chrono>

namespace {

using authenticator::key;
using authenticator::manner;
using authenticator::ssh_string;

const std::string message = "{\"ticket\":\"01\"}";

std::string outcome_of(std::string_view armored, std::string_view over = message,
                       bw::user_proof wanted = bw::user_proof::presence) {
    const auto read = bw::read_ssh_signature(armored);
    if (!read)
        return "unreadable: " + read.why().hint;
    const auto checked = bw::check_signature(*read, over, bw::approval_namespace, wanted);
    return checked ? "good"
                   : std::string(bw::word_of(checked.why().code)) + ": " + checked.why().hint;
}

// The same signature with its innermost bytes replaced.
std::string with_inner(const key& by, const std::string& inner) {
    return authenticator::armor("SSHSIG" + bw::detail::ssh_number(1) + ssh_string(by.blob()) +
                                ssh_string("bailiwick-approval") + ssh_string("") +
                                ssh_string("sha512") + ssh_string(inner));
}

} // namespace

BOOST_AUTO_TEST_SUITE(escalation_signed_signatures)

BOOST_AUTO_TEST_CASE(what_stock_ssh_keygen_signs_is_good_here) {
    if (!stock::is_there())
        return;
    const stock::folder here;
    for (const std::string type : {"ed25519", "ecdsa"}) {
        const auto signer = bw::read_ssh_key(here.make_key(type, type));
        BOOST_TEST_REQUIRE(signer.is_done());
        for (const std::string hash : {"sha256", "sha512"}) {
            const auto made = here.run({"-Y", "sign", "-O", "hashalg=" + hash, "-f",
                                        here.path(type), "-n", "bailiwick-approval"},
                                       message);
            BOOST_TEST(outcome_of(made.output) == "good", type << hash << made.errors);
            BOOST_TEST(outcome_of(made.output, message + " ").starts_with("arguments_mismatch"));
            const auto read = bw::read_ssh_signature(made.output);
            BOOST_TEST((read->key == *signer));
            BOOST_TEST(bw::word_of(read->hash) == hash);
        }
        const auto other = here.run({"-Y", "sign", "-f", here.path(type), "-n", "file"}, message);
        BOOST_TEST(outcome_of(other.output).starts_with("approver_not_authorized"));
    }
}

BOOST_AUTO_TEST_CASE(what_is_signed_by_hand_is_good_here_and_for_stock_ssh_keygen) {
    const bool is_stock_there = stock::is_there();
    const stock::folder here;
    for (const auto kind : authenticator::all_kinds)
        for (const std::string hash : {"sha256", "sha512"}) {
            const key by(kind);
            const std::string made = by.sign(message, {.hash = hash});
            BOOST_TEST(outcome_of(made) == "good", bw::name_of(kind));
            if (is_stock_there) {
                BOOST_TEST(here.verifies("me " + by.line() + "\n", made, message, "me"));
                BOOST_TEST(!here.verifies("me " + by.line() + "\n", made, message + " ", "me"));
            }
        }
}

BOOST_AUTO_TEST_CASE(every_changed_bit_of_a_signature_is_refused) {
    for (const auto kind : authenticator::all_kinds) {
        const key by(kind);
        const std::string blob = by.signature_blob(message);
        BOOST_TEST_REQUIRE(outcome_of(authenticator::armor(blob)) == "good");
        for (std::size_t at = 0; at < blob.size(); ++at)
            for (int bit = 0; bit < 8; ++bit) {
                std::string changed = blob;
                changed[at] = static_cast<char>(changed[at] ^ 1 << bit);
                BOOST_TEST(outcome_of(authenticator::armor(changed)) != "good",
                           bw::name_of(kind) << " byte " << at << " bit " << bit);
            }
        for (std::size_t size = 0; size < blob.size(); ++size)
            BOOST_TEST(outcome_of(authenticator::armor(blob.substr(0, size))) != "good");
        BOOST_TEST(outcome_of(authenticator::armor(blob + '\0')).starts_with("unreadable"));
    }
}

BOOST_AUTO_TEST_CASE(the_armor_has_one_form) {
    const std::string good = key(bw::ssh_key_kind::ed25519).sign(message);
    BOOST_TEST(outcome_of(good) == "good");
    BOOST_TEST(outcome_of(good.substr(0, good.size() - 1)) == "good");
    std::string windows;
    for (const char each : good)
        windows += each == '\n' ? std::string("\r\n") : std::string(1, each);
    std::string long_line = good;
    long_line.erase(long_line.find('\n', 40), 1);
    for (const std::string& text : std::initializer_list<std::string>{
             std::string(), "\n" + good, good + "\n", good + "x", windows, long_line,
             good.substr(0, 40), good.substr(30), std::string(bw::detail::armor_begin),
             std::string(bw::detail::armor_begin) + "-----END SSH SIGNATURE-----",
             "-----BEGIN SSH SIGNATURE-----", good.substr(0, 50) + "!" + good.substr(51),
             good.substr(0, 60) + "\n\n" + good.substr(60), std::string(100'000, 'A')})
        BOOST_TEST(outcome_of(text).starts_with("unreadable"), text);
}

BOOST_AUTO_TEST_CASE(other_versions_hashes_and_reserved_bytes_are_refused_by_name) {
    const key by(bw::ssh_key_kind::ed25519);
    BOOST_TEST(outcome_of(by.sign(message, {.version = 2})) ==
               "unreadable: it has version 2: only version 1 is known");
    BOOST_TEST(outcome_of(by.sign(message, {.hash = "sha1"})) ==
               "unreadable: its hash sha1 is not taken: use sha256 or sha512");
    BOOST_TEST(outcome_of(by.sign(message, {.reserved = "x"})).starts_with("unreadable: its res"));
    BOOST_TEST(outcome_of(by.sign(message, {.name_space = "file"})) ==
               "approver_not_authorized: it was made for the namespace file: sign with -n "
               "bailiwick-approval");
    const std::string rsa = "SSHSIG" + bw::detail::ssh_number(1) +
                            ssh_string(ssh_string("ssh-rsa") + ssh_string("\x03"));
    BOOST_TEST(outcome_of(authenticator::armor(rsa)).find("rsa keys are not taken") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_security_key_must_have_seen_a_person) {
    for (const auto kind : {bw::ssh_key_kind::sk_ed25519, bw::ssh_key_kind::sk_ecdsa_p256}) {
        const key by(kind);
        const auto wanted = bw::user_proof::verification;
        for (const char flags : {'\0', '\4'})
            BOOST_TEST(outcome_of(by.sign(message, {.flags = static_cast<unsigned char>(flags)}))
                           .starts_with("approver_not_human: nobody touched"));
        BOOST_TEST(outcome_of(by.sign(message, {.flags = 1})) == "good");
        BOOST_TEST(outcome_of(by.sign(message, {.flags = 1}), message, wanted)
                       .starts_with("approver_not_human: the security key did not ask"));
        BOOST_TEST(outcome_of(by.sign(message, {.flags = 5}), message, wanted) == "good");
    }
    const key plain(bw::ssh_key_kind::ed25519);
    BOOST_TEST(outcome_of(plain.sign(message, {.flags = 0})) == "good");
}

BOOST_AUTO_TEST_CASE(the_numbers_of_ecdsa_have_one_spelling) {
    const key by(bw::ssh_key_kind::ecdsa_p256);
    const std::string kind = ssh_string("ecdsa-sha2-nistp256");
    const auto outcome = [&](const std::string& r, const std::string& s) {
        return outcome_of(with_inner(by, kind + ssh_string(ssh_string(r) + ssh_string(s))));
    };
    const std::string zero(1, '\0'), high("\x80", 1), order(33, '\xff');
    BOOST_TEST(outcome("\x01", "\x01").starts_with("arguments_mismatch"));
    for (const std::string& wrong : {std::string(), zero, high, zero + "\x01", zero + zero, order,
                                     zero + std::string(33, '\x01'), std::string(33, '\x01')}) {
        BOOST_TEST(outcome(wrong, "\x01").starts_with("unreadable"));
        BOOST_TEST(outcome("\x01", wrong).starts_with("unreadable"));
    }
    BOOST_TEST(
        outcome_of(with_inner(by, kind + ssh_string(ssh_string("\x01")))).starts_with("unr"));
    BOOST_TEST(outcome_of(with_inner(by, ssh_string("ssh-ed25519") + ssh_string("x")))
                   .starts_with("unreadable"));
}

BOOST_AUTO_TEST_CASE(a_signature_is_checked_quickly) {
    for (const auto kind : authenticator::all_kinds) {
        const std::string made = key(kind).sign(message);
        long long best = 1'000'000;
        for (int round = 0; round < 200; ++round) {
            const auto start = std::chrono::steady_clock::now();
            BOOST_TEST_REQUIRE((outcome_of(made) == "good"));
            const auto took = std::chrono::steady_clock::now() - start;
            best = std::min<long long>(
                best, std::chrono::duration_cast<std::chrono::nanoseconds>(took).count());
        }
        std::cout << bw::name_of(kind) << ": read and checked in " << best / 1000 << " us\n";
        BOOST_TEST(best < 5'000'000); // far above: sanitizers and busy machines
    }
}

BOOST_AUTO_TEST_SUITE_END()
