// SPDX-License-Identifier: BSL-1.0
#include "samples.hpp"

#include <boost/test/unit_test.hpp>

namespace {

struct level_1 { int a = 0; };
BOOST_DESCRIBE_STRUCT(level_1, (), (a))
struct level_2 { level_1 a; };
BOOST_DESCRIBE_STRUCT(level_2, (), (a))
struct level_3 { std::optional<level_2> a; };
BOOST_DESCRIBE_STRUCT(level_3, (), (a))
struct level_5 { std::vector<level_3> a; };
BOOST_DESCRIBE_STRUCT(level_5, (), (a))
struct level_6 { level_5 a; };
BOOST_DESCRIBE_STRUCT(level_6, (), (a))
struct tree { std::vector<tree> branches; };
BOOST_DESCRIBE_STRUCT(tree, (), (branches))

struct named_wrongly {
    int a = 0;
    static constexpr bw::field fields[] = {{.name = "b"}};
};
BOOST_DESCRIBE_STRUCT(named_wrongly, (), (a))
struct named_twice {
    int a = 0;
    static constexpr bw::field fields[] = {{.name = "a"}, {.name = "a"}};
};
BOOST_DESCRIBE_STRUCT(named_twice, (), (a))
struct grouped {
    std::string a;
    static constexpr bw::field fields[] = {{.name = "a", .pattern = "^(a|b)$"}};
};
BOOST_DESCRIBE_STRUCT(grouped, (), (a))
struct ranged_text {
    std::string a;
    static constexpr bw::field fields[] = {{.name = "a", .min = 1, .max = 2}};
};
BOOST_DESCRIBE_STRUCT(ranged_text, (), (a))

struct ten { int a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0; };
BOOST_DESCRIBE_STRUCT(ten, (), (a, b, c, d, e, f, g, h, i))
struct hundred { ten a, b, c, d, e, f, g, h, i, j; };
BOOST_DESCRIBE_STRUCT(hundred, (), (a, b, c, d, e, f, g, h, i, j))
struct hundred_and_one : hundred { int k = 0; };
BOOST_DESCRIBE_STRUCT(hundred_and_one, (hundred), (k))

struct derived : level_1 { int b = 0; };
BOOST_DESCRIBE_STRUCT(derived, (level_1), (b))

struct undescribed { int a = 0; };

// What the compiler refuses by static_assert is public as predicates.
static_assert(bw::nesting_is_shallow<level_5> && !bw::nesting_is_shallow<level_6>);
static_assert(!bw::nesting_is_shallow<tree>);
static_assert(bw::fields_name_members<samples::dispute>);
static_assert(!bw::fields_name_members<named_wrongly> && !bw::fields_name_members<named_twice>);
static_assert(bw::patterns_are_valid<samples::dispute> && !bw::patterns_are_valid<grouped>);
static_assert(bw::limits_fit_members<samples::dispute> && !bw::limits_fit_members<ranged_text>);
static_assert(bw::properties_are_few<hundred> && !bw::properties_are_few<hundred_and_one>);
static_assert(bw::struct_is_described<samples::person> && !bw::struct_is_described<undescribed>);

template <class... Types> constexpr bool all_have = (bw::type_has_a_json_form<Types> && ...);
template <class... Types> constexpr bool any_has = (bw::type_has_a_json_form<Types> || ...);
static_assert(all_have<bool, int, unsigned, std::int8_t, std::uint64_t, double, std::string,
                       samples::channel, samples::person, std::optional<int>, std::vector<bool>,
                       std::optional<std::vector<std::optional<samples::person>>>>);
static_assert(!any_has<char, wchar_t, char8_t, float, long double, const char*, std::string_view,
                       int*, undescribed, std::optional<std::optional<int>>, bw::duration>);

constexpr bw::shape number{.kind = bw::shape_kind::integer};
constexpr bw::shape text{.kind = bw::shape_kind::text};
constexpr bw::shape texts{.kind = bw::shape_kind::list, .item = &text};
static_assert(bw::limits_fit({.name = "a", .min = 1, .max = 2}, number));
static_assert(!bw::limits_fit({.name = "a", .min = 2, .max = 1}, number));
static_assert(!bw::limits_fit({.name = "a", .min = 1}, number));
static_assert(!bw::limits_fit({.name = "a", .min = 5, .max = 5}, number));
static_assert(!bw::limits_fit({.name = "a", .max_length = 5}, number));
static_assert(!bw::limits_fit({.name = "a", .pattern = "^a$"}, number));
static_assert(!bw::limits_fit({.name = "a", .one_of = {"a"}}, number));
static_assert(bw::limits_fit({.name = "a", .min_length = 5}, text));
static_assert(!bw::limits_fit({.name = "a", .min_length = 5, .max_length = 4}, text));
static_assert(bw::limits_fit({.name = "a", .max_length = 5, .pattern = "^a$", .one_of = {"a"}}, texts));

} // namespace

BOOST_AUTO_TEST_SUITE(tool_shape)

BOOST_AUTO_TEST_CASE(members_are_in_the_order_of_declaration) {
    const bw::shape& shape = bw::shape_of<samples::dispute>;
    BOOST_TEST(shape.members.size() == 15u);
    BOOST_TEST(shape.members.front().name == "reference");
    BOOST_TEST(shape.members.back().name == "flags");
    BOOST_TEST(shape.members[0].limits->says == "The case number.");
    BOOST_TEST((shape.members[1].limits == nullptr));
}

BOOST_AUTO_TEST_CASE(integers_know_their_range) {
    BOOST_TEST(bw::shape_of<std::int8_t>.lowest == -128);
    BOOST_TEST(bw::shape_of<std::uint8_t>.highest == 255);
    BOOST_TEST(bw::shape_of<std::uint64_t>.lowest == 0);
    BOOST_TEST(bw::shape_of<std::uint64_t>.highest == bw::safe_integer);
    BOOST_TEST(bw::shape_of<std::int64_t>.lowest == -bw::safe_integer);
    BOOST_TEST(bw::shape_of<std::optional<int>>.nullable);
}

BOOST_AUTO_TEST_CASE(members_of_a_base_come_first) {
    derived value;
    value.a = 1;
    value.b = 2;
    BOOST_TEST(bw::to_json_text(value) == R"({"a":1,"b":2})");
    BOOST_TEST(bw::decode<derived>(R"({"b":2,"a":1})").value().a == 1);
}

BOOST_AUTO_TEST_SUITE_END()
