// SPDX-License-Identifier: BSL-1.0
// expect: \[BW525\] this row narrows what no approver can lower
// expect: narrowed_arguments_are_numbers<.*pay_out,
#include <sound.hpp>

struct payout {
    std::string customer;
    long long cents;
    static constexpr bw::field fields[] = {{.name = "customer", .max_length = 40},
                                           {.name = "cents", .min = 1, .max = 100'000}};
};
BOOST_DESCRIBE_STRUCT(payout, (), (customer, cents))
struct pay_out {
    static constexpr auto contract = good::changed(good::send_mail::contract, [](auto& copy) {
        copy.name = "pay_out";
        copy.critical = {"customer", "cents"};
    });
    good::done operator()(const payout&, bw::lease<good::mail_send>) const;
};
struct desk : good::desk {
    static constexpr bw::rule matrix[] = {
        bw::automatic("lookup"),
        bw::automatic("write_note"),
        bw::approval("send_mail", good::leads),
#ifdef REFUSED
        bw::approval("pay_out", good::leads).narrowing("customer"),
#else
        bw::approval("pay_out", good::leads).narrowing("cents"),
#endif
        bw::never("move_money", {good::pay}),
    };
};
static_assert(bw::sound<bw::agent<desk, good::lookup, good::write_note, good::send_mail, pay_out>>);
