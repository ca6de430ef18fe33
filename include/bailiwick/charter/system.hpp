// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/word.hpp>

#include <boost/describe/class.hpp>

namespace bailiwick {

/// How far a system is trusted, from the agent's own ground outwards.
enum class zone { unstated, inside, vendor, outside };
BOOST_DESCRIBE_ENUM(zone, unstated, inside, vendor, outside)

/// How bytes reach a system; `local` never leaves the machine.
enum class transport { unstated, local, tls, mutual_tls, plain };
BOOST_DESCRIBE_ENUM(transport, unstated, local, tls, mutual_tls, plain)

/// The basis for sending personal data to a third country (GDPR Art. 45, 46(2)(c), 47, 49).
enum class transfer { unstated, adequacy, standard_clauses, binding_rules, derogation };
BOOST_DESCRIBE_ENUM(transfer, unstated, adequacy, standard_clauses, binding_rules, derogation)

/// What can be done about an effect afterwards, from weakest to strongest.
enum class reversibility { unstated, read_only, reversible, externally_reversible, irreversible };
BOOST_DESCRIBE_ENUM(reversibility, unstated, read_only, reversible, externally_reversible,
                    irreversible)

/// A system that the agent's tools or its model reach.
struct system {
    std::string_view name;
    zone where = zone::unstated;
    std::string_view agreement{};                    ///< data processing agreement (GDPR Art. 28)
    std::string_view business_associate_agreement{}; ///< HIPAA 164.504(e)
    std::string_view region{};                       ///< "eu", "de", "us-east-1"
    transfer transfer_basis = transfer::unstated;
    std::string_view endpoint{}; ///< exact address or path, no wildcard
    transport reached_by = transport::unstated;
    bool authenticated = false;
    std::string_view trigger{}; ///< an automation in that system which a write sets off
    reversibility sets_off = reversibility::unstated; ///< how strong that automation is
};
BOOST_DESCRIBE_STRUCT(system, (),
                      (name, where, agreement, business_associate_agreement, region,
                       transfer_basis, endpoint, reached_by, authenticated, trigger, sets_off))

} // namespace bailiwick
