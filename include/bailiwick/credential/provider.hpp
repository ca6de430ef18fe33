// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/credential/secret.hpp>
#include <bailiwick/tool/answer.hpp>

#include <concepts>
#include <cstdlib>

namespace bailiwick {

/// Something that can hand over a secret, now and again after a rotation.
///
/// `fetch` gives the secret, or says why not; `resting_place` names where it comes from, for
/// people, and nothing of what it holds. A vault's client is a provider of ten lines.
template <class Provider>
concept secret_provider = std::move_constructible<Provider> && requires(const Provider& provider) {
    { provider.fetch() } -> std::same_as<answer<secret>>;
    { provider.resting_place() } -> std::same_as<std::string>;
};

namespace detail {

inline refusal no_secret_from(std::string place, std::string hint) {
    return {reason::secret_unavailable, "fetch", std::move(place), std::move(hint)};
}

// Editors and `echo` end a file with one line end; no secret starts or ends with one on purpose.
inline answer<secret> without_line_end(secret whole, const std::string& place) {
    std::string_view bytes = whole.reveal(reason_to_reveal{"its trailing line end is cut off"});
    std::size_t size = bytes.size();
    if (size > 0 && bytes[size - 1] == '\n')
        --size;
    if (size > 0 && size < bytes.size() && bytes[size - 1] == '\r')
        --size;
    whole.shorten(size);
    if (whole.is_empty())
        return no_secret_from(place, "it is empty: put the secret there");
    return whole;
}

} // namespace detail

/// For an account that needs no secret, such as files that the process may read anyway.
struct no_secret {
    answer<secret> fetch() const { return secret(); }
    std::string resting_place() const { return "none is needed"; }
};

/// Reads a secret from an environment variable; the variable itself stays as it is.
class environment_secret {
public:
    explicit environment_secret(std::string variable) : variable_(std::move(variable)) {}

    answer<secret> fetch() const {
        const char* found = std::getenv(variable_.c_str());
        if (found == nullptr)
            return detail::no_secret_from(resting_place(),
                                          "the variable is not set: set it for this process only");
        const std::string_view text = found;
        secret whole = secret::filled(text.size(), [&](char* into, std::size_t room) {
            std::memcpy(into, text.data(), room);
            return room;
        });
        return detail::without_line_end(std::move(whole), resting_place());
    }
    std::string resting_place() const { return "environment variable " + variable_; }

private:
    std::string variable_;
};

} // namespace bailiwick
