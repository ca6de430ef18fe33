// SPDX-License-Identifier: BSL-1.0
// Which arguments are bounded, and in which of them a sentence could travel.
#include "../refused/sound.hpp"

#include <array>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace argument_tests {

enum class colour { red, blue };
BOOST_DESCRIBE_ENUM(colour, red, blue)

struct inner {
    std::string free, short_text;
    static constexpr bw::field fields[] = {{.name = "short_text", .max_length = 9}};
};
BOOST_DESCRIBE_STRUCT(inner, (), (free, short_text))
struct bounded_inner {
    std::string id;
    static constexpr bw::field fields[] = {{.name = "id", .max_length = 9}};
};
BOOST_DESCRIBE_STRUCT(bounded_inner, (), (id))
struct base {
    std::string inherited;
};
BOOST_DESCRIBE_STRUCT(base, (), (inherited))

struct everything : base {
    bool flag;
    int number, ranged;
    double ratio;
    std::string text, limited, chosen, matched, endless;
    colour choice;
    std::optional<int> maybe_number, maybe_ranged;
    std::optional<std::string> maybe_text;
    std::optional<std::vector<std::string>> maybe_list;
    inner part;
    bounded_inner bounded_part;
    std::vector<int> numbers;
    std::vector<int> long_numbers;
    std::vector<bounded_inner> parts;
    std::vector<inner> loose_parts;
    std::vector<std::string> texts, matched_texts;
    std::vector<std::vector<int>> table;
    std::vector<colour> colours;
    std::string_view view;
    std::set<std::string> set;
    std::array<char, 4> letters;
    std::map<int, int> map;
    static constexpr bw::field fields[] = {
        {.name = "ranged", .min = 1, .max = 9},
        {.name = "limited", .max_length = 9},
        {.name = "chosen", .one_of = {"a", "b"}},
        {.name = "matched", .pattern = "^[A-Z]{2}[0-9]{1,8}$"},
        {.name = "endless", .pattern = "^[A-Z]+$"},
        {.name = "maybe_ranged", .min = 1, .max = 9},
        {.name = "maybe_list", .max_length = 9},
        {.name = "numbers", .min = 1, .max = 9, .max_length = 9},
        {.name = "long_numbers", .min = 1, .max = 9},
        {.name = "parts", .max_length = 9},
        {.name = "loose_parts", .max_length = 9},
        {.name = "texts", .max_length = 9},
        {.name = "matched_texts", .max_length = 9, .pattern = "^[a-z]{1,9}$"},
        {.name = "table", .min = 1, .max = 9, .max_length = 9},
        {.name = "colours", .max_length = 9},
        {.name = "set", .max_length = 9},
        {.name = "view", .min = 1, .max = 9}};
};
BOOST_DESCRIBE_STRUCT(everything, (base),
                      (flag, number, ranged, ratio, text, limited, chosen, matched, endless, choice,
                       maybe_number, maybe_ranged, maybe_text, maybe_list, part, bounded_part,
                       numbers, long_numbers, parts, loose_parts, texts, matched_texts, table,
                       colours, view, set, letters, map))
struct tool {
    good::done operator()(const everything&) const;
};

constexpr const bw::argument_facts& argument(std::string_view name) {
    return *bw::tool_in<tool, good::desk>.argument_named(name);
}
constexpr bool bounded(std::string_view name) { return argument(name).is_bounded(); }
constexpr bool speaks(std::string_view name) { return argument(name).carries_text(); }
using enum bw::argument_kind;

static_assert(argument("flag").kind == flag && bounded("flag") && !speaks("flag"));
static_assert(argument("number").kind == number && !bounded("number") && bounded("ranged"));
static_assert(speaks("number") && !speaks("ranged"), "a number without a range carries anything");
static_assert(argument("ratio").kind == number && !bounded("ratio"));
static_assert(argument("text").kind == text && !bounded("text") && speaks("text"));
static_assert(bounded("limited") && speaks("limited"), "a short sentence is a sentence");
static_assert(bounded("chosen") && !speaks("chosen"));
static_assert(bounded("matched") && !bounded("endless"), "a pattern bounds if it has an end");
static_assert(argument("choice").kind == choice && bounded("choice") && !speaks("choice"));

static_assert(argument("maybe_number").kind == number && argument("maybe_number").is_optional);
static_assert(!argument("number").is_optional);
static_assert(!bounded("maybe_number") && bounded("maybe_ranged"));
static_assert(argument("maybe_text").kind == text && !bounded("maybe_text"));
static_assert(argument("maybe_list").kind == list && !bounded("maybe_list"));

static_assert(argument("part").kind == object && !bounded("part") && bounded("bounded_part"));
static_assert(argument("part").parts.size() == 2);
static_assert(argument("numbers").kind == list && bounded("numbers") && !bounded("long_numbers"));
static_assert(bounded("parts") && !bounded("loose_parts") && argument("parts").parts.size() == 1);
static_assert(!bounded("texts"), "a length of the list says nothing about its items");
static_assert(bounded("matched_texts"));
static_assert(!bounded("table"), "the inner lists have no length");
static_assert(bounded("colours") && argument("colours").choices.size() == 2);
static_assert(speaks("numbers") && speaks("bounded_part"), "many small values make a sentence");

// Types that no decoder reads are of no kind, and never bounded.
static_assert(argument("view").kind == other && !bounded("view") && speaks("view"));
static_assert(argument("set").kind == other && !bounded("set"));
static_assert(argument("letters").kind == other && argument("map").kind == other);

static_assert(!bounded("inherited"), "what a base holds can be sent like the rest");
static_assert(bw::tool_in<tool, good::desk>.argument_named("missing") == nullptr);
static_assert(bw::tool_in<tool, good::desk>.results.size() == 1);
static_assert(bw::every_field_is_an_argument<tool, good::desk>);
static_assert(bw::tool_in<tool, good::desk>.carries_text());

} // namespace argument_tests
