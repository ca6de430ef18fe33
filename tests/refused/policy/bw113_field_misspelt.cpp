// SPDX-License-Identifier: BSL-1.0
// expect: \[BW113\] a field of this argument struct names no member
// expect: every_field_is_an_argument<finder,
#include <sound.hpp>

struct question {
    std::string customer;
#ifdef REFUSED
    static constexpr bw::field fields[] = {{.name = "custmer", .max_length = 40}};
#else
    static constexpr bw::field fields[] = {{.name = "customer", .max_length = 40}};
#endif
};
BOOST_DESCRIBE_STRUCT(question, (), (customer))
struct finder : good::lookup {
    good::done operator()(const question&, bw::lease<good::crm_read>) const;
};
static_assert(bw::sound<bw::agent<good::desk, finder, good::write_note, good::send_mail>>);
