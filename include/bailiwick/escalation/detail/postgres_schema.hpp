// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/postgres_connection.hpp>

namespace bailiwick::detail {

/// What leads from each version of the schema to the next; the last one is ours.
///
/// Texts are compared byte by byte (COLLATE "C"), so that ids sort as they do elsewhere. Within a
/// state they sort by operators of their own (text_pattern_ops, the same order): only indexes that
/// begin with the state offer that, and the planner is not led to search all tickets. A NOTIFY
/// makes commits wait for each other, so it is sent only where people, not programs, set the pace.
inline constexpr const char* postgres_migrations[] = {
    "CREATE TABLE ticket(id text COLLATE \"C\" PRIMARY KEY, revision bigint NOT NULL,"
    " state text COLLATE \"C\" NOT NULL, agent text COLLATE \"C\" NOT NULL,"
    " tool text COLLATE \"C\" NOT NULL, queue text COLLATE \"C\" NOT NULL, due bigint,"
    " ended bigint, record text COLLATE \"C\" NOT NULL, digest text COLLATE \"C\" NOT NULL);"
    "CREATE INDEX ticket_by_state ON ticket(state, id text_pattern_ops);"
    "CREATE INDEX ticket_by_due ON ticket(due) WHERE due IS NOT NULL;"
    "CREATE INDEX ticket_by_end ON ticket(ended) WHERE ended IS NOT NULL;"
    "CREATE INDEX ticket_by_agent ON ticket(state, agent, id text_pattern_ops)"
    " WHERE state='waiting' OR state='granted';"
    "CREATE INDEX ticket_by_tool ON ticket(state, tool, id text_pattern_ops)"
    " WHERE state='waiting' OR state='granted';"
    "CREATE INDEX ticket_by_queue ON ticket(state, queue, id text_pattern_ops)"
    " WHERE state='waiting' OR state='granted';"
    "CREATE TABLE mark(name text COLLATE \"C\" PRIMARY KEY, text text NOT NULL,"
    " digest text NOT NULL);"
    "CREATE TABLE counter(name text COLLATE \"C\" PRIMARY KEY, value bigint NOT NULL,"
    " ends bigint NOT NULL);"
    "CREATE TABLE sequence(name text COLLATE \"C\" PRIMARY KEY, value bigint NOT NULL);"
    "INSERT INTO sequence VALUES('generation', 0);"
    "CREATE TABLE gone(runner text COLLATE \"C\" PRIMARY KEY, at timestamptz NOT NULL);"
    "CREATE FUNCTION marks_changed() RETURNS trigger LANGUAGE plpgsql"
    " SET search_path = pg_catalog, pg_temp AS $$"
    " DECLARE now_is bigint;"
    " BEGIN"
    "  EXECUTE format('UPDATE %I.sequence SET value = value + 1 WHERE name = ''generation''"
    " RETURNING value', TG_TABLE_SCHEMA) INTO now_is;"
    "  PERFORM pg_notify(TG_TABLE_SCHEMA || '_generation', now_is::text);"
    "  RETURN NULL;"
    " END $$;"
    "CREATE TRIGGER marks_changed AFTER INSERT OR UPDATE OR DELETE ON mark"
    " FOR EACH STATEMENT EXECUTE FUNCTION marks_changed();"
    "CREATE FUNCTION ticket_decided() RETURNS trigger LANGUAGE plpgsql"
    " SET search_path = pg_catalog, pg_temp AS $$"
    " BEGIN PERFORM pg_notify(TG_TABLE_SCHEMA || '_ticket', NEW.id); RETURN NULL; END $$;"
    "CREATE TRIGGER ticket_decided AFTER UPDATE ON ticket FOR EACH ROW"
    " WHEN (OLD.state IN ('waiting', 'uncertain')) EXECUTE FUNCTION ticket_decided();",
};
inline constexpr long long postgres_version = std::size(postgres_migrations);

/// Makes the schema, or brings it to our version; the refusal says what is wrong.
///
/// A role that may not create works too, once a role that may has opened the store.
inline std::optional<refusal> open_postgres_schema(postgres_connection& on) {
    const postgres_place& place = on.place();
    const std::string& schema = place.options.schema;
    const auto newer = [&](long long version) {
        return refusal{reason::state_unavailable, "open", place.name(),
                       "the schema " + schema + " was made by a newer Bailiwick (version " +
                           std::to_string(version) + ", this one knows " +
                           std::to_string(postgres_version) + "): use the newer program"};
    };
    const postgres_reply known =
        on.query("SELECT to_regclass($1) IS NOT NULL, to_regnamespace($2) IS NOT NULL",
                 {'"' + schema + "\".schema_version", '"' + schema + '"'});
    if (!known.is_good())
        return known.fault("open", place);
    const std::string highest = "SELECT coalesce(max(version), 0) FROM schema_version";
    if (known[0].is_true(0)) {
        const postgres_reply version = on.query(highest, {});
        if (!version.is_good())
            return version.fault("open", place);
        if (version[0].number(0) > postgres_version)
            return newer(version[0].number(0));
        if (version[0].number(0) == postgres_version)
            return std::nullopt;
    }
    // One process migrates, the others wait for it; whatever fails takes everything back.
    std::string change = "SET LOCAL lock_timeout TO 60000;"
                         "SELECT pg_advisory_xact_lock(hashtextextended('bailiwick:" +
                         schema + "', 0));";
    if (!known[0].is_true(1))
        change += "CREATE SCHEMA IF NOT EXISTS \"" + schema + "\";";
    change += "SET LOCAL search_path TO \"" + schema +
              "\", pg_catalog, pg_temp;"
              "CREATE TABLE IF NOT EXISTS schema_version(version bigint PRIMARY KEY,"
              " applied timestamptz NOT NULL DEFAULT now());";
    const auto failed = [&](const postgres_reply& reply) {
        refusal why = reply.fault("open", place);
        on.roll_back();
        return why;
    };
    if (const postgres_reply begun = on.run("BEGIN"); !begun.is_good())
        return failed(begun);
    if (const postgres_reply ready = on.run(change); !ready.is_good())
        return failed(ready);
    const postgres_reply version = on.run(highest);
    if (!version.is_good())
        return failed(version);
    const long long from = version[0].number(0);
    if (from > postgres_version) {
        on.roll_back();
        return newer(from);
    }
    for (long long next = from < 0 ? 0 : from; next < postgres_version; ++next) {
        const std::string noted =
            "INSERT INTO schema_version(version) VALUES(" + std::to_string(next + 1) + ")";
        if (const postgres_reply reply = on.run(postgres_migrations[next] + noted);
            !reply.is_good())
            return failed(reply);
    }
    if (const postgres_reply reply = on.run("COMMIT"); !reply.is_good())
        return failed(reply);
    return std::nullopt;
}

} // namespace bailiwick::detail
