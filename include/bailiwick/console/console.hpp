// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/approvals_verb.hpp>
#include <bailiwick/console/detail/completion.hpp>
#include <bailiwick/console/detail/credential_verbs.hpp>
#include <bailiwick/console/detail/doctor.hpp>
#include <bailiwick/console/detail/erase_verb.hpp>
#include <bailiwick/console/detail/export_verb.hpp>
#include <bailiwick/console/detail/grammar.hpp>
#include <bailiwick/console/detail/key_verb.hpp>
#include <bailiwick/console/detail/packet_verbs.hpp>
#include <bailiwick/console/detail/prune_verb.hpp>
#include <bailiwick/console/detail/receipt_verbs.hpp>
#include <bailiwick/console/detail/remove_verb.hpp>
#include <bailiwick/console/detail/sweep_verb.hpp>
#include <bailiwick/console/detail/switch_verbs.hpp>
#include <bailiwick/console/detail/ticket_verbs.hpp>
#include <bailiwick/console/detail/verb_fault.hpp>

#include <sstream>

namespace bailiwick {
namespace detail {

template <class Agent>
console_exit carry_out(const console_setup<Agent>& setup, const asked& typed, const screen& on,
                       const CLI::App& app, int& code_of_run) {
    const std::string_view verb = typed.verb;
    if (verb == "run") {
        auto running = open_agent(setup, typed, "agent");
        if (!running) return on.refuse(running.why(), console_exit::no_state);
        code_of_run = setup.run(**running, std::span<const std::string>(typed.words));
        return console_exit::done;
    }
    if (verb == "packet") return packet_verbs<Agent>(setup, typed, on).write();
    if (verb == "digest") return packet_verbs<Agent>(setup, typed, on).print_digest();
    if (verb == "diff") return packet_verbs<Agent>(setup, typed, on).diff();
    if (verb == "tickets list") return ticket_verbs(setup, typed, on).list();
    if (verb == "tickets show") return ticket_verbs(setup, typed, on).show();
    if (verb == "tickets run") return ticket_verbs(setup, typed, on).run();
    if (verb == "tickets narrow") return ticket_verbs(setup, typed, on).narrow();
    if (verb == "tickets remove") return remove_verb(setup, typed, on).run();
    if (verb.starts_with("tickets ")) return ticket_verbs(setup, typed, on).decide();
    if (verb == "receipts list") return receipt_verbs(typed, on).list();
    if (verb == "receipts show") return receipt_verbs(typed, on).show();
    if (verb == "receipts prove") return receipt_verbs(typed, on).prove();
    if (verb == "receipts export") return export_verb(typed, on).run();
    if (verb == "receipts verify") return verify_verb(typed, on, setup.fetch).run();
    if (verb == "receipts approvals") return approvals_verb(typed, on).run();
    if (verb == "receipts erase") return erase_verb(setup, typed, on).run();
    if (verb == "receipts sweep") return sweep_verb(setup, typed, on).run();
    if (verb == "receipts prune") return prune_verb(setup, typed, on).run();
    if (verb == "receipts rotate-key" || verb == "receipts end-overlap" ||
        verb == "receipts revoke-key")
        return key_verb(setup, typed, on).run();
    if (verb == "pause") return switch_verbs(setup, typed, on).pause();
    if (verb == "resume") return switch_verbs(setup, typed, on).resume();
    if (verb == "credentials list") return credential_verbs(setup, typed, on).list();
    if (verb.starts_with("credentials ")) return credential_verbs(setup, typed, on).change();
    if (verb == "doctor") return doctor<Agent>(setup, typed, on).run();
    on.bytes(bash_completion(app, typed.program));
    return console_exit::done;
}

inline int end_of_parse(const CLI::App& app, const CLI::ParseError& why, const asked& typed) {
    if (const auto fault = fault_of_verb(app, typed.program))
        if (why.get_exit_code() != 0) return static_cast<int>(screen(typed.json).refuse(*fault));
    std::ostringstream facts, complaints;
    const int code = app.exit(why, facts, complaints);
    std::fputs(facts.str().c_str(), stdout);
    if (code == 0) return 0;
    if (typed.json)
        return static_cast<int>(screen(true).misused("command line", why.what(), "see --help"));
    std::fprintf(stderr, "%s\n", plain(trimmed(complaints.str()), true).c_str());
    return static_cast<int>(console_exit::usage);
}

template <class Agent>
int parse_and_carry_out(int argc, char** argv, const console_setup<Agent>& setup) {
    asked typed;
    typed.program = argc > 0 ? argv[0] : "agent";
    typed.state = setup.state;
    int code_of_run = 0;
    grammar words(typed);
    words.add_all(setup.run_says, static_cast<bool>(setup.run));
    try {
        words.app().parse(argc, argv);
    } catch (const CLI::ParseError& why) {
        return end_of_parse(words.app(), why, typed);
    }
    while (typed.state.size() > 1 && typed.state.ends_with('/')) typed.state.pop_back();
    typed.command = typed.program;
    if (typed.state != setup.state)
        typed.command += " --state " + detail::shell_word(typed.state);
    const screen on(typed.json);
    const console_exit code = carry_out(setup, typed, on, words.app(), code_of_run);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        on.note("not everything could be printed");
        return static_cast<int>(console_exit::check_failed);
    }
    return code == console_exit::done ? code_of_run : static_cast<int>(code);
}

} // namespace detail

/// The whole `main` of an agent's program: reads the command line, does one verb, and gives the
/// exit code of `console_exit`; nothing is thrown out of it.
template <class Agent> int console(int argc, char** argv, const console_setup<Agent>& setup) {
    try {
        return detail::parse_and_carry_out(argc, argv, setup);
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "internal_error: %s\n", detail::plain(fault.what()).c_str());
    } catch (...) {
        std::fprintf(stderr, "internal_error: something unknown was thrown\n");
    }
    return static_cast<int>(console_exit::check_failed);
}

} // namespace bailiwick
