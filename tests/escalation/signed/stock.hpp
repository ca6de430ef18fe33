// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/detail/child_output.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include <boost/test/unit_test.hpp>

/// The stock ssh-keygen in a folder of its own: what it makes and what it accepts.
namespace stock {

/// Whether ssh-keygen is there; a line says so when it is not.
inline bool is_there() {
    const auto ran = bw::detail::run_child({"ssh-keygen", "-?"}, "");
    if (ran)
        return true;
    std::cout << "skipped: no ssh-keygen\n";
    return false;
}

struct folder {
    std::filesystem::path at;

    folder() {
        std::string name = (std::filesystem::temp_directory_path() / "bw-signed-XXXXXX").string();
        BOOST_TEST_REQUIRE((::mkdtemp(name.data()) != nullptr));
        at = name;
    }
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;
    ~folder() {
        std::error_code ignored;
        std::filesystem::remove_all(at, ignored);
    }

    std::string path(const std::string& name) const { return (at / name).string(); }
    std::string write(const std::string& name, std::string_view text) const {
        std::ofstream(at / name, std::ios::binary) << text;
        return path(name);
    }
    std::string read(const std::string& name) const {
        std::ostringstream text;
        text << std::ifstream(at / name, std::ios::binary).rdbuf();
        return text.str();
    }

    bw::detail::child_output run(std::vector<std::string> words,
                                 std::string_view input = {}) const {
        words.insert(words.begin(), "ssh-keygen");
        auto ran = bw::detail::run_child(words, input);
        BOOST_TEST_REQUIRE(ran.is_done());
        return *ran;
    }

    /// A new key without a passphrase; gives its public line without the end of the line.
    std::string make_key(const std::string& name, const std::string& type,
                         const std::string& passphrase = "") const {
        const auto made =
            run({"-q", "-t", type, "-N", passphrase, "-C", "a comment", "-f", path(name)});
        BOOST_TEST_REQUIRE(made.exit_code == 0, made.errors);
        const std::string line = read(name + ".pub");
        return line.substr(0, line.find('\n'));
    }

    /// Whether `ssh-keygen -Y verify` accepts a signature for somebody at a time.
    bool verifies(std::string_view signers, std::string_view signature, std::string_view message,
                  const std::string& principal, const std::string& verify_time = "",
                  const std::string& name_space = "bailiwick-approval") const {
        std::vector<std::string> words{
            "-Y", "verify",   "-f", write("signers", signers),      "-I", principal,
            "-n", name_space, "-s", write("message.sig", signature)};
        if (!verify_time.empty())
            words.insert(words.end(), {"-O", "verify-time=" + verify_time});
        return run(words, message).exit_code == 0;
    }
};

} // namespace stock
