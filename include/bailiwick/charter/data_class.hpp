// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/duration.hpp>
#include <bailiwick/charter/person.hpp>
#include <bailiwick/charter/refs.hpp>
#include <bailiwick/charter/system.hpp>

namespace bailiwick {

/// How much harm the wrong reader can do; everything from `confidential` on is sensitive.
enum class level { unstated, open, internal, confidential, personal, health, secret };
BOOST_DESCRIBE_ENUM(level, unstated, open, internal, confidential, personal, health, secret)

/// The lawful basis of processing personal data (GDPR Art. 6(1)(a) to (f)); never a default.
enum class basis {
    unstated,
    consent,
    contract,
    legal_obligation,
    vital_interests,
    public_task,
    legitimate_interests
};
BOOST_DESCRIBE_ENUM(basis, unstated, consent, contract, legal_obligation, vital_interests,
                    public_task, legitimate_interests)

/// A kind of data: where it lives, how sensitive it is, how long it is kept and why.
struct data_class {
    std::string_view name;
    const system* home = nullptr;
    level sensitivity = level::unstated;
    duration retention{};
    bool untrusted = false; ///< its content may come from an attacker
    basis lawful_basis = basis::unstated;
    std::string_view purpose{};  ///< what it is used for (GDPR Art. 30(1)(b))
    std::string_view subjects{}; ///< whom it is about (GDPR Art. 30(1)(c))
    refs<person> readers{};      ///< people who may see it
};
BOOST_DESCRIBE_STRUCT(data_class, (),
                      (name, home, sensitivity, retention, untrusted, lawful_basis, purpose,
                       subjects, readers))

/// Whether a wrong reader would be an incident.
constexpr bool is_sensitive(level sensitivity) { return sensitivity >= level::confidential; }
/// Whether the data is about an identified person.
constexpr bool is_personal(level sensitivity) {
    return sensitivity == level::personal || sensitivity == level::health;
}

} // namespace bailiwick
