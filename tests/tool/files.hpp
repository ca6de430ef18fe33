// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#if defined(BAILIWICK_TESTS)
inline const std::filesystem::path tool_tests = std::filesystem::path(BAILIWICK_TESTS) / "tool";
#else
inline const std::filesystem::path tool_tests =
    std::filesystem::path(BAILIWICK_SOURCE_DIR) / "tests" / "tool";
#endif

inline std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void write_bytes(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}
