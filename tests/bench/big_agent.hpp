// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Writes the header of an agent with as many tools as asked, as a large company might have it:
/// every tool has a scope of its own, every tenth an argument struct, one in twenty waits for a
/// queue, and one row more in a hundred says never.

namespace bench {

/// The first lines of every generated file; compiled alone, they are what the rest is measured by.
inline constexpr std::string_view big_agent_includes = R"(#include <bailiwick/policy.hpp>

#include <boost/describe.hpp>

#include <string>
)";

inline constexpr std::string_view big_agent_ground = R"(
inline constexpr bw::person ana{"Ana Lind", "ana@example.com"},
    ben{"Ben Okoro", "ben@example.com"}, carla{"Carla Weiss", "carla@example.com"},
    ops{.name = "Platform on-call", .contact = "ops@example.com", .on_call_group = true};

inline constexpr bw::system records{.name = "records",
                                    .where = bw::zone::inside,
                                    .region = "eu",
                                    .endpoint = "/run/records.sock",
                                    .reached_by = bw::transport::local,
                                    .authenticated = true};
inline constexpr bw::system mail{.name = "mail",
                                 .where = bw::zone::outside,
                                 .agreement = "DPA-1",
                                 .region = "eu",
                                 .endpoint = "smtps://mail.example.com",
                                 .reached_by = bw::transport::tls,
                                 .authenticated = true};
inline constexpr bw::system llm{.name = "llm",
                                .where = bw::zone::vendor,
                                .agreement = "DPA-2",
                                .region = "eu",
                                .endpoint = "https://llm.example.com/v1",
                                .reached_by = bw::transport::tls,
                                .authenticated = true};

inline constexpr bw::data_class customer{.name = "customer.record",
                                         .home = &records,
                                         .sensitivity = bw::level::personal,
                                         .retention = bw::days(30),
                                         .lawful_basis = bw::basis::contract,
                                         .purpose = "serve the customer",
                                         .subjects = "customers"};
inline constexpr bw::data_class ledger{.name = "ledger.entry",
                                       .home = &records,
                                       .sensitivity = bw::level::confidential,
                                       .retention = bw::days(365),
                                       .purpose = "explain a bill"};
inline constexpr bw::data_class note{.name = "case.note",
                                     .home = &records,
                                     .sensitivity = bw::level::internal,
                                     .retention = bw::days(30)};
inline constexpr bw::data_class letter{.name = "outgoing.letter",
                                       .home = &mail,
                                       .sensitivity = bw::level::personal,
                                       .retention = bw::days(30),
                                       .lawful_basis = bw::basis::contract,
                                       .purpose = "answer the customer",
                                       .subjects = "customers"};

inline constexpr bw::queue leads{.name = "leads",
                                 .owner = &ana,
                                 .deputy = &ben,
                                 .approvers = {ana, ben},
                                 .answer_within = bw::hours(4),
                                 .on_expiry = bw::expiry::deny,
                                 .capacity_per_hour = 30};

struct query {
    std::string customer;
    static constexpr bw::field fields[] = {{.name = "customer", .max_length = 40}};
};
BOOST_DESCRIBE_STRUCT(query, (), (customer))
struct entry {
    std::string customer, body;
    static constexpr bw::field fields[] = {{.name = "customer", .max_length = 40},
                                           {.name = "body", .max_length = 4000}};
};
BOOST_DESCRIBE_STRUCT(entry, (), (customer, body))
struct done {
    bool ok;
};
BOOST_DESCRIBE_STRUCT(done, (), (ok))
)";

