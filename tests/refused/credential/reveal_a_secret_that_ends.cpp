// SPDX-License-Identifier: BSL-1.0
// expect: reveal
// expect: deleted
#include <bailiwick/credential.hpp>

bw::secret made();
std::size_t size_now() {
    constexpr bw::reason_to_reveal why{"its length is logged"};
#ifdef REFUSED
    return made().reveal(why).size();
#else
    const bw::secret kept = made();
    return kept.reveal(why).size();
#endif
}
