// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/packet/difference.hpp>
#include <bailiwick/policy/digest.hpp>
#include <bailiwick/tool/strict_json.hpp>

/// The approval lock: what people approved, kept beside the charter and compared on every build.

namespace bailiwick::packet {

inline constexpr std::string_view lock_schema = "bailiwick-approval-lock/1";

/// An approval as the lock records it, with the whole declaration that was approved.
struct approval_lock {
    std::string by;
    std::string on;
    std::string expires;
    std::string digest;
    boost::json::value declaration;
};

/// A lock that was read, or the sentence that says why it cannot be trusted.
struct lock_reading {
    approval_lock lock{};
    std::string fault{};
};

namespace detail {

inline bool is_a_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return false;
    int parts[3] = {0, 0, 0};
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == 4 || i == 7)
            continue;
        if (text[i] < '0' || text[i] > '9')
            return false;
        int& part = parts[i < 4 ? 0 : i < 7 ? 1 : 2];
        part = part * 10 + (text[i] - '0');
    }
    return static_cast<bool>(date{parts[0], parts[1], parts[2]});
}

/// Two spaces a level, keys as they are: for files that people review line by line.
inline void put_indented(std::string& out, const boost::json::value& value, std::size_t depth) {
    const auto line = [&](std::size_t level) { out += "\n" + std::string(level * 2, ' '); };
    const auto each_of = [&](const auto& list, char open, char close, auto put) {
        out += open;
        bool first = true;
        for (const auto& each : list) {
            if (!first)
                out += ',';
            first = false;
            line(depth + 1);
            put(each);
        }
        if (!first)
            line(depth);
        out += close;
    };
    if (value.is_array())
        each_of(value.get_array(), '[', ']',
                [&](const boost::json::value& each) { put_indented(out, each, depth + 1); });
    else if (value.is_object())
        each_of(value.get_object(), '{', '}', [&](const boost::json::key_value_pair& each) {
            bailiwick::detail::string_sink sink{out};
            bailiwick::detail::put_text(sink, {each.key().data(), each.key().size()});
            out += ": ";
            put_indented(out, each.value(), depth + 1);
        });
    else
        out += canonical_text(value);
}

} // namespace detail

/// The text of a lock file.
inline std::string text_of_lock(const approval_lock& lock) {
    boost::json::object approved{{"by", lock.by}, {"expires", lock.expires}, {"on", lock.on}};
    const boost::json::object file{{"approved", std::move(approved)},
                                   {"declaration", lock.declaration},
                                   {"digest", lock.digest},
                                   {"schema", std::string(lock_schema)}};
    std::string text;
    detail::put_indented(text, file, 0);
    return text + "\n";
}

/// Reads a lock file; one that was edited by hand, or is not complete, is a fault.
template <class Reading = lock_reading> Reading read_lock(std::string_view text) {
    const auto parsed = parse_strict(text, {.depth = 64, .bytes = 64u * 1024u * 1024u});
    if (!parsed)
        return {{}, "the lock is not strict JSON: " + parsed.error().hint};
    const boost::json::value& file = *parsed;
    if (detail::text_of_member(file, "schema") != lock_schema)
        return {{}, "the lock has no schema \"" + std::string(lock_schema) + "\""};
    Reading reading;
    reading.lock.digest = detail::text_of_member(file, "digest");
    const boost::json::object& members = file.get_object();
    const auto* approved = members.if_contains("approved");
    const auto* declared = members.if_contains("declaration");
    if (!approved || !declared || !declared->is_object())
        return {{}, "the lock lacks 'approved' or 'declaration'"};
    reading.lock.by = detail::text_of_member(*approved, "by");
    reading.lock.on = detail::text_of_member(*approved, "on");
    reading.lock.expires = detail::text_of_member(*approved, "expires");
    reading.lock.declaration = *declared;
    if (reading.lock.by.empty())
        return {{}, "the lock names no approver in approved.by"};
    if (!detail::is_a_day(reading.lock.on) || !detail::is_a_day(reading.lock.expires))
        return {{}, "approved.on and approved.expires must be days like 2027-01-31"};
    if (digest_of(canonical_text(*declared)) != reading.lock.digest)
        return {{},
                "the declaration in the lock does not have the digest in the lock: it was "
                "edited after it was approved"};
    return reading;
}

} // namespace bailiwick::packet
