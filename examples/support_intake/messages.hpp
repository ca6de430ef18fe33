// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "workplace.hpp"

/// Where messages come from: a folder of mails, or a CSV with the columns text and category.

namespace bank {

inline std::string digest_of_text(std::string_view text) {
    return std::string(bw::digest_of(text).view());
}

inline std::string whole_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error(path + ": it cannot be read");
    return {std::istreambuf_iterator<char>(file), {}};
}

/// A file's name as an id: letters, digits, '-' and '_', at most 64.
inline std::string id_of(std::string_view stem) {
    std::string id;
    for (const char each : stem.substr(0, 64)) {
        const bool fits = (each >= '0' && each <= '9') || (each >= 'a' && each <= 'z') ||
                          (each >= 'A' && each <= 'Z') || each == '-';
        id += fits ? each : '_';
    }
    return id.empty() ? "_" : id;
}

/// The mails of a folder, by name.
inline std::vector<arrived> mails_in(const std::string& folder) {
    std::vector<arrived> all;
    for (const auto& each : std::filesystem::directory_iterator(folder)) {
        if (each.path().extension() != ".eml" || !each.is_regular_file()) continue;
        const std::string raw = whole_file(each.path().string());
        const mime::mail head = mime::read_mail(raw);
        all.push_back({id_of(each.path().stem().string()), digest_of_text(raw),
                       each.path().string(), head.from_address, head.from_name, {}});
    }
    std::sort(all.begin(), all.end(),
              [](const arrived& left, const arrived& right) { return left.id < right.id; });
    return all;
}

/// The fields of the next line of a CSV (RFC 4180); nothing at its end.
inline std::vector<std::string> next_row(std::string_view& csv) {
    std::vector<std::string> fields;
    bool quoted = false;
    std::size_t at = 0;
    if (!csv.empty()) fields.emplace_back();
    for (; at < csv.size(); ++at) {
        const char each = csv[at];
        if (quoted && each == '"' && at + 1 < csv.size() && csv[at + 1] == '"')
            fields.back() += csv[++at];
        else if (each == '"') quoted = !quoted;
        else if (!quoted && each == ',') fields.emplace_back();
        else if (!quoted && each == '\n') break;
        else if (quoted || each != '\r') fields.back() += each;
    }
    csv.remove_prefix(std::min(at + 1, csv.size()));
    return fields;
}

/// Each row as one message, from a sender who is in nobody's CRM.
inline std::vector<arrived> rows_of(const std::string& path) {
    const std::string whole = whole_file(path);
    std::string_view csv = whole;
    std::vector<arrived> all;
    const std::vector<std::string> names = next_row(csv);
    if (names.empty() || names.front() != "text")
        throw std::runtime_error(path + ": its first column is not called text");
    while (!csv.empty()) {
        const std::vector<std::string> row = next_row(csv);
        const std::string number = std::to_string(all.size() + 1);
        const std::size_t short_of_five = number.size() < 5 ? 5 - number.size() : 0;
        const std::string padded = std::string(short_of_five, '0') + number;
        const std::string digest = digest_of_text(row.front());
        all.push_back({"row-" + padded + "-" + digest.substr(7, 8), digest, {},
                       "sender." + padded + "@mail.example", "", row.front()});
    }
    return all;
}

} // namespace bank
