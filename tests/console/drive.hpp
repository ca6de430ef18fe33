// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../agent/desk_at_work.hpp"

#include <bailiwick/console/setup.hpp>

#include <boost/test/unit_test.hpp>

/// The console driven in this process, with what it printed, over a state of its own.

namespace drive {

struct result {
    int code = -1;
    std::string out, err;

    boost::json::value json() const {
        const auto parsed = bw::parse_strict(out, {.depth = 64, .bytes = 64u << 20});
        return parsed ? *parsed : boost::json::value{};
    }
};

bw::answer<std::unique_ptr<bw::embedded_agent<at_work::agent>>> open_desk(bw::open_options where);

/// What one line of words does in the desk's console.
result typed(std::vector<std::string> words, const bw::console_setup<at_work::agent>& setup);

/// A console over the desk, whose `run` asks to send a mail to each of the words.
bw::console_setup<at_work::agent> desk_setup();

inline bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// A state in a folder that goes when the test ends, and the console over it.
struct place {
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() /
        ("bailiwick-console-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    std::string state = (folder / "state").string();
    bw::console_setup<at_work::agent> setup = desk_setup();

    place() {
        at_work::mails = at_work::fail_next = 0;
        ::unsetenv("BAILIWICK_STATE");
        ::unsetenv("BAILIWICK_OPERATOR");
        std::filesystem::create_directories(folder);
    }
    ~place() { std::filesystem::remove_all(folder); }

    /// Runs `desk <words>` with the place's state.
    result operator()(std::vector<std::string> words) {
        words.insert(words.begin(), {"desk", "--state", state});
        return typed(std::move(words), setup);
    }
    /// The same by Ana, who may decide, with a reason.
    result by_ana(std::vector<std::string> words) {
        words.insert(words.end(), {"--as", "Ana Lind <ana@example.com>", "--why", "it is fine"});
        return (*this)(std::move(words));
    }
    /// A ticket that waits.
    std::string ticket(const std::string& customer = "ann") {
        BOOST_TEST_REQUIRE((*this)({"run", customer}).code == 0);
        return at_work::text_at((*this)({"tickets", "list", "--json"}).json(),
                                "/tickets/0/id");
    }
    static inline int count = 0;
};

} // namespace drive
