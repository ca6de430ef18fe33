// SPDX-License-Identifier: BSL-1.0
// After a change that is meant: BAILIWICK_UPDATE_GOLDEN=1 <this test> rewrites golden/, and the difference is reviewed.
#include "files.hpp"
#include "samples.hpp"

#include <cstdlib>

#include <boost/test/unit_test.hpp>

namespace {

void compare(const std::string& name, const boost::json::value& value) {
    const std::filesystem::path file = tool_tests / "golden" / name;
    const std::string text = bw::json_text_in_lines(value);
    if (std::getenv("BAILIWICK_UPDATE_GOLDEN") != nullptr) write_bytes(file, text);
    BOOST_TEST(bytes_of(file) == text, name);
}

std::string file_of(bw::vendor format) {
    std::string name = "tools." + std::string(bw::word_of(format)) + ".json";
    for (char& each : name)
        if (each == '_') each = '-';
    return name;
}

boost::json::object hints(const bw::contract& contract) {
    return bw::tool_definition(bw::vendor::mcp, contract, bw::shape_of<samples::nothing>, nullptr)
        .at("annotations")
        .as_object();
}

} // namespace

BOOST_AUTO_TEST_SUITE(tool_vendor)

BOOST_AUTO_TEST_CASE(definitions_are_as_reviewed) {
    using namespace samples;
    for (const bw::vendor format : {bw::vendor::openai_responses, bw::vendor::openai_chat,
                                    bw::vendor::anthropic, bw::vendor::gemini, bw::vendor::mcp})
        compare(file_of(format),
                bw::tool_definitions<list_cases, open_dispute, send_letter>(format));
}

BOOST_AUTO_TEST_CASE(schemas_are_as_reviewed) {
    compare("schema.strict.json", bw::schema_of<samples::dispute>(bw::schema_flavour::strict));
    compare("schema.full.json", bw::schema_of<samples::dispute>(bw::schema_flavour::full));
}

BOOST_AUTO_TEST_CASE(one_definition_is_an_element_of_the_list) {
    using samples::open_dispute;
    BOOST_TEST((bw::tool_definition<open_dispute>(bw::vendor::anthropic) ==
                bw::tool_definitions<open_dispute>(bw::vendor::anthropic)[0]));
    BOOST_TEST((bw::tool_definition<open_dispute>(bw::vendor::gemini) ==
                bw::tool_definitions<open_dispute>(bw::vendor::gemini)[0]
                    .at("functionDeclarations")
                    .at(0)));
}

BOOST_AUTO_TEST_CASE(annotations_never_sound_safer_than_the_contract) {
    using bw::effect;
    using bw::reversibility;
    const auto unstated = hints({.name = "x"});
    BOOST_TEST(!unstated.at("readOnlyHint").as_bool());
    BOOST_TEST(unstated.at("destructiveHint").as_bool());
    BOOST_TEST(!unstated.at("idempotentHint").as_bool());
    BOOST_TEST(unstated.at("openWorldHint").as_bool());
    const auto read = hints({.name = "x", .does = effect::read});
    BOOST_TEST(read.at("readOnlyHint").as_bool());
    BOOST_TEST(!read.at("destructiveHint").as_bool());
    for (const effect does :
         {effect::write, effect::send, effect::execute, effect::erase, effect::delegate}) {
        BOOST_TEST(!hints({.name = "x", .does = does}).at("readOnlyHint").as_bool());
        for (const reversibility undo :
             {reversibility::unstated, reversibility::read_only,
              reversibility::externally_reversible, reversibility::irreversible})
            BOOST_TEST(hints({.name = "x", .does = does, .undo = undo})
                           .at("destructiveHint")
                           .as_bool());
        BOOST_TEST(!hints({.name = "x", .does = does, .undo = reversibility::reversible})
                        .at("destructiveHint")
                        .as_bool());
    }
    BOOST_TEST(hints({.name = "x", .idempotent = true}).at("idempotentHint").as_bool());
    BOOST_TEST(!hints({.name = "x", .reads = {samples::cases}}).at("openWorldHint").as_bool());
    BOOST_TEST(hints({.name = "x", .reads = {samples::outbox}}).at("openWorldHint").as_bool());
    BOOST_TEST(hints({.name = "x", .writes = {samples::cases, samples::outbox}})
                   .at("openWorldHint")
                   .as_bool());
    BOOST_TEST(hints({.name = "x", .reads = {samples::homeless}}).at("openWorldHint").as_bool());
}

BOOST_AUTO_TEST_SUITE_END()
