// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../at_work.hpp"
#include "../chat_model.hpp"
#include "../recorded_model.hpp"
#include "loopback.hpp"

#include <bailiwick/receipt/verify_together.hpp>

#include <boost/test/unit_test.hpp>

/// The agent on a state of its own, asked through real HTTP.

namespace place {

inline constexpr const char* key = "sk-test-3f9c1b7a-never-to-be-kept";

inline helpdesk::transcript recorded(const std::string& name) {
    auto read = helpdesk::read_transcript(CHAT_MODEL_FOLDER "/transcripts/" + name + ".json");
    BOOST_TEST_REQUIRE(read.is_done());
    return *std::move(read);
}

/// Plays a transcript as an endpoint would; after its last exchange there is nothing.
inline loopback::server::script playing(helpdesk::transcript of) {
    return [of = std::move(of)](const loopback::request&, std::size_t turn) {
        if (turn >= of.exchanges.size()) return loopback::response{.status = 404, .body = "{}"};
        return loopback::response{.body = bw::json_text(of.exchanges[turn].response)};
    };
}

/// A model at a server, with a short patience and the key.
inline helpdesk::chat_model model_at(const std::string& base, helpdesk::http_limits limits = {}) {
    auto where = helpdesk::endpoint_at(base, helpdesk::wire_name(),
                                       bw::secret::taken_from(std::string(key)));
    BOOST_TEST_REQUIRE(where.is_done());
    return helpdesk::chat_model(*std::move(where), limits,
                                {.attempts = 3, .first_wait = bw::duration{5}});
}

/// A state in a folder that goes when the test ends.
struct desk {
    std::filesystem::path state =
        std::filesystem::temp_directory_path() /
        ("bailiwick-chat-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    std::unique_ptr<helpdesk::office> office;
    std::unique_ptr<helpdesk::agent_at_work> agent;
    bw::run_requester jana{"Jana Novak", "jana.novak@office.example"};

    desk() { open(); }
    ~desk() {
        agent.reset();
        std::filesystem::remove_all(state);
    }
    void open() {
        agent.reset();
        bw::credential_book book;
        helpdesk::name_accounts(book, state.string());
        auto opened = helpdesk::open_agent(
            {.folder = state.string(), .origin = "office.example/test", .accounts = book},
            CHAT_MODEL_FOLDER, office);
        if (!opened) BOOST_TEST_MESSAGE(opened.why().hint);
        BOOST_TEST_REQUIRE(opened.is_done());
        agent = *std::move(opened);
    }

    template <class Model>
    bw::answer<bw::run_report> ask(Model& model, const std::string& question) {
        helpdesk::conversation said;
        bw::run_report came = helpdesk::ask(*agent, model, said, jana, question);
        if (came.end == bw::run_end::model_failed) return came.why;
        return came;
    }

    /// All receipts as JSON, in the order of the log.
    std::vector<boost::json::value> receipts() const {
        std::vector<boost::json::value> all;
        const auto read = agent->state().log.for_each([&](unsigned long long,
                                                          std::string_view text) {
            all.push_back(*bw::parse_strict(text));
        });
        BOOST_TEST_REQUIRE(read.is_done());
        return all;
    }

    /// The log holds, and what it tells hangs together; checked with the key that lies beside it.
    bool is_whole() const {
        const std::string log = state.string() + "/log/agent";
        const auto read = bw::read_verifier_key(helpdesk::whole_file(log + ".vkey"));
        if (!read) return false;
        const auto found =
            bw::verify_together(std::vector<bw::log_to_check>{{log, {*read}}}).front();
        for (const bw::finding& each : found.problems) BOOST_TEST_MESSAGE(each.what);
        return found.verdict == bw::log_verdict::valid && found.open_intents == 0 &&
               found.size == receipts().size();
    }

    /// Whether any file below the state holds the text.
    bool holds(std::string_view text) const {
        for (const auto& each : std::filesystem::recursive_directory_iterator(state))
            if (each.is_regular_file() &&
                helpdesk::whole_file(each.path()).find(text) != std::string::npos)
                return true;
        return false;
    }
    static inline int count = 0;
};

inline std::string text_at(const boost::json::value& whole, std::string_view pointer) {
    boost::system::error_code none;
    const boost::json::value* found = whole.find_pointer(pointer, none);
    if (!found) return {};
    return found->is_string() ? std::string(found->get_string().c_str()) : bw::json_text(*found);
}

} // namespace place
