// SPDX-License-Identifier: BSL-1.0
// expect: \[BW603\] this system gets personal data without an agreement
// expect: processor_has_an_agreement<other_llm,
#include <sound.hpp>

inline constexpr auto other_llm = good::changed(good::llm, [](auto& copy) {
    copy.name = "other-llm";
#ifdef REFUSED
    copy.agreement = "";
#endif
});
inline constexpr bw::model second{
    .name = "second-model", .provider = &other_llm, .version = "2026-05-01"};
struct doubled : good::desk {
    static constexpr auto boundary = good::changed(desk::boundary, [](auto& copy) {
        copy.systems = {good::crm, good::mail, good::llm, other_llm};
    });
    static constexpr auto model = good::changed(desk::model, [](auto& copy) {
        copy.on_failure = bw::fallback::other_model;
        copy.falls_back_to = &second;
    });
};
static_assert(bw::sound<good::agent<doubled>>);
