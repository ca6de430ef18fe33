// SPDX-License-Identifier: BSL-1.0
#include "big_agent.hpp"

#include <cstdio>
#include <cstdlib>

/// make_agent TOOLS [WRONG]: prints the header of an agent; tool WRONG (from one) has no timeout.
int main(int count, char** words) {
    if (count < 2) {
        std::fprintf(stderr, "usage: make_agent TOOLS [WRONG]\n");
        return 2;
    }
    const std::size_t wrong = count > 2 ? std::strtoul(words[2], nullptr, 10) : 0;
    std::fputs(bench::big_agent(std::strtoul(words[1], nullptr, 10), wrong).c_str(), stdout);
}
