// SPDX-License-Identifier: BSL-1.0
// expect: gate_key
// expect: private|no matching
// lines: 40
#include <bailiwick/credential.hpp>

bw::lease_call lend_to_myself(bw::credential_book& book, const bw::lease_desk& desk) {
#ifdef REFUSED
    const bw::lease_desk mine(bw::gate_key(), book);
    return mine.open();
#else
    (void)book;
    return desk.open();
#endif
}
