// SPDX-License-Identifier: BSL-1.0
// Every umbrella twice in one file, and the same in two files of one program: nothing may be defined twice.
#include <bailiwick/charter.hpp>
#include <bailiwick/packet.hpp>
#include <bailiwick/policy.hpp>
#include <bailiwick/tool.hpp>
#include <bailiwick/charter.hpp>
#include <bailiwick/packet.hpp>
#include <bailiwick/policy.hpp>
#include <bailiwick/tool.hpp>
#include <bailiwick/agent.hpp>
#include <bailiwick/bailiwick.hpp>
#include <bailiwick/console.hpp>
#include <bailiwick/credential.hpp>
#include <bailiwick/escalation.hpp>
#include <bailiwick/evidence.hpp>
#include <bailiwick/notify.hpp>
#include <bailiwick/receipt.hpp>
#include <bailiwick/witness.hpp>
#include <bailiwick/agent.hpp>
#include <bailiwick/bailiwick.hpp>
#include <bailiwick/console.hpp>
#include <bailiwick/credential.hpp>
#include <bailiwick/escalation.hpp>
#include <bailiwick/evidence.hpp>
#include <bailiwick/notify.hpp>
#include <bailiwick/receipt.hpp>
#include <bailiwick/witness.hpp>

int second_file();

int main() {
    return second_file();
}
