// SPDX-License-Identifier: BSL-1.0
// expect: a secret is revealed for a stated reason: say it in words
// lines: 20
// errors: 1
#include <bailiwick/credential.hpp>

std::string_view bytes_of(const bw::secret& secret) {
#ifdef REFUSED
    return secret.reveal(bw::reason_to_reveal{""});
#else
    return secret.reveal(bw::reason_to_reveal{"the relay wants it"});
#endif
}