inline constexpr std::string_view big_agent_charter = R"(
    static constexpr bw::identity identity{.name = "back-office",
                                           .version = "1.0.0",
                                           .statement = "Serves clerks; people send.",
                                           .id = "spiffe://example.com/agents/back-office",
                                           .acts = bw::acting::as_itself};
    static constexpr bw::boundary boundary{.trigger = "a clerk starts a run",
                                           .trigger_authenticated = true,
                                           .inputs = {note},
                                           .systems = {records, mail, llm},
                                           .output = "a letter that a person approved",
                                           .renders = bw::rendering::plain,
                                           .never_does = {"moves money"}};
    static constexpr bw::owners owners{.workflow = &ana,
                                       .runtime = &ops,
                                       .queue = &ana,
                                       .incidents = &ops,
                                       .changes = &carla,
                                       .off_switch = &ops};
    static constexpr bw::budget budget{
        .steps = 20, .cost = {50, "EUR"}, .time = bw::minutes(10), .identical_calls = 3};
    static constexpr bw::receipts receipts{.retention = bw::days(400),
                                           .witness = "siem.example.com",
                                           .key_holder = "hsm:receipts",
                                           .keeps = bw::content::digests};
    static constexpr bw::pause pause{.bound = bw::seconds(1), .drill_every = bw::days(90)};
    static constexpr bw::model model{.name = "example-model",
                                     .provider = &llm,
                                     .version = "2026-08-01",
                                     .sees = {note, customer},
                                     .on_failure = bw::fallback::pause};
    static constexpr bw::regimes under{bw::gdpr};
};
)";

/// What a tool of the generated agent does.
enum class kind { reads, writes, sends };
constexpr kind kind_of(std::size_t tool) {
    if (tool % 20 == 7) return kind::sends;
    return tool % 10 == 3 ? kind::writes : kind::reads;
}

/// "find_billing_invoice": forty areas of twenty-five things, then the same with a number.
inline std::string tool_name(std::size_t tool) {
    constexpr std::string_view areas[] = {
        "billing",  "claims",  "pension", "travel",   "payroll",  "customer", "supplier", "partner",
        "branch",   "loan",    "savings", "mortgage", "leasing",  "fleet",    "property", "energy",
        "support",  "sales",   "returns", "repair",   "stock",    "shipping", "customs",  "quality",
        "training", "hiring",  "legal",   "tax",      "audit",    "treasury", "security", "archive",
        "press",    "product", "pricing", "campaign", "contract", "tender",   "project",  "facility"};
    constexpr std::string_view things[] = {
        "invoice", "order",   "account", "address", "payment", "booking",  "case",
        "report",  "request", "receipt", "ticket",  "policy",  "document", "history",
        "balance", "limit",   "quote",   "owner",   "status",  "schedule", "reminder",
        "summary", "message", "address_history", "correspondence"};
    constexpr std::string_view verbs[] = {"find_", "update_", "send_"};
    std::string name(verbs[static_cast<std::size_t>(kind_of(tool))]);
    name.append(areas[tool / 25 % 40]).append("_").append(things[tool % 25]);
    if (tool >= 1000) name.append("_").append(std::to_string(tool / 1000));
    return name;
}

