// SPDX-License-Identifier: BSL-1.0
#include "telemetry.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using bw::detail::text_at_pointer;

std::vector<std::string> events_of(const std::vector<bw::logged_receipt>& receipts) {
    bw::ocsf_chain chain;
    std::vector<std::string> events;
    for (const auto& each : receipts) events.push_back(chain.add(each));
    return events;
}

/// What the schema's file says against an object: members that are required and missing, or that
/// it does not know, or values beyond an enumeration. Empty if nothing.
std::string faults(const boost::json::value& object, const std::string& schema_file,
                   bool only_known = true) {
    const auto schema = telemetry::parsed(workshop::slurp(schema_file));
    const auto& attributes = schema.at("attributes").as_object();
    std::string found;
    for (const auto& each : attributes) {
        const auto* const needed = each.value().is_object()
                                       ? each.value().as_object().if_contains("requirement")
                                       : nullptr;
        if (needed && *needed == "required" && !object.as_object().contains(each.key()))
            found += "missing " + std::string(each.key()) + "; ";
        const auto* const words =
            each.value().is_object() ? each.value().as_object().if_contains("enum") : nullptr;
        const auto* const value = object.as_object().if_contains(each.key());
        if (words && value && *value != 99 &&
            !words->as_object().contains(bw::canonical_text(*value)))
            found += "no such " + std::string(each.key()) + "; ";
    }
    for (const auto& each : object.as_object())
        if (only_known && !attributes.contains(each.key()) && each.key() != "uid" &&
            each.key() != "name")
            found += "unknown " + std::string(each.key()) + "; ";
    return found;
}

} // namespace

BOOST_AUTO_TEST_SUITE(evidence_ocsf)

BOOST_AUTO_TEST_CASE(events_have_what_the_schema_asks_for) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const std::string schema = *data + "/ocsf/";
    auto receipts = telemetry::session();
    receipts.push_back({std::string(telemetry::origin), receipts.size(), "no receipt"});
    for (const std::string& text : events_of(receipts)) {
        const auto event = telemetry::parsed(text);
        BOOST_TEST(faults(event, schema + "events/application/api_activity.json", false) == "");
        for (const char* each : {"activity_id", "category_uid", "class_uid", "metadata",
                                 "severity_id", "time", "type_uid"}) // required of every event
            BOOST_TEST(event.as_object().contains(each), each);
        BOOST_TEST(event.at("type_uid").as_int64() == 600399);
        const auto& attestation = event.at("attestation_list").at(0);
        BOOST_TEST(faults(attestation, schema + "objects/attestation.json") == "");
        BOOST_TEST(faults(attestation.at("fingerprint"), schema + "objects/fingerprint.json") ==
                   "");
        if (attestation.as_object().contains("prev_event"))
            BOOST_TEST(faults(attestation.at("prev_event"), schema + "objects/prev_event.json") ==
                       "");
        if (!event.as_object().contains("ai_agent")) continue;
        BOOST_TEST(faults(event.at("ai_agent"), schema + "objects/ai_agent.json") == "");
        BOOST_TEST(faults(event.at("message_context"), schema + "objects/message_context.json") ==
                   "");
    }
}

BOOST_AUTO_TEST_CASE(an_event_tells_the_receipt_and_keeps_it) {
    const auto receipts = telemetry::session();
    const auto events = events_of(receipts);
    const auto intent = telemetry::parsed(events.at(1));
    BOOST_TEST(text_at_pointer(intent, "/api/operation") == "send_mail");
    BOOST_TEST(text_at_pointer(intent, "/api/request/uid") == "act-1");
    BOOST_TEST(text_at_pointer(intent, "/actor/user/uid") == "svc:desk");
    BOOST_TEST(text_at_pointer(intent, "/raw_data") == receipts.at(1).text);
    BOOST_TEST(text_at_pointer(intent, "/raw_data_hash/value") ==
               bw::hex_of(bw::sha256_of(receipts.at(1).text)));
    BOOST_TEST(intent.at("time").as_int64() == (telemetry::start + 1'000'000) / 1000);
    BOOST_TEST(telemetry::parsed(events.at(3)).at("status_id").as_int64() == 2); // denied
    BOOST_TEST(text_at_pointer(telemetry::parsed(events.at(5)), "/actor/user/uid") ==
               "approver@example.com");
    BOOST_TEST(telemetry::parsed(events.at(9)).at("severity_id").as_int64() == 4); // uncertain
}

BOOST_AUTO_TEST_CASE(a_chain_holds_and_no_change_loss_or_move_goes_unseen) {
    const auto events = events_of(telemetry::session());
    BOOST_TEST(bw::verify_ocsf_chain(events).is_done());
    const std::span<const std::string> all(events);
    BOOST_TEST(bw::verify_ocsf_chain(all.subspan(4)).is_done()); // a part without a gap
    for (std::size_t at = 0; at < events.size(); ++at) {
        auto changed = events;
        changed[at].replace(changed[at].find("\"status\":\""), 10, "\"status\":\"x");
        BOOST_TEST(!bw::verify_ocsf_chain(changed).is_done(), at);
        if (at == 0 || at + 1 == events.size()) continue;
        auto shorter = events;
        shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(at));
        BOOST_TEST(!bw::verify_ocsf_chain(shorter).is_done(), at);
        auto moved = events;
        std::swap(moved[at], moved[at + 1]);
        BOOST_TEST(!bw::verify_ocsf_chain(moved).is_done(), at);
    }
    for (const char* each : {"", "[]", "{}", R"({"attestation_list":[]})"}) {
        const std::vector<std::string> one{each};
        BOOST_TEST(!bw::verify_ocsf_chain(one).is_done(), each);
    }
}

BOOST_AUTO_TEST_SUITE_END()
