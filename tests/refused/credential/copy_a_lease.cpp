// SPDX-License-Identifier: BSL-1.0
// expect: lease
// expect: deleted
#include <bailiwick/credential.hpp>

inline constexpr bw::scope mail_send{"mail:send"};
void use(bw::lease<mail_send>);
void twice(bw::lease<mail_send> lent) {
#ifdef REFUSED
    use(lent);
#else
    use(std::move(lent));
#endif
}
