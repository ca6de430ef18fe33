// SPDX-License-Identifier: BSL-1.0
// What a tool reads comes before the model, whether model.sees lists it or not.
// expect: \[BW603\] this system gets personal data without an agreement
// expect: processor_has_an_agreement<other_llm,
#include <sound.hpp>

inline constexpr auto other_llm = good::changed(good::llm, [](auto& copy) {
    copy.name = "other-llm";
#ifdef REFUSED
    copy.agreement = "";
#endif
});
struct moved : good::desk {
    static constexpr auto boundary = good::changed(
        desk::boundary, [](auto& copy) { copy.systems = {good::crm, good::mail, other_llm}; });
    static constexpr auto model = good::changed(desk::model, [](auto& copy) {
        copy.provider = &other_llm;
        copy.sees = {good::message};
    });
};
static_assert(bw::sound<good::agent<moved>>);
