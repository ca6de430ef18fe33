// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <fstream>
#include <map>
#include <set>
#include <string>

#include <fcntl.h>
#include <unistd.h>

/// One line at a time, whole or not at all, and there when the writer is killed.
struct journal {
    int at;
    explicit journal(const std::string& path)
        : at(::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600)) {}
    journal(const journal&) = delete;
    journal& operator=(const journal&) = delete;
    ~journal() { ::close(at); }
    bool add(const char* what, const std::string& id) const {
        const std::string line = std::string(what) + ' ' + id + '\n';
        return ::write(at, line.data(), line.size()) == static_cast<ssize_t>(line.size());
    }
};

inline std::map<std::string, std::multiset<std::string>> read_journal(const std::string& path) {
    std::map<std::string, std::multiset<std::string>> found;
    std::ifstream file(path);
    for (std::string what, id; file >> what >> id;)
        found[what].insert(id);
    return found;
}
