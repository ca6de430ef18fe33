// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/packet/checks.hpp>
#include <bailiwick/packet/document.hpp>
#include <bailiwick/packet/flows.hpp>

/// What the sections of a packet are written from, and the words they share.

namespace bailiwick::packet {

/// Where the declaration stands with the people who approve it.
enum class standing { not_approved, approved, drifted };

/// What the approval lock says about this declaration.
struct approval_record {
    standing is = standing::not_approved;
    std::string by{};
    std::string on{};
    std::string expires{};
    std::vector<std::string> changes{}; ///< drifted: the differences in words
};

/// A machine-readable file of the packet, with the digest of its bytes.
struct file_record {
    std::string name;
    std::string digest;
    std::string about;
};

/// What a state adds to a packet, if one was given; nothing of it changes the declaration.
struct operation_record {
    std::string last_drill{}; ///< of the off switch, in words
    std::string facts{};      ///< the same for programs: the JSON text of operation.json
};

/// Everything that a packet is written from; all but `operated` comes from the declaration.
struct material {
    const agent_facts& agent;
    std::vector<check> checks;
    std::string digest;
    std::vector<flow> flows;
    approval_record approval{};
    std::vector<file_record> files{};
    operation_record operated{};

    const charter_facts& charter() const { return agent.charter; }
    std::size_t open_findings() const {
        std::size_t sum = 0;
        for (const check& each : checks)
            sum += each.open.size();
        return sum;
    }
};

namespace detail {

inline std::string text_of(duration span) {
    if (!span)
        return "not stated";
    long long rest = span.milliseconds;
    std::string words;
    const auto part = [&](long long unit, const char* one) {
        if (rest < unit)
            return;
        const long long count = rest / unit;
        words += (words.empty() ? "" : " ") + std::to_string(count) + " " + one +
                 (count == 1 ? "" : "s");
        rest %= unit;
    };
    part(86'400'000, "day");
    part(3'600'000, "hour");
    part(60'000, "minute");
    part(1'000, "second");
    part(1, "millisecond");
    return words;
}

inline std::string text_of(const money& cost) {
    if (!cost)
        return "not stated";
    std::string cents = std::to_string(cost.minor % 100);
    if (cents.size() == 1)
        cents = "0" + cents;
    return std::to_string(cost.minor / 100) + "." + cents + " " + cost.currency;
}

inline std::string text_of(const date& day) {
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return day ? std::to_string(day.year) + "-" + two(day.month) + "-" + two(day.day) : "no end";
}

/// "1 action", "2 actions".
inline std::string count_of(std::size_t count, std::string_view one) {
    return std::to_string(count) + " " + std::string(one) + (count == 1 ? "" : "s");
}

inline prose name_or(const person* somebody, std::string_view otherwise = "NOT NAMED") {
    if (!somebody)
        return otherwise;
    std::string text(somebody->name);
    if (somebody->on_call_group)
        text += " (on-call group)";
    return text;
}

inline prose contact_of(const person* somebody) {
    return somebody && !somebody->contact.empty() ? prose(somebody->contact) : unsaid;
}

/// The names of referenced objects, as code.
inline prose names_of(const auto& list) {
    std::vector<prose> names;
    for (const auto* each : list)
        names.push_back(code(each->name));
    return listed(names);
}

inline prose words_of(const auto& list, bool as_code = false) {
    std::vector<prose> words;
    for (std::string_view each : list)
        words.push_back(as_code ? code(each) : prose(each));
    return listed(words);
}

inline prose or_dash(std::string_view text) { return text.empty() ? unsaid : prose(text); }

/// Automatic, With approval, Never: the words beside the colours.
inline std::string words_for(bucket verdict) {
    switch (verdict) {
    case bucket::automatic:
        return "Automatic";
    case bucket::approval:
        return "With approval";
    case bucket::never:
        return "Never";
    case bucket::unstated:
        break;
    }
    return "Not stated";
}

inline tint colour_for(bucket verdict) {
    switch (verdict) {
    case bucket::automatic:
        return tint::good;
    case bucket::approval:
        return tint::caution;
    default:
        return tint::bad;
    }
}

/// Who decides about a row: "2 of Ana Lind, Ben Okoro (queue leads)".
inline prose deciders_of(const rule& row) {
    if (!row.asks)
        return unsaid;
    std::vector<prose> names;
    for (const person* each : row.asks->approvers)
        names.push_back(each->name);
    return prose(std::to_string(row.approvers) + " of ") + listed(names) + " (queue " +
           code(row.asks->name) + ")";
}

/// Systems of a tool, by the homes of what it reads and writes.
inline std::vector<const system*> systems_of(const contract& states) {
    std::vector<const system*> found;
    for (const auto* list : {&states.reads, &states.writes})
        for (const data_class* each : *list)
            if (each->home)
                add_once(found, each->home);
    return found;
}

/// The credential that grants what a tool needs.
inline prose credentials_of(const agent_facts& agent, const refs<scope>& needs) {
    std::vector<std::string_view> names;
    for (const scope* need : needs)
        for (const scope_facts& each : agent.scopes)
            if (each.is == need && each.granted_by)
                add_once(names, each.granted_by->name);
    return words_of(names, true);
}

} // namespace detail
} // namespace bailiwick::packet
