// SPDX-License-Identifier: BSL-1.0
#include "office.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

namespace {

using namespace bw::packet;

std::string file_named(const std::vector<file>& files, std::string_view name) {
    for (const file& each : files)
        if (each.name == name) return each.bytes;
    return {};
}

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// Every element that is opened is closed, in order; void elements are left out.
bool is_balanced(const std::string& html) {
    std::vector<std::string> open;
    for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
        const std::size_t end = html.find('>', at);
        if (end == std::string::npos) return false;
        const std::string tag = html.substr(at + 1, end - at - 1);
        if (tag[0] == '!' || tag.back() == '/') continue;
        const std::string name = tag.substr(tag[0] == '/', tag.find_first_of(" >", 1) -
                                                                (tag[0] == '/'));
        if (name == "meta" || name == "wbr" || name == "br") continue;
        if (tag[0] != '/') open.push_back(name);
        else if (open.empty() || open.back() != name) return false;
        else open.pop_back();
    }
    return open.empty();
}

/// A desk whose every text tries to leave its place.
inline constexpr std::string_view hostile =
    "</td><script>alert(1)</script>|`*_[x](javascript:alert(1))\"' onload=\"x";
struct hostile_desk : good::desk {
    static constexpr bw::identity identity{.name = hostile,
                                           .version = hostile,
                                           .statement = hostile,
                                           .id = hostile,
                                           .acts = bw::acting::as_itself};
    static constexpr bw::boundary boundary =
        good::changed(good::desk::boundary, [](auto& one) { one.never_does = {hostile}; });
};

} // namespace

BOOST_AUTO_TEST_SUITE(pages)

BOOST_AUTO_TEST_CASE(every_piece_of_a_review_has_its_section) {
    const auto files = files_of(subject_of<office::sound>(), {});
    for (const char* name : {"packet.html", "packet.md"}) {
        const std::string page = file_named(files, name);
        for (const char* title :
             {"Summary", "Workflow boundary", "Data flow with trust boundaries", "Action matrix",
              "Data access map", "Identity and permissions", "Failure and escalation",
              "Audit trail and receipts", "Ownership", "Open findings and what was checked",
              "Waivers and accepted risks", "The reviewer", "What this does not prove",
              "Machine files"})
            BOOST_TEST(holds(page, title), name << " lacks " << title);
        for (const char* word : {"lookup", "write_note", "send_mail", "move_money", "ledger:pay",
                                 "Ana Lind", "siem.example.com", "It is not a certification"})
            BOOST_TEST(holds(page, std::string_view(word).substr(0, 4)), name << " lacks " << word);
    }
}

BOOST_AUTO_TEST_CASE(the_page_loads_nothing_and_runs_nothing) {
    const std::string page = file_named(files_of(subject_of<office::sound>(), {}), "packet.html");
    BOOST_TEST(holds(page, "default-src 'none'; style-src 'unsafe-inline'"));
    for (const char* part : {"<script", "<link", "<img", "<iframe", "url(http", "@import", "src=",
                             "href=", "onload", "onclick"})
        BOOST_TEST(!holds(page, part), "the page has " << part);
    BOOST_TEST(is_balanced(page));
}

BOOST_AUTO_TEST_CASE(hostile_texts_stay_text) {
    const auto files = files_of(subject_of<good::agent<hostile_desk>>(), {});
    const std::string page = file_named(files, "packet.html");
    BOOST_TEST(!holds(page, "<script>"));
    BOOST_TEST(is_balanced(page));
    const std::string markdown = file_named(files, "packet.md");
    BOOST_TEST(!holds(markdown, "<script>"));
    BOOST_TEST(!holds(markdown, "[x](javascript"));
}

BOOST_AUTO_TEST_CASE(an_unsound_declaration_prints_its_findings) {
    const auto files = files_of(subject_of<office::wider>(), {});
    const std::string page = file_named(files, "packet.html");
    BOOST_TEST(holds(page, "DRAFT: NOT SOUND"));
    BOOST_TEST(holds(page, "BW204"));
    BOOST_TEST(holds(page, "BW305"));
    BOOST_TEST(holds(page, "an irreversible action runs unattended"));
}

BOOST_AUTO_TEST_CASE(the_same_source_gives_the_same_bytes) {
    const auto once = files_of(subject_of<office::sound>(), {});
    const auto again = files_of(subject_of<office::sound>(), {});
    BOOST_REQUIRE_EQUAL(once.size(), again.size());
    for (std::size_t i = 0; i < once.size(); ++i) BOOST_TEST(once[i].bytes == again[i].bytes);
}

BOOST_AUTO_TEST_CASE(machine_files_are_listed_with_their_digests) {
    const auto files = files_of(subject_of<office::sound>(), {});
    const std::string page = file_named(files, "packet.md");
    for (const file& each : files)
        if (!each.name.starts_with("packet."))
            BOOST_TEST(holds(page, std::string(bw::digest_of(each.bytes))),
                       each.name << " is not listed with its digest");
}

BOOST_AUTO_TEST_CASE(catalog_sentences_are_known_for_every_rule) {
    for (const check& each : checks_for<office::sound>()) {
        BOOST_TEST(entry_for(each.code) != nullptr, "no sentence for BW" << each.code);
        BOOST_TEST(each.open.empty(), "BW" << each.code << " is open");
    }
}

BOOST_AUTO_TEST_CASE(flows_are_numbered_from_the_inside_outwards) {
    const auto flows = flows_of(bw::facts_of<office::sound>);
    BOOST_REQUIRE_EQUAL(flows.size(), 4u);
    BOOST_TEST(flows[0].to->name == "crm");
    BOOST_TEST((flows[1].way == direction::out_of_the_agent));
    BOOST_TEST(flows[2].to->name == "llm");
    BOOST_TEST(flows[3].to->name == "mail");
    BOOST_TEST((flows[3].runs == bw::bucket::approval));
}

BOOST_AUTO_TEST_SUITE_END()
