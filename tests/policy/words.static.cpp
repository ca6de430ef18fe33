// SPDX-License-Identifier: BSL-1.0
// The small judgements behind the rules: names that mean nobody, versions that move, regions.
#include "../refused/sound.hpp"

namespace word_tests {

using bw::detail::distinct_approvers;
using bw::detail::fits_every_vendor;
using bw::detail::is_generic;
using bw::detail::is_in_the_eea;
using bw::detail::is_pinned;
using bw::detail::says_nothing;

static_assert(says_nothing("") && says_nothing("  ") && says_nothing("-") && says_nothing("?!"));
static_assert(says_nothing("TBD") && says_nothing("t.b.d.") && says_nothing(" N/A ") &&
              says_nothing("To be decided"));
static_assert(!says_nothing("none of it") && !says_nothing("7") && !says_nothing("TBD-2026-014"));
static_assert(!says_nothing("\u5c71\u7530"), "a name in another script is a name");

static_assert(is_generic("AI team") && is_generic("  AI Team ") && is_generic("the AI-team"));
static_assert(is_generic("VENDOR") && is_generic("admin") && is_generic("") && is_generic("tbd"));
static_assert(!is_generic("AI team on-call") && !is_generic("Ana Lind") && !is_generic("Vendora"));
static_assert(!is_generic("\u5c71\u7530") && !is_generic("Payments platform on-call"));

static_assert(is_pinned("2026-08-01") && is_pinned("example-4.1-20260801") && is_pinned("7"));
static_assert(!is_pinned("") && !is_pinned("latest") && !is_pinned("example-4-latest"));
static_assert(!is_pinned("stable") && !is_pinned("2026-*") && !is_pinned("v4-preview"));
static_assert(!is_pinned("tbd") && !is_pinned("default"));

static_assert(is_in_the_eea("eu") && is_in_the_eea("de") && is_in_the_eea("is"));
static_assert(is_in_the_eea("eu-west-1") && is_in_the_eea("de-fra") && is_in_the_eea("no-oslo"));
static_assert(!is_in_the_eea("us") && !is_in_the_eea("us-east-1") && !is_in_the_eea("uk"));
static_assert(!is_in_the_eea("ch") && !is_in_the_eea("") && !is_in_the_eea("europe"));
static_assert(!is_in_the_eea("eu-west-2"), "London");
static_assert(!is_in_the_eea("eu-central-2"), "Zurich");
static_assert(is_in_the_eea("eu-west-3") && is_in_the_eea("eu-central-1"));
static_assert(!is_in_the_eea("deutschland"), "a code, not the beginning of a word");

static_assert(fits_every_vendor("send_reply") && fits_every_vendor("_x") &&
              fits_every_vendor("a-1"));
static_assert(!fits_every_vendor("") && !fits_every_vendor("1st") && !fits_every_vendor("-x"));
static_assert(!fits_every_vendor("send reply") && !fits_every_vendor("send.reply"));
static_assert(!fits_every_vendor("\u00e9crire") && !fits_every_vendor("a\n"));
constexpr std::string_view sixty_five =
    "a123456789b123456789c123456789d123456789e123456789f123456789g1234";
static_assert(sixty_five.size() == 65 && !fits_every_vendor(sixty_five));
static_assert(fits_every_vendor(sixty_five.substr(1 - 1, 64)));

inline constexpr bw::person ana_again{"A. Lind", "ANA@example.com"};
inline constexpr bw::queue twice{.name = "twice", .approvers = {good::ana, good::ana}};
inline constexpr bw::queue alias{.name = "alias", .approvers = {good::ana, ana_again, good::ben}};
static_assert(distinct_approvers(good::leads) == 2);
static_assert(distinct_approvers(twice) == 1 && distinct_approvers(alias) == 2);
static_assert(distinct_approvers({.name = "empty"}) == 0);

// What may be waived: everything but the matrix, the names and the waivers themselves.
using bw::detail::can_be_waived;
static_assert(!can_be_waived(0) && !can_be_waived(106) && !can_be_waived(116));
static_assert(can_be_waived(201) && can_be_waived(424) && can_be_waived(611));
static_assert(!can_be_waived(701) && !can_be_waived(704) && !can_be_waived(900));
static_assert(can_be_waived(901) && can_be_waived(999) && !can_be_waived(1000));

} // namespace word_tests