namespace detail {

inline void add_arguments(std::string& source, const std::string& name) {
    source += "struct " + name + "_arguments {\n"
              "    std::string customer, reason;\n"
              "    int year;\n"
              "    static constexpr bw::field fields[] = {\n"
              "        {.name = \"customer\", .says = \"The customer number\", .max_length = 12},\n"
              "        {.name = \"reason\", .max_length = 200},\n"
              "        {.name = \"year\", .min = 1990, .max = 2100}};\n"
              "};\n"
              "BOOST_DESCRIBE_STRUCT(" + name + "_arguments, (), (customer, reason, year))\n";
}

inline void add_tool(std::string& source, std::size_t tool, bool without_timeout) {
    constexpr std::string_view effects[] = {
        "    .reads = {customer, ledger},\n    .needs = {NEEDS},\n    .does = bw::effect::read,\n"
        "    .undo = bw::reversibility::read_only,\n",
        "    .reads = {note},\n    .writes = {note},\n    .needs = {NEEDS},\n"
        "    .does = bw::effect::write,\n    .undo = bw::reversibility::reversible,\n"
        "    .idempotent = true,\n",
        "    .writes = {letter},\n    .needs = {NEEDS},\n    .does = bw::effect::send,\n"
        "    .undo = bw::reversibility::irreversible,\n"};
    const std::string name = tool_name(tool);
    const kind does = kind_of(tool);
    const bool own_arguments = tool % 10 == 0;
    std::string effect(effects[static_cast<std::size_t>(does)]);
    effect.replace(effect.find("NEEDS"), 5, name + "_scope");
    const std::string arguments =
        own_arguments ? name + "_arguments" : does == kind::reads ? "query" : "entry";
    if (own_arguments) add_arguments(source, name);
    source += "inline constexpr bw::scope " + name + "_scope{\"" + name + ":use\"};\n"
              "struct " + name + " {\n"
              "  static constexpr bw::contract contract{\n"
              "    .name = \"" + name + "\",\n"
              "    .summary = \"One step of the work on a case\",\n" + effect;
    if (!without_timeout) source += "    .timeout = bw::seconds(5),\n";
    source += "    .limit = {60, bw::minutes(1)},\n";
    if (does != kind::reads) source += "    .critical = {\"customer\"},\n";
    source += does == kind::reads ? "    .output = bw::trust::untrusted};\n"
                                  : "    .output = bw::trust::trusted};\n";
    source += "  done operator()(const " + arguments + "&, bw::lease<" + name + "_scope>) const;\n"
              "};\n";
}

/// Eight scopes a credential; tools that wait for people have credentials of their own.
inline std::string add_credentials(std::string& source, std::size_t tools, bool gated) {
    std::string all, grants;
    std::size_t granted = 0, count = 0;
    const auto close = [&] {
        const std::string name = (gated ? "gated_" : "account_") + std::to_string(count++);
        source += "inline constexpr bw::credential " + name + "{.name = \"" + name + "\",\n"
                  "    .kind = bw::holder::service_account, .grants = {" + grants + "},\n"
                  "    .stored_in = bw::storage::vault, .time_to_live = bw::hours(1),\n"
                  "    .rotation_owner = &ops, .revocation = \"idp:/apps/" + name + "\"};\n";
        all += (all.empty() ? "" : ", ") + name;
        grants.clear();
        granted = 0;
    };
    for (std::size_t tool = 0; tool < tools; ++tool) {
        if ((kind_of(tool) == kind::sends) != gated) continue;
        grants += (granted == 0 ? "" : ", ") + tool_name(tool) + "_scope";
        if (++granted == 8) close();
    }
    if (granted > 0) close();
    return all;
}

} // namespace detail

/// The whole header. `wrong` counts from one: that tool states no timeout.
inline std::string big_agent(std::size_t tools, std::size_t wrong = 0) {
    std::string source(big_agent_includes);
    source += big_agent_ground;
    for (std::size_t tool = 0; tool < tools; ++tool)
        detail::add_tool(source, tool, tool + 1 == wrong);
    std::string credentials = detail::add_credentials(source, tools, false);
    const std::string gated = detail::add_credentials(source, tools, true);
    if (!gated.empty()) credentials += ", " + gated;

    std::string rows, list;
    for (std::size_t tool = 0; tool < tools; ++tool) {
        const std::string name = tool_name(tool);
        rows += kind_of(tool) == kind::sends ? "        bw::approval(\"" + name + "\", leads),\n"
                                             : "        bw::automatic(\"" + name + "\"),\n";
        list += ",\n    " + name;
    }
    for (std::size_t row = 0; row * 100 < tools; ++row) {
        const std::string name = "pay_supplier_" + std::to_string(row);
        source += "inline constexpr bw::scope " + name + "_scope{\"" + name + ":use\"};\n";
        rows += "        bw::never(\"" + name + "\", {" + name + "_scope}),\n";
    }
    source += "struct back_office {\n    static constexpr bw::rule matrix[] = {\n" + rows +
              "    };\n    static constexpr bw::refs<bw::credential, " +
              std::to_string(tools / 8 + 2) + "> credentials{" + credentials + "};\n";
    source += big_agent_charter;
    source += "struct office_agent : bw::agent<back_office" + list + "> {};\n"
              "static_assert(bw::sound<office_agent>);\n";
    return source;
}

} // namespace bench
