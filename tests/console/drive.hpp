// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../agent/desk_at_work.hpp"

#include <bailiwick/console.hpp>

#include <boost/test/unit_test.hpp>

#include <fcntl.h>

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

/// Standard output or error, caught in a file until it is asked for.
class caught {
public:
    caught(std::FILE* stream, int number)
        : stream_(stream), number_(number), file_(std::tmpfile()) {
        std::fflush(stream_);
        kept_ = ::dup(number_);
        ::dup2(::fileno(file_), number_);
    }
    std::string end() {
        std::fflush(stream_);
        ::dup2(kept_, number_);
        ::close(kept_);
        std::rewind(file_);
        std::string text;
        for (int c = std::fgetc(file_); c != EOF; c = std::fgetc(file_))
            text += static_cast<char>(c);
        std::fclose(file_);
        return text;
    }

private:
    std::FILE* stream_;
    int number_, kept_ = -1;
    std::FILE* file_;
};

inline bw::answer<std::unique_ptr<bw::embedded_agent<at_work::agent>>>
open_desk(bw::open_options where) {
    return bw::open_embedded<at_work::agent>(std::move(where), good::lookup{},
                                             good::write_note{}, good::send_mail{});
}

/// What one line of words does in an agent's console.
template <class Agent>
result typed(std::vector<std::string> words, const bw::console_setup<Agent>& setup) {
    std::vector<char*> argv;
    for (std::string& each : words) argv.push_back(each.data());
    argv.push_back(nullptr);
    caught out(stdout, 1), err(stderr, 2);
    result came;
    came.code = bw::console(static_cast<int>(words.size()), argv.data(), setup);
    came.out = out.end();
    came.err = err.end();
    return came;
}

inline bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// A state in a folder that goes when the test ends, and the console over it.
struct place {
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() /
        ("bailiwick-console-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    std::string state = (folder / "state").string();
    bw::console_setup<at_work::agent> setup{
        .origin = "example.com/desk",
        .accounts = [](bw::credential_book& book, const std::string&) { at_work::fill(book); },
        .open = open_desk,
        .run =
            [](bw::embedded_agent<at_work::agent>& agent, std::span<const std::string> words) {
                bw::session run(agent, at_work::context());
                for (const std::string& each : words) {
                    const auto came = run.dispatch(
                        "send_mail", R"({"customer":")" + each + R"(","body":"Hello.\nBye."})");
                    if (came.status != bw::dispatch_status::waiting) return 7;
                }
                return 0;
            }};

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
