// SPDX-License-Identifier: BSL-1.0
// Which store the scenarios run on; one server serves all that run over PostgreSQL.
#include "store.hpp"

#include <bailiwick/escalation/memory.hpp>

#include <map>
#include <random>

#ifdef BAILIWICK_WITH_POSTGRES
#include <bailiwick/escalation/postgres.hpp>

#include <libpq-fe.h>
#endif

namespace {

/// Memory outlives the agent that is opened over it, as a file would, until the test ends.
bw::memory_store& memory_of(const std::string& folder) {
    static std::map<std::string, bw::memory_store> all;
    return all[folder];
}
bw::answer<bw::any_store> in_memory(const std::string& folder) {
    return bw::any_store::made_by([&] { return memory_of(folder).another_opening(); });
}
void edit_memory(const std::string& folder, bw::ticket edited) {
    ++edited.revision;
    BOOST_TEST((bench::value_of(memory_of(folder).update(edited, {})) == bw::kept::yes));
}

#ifdef BAILIWICK_WITH_POSTGRES
/// A schema for each state, in the database that BAILIWICK_POSTGRES names.
const std::string& schema_of(const std::string& folder) {
    static std::map<std::string, std::string> schemas;
    std::string& schema = schemas[folder];
    if (schema.empty()) schema = "torture_" + std::to_string(std::random_device{}());
    return schema;
}
std::string server() {
    const char* const set = std::getenv("BAILIWICK_POSTGRES");
    return set ? set : "";
}
void edit_postgres(const std::string& folder, const bw::ticket& edited) {
    const std::string record = bw::canonical_text(bw::ticket_json(edited));
    const std::string digest(bw::digest_of(record).view());
    const auto number = [](const auto& when) {
        return when ? std::to_string(when->microseconds) : std::string();
    };
    const std::string due = number(bw::detail::due_of(edited)),
                      ended = number(bw::detail::ended_of(edited)),
                      state(bw::word_of(edited.state));
    const std::string change = "UPDATE " + schema_of(folder) +
                               ".ticket SET due=$1, ended=$2, state=$3, tool=$4, record=$5,"
                               " digest=$6 WHERE id=$7";
    const char* const values[] = {due.empty() ? nullptr : due.c_str(),
                                  ended.empty() ? nullptr : ended.c_str(),
                                  state.c_str(), edited.tool.c_str(), record.c_str(),
                                  digest.c_str(), edited.id.c_str()};
    PGconn* const on = PQconnectdb(server().c_str());
    PGresult* const came =
        PQexecParams(on, change.c_str(), 7, nullptr, values, nullptr, nullptr, 0);
    BOOST_TEST(std::string(PQcmdTuples(came)) == "1", PQerrorMessage(on));
    PQclear(came);
    PQfinish(on);
}
bw::answer<bw::any_store> in_postgres(const std::string& folder) {
    bw::postgres_options options;
    options.schema = schema_of(folder);
    auto store = bw::postgres_store::open(server(), options);
    if (!store) return std::move(store).why();
    return bw::any_store(*std::move(store));
}
#endif

struct chosen_store {
    chosen_store() {
        if (torture::on("memory")) {
            bench::other_store = in_memory;
            bench::other_edit = edit_memory;
        }
#ifdef BAILIWICK_WITH_POSTGRES
        if (torture::on("postgres")) {
            bench::other_store = in_postgres;
            bench::other_edit = edit_postgres;
        }
#endif
    }
};
BOOST_TEST_GLOBAL_FIXTURE(chosen_store);

} // namespace
