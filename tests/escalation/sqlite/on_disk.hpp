// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../asked.hpp"

#include <bailiwick/escalation/sqlite.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>

/// A folder that goes with its test.
struct folder {
    std::filesystem::path path;
    folder() {
        std::string form = (std::filesystem::temp_directory_path() / "bw-tickets-XXXXXX").string();
        path = ::mkdtemp(form.data());
    }
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;
    ~folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    std::string file(const char* name = "tickets.db") const { return (path / name).string(); }
};

struct on_disk {
    using store = bw::sqlite_store;
    std::unique_ptr<folder> place = std::make_unique<folder>();

    std::unique_ptr<store> open(bw::sqlite_options options = {.busy_wait = bw::seconds(30)}) const {
        return std::make_unique<store>(asked::value_of(store::open(place->file(), options)));
    }
};

inline std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}
inline void write_bytes(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

/// Long versions of tests run when BAILIWICK_LONG is set.
inline int rounds(int usual, int many) {
    return std::getenv("BAILIWICK_LONG") != nullptr ? many : usual;
}
