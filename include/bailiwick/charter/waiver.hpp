// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/data_class.hpp>

namespace bailiwick {

/// An accepted risk: it silences one rule for one offender, by name and until a day.
struct waiver {
    int rule = 0;                   ///< 307 for BW307
    std::string_view offender;      ///< the declared name of the tool, credential, system …
    const person* owner = nullptr;
    std::string_view reason{};
    date expires{};
};
BOOST_DESCRIBE_STRUCT(waiver, (), (rule, offender, owner, reason, expires))

/// A person's word that what reaches this tool's arguments was checked.
struct endorsement {
    std::string_view tool;
    const person* owner = nullptr;
    std::string_view reason{};
};
BOOST_DESCRIBE_STRUCT(endorsement, (), (tool, owner, reason))

/// A person's word that this tool may carry these classes outside.
struct declassification {
    std::string_view tool;
    refs<data_class> classes{};
    const person* owner = nullptr;
    std::string_view reason{};
};
BOOST_DESCRIBE_STRUCT(declassification, (), (tool, classes, owner, reason))

} // namespace bailiwick
