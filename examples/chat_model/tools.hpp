// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ground.hpp"

#include <boost/describe.hpp>

#include <string>
#include <vector>

/// What the agent can do, one struct a tool: its facts, its arguments and their limits.

namespace helpdesk {

class office; ///< where the tools do their work: articles, cases, the directory

inline constexpr std::string_view case_number = "^INC-[0-9]{4,6}$";
inline constexpr std::string_view employee_number = "^e[0-9]{4}$";

struct article_query {
    std::string words;
    static constexpr bw::field fields[] = {{.name = "words",
                                            .says = "What to look for, a few words",
                                            .min_length = 2,
                                            .max_length = 120}};
};
BOOST_DESCRIBE_STRUCT(article_query, (), (words))

struct article_found {
    std::string title, text;
};
BOOST_DESCRIBE_STRUCT(article_found, (), (title, text))

struct articles_found {
    std::vector<article_found> articles;
};
BOOST_DESCRIBE_STRUCT(articles_found, (), (articles))

struct case_query {
    std::string number;
    static constexpr bw::field fields[] = {{.name = "number",
                                            .says = "Number of the case, such as INC-1042",
                                            .max_length = 10,
                                            .pattern = case_number}};
};
BOOST_DESCRIBE_STRUCT(case_query, (), (number))

struct case_file {
    std::string number, employee, name, opened, summary;
};
BOOST_DESCRIBE_STRUCT(case_file, (), (number, employee, name, opened, summary))

struct case_told {
    case_file facts;
    std::vector<std::string> notes;
};
BOOST_DESCRIBE_STRUCT(case_told, (), (facts, notes))

struct note {
    std::string number, text;
    static constexpr bw::field fields[] = {
        {.name = "number", .says = "Number of the case", .max_length = 10, .pattern = case_number},
        {.name = "text", .says = "The note, one line", .min_length = 1, .max_length = 500}};
};
BOOST_DESCRIBE_STRUCT(note, (), (number, text))

struct reset_request {
    std::string employee, number, because;
    static constexpr bw::field fields[] = {
        {.name = "employee", .says = "Personnel number, such as e2071", .max_length = 5,
         .pattern = employee_number},
        {.name = "number", .says = "The employee's case that asks for it", .max_length = 10,
         .pattern = case_number},
        {.name = "because", .says = "Why, in one sentence for the approver", .min_length = 5,
         .max_length = 200}};
};
BOOST_DESCRIBE_STRUCT(reset_request, (), (employee, number, because))

struct kept {
    std::string number;
};
BOOST_DESCRIBE_STRUCT(kept, (), (number))

struct search_articles {
    static constexpr bw::contract contract{.name = "search_articles",
                                           .summary = "Find articles of the help-desk wiki",
                                           .reads = {article},
                                           .needs = {wiki_read},
                                           .does = bw::effect::read,
                                           .undo = bw::reversibility::read_only,
                                           .timeout = bw::seconds(5),
                                           .limit = {120, bw::minutes(1)},
                                           .output = bw::trust::untrusted};
    articles_found operator()(const article_query&, bw::lease<wiki_read>) const;
    office* at = nullptr;
};

struct look_up_case {
    static constexpr bw::contract contract{.name = "look_up_case",
                                           .summary = "Read a case of the help desk",
                                           .reads = {case_record},
                                           .needs = {case_read},
                                           .does = bw::effect::read,
                                           .undo = bw::reversibility::read_only,
                                           .timeout = bw::seconds(5),
                                           .limit = {120, bw::minutes(1)},
                                           .output = bw::trust::untrusted};
    case_told operator()(const case_query&, bw::lease<case_read>) const;
    office* at = nullptr;
};

struct note_on_case {
    static constexpr bw::contract contract{.name = "note_on_case",
                                           .summary = "Keep a note on a case for the help desk",
                                           .writes = {case_note},
                                           .needs = {note_write},
                                           .does = bw::effect::write,
                                           .undo = bw::reversibility::reversible,
                                           .idempotent = true,
                                           .timeout = bw::seconds(5),
                                           .limit = {60, bw::minutes(1)},
                                           .critical = {"number", "text"},
                                           .input = bw::trust::trusted,
                                           .output = bw::trust::trusted};
    kept operator()(const note&, bw::lease<note_write>) const;
    office* at = nullptr;
};

struct reset_mfa {
    static constexpr bw::contract contract{
        .name = "reset_mfa",
        .summary = "Take an employee's second factor away, so that a new one can be enrolled",
        .writes = {second_factor},
        .needs = {mfa_reset},
        .does = bw::effect::write,
        .undo = bw::reversibility::irreversible,
        .timeout = bw::seconds(10),
        .limit = {10, bw::minutes(1)},
        .critical = {"employee", "number"},
        .output = bw::trust::trusted,
        .high_impact = true};
    kept operator()(const reset_request&, bw::lease<mfa_reset>) const;
    office* at = nullptr;
};

} // namespace helpdesk
