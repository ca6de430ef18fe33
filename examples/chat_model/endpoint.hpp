// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "ground.hpp"

#include <bailiwick/credential.hpp>

#include <memory>

#include <curl/curl.h>

/// Where the model is asked: the address that the charter declares, or one of this machine.

namespace helpdesk {

/// An address that was checked, the name that the endpoint knows the model by, and the key.
struct endpoint {
    std::string base;
    std::string asks_for;
    bw::secret key{};
    bool is_local = false;
};

/// How the declared model is written on the wire: "gpt-4.1-mini-2025-04-14". Answers may write it
/// as local servers do, "name:version", or as receipts do, "name@version".
inline std::string wire_name() {
    return std::string(chat.name) + "-" + std::string(chat.version);
}
inline bool is_declared_model(std::string_view answered) {
    const std::size_t mark = chat.name.size();
    return answered.size() == mark + 1 + chat.version.size() && answered.starts_with(chat.name) &&
           answered.ends_with(chat.version) &&
           std::string_view("-:@").find(answered[mark]) != std::string_view::npos;
}

/// One part of an address as libcurl itself will read it, so that no two readers can differ.
inline std::string part_of(CURLU* address, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(address, part, &text, 0) != CURLUE_OK) return {};
    std::string copy(text);
    curl_free(text);
    return copy;
}

/// Checks the address: what the model sees goes where the charter says, and nowhere else.
inline bw::answer<endpoint> endpoint_at(std::string base, std::string asks_for, bw::secret key) {
    while (base.ends_with('/')) base.pop_back();
    const auto refused = [&](bw::reason why, const char* hint) {
        return bw::refusal{why, "model", "OPENAI_BASE_URL", hint};
    };
    const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> read(curl_url(), curl_url_cleanup);
    if (!read || curl_url_set(read.get(), CURLUPART_URL, base.c_str(), 0) != CURLUE_OK)
        return refused(bw::reason::malformed_request, "write https://host/path");
    for (const CURLUPart odd : {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_QUERY,
                                CURLUPART_FRAGMENT})
        if (!part_of(read.get(), odd).empty())
            return refused(bw::reason::malformed_request,
                           "no login, query or fragment belongs here: the key has its own place");
    const std::string scheme = part_of(read.get(), CURLUPART_SCHEME);
    const std::string host = part_of(read.get(), CURLUPART_HOST);
    if (scheme != "https" && scheme != "http")
        return refused(bw::reason::malformed_request, "write https://host/path");
    const bool local = host == "127.0.0.1" || host == "localhost" || host == "[::1]";
    if (!local && base != model_host.endpoint)
        return refused(bw::reason::out_of_bounds,
                       "the charter lets no data go there: declare it in ground.hpp, have it "
                       "approved and build again");
    for (const char each : key.reveal(bw::reason_to_reveal{"whether it fits into one header"}))
        if (each < '!' || each > '~')
            return bw::refusal{bw::reason::secret_unavailable, "model", "OPENAI_API_KEY",
                               "a key has no spaces and no line ends: set it anew"};
    if (!local && key.is_empty())
        return bw::refusal{bw::reason::secret_unavailable, "model", "OPENAI_API_KEY",
                           "set it for this process only, or play a transcript (--transcript)"};
    return endpoint{std::move(base), std::move(asks_for), std::move(key), local};
}

/// The endpoint that the environment names; without a word from it, the declared one.
inline bw::answer<endpoint> endpoint_from_environment() {
    const auto word = [](const char* variable, std::string otherwise) {
        const char* set = std::getenv(variable);
        return set && *set ? std::string(set) : otherwise;
    };
    bw::answer<bw::secret> key = bw::environment_secret("OPENAI_API_KEY").fetch();
    return endpoint_at(word("OPENAI_BASE_URL", std::string(model_host.endpoint)),
                       word("OPENAI_MODEL", wire_name()),
                       key ? *std::move(key) : bw::secret());
}

} // namespace helpdesk
