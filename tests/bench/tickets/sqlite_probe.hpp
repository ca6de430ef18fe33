// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../gate_checks.hpp"

#include <bailiwick/escalation/sqlite.hpp>

#include <string>

namespace tickets {

using namespace gate;

/// One row in a file of its own, opened as the store opens its own; each update is durable.
class sqlite_probe {
public:
    sqlite_probe(const std::string& path, const std::string& text) : on_(path), text_(text) {
        check(on_.open(5000) == SQLITE_OK &&
                  on_.run("PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON;"
                          "PRAGMA cell_size_check=ON; PRAGMA synchronous=FULL;"
                          "PRAGMA journal_mode=WAL; PRAGMA journal_size_limit=67108864;"
                          "CREATE TABLE one(id INTEGER PRIMARY KEY, times INTEGER, text TEXT);"
                          "INSERT INTO one VALUES(1, 0, '')") == SQLITE_OK,
              "SQLite makes the probe's file");
    }
    void update() {
        auto query = on_.query("UPDATE one SET times=times+1, text=? WHERE id=1");
        check(query.with(text_).run(), "the probe's row is updated");
        ++updates_;
    }
    void check_updates() {
        auto query = on_.query("SELECT times FROM one");
        check(query.next() && query.number(0) == updates_, "every update of the probe is there");
    }

private:
    bw::detail::sqlite_connection on_;
    std::string text_;
    long long updates_ = 0;
};

} // namespace tickets
