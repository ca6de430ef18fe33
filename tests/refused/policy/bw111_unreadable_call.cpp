// SPDX-License-Identifier: BSL-1.0
// expect: \[BW111\] the call operator of this tool cannot be read
// expect: tool_can_be_read<finder,
#include <sound.hpp>

struct finder : good::lookup {
#ifdef REFUSED
    good::done operator()(std::string customer, bw::lease<good::crm_read>) const;
#else
    good::done operator()(const good::query&, bw::lease<good::crm_read>) const;
#endif
};
static_assert(bw::sound<bw::agent<good::desk, finder, good::write_note, good::send_mail>>);
