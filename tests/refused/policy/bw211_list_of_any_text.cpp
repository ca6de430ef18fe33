// SPDX-License-Identifier: BSL-1.0
// The stated length counts the items; each item needs a bound of its own.
// expect: \[BW211\] an argument of this write takes any value
// expect: parameters_are_bounded<keeper,
#include <sound.hpp>
#include <vector>

struct remark {
    std::string customer;
    std::vector<std::string> tags;
    static constexpr bw::field fields[] = {
        {.name = "customer", .max_length = 40},
#ifdef REFUSED
        {.name = "tags", .max_length = 5},
#else
        {.name = "tags", .max_length = 5, .pattern = "^[a-z]{1,20}$"},
#endif
    };
};
BOOST_DESCRIBE_STRUCT(remark, (), (customer, tags))
struct keeper : good::write_note {
    good::done operator()(const remark&, bw::lease<good::note_write>) const;
};
static_assert(bw::sound<bw::agent<good::desk, good::lookup, keeper, good::send_mail>>);
