// SPDX-License-Identifier: BSL-1.0
#include "charter.hpp"

#include <iostream>

/// Prints what the agent may do, from the same facts that the compiler checked.
int main() {
    const bw::agent_facts& agent = bw::facts_of<bank::support_agent>;
    const bw::identity& self = *agent.charter.identity;
    std::cout << self.name << ' ' << self.version << '\n'
              << "declaration " << bw::digest<bank::support_agent>.view() << "\n\n";
    for (const bw::rule& row : agent.charter.matrix) {
        std::cout << "  " << bw::word_of(row.verdict) << '\t' << row.tool;
        if (row.asks)
            std::cout << "  (" << row.approvers << " of " << row.asks->approvers.size() << " in "
                      << row.asks->name << ')';
        std::cout << '\n';
    }
}
