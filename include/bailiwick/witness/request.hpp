// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/note.hpp>

/// What a log asks of a witness, and what it hears (C2SP tlog-witness).

namespace bailiwick {

/// The body of `add-checkpoint`: what the witness saw last, the proof from there, the checkpoint.
struct witness_request {
    unsigned long long old_size = 0;
    std::vector<hash256> path{};
    std::string note{};

    friend bool operator==(const witness_request&, const witness_request&) = default;
};

/// What comes back over HTTP, or over whatever else carries it.
struct witness_reply {
    int status = 0;
    std::string content_type{};
    std::string body{};
};

/// Neither a request nor a reply has more bytes.
inline constexpr std::size_t largest_witness_message = 64 * 1024;

inline constexpr std::string_view add_checkpoint_path = "/add-checkpoint";
inline constexpr std::string_view tree_size_type = "text/x.tlog.size";

/// The request as it is sent.
inline std::string text_of(const witness_request& request) {
    std::string text = "old " + std::to_string(request.old_size) + "\n";
    for (const hash256& each : request.path) text += base64_of(each.view()) + "\n";
    return text + "\n" + request.note;
}

/// The request that `text_of` turns into exactly this text, or nothing; its note is not looked at.
inline std::optional<witness_request> read_witness_request(std::string_view text) {
    witness_request request;
    if (text.size() > largest_witness_message) return std::nullopt;
    auto line = detail::take_line(text);
    if (!line || !line->starts_with("old ")) return std::nullopt;
    const auto size = detail::decimal_of(line->substr(4));
    if (!size) return std::nullopt;
    request.old_size = *size;
    for (line = detail::take_line(text); line && !line->empty(); line = detail::take_line(text)) {
        const auto hash = detail::hash_of_base64(*line);
        if (!hash || request.path.size() == 63) return std::nullopt;
        request.path.push_back(*hash);
    }
    if (!line) return std::nullopt;
    request.note = text;
    return request;
}

} // namespace bailiwick
