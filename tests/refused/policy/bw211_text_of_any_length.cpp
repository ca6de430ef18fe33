// SPDX-License-Identifier: BSL-1.0
// expect: \[BW211\] an argument of this write takes any value
// expect: parameters_are_bounded<keeper,
#include <sound.hpp>

struct remark {
    std::string customer, body;
    static constexpr bw::field fields[] = {
        {.name = "customer", .max_length = 40},
#ifdef REFUSED
        {.name = "body", .says = "what happened"},
#else
        {.name = "body", .says = "what happened", .max_length = 4000},
#endif
    };
};
BOOST_DESCRIBE_STRUCT(remark, (), (customer, body))
struct keeper : good::write_note {
    good::done operator()(const remark&, bw::lease<good::note_write>) const;
};
static_assert(bw::sound<bw::agent<good::desk, good::lookup, keeper, good::send_mail>>);
