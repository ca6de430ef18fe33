// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/witness/policy.hpp>

/// A policy read from its file, strictly: what cannot be meant as it stands is refused by its line.

namespace bailiwick {

/// A policy file has at most so many bytes.
inline constexpr std::size_t largest_policy = 1 << 20;

namespace detail {

class policy_reader {
public:
    explicit policy_reader(std::string_view text) : rest_(text) {}

    answer<witness_policy> run() {
        if (rest_.size() > largest_policy)
            return no("more than 1 MiB", "name the file of the policy");
        while (!rest_.empty()) {
            ++line_;
            const auto line = take_line(rest_);
            if (!line) return no("no line end", "end the last line with a line feed");
            if (auto read = read_line(*line); !read) return std::move(read).why();
        }
        if (!has_quorum_) {
            ++line_;
            return no("no quorum", "end the policy with `quorum <name>` or `quorum none`");
        }
        return std::move(policy_);
    }

private:
    using words = std::vector<std::string_view>;

    refusal no(std::string_view what, std::string_view fix) const {
        return {reason::malformed_request, "read a policy",
                "line " + std::to_string(line_) + ": " + std::string(what), std::string(fix)};
    }

    static words words_of(std::string_view line) {
        words found;
        while (true) {
            const std::size_t start = line.find_first_not_of(" \t");
            if (start == std::string_view::npos) return found;
            line.remove_prefix(start);
            const std::size_t end = line.find_first_of(" \t");
            found.push_back(line.substr(0, end));
            if (end == std::string_view::npos) return found;
            line.remove_prefix(end);
        }
    }

    answer<done> read_line(std::string_view line) {
        for (const char each : line)
            if (const auto byte = static_cast<unsigned char>(each);
                (byte < 0x20 && each != '\t') || byte == 0x7F)
                return no("a control character", "use spaces, tabs and line feeds only");
        const words found = words_of(line);
        if (found.empty() || found[0].starts_with('#')) return done{};
        if (found[0] == "log") return read_log(found);
        if (found[0] == "witness") return read_witness(found);
        if (found[0] == "group") return read_group(found);
        if (found[0] == "quorum") return read_quorum(found);
        return no("\"" + readable(found[0], 40) + "\" begins no line",
                  "begin it with log, witness, group, quorum or #");
    }

    answer<verifier_key> read_key(std::string_view text, note_key_kind kind) const {
        auto key = read_verifier_key(text);
        const bool for_logs = kind == note_key_kind::log;
        if (!key)
            return no("a key that cannot be read",
                      for_logs ? "give the one line of the log's .vkey file"
                               : "give the witness's Ed25519 key, type 4: name+id+key");
        if (key->kind != kind)
            return no(for_logs ? "a witness's key for a log" : "a log's key for a witness",
                      for_logs ? "name it with `witness`, or give the log's key"
                               : "name it with `log`, or give the witness's key");
        return key;
    }

    answer<done> read_log(const words& found) {
        if (found.size() < 2 || found.size() > 3)
            return no("a log has a key and perhaps an address", "write `log <vkey> [<url>]`");
        auto key = read_key(found[1], note_key_kind::log);
        if (!key) return std::move(key).why();
        for (const policy_log& each : policy_.logs)
            if (each.key.key == key->key)
                return no("the key of " + each.key.name + " again", "leave one of the two lines");
        policy_.logs.push_back({*std::move(key), std::string(found.size() > 2 ? found[2] : "")});
        return done{};
    }

    answer<done> read_witness(const words& found) {
        if (found.size() < 3 || found.size() > 4)
            return no("a witness has a name, a key and perhaps an address",
                      "write `witness <name> <vkey> [<url>]`");
        if (auto fit = name_is_new(found[1]); !fit) return fit;
        auto key = read_key(found[2], note_key_kind::witness);
        if (!key) return std::move(key).why();
        for (const policy_witness& each : policy_.witnesses)
            if (each.key.key == key->key)
                return no("the key of witness " + readable(each.name, 40) + " again",
                          "give each witness its own key: two names for one key count twice");
        policy_.witnesses.push_back({std::string(found[1]), *std::move(key),
                                     std::string(found.size() > 3 ? found[3] : "")});
        names_.push_back({std::string(found[1]), false});
        return done{};
    }

    answer<done> read_group(const words& found) {
        if (found.size() < 4)
            return no("a group has a name, a number and members",
                      "write `group <name> all|any|<k> <name>...`");
        if (auto fit = name_is_new(found[1]); !fit) return fit;
        const std::size_t count = found.size() - 3;
        const auto number = decimal_of(found[2]);
        const std::size_t needed = found[2] == "all"                                ? count
                                   : found[2] == "any"                              ? 1
                                   : number && *number >= 1 && *number <= count ? *number
                                                                                    : 0;
        if (needed == 0)
            return no("\"" + readable(found[2], 40) + "\" of " + std::to_string(count),
                      "write all, any, or a number from 1 to that of the members");
        policy_group group{std::string(found[1]), needed, {}};
        for (std::size_t at = 3; at < found.size(); ++at) {
            known_name* const member = find(found[at]);
            if (!member)
                return no("\"" + readable(found[at], 40) + "\" is not defined",
                          "define it on a line before this one");
            if (member->in_a_group)
                return no("\"" + readable(found[at], 40) + "\" is in a group already",
                          "leave it in one group: nobody counts twice");
            member->in_a_group = true;
            group.members.emplace_back(found[at]);
        }
        policy_.groups.push_back(std::move(group));
        names_.push_back({std::string(found[1]), false});
        return done{};
    }

    answer<done> read_quorum(const words& found) {
        if (has_quorum_) return no("a second quorum", "leave one of the two lines");
        if (found.size() != 2) return no("a quorum is one name", "write `quorum <name>|none`");
        if (found[1] != "none" && !find(found[1]))
            return no("\"" + readable(found[1], 40) + "\" is not defined",
                      "define it on a line before this one");
        policy_.quorum = found[1];
        has_quorum_ = true;
        return done{};
    }

    struct known_name {
        std::string name;
        bool in_a_group;
    };

    known_name* find(std::string_view name) {
        for (known_name& each : names_)
            if (each.name == name) return &each;
        return nullptr;
    }
    answer<done> name_is_new(std::string_view name) {
        if (name == "none") return no("\"none\" is no name", "choose another name");
        if (find(name))
            return no("\"" + readable(name, 40) + "\" is defined already", "choose another name");
        return done{};
    }

    std::string_view rest_;
    std::size_t line_ = 0;
    witness_policy policy_{};
    std::vector<known_name> names_{};
    bool has_quorum_ = false;
};

} // namespace detail

/// The policy that the text states, or a refusal that names the line, the fault and the fix.
inline answer<witness_policy> read_policy(std::string_view text) {
    return detail::policy_reader(text).run();
}

} // namespace bailiwick
