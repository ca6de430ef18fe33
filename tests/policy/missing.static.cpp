// SPDX-License-Identifier: BSL-1.0
// A part that a charter does not state reads as an empty one, and the rule about it says so.
#include "first_broken.hpp"

namespace missing_tests {

// A declaration of a type of that name hides the part of the desk: the charter has none.
struct no_matrix : good::desk { struct matrix; };
struct no_identity : good::desk { struct identity; };
struct no_budget : good::desk { struct budget; };
struct no_credentials : good::desk { struct credentials; };
struct no_boundary : good::desk { struct boundary; };
struct no_model : good::desk { struct model; };
struct no_endorsements : good::desk { struct endorsements; };
struct no_receipts : good::desk { struct receipts; };
struct no_owners : good::desk { struct owners; };
struct no_pause : good::desk { struct pause; };
struct no_regimes : good::desk { struct under; };
struct nothing {};

template <class Charter> constexpr int broken = first_broken<good::agent<Charter>>;
static_assert(broken<good::desk> == 0);
static_assert(broken<no_matrix> == 101 && broken<nothing> == 101);
static_assert(broken<no_identity> == 102);
static_assert(broken<no_budget> == 215);
static_assert(broken<no_credentials> == 303);
static_assert(broken<no_boundary> == 412);
static_assert(broken<no_model> == 421);
static_assert(broken<no_endorsements> == 425);
static_assert(broken<no_receipts> == 435);
static_assert(broken<no_owners> == 501);
static_assert(broken<no_pause> == 519);
static_assert(broken<no_regimes> == 601);

constexpr const bw::charter_facts& facts = bw::facts_of_charter<nothing>;
static_assert(facts.matrix.empty() && facts.credentials.empty() && facts.waivers.empty());
static_assert(facts.memories.empty() && facts.delegates.empty() && facts.regimes.empty());
static_assert(facts.endorsements.empty() && facts.declassifications.empty());
static_assert(facts.owners->workflow == nullptr && facts.budget->steps == 0);
static_assert(facts.boundary->trigger.empty() && facts.receipts->witness.empty());
static_assert(facts.identity->name == "unnamed", "errors need a name to speak of");
static_assert(!facts.pause->bound && !facts.has_a_model());
static_assert(facts.row_named("lookup") == nullptr && facts.count_rows_named("lookup") <= 1);
static_assert(!facts.is_under(bw::gdpr) && bw::facts_of_charter<good::desk>.is_under(bw::gdpr));

// A part that a charter hides from everybody is a part that it does not have.
class secretive : public good::desk {
    static constexpr auto budget = desk::budget;
};
static_assert(broken<secretive> == 215);

// A part under another name is missing, and an optional list in the singular is found out.
struct misspelt : good::desk {
    struct owners;
    static constexpr auto owner = desk::owners;
};
struct in_the_singular : good::desk { static constexpr bw::refs<bw::memory> memory{}; };
struct a_waiver : good::desk { static constexpr bw::refs<bw::waiver> waiver{}; };
static_assert(broken<misspelt> == 501);
static_assert(broken<in_the_singular> == 117 && broken<a_waiver> == 117);

// A charter may derive and replace one part: the replaced one is judged.
struct replaced : good::desk {
    static constexpr auto pause = good::changed(
        desk::pause, [](auto& copy) { copy.drill_every = bw::days(120); });
};
static_assert(broken<replaced> == 520);

// A name beside an agent cannot lend it another charter's parts.
struct sneaky : good::agent<no_owners> { using charter = no_owners; };
static_assert(first_broken<sneaky> == 501);

} // namespace missing_tests
