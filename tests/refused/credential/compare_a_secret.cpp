// SPDX-License-Identifier: BSL-1.0
// expect: a_secret_is_never_compared
// expect: deleted
// lines: 200
#include <bailiwick/credential.hpp>

bool guess(const bw::secret& secret, std::string_view word) {
#ifdef REFUSED
    return secret == word;
#else
    return secret.is_empty() && word.empty();
#endif
}
