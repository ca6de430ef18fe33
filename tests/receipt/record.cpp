// SPDX-License-Identifier: BSL-1.0
#include "workshop.hpp"

#include <bailiwick/tool/canonical.hpp>
#include <bailiwick/tool/strict_json.hpp>

#include <cstring>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(receipt_record)

BOOST_AUTO_TEST_CASE(numbers_print_as_ecmascript_has_them) {
    const auto data = workshop::shared_data();
    if (!data) return;
    int count = 0, wrong = 0;
    for (const auto& line : workshop::lines_of(*data + "/jcs/es6/es6testfile_10000.txt")) {
        const std::size_t comma = line.find(',');
        const std::uint64_t bits = std::stoull(line.substr(0, comma), nullptr, 16);
        double number = 0;
        std::memcpy(&number, &bits, sizeof number);
        wrong += bw::canonical_text(number) != line.substr(comma + 1);
        ++count;
    }
    BOOST_TEST(count == 10'000);
    BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_CASE(texts_come_out_as_rfc_8785_has_them) {
    const auto data = workshop::shared_data();
    if (!data) return;
    for (const char* each : {"arrays", "french", "structures", "unicode", "values", "weird"}) {
        const std::string folder = *data + "/jcs/testdata/";
        const auto json = bw::parse_strict(workshop::slurp(folder + "input/" + each + ".json"));
        BOOST_TEST_REQUIRE(json.has_value(), each);
        BOOST_TEST(bw::canonical_text(*json) ==
                   workshop::slurp(folder + "output/" + each + ".json"), each);
    }
}

BOOST_AUTO_TEST_CASE(the_golden_receipts_are_read_and_written_byte_for_byte) {
    const auto data = workshop::shared_data();
    if (!data) return;
    int count = 0;
    for (const auto& line : workshop::lines_of(*data + "/golden-log/receipts.jsonl")) {
        const auto receipt = bw::read_any_receipt(line);
        BOOST_TEST_REQUIRE(receipt.is_done(), line);
        const auto text =
            std::visit([](const auto& each) { return bw::leaf_text(each); }, *receipt);
        BOOST_TEST_REQUIRE(text.is_done());
        BOOST_TEST(*text == line);
        ++count;
    }
    BOOST_TEST(count == 9);
}

BOOST_AUTO_TEST_CASE(the_golden_commitments_open_with_the_vault_and_not_otherwise) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const std::string log = workshop::slurp(*data + "/golden-log/receipts.jsonl");
    const auto vault = bw::parse_strict(workshop::slurp(*data + "/golden-log/vault.json"));
    int count = 0;
    for (const auto& receipt : vault->get_object())
        for (const auto& each : receipt.value().get_array()) {
            const auto text = [&](const char* name) {
                return std::string(each.at(name).as_string().c_str());
            };
            const std::string value = bw::canonical_text(each.at("value"));
            const std::string opened = bw::commit(text("name"), value, text("salt"));
            BOOST_TEST(log.find('"' + opened + '"') != std::string::npos, opened);
            const std::string other = bw::commit(text("name"), value + " ", text("salt"));
            BOOST_TEST(log.find(other) == std::string::npos);
            ++count;
        }
    BOOST_TEST(count == 4);
}

BOOST_AUTO_TEST_CASE(what_is_written_is_canonical_and_reads_back_the_same) {
    bw::record::intent intent = *bw::read_receipt<bw::record::intent>(workshop::receipt(7));
    intent.trace =
        bw::record::trace_context{"4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"};
    intent.trigger.ref =
        "quote \" backslash \\ control \x01\x1f\b\f\n\r\t delete \x7f euro \xE2\x82\xAC";
    intent.data.push_back({"crm:contact", bw::record::data_op::read, "pii", {"email"}, "none"});
    intent.approval = {true, bw::record::approval_state::pending, "leads", "role:lead",
                       bw::instant{1'764'000'100'000'001}, "T-1"};
    const auto text = bw::leaf_text(intent);
    BOOST_TEST_REQUIRE(text.is_done());
    const auto json = bw::parse_strict(*text);
    BOOST_TEST_REQUIRE(json.has_value());
    BOOST_TEST(bw::canonical_text(*json) == *text);
    BOOST_TEST((*bw::read_receipt<bw::record::intent>(*text) == intent));

    bw::record::control control;
    static_cast<bw::record::header&>(control) = intent;
    control.act.clear();
    control.control.op = "key_rotate";
    control.control.old = "a";
    control.control.new_ = "b";
    control.control.receipts = std::vector<std::string>{"r-1"};
    const auto rotated = bw::leaf_text(control);
    BOOST_TEST_REQUIRE(rotated.is_done());
    BOOST_TEST(rotated->find("\"new\":\"b\"") != std::string::npos);
    BOOST_TEST((*bw::read_receipt<bw::record::control>(*rotated) == control));
    BOOST_TEST(bw::receipt_type(*rotated) == "control");
}

BOOST_AUTO_TEST_CASE(an_incomplete_receipt_is_not_written) {
    const auto whole = *bw::read_receipt<bw::record::intent>(workshop::receipt(0));
    const auto refuses = [&](auto change, std::string_view lacks) {
        auto receipt = whole;
        change(receipt);
        const auto text = bw::leaf_text(receipt);
        BOOST_TEST_REQUIRE(!text.is_done(), lacks);
        BOOST_TEST(text.why().subject.find(lacks) != std::string::npos, text.why().subject);
    };
    refuses([](auto& each) { each.id.clear(); }, "without id");
    refuses([](auto& each) { each.act.clear(); }, "without act");
    refuses([](auto& each) { each.session.clear(); }, "without session");
    refuses([](auto& each) { each.ts = {}; }, "without ts");
    refuses([](auto& each) { each.n = -1; }, "without n");
    refuses([](auto& each) { each.v = 2; }, "without v");
    refuses([](auto& each) { each.manifest.clear(); }, "without manifest");
    refuses([](auto& each) { each.type = "outcome"; }, "without type");
    refuses([](auto& each) { each.decision.rule.clear(); }, "without decision.rule");
    refuses([](auto& each) { each.action.args.clear(); }, "without action.args");
    refuses([](auto& each) { each.trigger.ref = "\xff"; }, "UTF-8");
    refuses([](auto& each) { each.trigger.ref.assign(20'000, 'x'); }, "bytes");
    refuses([](auto& each) { each.n = 1LL << 60; }, "2^53");
}

BOOST_AUTO_TEST_CASE(other_spellings_of_a_receipt_are_refused) {
    const std::string good = workshop::receipt(0);
    BOOST_TEST_REQUIRE(bw::read_any_receipt(good).is_done());
    const auto with = [&](std::string_view from, std::string_view to) {
        std::string text = good;
        const std::size_t at = text.find(from);
        BOOST_TEST_REQUIRE(at != std::string::npos, from);
        return text.replace(at, from.size(), to);
    };
    for (const std::string& each :
         {" " + good, good + "\n", with("{\"act\"", "{ \"act\""), with("\"n\":0", "\"n\":0.0"),
          with("\"n\":0", "\"n\":-0"), with("\"n\":0", "\"n\":00"), with("\"n\":0", "\"n\":1e1"),
          with("\"n\":0", "\"n\":null"), with("\"n\":0", "\"n\":\"0\""),
          with("\"n\":0", "\"n\":9007199254740992"), with("\"n\":0,", ""),
          with("\"n\":0", "\"n\":0,\"n\":0"), with("\"n\":0", "\"o\":0,\"n\":0"),
          with("move_money", "move\\u005fmoney"), with("move_money", "move\\/money"),
          with("move_money", "move\\u000amoney"), with("move_money", "move\\u001Fmoney"),
          with("move_money", "move\nmoney"), with("move_money", ""), with("move_money", "\xC0\x80"),
          with("\"type\":\"intent\"", "\"type\":\"rumour\""), with("\"deny\"", "\"perhaps\""),
          with("\"v\":1", "\"v\":2"), with("\"act\":\"act-0\",", ""), with("2025-", "2025/"),
          with("\"data\":[]", "\"data\":[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]"), std::string("{}"),
          std::string("[]"), std::string(), std::string("null"), good.substr(0, good.size() - 1)})
        BOOST_TEST(!bw::read_any_receipt(each).is_done(), each);
    // What a later version adds is passed over, as long as it keeps the profile.
    BOOST_TEST(bw::read_any_receipt(with("\"v\":1", "\"v\":1,\"w\":{\"a\":[true,\"\\u001f\"]}"))
                   .is_done());
    for (std::size_t at = 0; at < good.size(); ++at) // no byte makes the reader stumble
        static_cast<void>(bw::read_any_receipt(good.substr(0, at)).is_done());
}

BOOST_AUTO_TEST_SUITE_END()
