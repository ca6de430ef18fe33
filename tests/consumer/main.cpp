// SPDX-License-Identifier: BSL-1.0
#include "agent.hpp"

#include <bailiwick/tool.hpp>

#include <iostream>

/// Prints what a build of a user's own would: the digest, and the tool as a vendor wants it.
int main() {
    std::cout << bw::digest<concierge_agent>.view() << '\n'
              << bw::tool_definition<tell_hours>(bw::vendor::openai_responses) << '\n';
}
