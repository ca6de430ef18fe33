// SPDX-License-Identifier: BSL-1.0
#include "golden.hpp"

#include <boost/test/unit_test.hpp>

namespace {

constexpr std::string_view golden_predicate = "https://agentlog.example/receipt/v1";

} // namespace

BOOST_AUTO_TEST_SUITE(evidence_statement)

BOOST_AUTO_TEST_CASE(the_golden_statement_is_written_byte_for_byte) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const std::string leaf = golden::file(*data, "receipt-1.json");
    const auto text = bw::statement_text(leaf, golden_predicate);
    BOOST_TEST_REQUIRE(text.is_done());
    BOOST_TEST(*text == golden::file(*data, "export/receipt-1.statement.json"));
}

BOOST_AUTO_TEST_CASE(the_golden_envelope_is_signed_again_and_opens) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const auto key = golden::export_key();
    const std::string leaf = golden::file(*data, "receipt-1.json");
    const std::string theirs = golden::file(*data, "export/receipt-1.dsse.json");
    const auto ours = bw::sign_statement(leaf, key, golden_predicate);
    BOOST_TEST_REQUIRE(ours.is_done());
    const auto parsed = bw::parse_strict(theirs); // it has other white space than RFC 8785
    BOOST_TEST_REQUIRE(parsed.has_value());
    BOOST_TEST(*ours == bw::canonical_text(*parsed));
    const auto opened = bw::open_dsse(theirs, bw::statement_media_type, golden::known(key));
    BOOST_TEST_REQUIRE(opened.is_done());
    const auto back = bw::receipt_of_statement(opened->payload, golden_predicate);
    BOOST_TEST_REQUIRE(back.is_done(), workshop::words(back));
    BOOST_TEST(*back == leaf);
}

BOOST_AUTO_TEST_CASE(every_receipt_comes_back_from_its_statement) {
    for (long long n = 0; n < 3; ++n) {
        const std::string leaf = workshop::receipt(n);
        const auto text = bw::statement_text(leaf);
        BOOST_TEST_REQUIRE(text.is_done());
        const auto parsed = bw::parse_strict(*text);
        BOOST_TEST_REQUIRE(parsed.has_value());
        BOOST_TEST(bw::canonical_text(*parsed) == *text);
        const auto back = bw::receipt_of_statement(*text);
        BOOST_TEST_REQUIRE(back.is_done(), workshop::words(back));
        BOOST_TEST(*back == leaf);
        BOOST_TEST(!bw::receipt_of_statement(*text, golden_predicate).is_done());
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_receipt_gets_no_statement) {
    for (const char* each : {"", "{}", "[1]", R"({"type":"intent"})", R"({"type":"other","v":1})"})
        BOOST_TEST(!bw::statement_text(each).is_done(), each);
}

BOOST_AUTO_TEST_CASE(a_statement_whose_subject_is_another_receipt_is_refused) {
    const std::string text = *bw::statement_text(workshop::receipt(1));
    const auto changed = [&](std::string_view what, std::string_view to) {
        std::string other = text;
        return other.replace(other.rfind(what), what.size(), to);
    };
    const std::string digest = bw::hex_of(bw::sha256_of(workshop::receipt(1)));
    const std::string another = bw::hex_of(bw::sha256_of(workshop::receipt(2)));
    BOOST_TEST(golden::reason_of(bw::receipt_of_statement(changed(digest, another))) ==
               "head_mismatch");
    BOOST_TEST(golden::reason_of(bw::receipt_of_statement(changed("\"name\":\"0", "\"name\":\"1")))
               == "head_mismatch");
    BOOST_TEST(golden::reason_of(bw::receipt_of_statement(changed("move_money", "send_money"))) ==
               "head_mismatch");
    BOOST_TEST(golden::reason_of(bw::receipt_of_statement(changed("Statement/v1", "Statement/v2")))
               == "malformed_request");
    BOOST_TEST(!bw::receipt_of_statement("{}").is_done());
}

BOOST_AUTO_TEST_SUITE_END()
