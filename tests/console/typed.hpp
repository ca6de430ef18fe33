// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "drive.hpp"

#include <bailiwick/console.hpp>

#include <fcntl.h>

namespace drive {

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

/// What one line of words does in an agent's console; compiling it takes most of a minute.
template <class Agent>
result typed_in(std::vector<std::string> words, const bw::console_setup<Agent>& setup) {
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

} // namespace drive
