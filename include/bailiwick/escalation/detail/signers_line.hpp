// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/people.hpp>
#include <bailiwick/escalation/detail/ssh_pattern.hpp>
#include <bailiwick/escalation/detail/ssh_time.hpp>
#include <bailiwick/escalation/signed/ssh_key.hpp>

#include <algorithm>

namespace bailiwick {

/// One line of an allowed_signers file: whose key it is, for what, and when.
struct allowed_signer {
    std::size_t line = 0;
    std::string principals{}; ///< patterns, separated by commas
    std::optional<std::string> namespaces{};
    std::optional<long long> valid_after{};  ///< seconds since 1970: from this one on
    std::optional<long long> valid_before{}; ///< and up to this one
    ssh_public_key key{};
};

namespace detail {

/// Reads one line; what is wrong is a sentence, and nothing of a wrong line counts.
class signers_line {
public:
    explicit signers_line(std::string_view line) : left_(line) {}

    /// The signer of the line, nothing for an empty line or a comment, or what is wrong.
    answer<std::optional<allowed_signer>> read() {
        for (const char each : left_)
            if ((each >= 0 && each < ' ' && each != '\t') || each == 127)
                return wrong("it has a control character");
        skip_space();
        if (left_.empty() || left_.front() == '#')
            return std::optional<allowed_signer>();
        if (std::string fault = take_principals(); !fault.empty())
            return wrong(std::move(fault));
        if (!left_.empty() && !begins_with_key())
            if (std::string fault = take_options(); !fault.empty())
                return wrong(std::move(fault));
        skip_space();
        if (left_.empty())
            return wrong("it has no key");
        answer<ssh_public_key> key = read_ssh_key(left_);
        if (!key)
            return std::move(key).why();
        found_.key = *std::move(key);
        return std::optional(std::move(found_));
    }

private:
    static refusal wrong(std::string hint) { return refuse_key("line", std::move(hint)); }

    void skip_space() {
        while (left_.starts_with(' ') || left_.starts_with('\t'))
            left_.remove_prefix(1);
    }
    std::string_view take(std::size_t size) {
        const std::string_view taken = left_.substr(0, size);
        left_.remove_prefix(taken.size());
        return taken;
    }
    bool begins_with_key() const {
        for (const std::string_view each : {"ssh-", "ecdsa-", "sk-"})
            if (left_.starts_with(each))
                return true;
        return false;
    }

    std::string take_principals() {
        const bool is_quoted = left_.starts_with('"');
        if (is_quoted)
            take(1);
        const std::size_t end = left_.find_first_of(is_quoted ? "\"" : " \t");
        if (end == std::string_view::npos)
            return is_quoted ? "a quote is not closed" : "it has no key";
        found_.principals = take(end);
        take(1);
        skip_space();
        if (found_.principals.empty() || found_.principals.find('"') != std::string::npos)
            return "its principals are empty or have a quote in the middle";
        // OpenSSH matches nothing with a longer pattern.
        for (std::string_view rest = found_.principals; !rest.empty();) {
            const std::size_t size = std::min(rest.find(','), rest.size());
            if (size > 1000)
                return "a principal has more than 1000 bytes";
            rest.remove_prefix(std::min(size + 1, rest.size()));
        }
        return {};
    }

    std::string take_options() {
        do {
            const std::size_t end = left_.find_first_of("=, \t");
            const std::string name(take(end));
            if (is_same_spelling(name, "cert-authority"))
                return "certificates are not taken: list each person's own key";
            std::string value;
            if (std::string fault = take_value(value); !fault.empty())
                return "the option " + printable(name) + ": " + fault;
            if (std::string fault = keep_option(name, std::move(value)); !fault.empty())
                return fault;
        } while (left_.starts_with(',') && !take(1).empty());
        if (!left_.empty() && left_.front() != ' ' && left_.front() != '\t')
            return "after an option comes a comma or the key";
        if (found_.valid_after && found_.valid_before &&
            *found_.valid_before <= *found_.valid_after)
            return "valid-before is not after valid-after";
        return {};
    }

    std::string take_value(std::string& to) {
        if (!left_.starts_with("=\""))
            return "it is unknown, or has no value in quotes";
        take(2);
        while (!left_.empty() && left_.front() != '"') {
            if (left_.starts_with("\\\""))
                take(1);
            to += take(1);
        }
        return take(1).empty() ? "its quote is not closed" : "";
    }

    std::string keep_option(std::string_view name, std::string value) {
        const auto keep = [&](auto& to, auto read, const char* fault) -> std::string {
            if (to)
                return "the option " + std::string(name) + " is there twice";
            to = std::move(read);
            return to ? std::string() : std::string(fault);
        };
        if (is_same_spelling(name, "namespaces"))
            return keep(found_.namespaces, std::optional(std::move(value)), "");
        constexpr const char* no_time = "a time is no YYYYMMDD[HHMM[SS]] with or without a Z";
        if (is_same_spelling(name, "valid-after"))
            return keep(found_.valid_after, read_ssh_time(value), no_time);
        if (is_same_spelling(name, "valid-before"))
            return keep(found_.valid_before, read_ssh_time(value), no_time);
        return "the option " + printable(name) + " is unknown";
    }

    std::string_view left_;
    allowed_signer found_;
};

} // namespace detail
} // namespace bailiwick
