// SPDX-License-Identifier: BSL-1.0
// expect: \[BW103\] this tool states no contract
// expect: tool_has_a_contract<finder,
#include <sound.hpp>

struct finder : good::lookup {
#ifdef REFUSED
    struct contract; // hides the one of the tool
#endif
};
static_assert(bw::sound<bw::agent<good::desk, finder, good::write_note, good::send_mail>>);
