// SPDX-License-Identifier: BSL-1.0
// expect: a_secret_is_never_printed
// expect: deleted
// lines: 200
#include <bailiwick/credential.hpp>

#include <ostream>

void show(std::ostream& to, const bw::secret& secret) {
#ifdef REFUSED
    to << secret;
#else
    to << secret.is_empty();
#endif
}
