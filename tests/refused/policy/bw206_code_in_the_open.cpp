// SPDX-License-Identifier: BSL-1.0
// expect: \[BW206\] this tool executes code in the open
// expect: generated_code_is_isolated<runner,
#include <sound.hpp>

struct runner : good::send_mail {
    static constexpr auto contract = good::changed(send_mail::contract, [](auto& copy) {
        copy.does = bw::effect::execute;
#ifdef REFUSED
        copy.runs_in = bw::isolation::none;
#else
        copy.runs_in = bw::isolation::sandbox;
#endif
    });
};
static_assert(bw::sound<bw::agent<good::desk, good::lookup, good::write_note, runner>>);
