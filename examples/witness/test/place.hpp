// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../server.hpp"

#include <bailiwick/receipt.hpp>
#include <bailiwick/witness/curl.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

#include <boost/test/unit_test.hpp>

/// What both tests share: a folder, a log in it, files as texts.

namespace place {

namespace fs = std::filesystem;

inline std::string slurp(const std::string& path) {
    std::ifstream from(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(from), {}};
}
inline void spill(const std::string& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

/// A receipt that says little; `session` tells one history from another.
inline std::string receipt(unsigned long long n, const std::string& session) {
    bw::record::control control;
    control.ts = {1'764'000'000'000'000 + static_cast<long long>(n)};
    control.id = bw::receipt_id(control.ts, "0123456789");
    control.session = session;
    control.n = static_cast<long long>(n);
    control.agent = {"desk", "1.0", "sha256:00"};
    control.manifest = "sha256:11";
    control.control.op = "resume";
    return *bw::leaf_text(control);
}

// The log's own crash safety is tested elsewhere.
inline int no_sync(int) { return 0; }
inline constexpr bw::detail::disk_calls quick_disk{.sync = no_sync};

struct desk {
    desk() {
        std::string pattern = "/tmp/bailiwick-XXXXXX";
        here = ::mkdtemp(pattern.data());
        log = here + "/log";
        grow(5);
    }
    desk(const desk&) = delete;
    desk& operator=(const desk&) = delete;
    ~desk() { fs::remove_all(here); }

    /// Lets the log have so many receipts, and publishes it.
    void grow(unsigned long long size, const std::string& session = "s-1") const {
        auto opened = bw::receipt_log::open(
            log, {.origin = "agents.example/desk", .disk = &quick_disk});
        BOOST_TEST_REQUIRE(opened.is_done());
        while (opened->size() < size)
            BOOST_TEST_REQUIRE(opened->append(receipt(opened->size(), session)).is_done());
        BOOST_TEST_REQUIRE(opened->publish().is_done());
    }
    /// The operator's own: everything is gone and written anew, with the key that is there.
    void rewrite(unsigned long long size, const std::string& session) const {
        fs::remove_all(log);
        grow(size, session);
    }

    std::string here{}, log{};
};

} // namespace place
