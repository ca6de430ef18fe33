// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: it needs OpenSSL, and only queues that want signed decisions do

#include <bailiwick/escalation/detail/people.hpp>
#include <bailiwick/escalation/detail/signers_line.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace bailiwick {

/// Whose SSH keys count: an allowed_signers file (ssh-keygen(1)) that was read as a whole.
class allowed_signers {
public:
    static constexpr std::size_t largest = 1024 * 1024;

    /// Reads the text of a file; one line that cannot be read refuses all, by its number.
    static answer<allowed_signers> of_text(std::string_view text,
                                           std::string_view name = "allowed_signers") {
        if (text.size() > largest)
            return refuse(std::string(name), "it is above 1 MiB: this is no list of signers");
        allowed_signers all;
        for (std::size_t number = 1; !text.empty(); ++number) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            std::string_view line = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            if (line.ends_with('\r'))
                line.remove_suffix(1);
            answer<std::optional<allowed_signer>> found = detail::signers_line(line).read();
            if (!found)
                return refuse(std::string(name) + ", line " + std::to_string(number),
                              found.why().hint);
            if (*found)
                all.lines_.push_back(**std::move(found)), all.lines_.back().line = number;
        }
        return all;
    }

    /// Whether this key of this person may sign for this purpose at that time, or why not.
    ///
    /// As OpenSSH decides: the first line that allows it is enough, whatever the others say.
    answer<done> allows(std::string_view principal, const ssh_public_key& key,
                        std::string_view name_space, instant when) const {
        std::string why = "this key is not in the list of allowed signers";
        bool is_theirs = false;
        // OpenSSH knows whole seconds.
        const long long now = when.microseconds / 1'000'000 - (when.microseconds % 1'000'000 < 0);
        for (const allowed_signer& each : lines_) {
            if (each.key != key)
                continue;
            if (principal.empty() || !detail::fits_pattern_list(principal, each.principals)) {
                if (!is_theirs)
                    why = "this is the key of " + each.principals;
                continue;
            }
            is_theirs = true;
            why = fault_of(each, name_space, now);
            if (why.empty())
                return done{};
        }
        return refusal{reason::approver_not_authorized, "allowed signers", std::string(principal),
                       why + ": the key is " + fingerprint_of(key)};
    }

    /// The patterns of every line that lists a key, each as its line spells it.
    std::vector<std::string> principals_of(const ssh_public_key& key) const {
        std::vector<std::string> found;
        for (const allowed_signer& each : lines_)
            if (each.key == key)
                found.push_back(each.principals);
        return found;
    }

    /// Whether a key is listed for somebody, under any case of letters, at any time and for any
    /// purpose: asked of people who may not decide.
    bool is_key_of(const ssh_public_key& key, std::string_view principal) const {
        const std::string who = detail::in_lower_case(detail::trimmed(principal));
        for (const allowed_signer& each : lines_)
            if (each.key == key &&
                (detail::fits_pattern_list(principal, each.principals) ||
                 detail::fits_pattern_list(who, detail::in_lower_case(each.principals))))
                return true;
        return false;
    }

    const std::vector<allowed_signer>& lines() const { return lines_; }

private:
    static refusal refuse(std::string subject, std::string hint) {
        return {reason::malformed_request, "read allowed signers", std::move(subject),
                std::move(hint)};
    }

    static std::string fault_of(const allowed_signer& line, std::string_view name_space,
                                long long now) {
        const std::string where = " (line " + std::to_string(line.line) + ")";
        if (line.namespaces && !detail::fits_pattern_list(name_space, *line.namespaces))
            return "this key may not sign for " + std::string(name_space) + where;
        if (line.valid_after && now < *line.valid_after)
            return "this key is not valid yet" + where;
        if (line.valid_before && now > *line.valid_before)
            return "this key is no longer valid" + where;
        return {};
    }

    std::vector<allowed_signer> lines_;
};

/// Reads an allowed_signers file of at most 1 MiB.
inline answer<allowed_signers> read_allowed_signers(const std::string& path) {
    const auto refuse = [&](std::string hint) {
        return refusal{reason::malformed_request, "read allowed signers", path, std::move(hint)};
    };
    // Without waiting: a pipe in place of the file must not stop the gate.
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file < 0)
        return refuse("it cannot be opened (" + std::string(std::strerror(errno)) + ")");
    std::string text(allowed_signers::largest + 1, '\0');
    std::size_t have = 0;
    ssize_t got = 0;
    do {
        got = ::read(file, text.data() + have, text.size() - have);
        have += got > 0 ? static_cast<std::size_t>(got) : 0;
    } while ((got > 0 && have < text.size()) || (got < 0 && errno == EINTR));
    const int fault = errno;
    ::close(file);
    if (got < 0)
        return refuse("it cannot be read (" + std::string(std::strerror(fault)) + ")");
    text.resize(have);
    return allowed_signers::of_text(text, path);
}

} // namespace bailiwick
