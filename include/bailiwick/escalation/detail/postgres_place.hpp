// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/charter/duration.hpp>
#include <bailiwick/tool/answer.hpp>

#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include <libpq-fe.h>

namespace bailiwick {

/// How a PostgreSQL store is opened.
struct postgres_options {
    std::string schema = "bailiwick";      ///< small letters, digits and _, at most 40 characters
    std::size_t connections = 8;           ///< at most so many calls at a time, others wait
    duration patience = seconds(10);       ///< how long a call tries to reach a server that is gone
    duration statement_time = seconds(10); ///< how long the server may take for a statement
    duration lock_wait = seconds(5);       ///< how long a statement waits for another process
    duration ask_every{250};               ///< how old an answer of `generation` may be
    duration set_clock = seconds(30);      ///< how long the server's clock is carried on
    duration rejoin = seconds(3); ///< after a start of the server: time for runners to come back
};

namespace detail {

/// Milliseconds of a clock that nobody sets and that counts while the machine sleeps.
inline long long steady_milliseconds() {
    std::timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return static_cast<long long>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}
inline long long steady_microseconds() {
    std::timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return static_cast<long long>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1000;
}

/// Where the server is and how to log in there, with a name for refusals that holds no secret.
class postgres_place {
public:
    static answer<postgres_place> read(const std::string& conninfo, postgres_options options) {
        postgres_place place;
        place.options = std::move(options);
        if (!is_schema(place.options.schema))
            return refusal{reason::state_unavailable, "open", "schema",
                           "a schema is named in small letters, digits and _, at most 40"};
        char* words = nullptr;
        PQconninfoOption* parts = PQconninfoParse(conninfo.c_str(), &words);
        PQfreemem(words); // it may quote a password
        if (parts == nullptr)
            return refusal{reason::state_unavailable, "open", "postgresql",
                           "the connection text cannot be read: write host=… dbname=… or "
                           "postgresql://user@host/database, special characters as %xx"};
        std::string host, port, base;
        for (const PQconninfoOption* each = parts; each->keyword; ++each) {
            const std::string_view key = each->keyword, value = each->val ? each->val : "";
            if (key == "host" || (key == "hostaddr" && host.empty()))
                host = value;
            else if (key == "port")
                port = value;
            else if (key == "dbname")
                base = value;
            else if ((key == "password" || key == "sslpassword") && !value.empty())
                place.secrets_.emplace_back(value);
        }
        PQconninfoFree(parts);
        place.name_ = "postgresql://" + host + (port.empty() ? "" : ":") + port + '/' + base;
        place.conninfo_ = conninfo;
        return place;
    }

    /// A new connection, which may have failed; what the text says wins over what is set here.
    PGconn* connect() const {
        const char* keys[] = {"connect_timeout",           "keepalives_idle",
                              "keepalives_interval",       "keepalives_count",
                              "tcp_user_timeout",          "target_session_attrs",
                              "fallback_application_name", "dbname",
                              "client_encoding",           nullptr};
        const char* values[] = {"5",     "10",         "3",         "3",
                                "10000", "read-write", "bailiwick", conninfo_.c_str(),
                                "UTF8",  nullptr};
        return PQconnectdbParams(keys, values, 1);
    }

    /// What libpq or the server said, on one line and without a password.
    std::string words_of(const char* said) const {
        std::string words = said ? said : "";
        for (const std::string& secret : secrets_)
            for (std::size_t at = 0; (at = words.find(secret, at)) != std::string::npos; at += 3)
                words.replace(at, secret.size(), "***");
        for (char& each : words)
            if (each == '\n')
                each = ' ';
        while (!words.empty() && words.back() == ' ')
            words.pop_back();
        return words;
    }

    const std::string& name() const noexcept { return name_; }
    postgres_options options;

private:
    static bool is_schema(std::string_view name) {
        bool good = !name.empty() && name.size() <= 40 && !(name[0] >= '0' && name[0] <= '9') &&
                    !name.starts_with("pg_");
        for (const char each : name)
            good = good &&
                   ((each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '_');
        return good;
    }

    std::string name_, conninfo_;
    std::vector<std::string> secrets_;
};

} // namespace detail
} // namespace bailiwick
