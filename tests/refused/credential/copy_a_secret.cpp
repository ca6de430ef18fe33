// SPDX-License-Identifier: BSL-1.0
// expect: secret
// expect: deleted
#include <bailiwick/credential.hpp>

bw::secret second_of(bw::secret& first) {
#ifdef REFUSED
    return bw::secret(first);
#else
    return bw::secret(std::move(first));
#endif
}
