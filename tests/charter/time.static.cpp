// SPDX-License-Identifier: BSL-1.0
// Durations, rates, days and money: what counts as stated.
#include <bailiwick/charter.hpp>

#include <chrono>

namespace {

// Any type with rep and period converts; <chrono> is the user's own include.
using namespace std::chrono_literals;
static_assert(bw::duration{4h}.milliseconds == 14'400'000);
static_assert(bw::duration{250ms} == bw::duration{250});
static_assert(bw::duration{1min} == bw::minutes(1));
static_assert(bw::duration{std::chrono::days{90}} == bw::days(90));
static_assert(bw::duration{999us}.milliseconds == 0, "what is shorter than a millisecond is lost");

static_assert(bw::hours(24) == bw::days(1));
static_assert(bw::seconds(60) <= bw::minutes(1));
static_assert(bw::seconds(59) < bw::minutes(1) && bw::minutes(2) > bw::seconds(119));

static_assert(!bw::duration{}, "zero is not stated");
static_assert(!bw::hours(-1), "less than nothing is not stated either");
static_assert(bw::seconds(1));

static_assert(bw::rate{60, bw::minutes(1)});
static_assert(!bw::rate{});
static_assert(!bw::rate{60, {}} && !bw::rate{0, bw::minutes(1)} && !bw::rate{60, bw::seconds(-1)});

static_assert(bw::date{2027, 2, 28} && !bw::date{2027, 2, 29} && !bw::date{2027, 2, 30});
static_assert(bw::date{2028, 2, 29} && bw::date{2000, 2, 29} && !bw::date{2100, 2, 29});
static_assert(bw::date{2027, 12, 31} && !bw::date{2027, 11, 31} && !bw::date{2027, 4, 31});
static_assert(!bw::date{} && !bw::date{2027, 0, 1} && !bw::date{2027, 13, 1});
static_assert(!bw::date{2027, 1, 0} && !bw::date{27, 1, 1} && !bw::date{10000, 1, 1});
static_assert(bw::date{2027, 1, 31} < bw::date{2027, 2, 1});
static_assert(bw::date{2026, 12, 31} < bw::date{2027, 1, 1});

static_assert(bw::money{50, "EUR"} && !bw::money{} && !bw::money{50} && !bw::money{0, "EUR"});
static_assert(!bw::money{-1, "EUR"}, "nobody has a negative budget");

} // namespace
