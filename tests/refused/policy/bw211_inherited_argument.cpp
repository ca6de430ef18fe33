// SPDX-License-Identifier: BSL-1.0
// expect: \[BW211\] an argument of this write takes any value
// expect: parameters_are_bounded<keeper,
#include <sound.hpp>

struct extra {
#ifdef REFUSED
    std::string subject;
#else
    bool urgent;
#endif
};
#ifdef REFUSED
BOOST_DESCRIBE_STRUCT(extra, (), (subject))
#else
BOOST_DESCRIBE_STRUCT(extra, (), (urgent))
#endif
struct remark : extra {
    std::string customer;
    static constexpr bw::field fields[] = {{.name = "customer", .max_length = 40}};
};
BOOST_DESCRIBE_STRUCT(remark, (extra), (customer))
struct keeper : good::write_note {
    good::done operator()(const remark&, bw::lease<good::note_write>) const;
};
static_assert(bw::sound<bw::agent<good::desk, good::lookup, keeper, good::send_mail>>);
