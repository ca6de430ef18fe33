// SPDX-License-Identifier: BSL-1.0
// Rows, conditions, people, levels: what the words of a declaration mean.
#include <bailiwick/charter.hpp>

namespace vocabulary_tests {

inline constexpr bw::queue leads{.name = "leads"};
inline constexpr bw::scope pay{"ledger:pay"};

static_assert(bw::automatic("lookup").verdict == bw::bucket::automatic);
static_assert(bw::automatic("lookup").asks == nullptr);
static_assert(bw::approval("send", leads).asks == &leads);
static_assert(bw::approval("send", leads).approvers == 1, "one person unless it says more");
static_assert(bw::approval("send", leads, 2).approvers == 2);
static_assert(bw::never("pay", {pay}).needs.contains(pay));
static_assert(bw::rule{.tool = "lookup"}.verdict == bw::bucket::unstated, "no verdict by default");

constexpr auto row = bw::automatic("refund").where(bw::at_most("amount", 50),
                                                   bw::equals("currency", "EUR"));
static_assert(row.tool == "refund" && row.verdict == bw::bucket::automatic);
static_assert(row.when.count == 2 && !row.when.empty() && bw::automatic("refund").when.empty());
static_assert(row.when.at[0].argument == "amount" && row.when.at[0].limit == 50);
static_assert(row.when.at[0].is == bw::relation::at_most);
static_assert(row.when.at[1].is == bw::relation::equals && row.when.at[1].text == "EUR");
static_assert(row.where(bw::at_least("amount", 1)).when.count == 3, "conditions add up");

static_assert(bw::is_sensitive(bw::level::confidential) && bw::is_sensitive(bw::level::secret));
static_assert(!bw::is_sensitive(bw::level::internal) && !bw::is_sensitive(bw::level::unstated));
static_assert(bw::is_personal(bw::level::personal) && bw::is_personal(bw::level::health));
static_assert(!bw::is_personal(bw::level::secret) && !bw::is_personal(bw::level::confidential));
static_assert(!bw::is_effectful(bw::effect::read) && !bw::is_effectful(bw::effect::unstated));
static_assert(bw::is_effectful(bw::effect::write) && bw::is_effectful(bw::effect::delegate));

inline constexpr bw::person ana{"Ana Lind", "ana@example.com"};
inline constexpr bw::person ana_at_work{"A. Lind", "Ana@Example.com"};
inline constexpr bw::person ben{"Ana Lind", "ben@example.com"};
inline constexpr bw::person silent{"Ana Lind"}, also_silent{"Ana Lind"};
static_assert(bw::is_same_person(ana, ana) && bw::is_same_person(ana, ana_at_work));
static_assert(!bw::is_same_person(ana, ben), "an address makes a person, a name does not");
static_assert(!bw::is_same_person(silent, also_silent) && bw::is_same_person(silent, silent));

static_assert(bw::hipaa.receipts_at_least == bw::days(2192), "six years with their leap days");
static_assert(bw::gdpr.name == "gdpr" && bw::no_regime.name == "none");

inline constexpr bw::regimes one{bw::gdpr};
static_assert(one.end() - one.begin() == 1 && *one.begin() == &bw::gdpr);
inline constexpr bw::regimes nowhere{};
static_assert(nowhere.begin() == nowhere.end());

} // namespace vocabulary_tests
