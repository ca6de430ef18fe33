// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/agent/open.hpp>
#include <bailiwick/receipt/fetch.hpp>

#include <functional>

namespace bailiwick {

/// What the console must be told about an agent's program; `open` is the only part without which
/// most verbs cannot work.
///
/// The console fills in folder, origin, role, accounts and process of the `open_options`; `open`
/// adds the tools: `return bw::open_embedded<my_agent>(std::move(where), my_tool{});`.
template <class Agent> struct console_setup {
    using agent_type = embedded_agent<Agent>;

    std::string state = "state"; ///< the folder that counts when nobody names one
    std::string origin{};        ///< the name of the logs: "bank.example/support-intake"
    process_facts process{};
    /// Says where the secrets rest; the text is the state's folder.
    std::function<void(credential_book&, const std::string&)> accounts{};
    std::function<answer<std::unique_ptr<agent_type>>(open_options)> open{};
    /// Opens the tickets where they are not in the state's folder: a `postgres_store`, say.
    std::function<answer<any_store>(const std::string&)> tickets{};
    /// Reads what a log publishes, for `receipts verify --from URL`: a `curl_reader`, say, of
    /// <bailiwick/receipt/curl_reader.hpp>. Without it the console fetches nothing.
    url_reader fetch{};
    /// What the verb `run` does with the agent and the words after it; gives the exit code.
    std::function<int(agent_type&, std::span<const std::string>)> run{};
    std::string run_says = "Do the agent's work"; ///< the help of the verb `run`
};

} // namespace bailiwick
