// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/packet/command.hpp>

/// The build step as a program: bailiwick_packet() of the CMake file makes one for each agent.

namespace bailiwick {

/// The main function of a packet build step: `int main(int c, char** v)` of the generated program.
template <class Agent> int packet_main(int count, char** arguments) {
    using packet::detail::say;
    packet::request asked;
    const auto refuse = [](const std::string& why) {
        std::fprintf(stderr, "bailiwick: %s\n%s", why.c_str(), packet::detail::usage);
        return static_cast<int>(packet::outcome::usage);
    };
    if (count < 2)
        return refuse("no verb");
    asked.verb = arguments[1];
    const std::string_view verbs[] = {"write", "verify", "check", "diff", "approve", "digest"};
    if (asked.verb == "--help" || asked.verb == "help") {
        std::printf("%s", packet::detail::usage);
        return 0;
    }
    if (std::find(std::begin(verbs), std::end(verbs), asked.verb) == std::end(verbs))
        return refuse("'" + asked.verb + "' is no verb");
    for (int i = 2; i < count; ++i) {
        const std::string_view option = arguments[i];
        std::string* into = option == "--out"       ? &asked.out
                            : option == "--lock"    ? &asked.lock
                            : option == "--by"      ? &asked.by
                            : option == "--on"      ? &asked.on
                            : option == "--expires" ? &asked.expires
                            : option == "--today"   ? &asked.today
                                                    : nullptr;
        if (option == "--draft")
            asked.draft = true;
        else if (!into)
            return refuse("'" + std::string(option) + "' is no option");
        else if (++i == count)
            return refuse(std::string(option) + " needs a value");
        else
            *into = arguments[i];
    }
    const auto needs = [&](std::string_view verb, const std::string& value) {
        return asked.verb == verb && value.empty();
    };
    if (needs("write", asked.out) || needs("verify", asked.out))
        return refuse("--out is missing");
    if (needs("diff", asked.lock) || needs("approve", asked.lock))
        return refuse("--lock is missing");
    if (needs("approve", asked.by) || needs("approve", asked.expires))
        return refuse("--by and --expires are needed");
    if (!asked.today.empty() && !packet::detail::is_a_day(asked.today))
        return refuse("--today takes a day like 2027-01-31");
    return static_cast<int>(packet::command(packet::subject_of<Agent>(), std::move(asked)).run());
}

} // namespace bailiwick
