// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../refused/sound.hpp"

#include <bailiwick/packet.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

/// The agents that the packet tests write about, and the helpers they share.

namespace office {

using sound = good::agent<>;

/// The same desk with a row moved, a grant added and a longer budget.
inline constexpr bw::scope crm_admin{"crm:admin"};
inline constexpr auto wider_reader = good::changed(
    good::reader, [](auto& one) { one.grants = {good::crm_read, good::note_write, crm_admin}; });
struct wider_desk : good::desk {
    static constexpr bw::rule matrix[] = {
        bw::automatic("lookup"),
        bw::automatic("write_note"),
        bw::automatic("send_mail"),
    };
    static constexpr bw::refs<bw::credential> credentials{wider_reader, good::sender};
    static constexpr bw::budget budget{
        .steps = 10, .cost = {50, "EUR"}, .time = bw::minutes(20), .identical_calls = 3};
};
using wider = good::agent<wider_desk>;

inline std::string read(const std::string& path) {
    std::ifstream from(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(from), {}};
}

/// Compares with a committed file; BAILIWICK_UPDATE=1 in the environment rewrites it instead.
inline bool same_as_file(const std::string& path, const std::string& text) {
    if (std::getenv("BAILIWICK_UPDATE")) std::ofstream(path, std::ios::binary) << text;
    return read(path) == text;
}

inline boost::json::value json_of(const std::string& text) {
    const auto parsed = bw::parse_strict(text, {.depth = 64, .bytes = 1u << 24});
    return parsed ? *parsed : boost::json::value();
}

} // namespace office
