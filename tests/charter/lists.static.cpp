// SPDX-License-Identifier: BSL-1.0
// Lists of references and of words, and the words of enumerators.
#include <bailiwick/charter.hpp>

namespace list_tests {

inline constexpr bw::scope read{"crm:read"}, write{"crm:write"}, read_again{"crm:read"};

inline constexpr bw::refs<bw::scope> none{};
static_assert(none.empty() && none.size() == 0 && none.begin() == none.end());
static_assert(!none.contains(read));

inline constexpr bw::refs<bw::scope> both{read, write};
static_assert(both.size() == 2 && !both.empty());
static_assert(both.at[0] == &read && *(both.begin() + 1) == &write, "as they were written");
static_assert(both.contains(write));
static_assert(!both.contains(read_again), "an object is known by its address, not by its name");

inline constexpr bw::refs<bw::scope, 3> full{read, write, read};
static_assert(full.size() == 3 && full.end() - full.begin() == 3);

inline constexpr bw::refs<bw::scope> copied = both;
static_assert(copied.size() == 2 && copied.contains(read));

inline constexpr bw::words said{"customer", "body"};
static_assert(said.size() == 2 && said.contains("body") && !said.contains("bod"));
static_assert(bw::words{}.empty());

static_assert(bw::word_of(bw::zone::vendor) == "vendor");
static_assert(bw::word_of(bw::storage::owner_only_file) == "owner_only_file");
static_assert(bw::word_of(bw::effect::erase) == "erase");
static_assert(bw::word_of(bw::bucket{}) == "unstated", "what nobody said says so");
static_assert(bw::word_of(static_cast<bw::zone>(99)) == "unknown");

struct form {
    int amount;
    static constexpr bw::field fields[] = {{.name = "amount", .min = 1, .max = 9},
                                           {.name = "amount", .max = 99}};
};
struct bare {};
static_assert(bw::fields_count<form> == 2 && bw::fields_count<bare> == 0);
static_assert(bw::field_named<form>("amount").max == 9, "the first one counts");
static_assert(bw::field_named<form>("amont").name == "amont");
static_assert(bw::field_named<form>("amont").max == 0, "nothing is stated about it");
static_assert(bw::field_named<bare>("amount").says.empty());

} // namespace list_tests
