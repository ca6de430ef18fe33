// SPDX-License-Identifier: BSL-1.0
// expect: \[BW308\] automatic and gated tools share this credential
// expect: credential_serves_one_bucket<master_key,
#include <sound.hpp>

inline constexpr auto master_key = good::changed(good::reader, [](auto& copy) {
    copy.name = "master-key";
    copy.grants = {good::crm_read, good::note_write, good::mail_send};
});
struct simple : good::desk {
#ifdef REFUSED
    static constexpr bw::refs<bw::credential> credentials{master_key};
#endif
};
static_assert(bw::sound<good::agent<simple>>);
