// SPDX-License-Identifier: BSL-1.0
#include "golden.hpp"

#include <boost/test/unit_test.hpp>

namespace {

std::string with_every(std::string text, char from, char to) {
    for (char& each : text)
        if (each == from) each = to;
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(evidence_dsse)

BOOST_AUTO_TEST_CASE(the_signed_bytes_say_how_long_they_are) {
    BOOST_TEST(bw::pre_authentication("http://example.com/HelloWorld", "hello world") ==
               "DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    BOOST_TEST(bw::pre_authentication("", "") == "DSSEv1 0  0 ");
    BOOST_TEST(bw::pre_authentication("\xC3\xA4", "\xE2\x82\xAC") ==
               "DSSEv1 2 \xC3\xA4 3 \xE2\x82\xAC"); // bytes are counted, not characters
}

BOOST_AUTO_TEST_CASE(the_example_of_the_specification_opens_with_its_ecdsa_key) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const auto example = bw::parse_strict(workshop::slurp(*data + "/dsse/protocol-example.json"));
    // The example gives its key as two decimal numbers; this is the same point as PEM.
    const std::string pem = "-----BEGIN PUBLIC KEY-----\n"
                            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZ805D3eqNZywjCI19lInBJOp7YMr\n"
                            "CrzAH3CVTAOQ0jgMeCvVTiaRJaRPRDOv8UMs6U4SvKc6pnrIDOoSYI3fdA==\n"
                            "-----END PUBLIC KEY-----\n";
    BOOST_TEST_REQUIRE(example.has_value());
    const std::string envelope = bw::canonical_text(example->at("envelope"));
    const auto parts = bw::read_dsse(envelope);
    BOOST_TEST_REQUIRE(parts.is_done());
    BOOST_TEST(bw::pre_authentication(parts->payload_type, parts->payload) ==
               example->at("pae").as_string());
    const auto key = bw::public_key::of_pem(pem);
    BOOST_TEST_REQUIRE(key.is_done());
    BOOST_TEST((key->kind() == bw::signature_kind::ecdsa_p256));
    const auto opened = bw::open_dsse(envelope, parts->payload_type, {&*key, 1});
    BOOST_TEST_REQUIRE(opened.is_done());
    BOOST_TEST(opened->payload == "hello world");
    std::string changed = envelope;
    changed.replace(changed.find("aGVs"), 4, "aGVt");
    BOOST_TEST(!bw::open_dsse(changed, parts->payload_type, {&*key, 1}).is_done());
}

BOOST_AUTO_TEST_CASE(an_envelope_gives_back_what_was_signed) {
    const auto key = golden::export_key();
    const std::string payload("any \0 bytes", 11);
    const auto envelope = bw::sign_dsse("text/x", payload, key);
    const auto opened = bw::open_dsse(envelope, "text/x", golden::known(key));
    BOOST_TEST_REQUIRE(opened.is_done());
    BOOST_TEST(opened->payload == payload);
    BOOST_TEST(opened->signed_by == std::vector<std::size_t>{0});
}

BOOST_AUTO_TEST_CASE(both_alphabets_are_read_and_the_hint_does_not_matter) {
    const auto key = golden::export_key();
    const std::string payload = "\xFB\xEF\xBE\xFF\xFF\xFF?";
    std::string envelope = bw::sign_dsse("t", payload, key);
    const auto known = golden::known(key);
    BOOST_TEST(envelope.find("\"++++") != std::string::npos);
    for (const std::string& each :
         {envelope, with_every(with_every(envelope, '+', '-'), '/', '_')}) {
        const auto opened = bw::open_dsse(each, "t", known);
        BOOST_TEST_REQUIRE(opened.is_done(), each);
        BOOST_TEST(opened->payload == payload);
    }
    std::string hintless = envelope;
    const std::size_t hint = hintless.find(bw::key_hint(key.verifier()));
    BOOST_TEST_REQUIRE(hint != std::string::npos);
    hintless.replace(hint, 4, "AAAA");
    BOOST_TEST(bw::open_dsse(hintless, "t", known).is_done());
}

BOOST_AUTO_TEST_CASE(any_of_several_known_keys_opens_and_unknown_ones_never) {
    const auto first = golden::export_key(), second = golden::log_key();
    const auto envelope = bw::sign_dsse("t", "x", second);
    const std::vector<bw::public_key> both{bw::public_key::of(first.verifier()),
                                           bw::public_key::of(second.verifier())};
    BOOST_TEST(bw::open_dsse(envelope, "t", both)->signed_by == std::vector<std::size_t>{1});
    BOOST_TEST(golden::reason_of(bw::open_dsse(envelope, "t", golden::known(first))) ==
               "no_evidence");
    BOOST_TEST(golden::reason_of(bw::open_dsse(envelope, "t", {})) == "no_evidence");
}

BOOST_AUTO_TEST_CASE(a_payload_is_never_taken_for_another_kind) {
    const auto key = golden::export_key();
    const auto envelope = bw::sign_dsse("kind/a", "x", key);
    BOOST_TEST(golden::reason_of(bw::open_dsse(envelope, "kind/b", golden::known(key))) ==
               "head_mismatch");
    std::string renamed = envelope;
    renamed.replace(renamed.find("kind/a"), 6, "kind/b");
    BOOST_TEST(golden::reason_of(bw::open_dsse(renamed, "kind/b", golden::known(key))) ==
               "no_evidence");
}

BOOST_AUTO_TEST_CASE(no_changed_byte_of_the_payload_or_the_signature_opens) {
    const auto key = golden::export_key();
    const auto known = golden::known(key);
    const std::string envelope = bw::sign_dsse("t", "some payload", key);
    for (const std::string_view member : {"\"payload\":\"", "\"sig\":\""}) {
        std::size_t at = envelope.find(member) + member.size();
        for (; envelope[at] != '"'; ++at) {
            std::string changed = envelope;
            changed[at] = changed[at] == 'A' ? 'B' : 'A';
            BOOST_TEST(!bw::open_dsse(changed, "t", known).is_done(), changed);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_envelope_is_refused_as_malformed) {
    for (const char* each :
         {"", "[]", "{}", R"({"payload":"!","payloadType":"t","signatures":[]})",
          R"({"payload":"eA==","signatures":[]})", R"({"payload":"eA==","payloadType":"t"})",
          R"({"payload":"eA==","payloadType":"t","signatures":[{}]})",
          R"({"payload":"eA==","payloadType":"t","signatures":[1]})",
          R"({"payload":"eB==","payloadType":"t","signatures":[]})",
          R"({"payload":"-+==","payloadType":"t","signatures":[]})"})
        BOOST_TEST(golden::reason_of(bw::read_dsse(each)) == "malformed_request", each);
    std::string many = R"({"sig":"eA=="})";
    for (int i = 1; i < 65; ++i) many += R"(,{"sig":"eA=="})";
    const std::string start = R"({"payload":"eA==","payloadType":"t","signatures":[)";
    BOOST_TEST(bw::read_dsse(start + many.substr(0, many.rfind(',')) + "]}").is_done());
    BOOST_TEST(!bw::read_dsse(start + many + "]}").is_done());
    BOOST_TEST(bw::read_dsse(R"({"payload":"eA","payloadType":"t","signatures":[],"x":1})")
                   ->payload == "x"); // without padding, and with a member that nobody knows
}

BOOST_AUTO_TEST_CASE(only_the_two_kinds_of_keys_are_read_from_pem) {
    const std::string edwards = "-----BEGIN PUBLIC KEY-----\n"
                                "MCowBQYDK2VwAyEAtYSweuf7sWruhqMRUI6zR8eE6jxYGplKJP/g9OjMDN8=\n"
                                "-----END PUBLIC KEY-----\n";
    const auto key = bw::public_key::of_pem(edwards);
    BOOST_TEST_REQUIRE(key.is_done());
    BOOST_TEST((key->kind() == bw::signature_kind::ed25519));
    const std::string p384 = "-----BEGIN PUBLIC KEY-----\n"
                             "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAElXwpok8p89MN/oyRpDZQrk5yi5EP92xU\n"
                             "zfF0j0hPGfZ7q92ecrwPBvo19gvjkO8zYqzBFPK93bzVmaH3nTiVS0AnnBUnS/6B\n"
                             "HAJ0yHSH7thYEc3OJ6QxuaIMFzzOspVf\n"
                             "-----END PUBLIC KEY-----\n";
    BOOST_TEST(!bw::public_key::of_pem(p384).is_done());
    BOOST_TEST(!bw::public_key::of_pem("").is_done());
    BOOST_TEST(!bw::public_key::of_pem(edwards.substr(0, 60)).is_done());
    const auto signer = golden::export_key();
    const auto made = bw::public_key::of(signer.verifier());
    BOOST_TEST(made.der().size() == 44u);
    BOOST_TEST(made.has_signed("m", signer.raw_signature("m")));
    BOOST_TEST(!made.has_signed("n", signer.raw_signature("m")));
    BOOST_TEST(!made.has_signed("m", ""));
}

BOOST_AUTO_TEST_SUITE_END()
