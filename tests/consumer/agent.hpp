// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy.hpp>

#include <boost/describe.hpp>

#include <string>

/// An agent that tells the opening hours: about the least that is complete and sound.

inline constexpr bw::person ana{"Ana Lind", "ana@example.com"};
inline constexpr bw::system site{
    .name = "site", .where = bw::zone::inside, .endpoint = "/run/site.sock",
    .reached_by = bw::transport::local, .authenticated = true};
inline constexpr bw::data_class hours{
    .name = "hours", .home = &site, .sensitivity = bw::level::open};
inline constexpr bw::scope hours_read{"site:hours.read"}, hours_write{"site:hours.write"};
inline constexpr bw::credential reader{
    .name = "hours-reader", .kind = bw::holder::service_account, .grants = {hours_read},
    .stored_in = bw::storage::vault, .time_to_live = bw::hours(1), .rotation_owner = &ana,
    .revocation = "idp disable hours-reader"};

struct day {
    std::string date;
    static constexpr bw::field fields[] = {
        {.name = "date", .says = "A day like 2027-01-31", .max_length = 10}};
};
BOOST_DESCRIBE_STRUCT(day, (), (date))

struct tell_hours {
    static constexpr bw::contract contract{
        .name = "tell_hours", .summary = "Tell the opening hours of a day", .reads = {hours},
        .needs = {hours_read}, .does = bw::effect::read, .undo = bw::reversibility::read_only,
        .timeout = bw::seconds(1), .limit = {10, bw::minutes(1)}, .output = bw::trust::trusted};
    day operator()(const day&, bw::lease<hours_read>) const;
};

struct concierge {
    static constexpr bw::identity identity{
        .name = "concierge", .version = "1", .statement = "Tells opening hours.",
        .id = "spiffe://example.com/concierge", .acts = bw::acting::as_itself};
    static constexpr bw::boundary boundary{
        .trigger = "a question on the site", .inputs = {hours}, .systems = {site},
        .output = "one sentence", .renders = bw::rendering::plain,
        .never_does = {"changes the hours"}};
    static constexpr bw::rule matrix[] = {bw::automatic("tell_hours"),
                                          bw::never("change_hours", {hours_write})};
    static constexpr bw::refs<bw::credential> credentials{reader};
    static constexpr bw::owners owners{&ana, &ana, &ana, &ana, &ana, &ana};
    static constexpr const bw::model& model = bw::no_model;
    static constexpr bw::budget budget{
        .steps = 3, .cost = {1, "EUR"}, .time = bw::seconds(9)};
    static constexpr bw::pause pause{.bound = bw::seconds(1), .drill_every = bw::days(90)};
    static constexpr bw::receipts receipts{
        .retention = bw::days(30), .witness = "log.example.com", .key_holder = "hsm:receipts",
        .keeps = bw::content::digests};
    static constexpr bw::regimes under{bw::no_regime};
};
using concierge_agent = bw::agent<concierge, tell_hours>;
static_assert(bw::sound<concierge_agent>);
