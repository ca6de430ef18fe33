// SPDX-License-Identifier: BSL-1.0
// expect: lease
// expect: private|no matching
// lines: 40
#include <bailiwick/credential.hpp>

inline constexpr bw::scope mail_send{"mail:send"};
void use(bw::lease<mail_send>);
void forge(bw::lease<mail_send> lent) {
#ifdef REFUSED
    use(bw::lease<mail_send>(bw::detail::loan{}));
#endif
    use(std::move(lent));
}
