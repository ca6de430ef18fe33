// SPDX-License-Identifier: BSL-1.0
// expect: mail_read
// expect: mail_send
// lines: 60
#include <bailiwick/credential.hpp>

inline constexpr bw::scope mail_send{"mail:send"}, mail_read{"mail:read"};
void send(bw::lease<mail_send>);
#ifdef REFUSED
void use(bw::lease<mail_read> lent) { send(std::move(lent)); }
#else
void use(bw::lease<mail_send> lent) { send(std::move(lent)); }
#endif
