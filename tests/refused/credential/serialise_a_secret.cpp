// SPDX-License-Identifier: BSL-1.0
// expect: a type without JSON form: use bool, integer, double, string, enum, optional, vector or struct
// expect: type_has_a_json_form<(bailiwick::)?secret>
#include <bailiwick/credential.hpp>
#include <bailiwick/tool.hpp>

struct login {
    std::string user;
#ifdef REFUSED
    bw::secret password;
#endif
};
#ifdef REFUSED
BOOST_DESCRIBE_STRUCT(login, (), (user, password))
#else
BOOST_DESCRIBE_STRUCT(login, (), (user))
#endif

std::string leaked(const login& whole) { return bw::to_json_text(whole); }
