// SPDX-License-Identifier: BSL-1.0
// The regimes that all agents of a house share can be one object, referred to.
// expect: \[BW9..\] this data is kept for more than a year: shorten its retention
// expect: data_is_short_lived<fax,
#include <sound.hpp>

template <const bw::data_class& Data, class Agent>
constexpr bool data_is_short_lived = bw::satisfied_by<struct short_lived, Data, Agent>;
struct short_lived : bw::rule_about<bw::data_facts, 902> {
    static constexpr bool holds(const bw::data_class& data) {
        return data.retention <= bw::days(366);
    }
    template <const bw::data_class& Data, class Agent> struct require {
        static_assert(data_is_short_lived<Data, Agent>,
                      "[BW902] this data is kept for more than a year: shorten its retention");
    };
};
inline constexpr bw::house<short_lived> archive_rules;
inline constexpr bw::regimes regimes_of_the_house{bw::gdpr, archive_rules};

inline constexpr auto fax = good::changed(good::note, [](auto& copy) {
    copy.name = "fax";
#ifdef REFUSED
    copy.retention = bw::days(400);
#endif
});
struct bank : good::desk_seeing<fax> {
    static constexpr const auto& under = regimes_of_the_house;
};
static_assert(bw::sound<good::agent<bank>>);
