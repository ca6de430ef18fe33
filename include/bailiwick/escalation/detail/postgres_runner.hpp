// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/postgres_connection.hpp>
#include <bailiwick/escalation/ticket_id.hpp>
#include <bailiwick/policy/digest.hpp>

namespace bailiwick::detail {

/// The advisory lock that says that a runner lives; every schema has its own.
inline std::string runner_key(const postgres_place& place, std::string_view name) {
    const auto digest = digest_of(place.options.schema + '/' + std::string(name));
    const std::string_view hex = digest.view().substr(digest.view().find(':') + 1, 16);
    unsigned long long bits = 0;
    std::from_chars(hex.data(), hex.data() + hex.size(), bits, 16);
    return std::to_string(static_cast<long long>(bits));
}

/// A name that nobody else draws.
inline answer<std::string> new_runner_name() {
    answer<std::string> drawn = new_ticket_id(system_now());
    if (!drawn)
        return drawn;
    return "pg-" + *drawn;
}

/// Takes the lock of a name in this session, for as long as the session lives; whether the name
/// may still be used, which it may not after somebody has declared its holder dead.
inline postgres_reply hold_runner(postgres_connection& on, const std::string& name) {
    const std::string key = runner_key(on.place(), name);
    if (postgres_reply locked = on.query("SELECT pg_advisory_lock($1::bigint)", {key});
        !locked.is_good())
        return locked;
    postgres_reply is_free =
        on.query("SELECT NOT EXISTS(SELECT 1 FROM gone WHERE runner=$1)", {name});
    if (is_free.is_good() && !is_free[0].is_true(0))
        if (postgres_reply freed = on.query("SELECT pg_advisory_unlock($1::bigint)", {key});
            !freed.is_good())
            return freed;
    return is_free;
}

/// Declares the holder of a name dead if nobody holds its lock: lock and note are one transaction,
/// so that the holder, should it come back, either keeps its name or learns that it has lost it.
///
/// Just after the server has started, when nobody can hold a lock yet, it only says so.
inline constexpr const char* declare_gone =
    "WITH free AS MATERIALIZED (SELECT pg_try_advisory_xact_lock($2::bigint) AS is_free,"
    " clock_timestamp() - pg_postmaster_start_time() < $3::bigint * interval '1 millisecond'"
    " AS is_early), noted AS (INSERT INTO gone(runner, at) SELECT $1, clock_timestamp()"
    " FROM free WHERE is_free AND NOT is_early ON CONFLICT DO NOTHING)"
    " SELECT is_free, is_early FROM free";

} // namespace bailiwick::detail
