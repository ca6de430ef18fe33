// SPDX-License-Identifier: BSL-1.0
// expect: bw::secret|bailiwick::secret
// expect: (no viable )?conversion from
// lines: 80
#include <bailiwick/credential.hpp>

std::string text_of(const bw::secret& secret) {
#ifdef REFUSED
    const std::string text = secret;
    return text;
#else
    return std::string(secret.reveal(bw::reason_to_reveal{"the relay wants it as text"}));
#endif
}
