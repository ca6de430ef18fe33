// SPDX-License-Identifier: BSL-1.0
#include "intake.hpp"

#include <bailiwick/console.hpp>

#include <iomanip>
#include <iostream>

/// Runs the agent over messages and sums up; all other verbs are those of every agent's console.

namespace {

struct options {
    std::string inbox = SUPPORT_INTAKE_INBOX, input;
    bool is_gullible = true;
};

constexpr const char* usage =
    "run takes --inbox DIR, or --input FILE.csv (columns text, category), and --careful: the\n"
    "model then does not do what a message tells it. By default it does, to show the gate.\n";

int refused(const bw::refusal& why, int code = 3) {
    std::cerr << "refused: " << bw::word_of(why.code) << ": " << why.action;
    if (!why.subject.empty()) std::cerr << ' ' << why.subject;
    std::cerr << "\n  " << why.hint << '\n';
    return code;
}

std::optional<options> read_options(std::span<const std::string> words) {
    options chosen;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool has_value = i + 1 < words.size();
        if (words[i] == "--careful") chosen.is_gullible = false;
        else if (words[i] == "--inbox" && has_value) chosen.inbox = words[++i];
        else if (words[i] == "--input" && has_value) chosen.input = words[++i];
        else return std::nullopt;
    }
    return chosen;
}

/// "1 mail", "2 mails".
std::string counted(std::size_t many, const char* what) {
    return std::to_string(many) + ' ' + what + (many == 1 ? "" : "s");
}

/// Checks the log with the key that lies beside it, and says what that is worth.
int verify(const std::string& state) {
    const std::string folder = state + "/log/agent";
    const auto key = bw::read_verifier_key(bank::whole_file(folder + ".vkey"));
    if (!key) return refused(key.why(), 5);
    const bw::verification found = bw::verify_log(folder, {&*key, 1});
    std::cout << "The log: " << bw::word_of(found.verdict) << ", "
              << counted(found.size, "receipt") << ", every hash and signature checked.\n";
    for (const bw::finding& each : found.problems)
        std::cout << "  " << each.where << ": " << each.what << '\n';
    std::cout << "  The key lies beside the log (" << folder << ".vkey), so this says that the log "
                 "is whole,\n  not who wrote it: for that, check it with a key that you keep "
                 "elsewhere.\n";
    return found.verdict == bw::log_verdict::valid ? 0 : 5;
}

void print_ticket_line(const bw::ticket& each) {
    std::cout << "  " << each.id << "  " << std::left << std::setw(9) << bw::word_of(each.state)
              << ' ' << std::setw(12) << each.tool << " asked by "
              << (each.requester.contact.empty() ? each.requester.name : each.requester.contact)
              << '\n';
}

void print_tally(const bank::tally& sum, double seconds) {
    std::cout << "\n" << counted(sum.messages, "message") << " in " << std::fixed
              << std::setprecision(1) << seconds << " s";
    if (sum.skipped)
        std::cout << "; " << sum.skipped << (sum.skipped == 1 ? " was" : " were")
                  << " worked on before";
    std::cout << ".\n\nRan automatically:\n";
    for (const auto& [tool, count] : sum.automatic)
        std::cout << "  " << std::right << std::setw(6) << count << "  " << tool << '\n';
    std::cout << "\nRefused:\n";
    for (const auto& [why, count] : sum.refused)
        std::cout << "  " << std::right << std::setw(6) << count << "  " << why.first << ": "
                  << why.second << "\n          " << sum.hints.at(why) << '\n';
    for (const bw::refusal& each : sum.broken)
        std::cout << "  a run ended early: " << bw::word_of(each.code) << ": " << each.action << ' '
                  << each.subject << "; " << each.hint << '\n';
    if (sum.refused.empty() && sum.broken.empty()) std::cout << "  nothing\n";
}

/// All waiting tickets, by tool; gives the newest of a kind to try things with.
bw::answer<std::string> print_waiting(bank::agent_at_work& agent) {
    std::map<std::string, std::size_t> count;
    std::map<std::string, std::string> whom;
    std::string to_try;
    bw::ticket_page page{.limit = 500};
    do {
        const auto list = agent.tickets().list({.states = {bw::ticket_state::waiting}}, page);
        if (!list) return list.why();
        for (const bw::ticket& each : list->tickets) {
            ++count[each.tool];
            whom[each.tool] = std::to_string(each.approvers_needed) + " of " +
                              std::to_string(each.approvers.size()) + " in " + each.queue +
                              " (owner " + each.owner.name + ")";
            if (to_try.empty() && each.approvers_needed == 1) to_try = each.id;
        }
        page.after = list->next;
    } while (!page.after.empty());
    std::cout << "\nWaits for people:\n";
    for (const auto& [tool, many] : count)
        std::cout << "  " << std::right << std::setw(6) << many << "  " << tool << ", for "
                  << whom[tool] << '\n';
    if (count.empty()) std::cout << "  nothing\n";
    const auto unsure = agent.tickets().list({.states = {bw::ticket_state::uncertain}});
    if (unsure && !unsure->tickets.empty()) {
        std::cout << "\nUncertain, so a person says how each ended (retry, override or cancel):\n";
        for (const bw::ticket& each : unsure->tickets) print_ticket_line(each);
    }
    return to_try;
}

int run(const options& chosen, bank::agent_at_work& agent, bank::workplace& place,
        const char* program) {
    const std::string state = place.folder();
    const std::vector<bank::arrived> messages =
        chosen.input.empty() ? bank::mails_in(chosen.inbox) : bank::rows_of(chosen.input);
    bank::question_lane lane(agent, bank::support_leads);
    const bank::rule_model model(chosen.is_gullible,
                                 [&](std::size_t many) { return lane.take(many); });
    const bool live = ::isatty(STDERR_FILENO) == 1;
    const long long start = bw::system_now().microseconds;
    const bank::tally sum = bank::shift(agent, place, model, lane)
                                    .work_on(messages, !chosen.input.empty(), [&](std::size_t done) {
                                        if (live && done % 50 == 0)
                                            std::cerr << '\r' << done << " of " << messages.size();
                                    });
    if (live) std::cerr << "\r                    \r";
    const long long took = bw::system_now().microseconds - start;
    std::cout << "Model: " << model.about().name << ' ' << model.about().version
              << ", played by fixed rules"
              << (chosen.is_gullible ? " that do what a message tells them; try --careful" : "")
              << '\n';
    if (!chosen.input.empty())
        std::cout << "The rows bear no times: the agent's clock replays them 4.5 s apart, up to "
                     "now.\n";
    print_tally(sum, static_cast<double>(took) / 1e6);
    if (lane.held_back() > 0)
        std::cout << "\nHeld back, with their drafts kept:\n  " << std::right << std::setw(6)
                  << lane.held_back() << "  answers: people in this queue take "
                  << lane.asks().capacity_per_hour << " questions an hour\n";
    const bw::answer<std::string> ticket = print_waiting(agent);
    if (!ticket) return refused(ticket.why(), 4);
    std::cout << "\nIn the outbox: " << counted(place.mails_in_outbox(), "mail") << " ("
              << place.outbox() << "/new)\n\n";
    const int code = verify(state);
    if (!ticket->empty()) {
        const std::string self = std::string(program) + " --state " + state + " tickets ";
        const std::string as = " --as \"Jonas Weber <jonas.weber@bank.example>\"";
        std::cout << "\nTry next:\n  " << self << "show " << *ticket << "\n  " << self << "grant "
                  << *ticket << as << " --why \"the answer is right\"\n  " << self << "run "
                  << *ticket << as << '\n';
    }
    return sum.broken.empty() ? code : 1;
}

bank::kill_at rehearsed() {
    const char* set = std::getenv("SUPPORT_INTAKE_CRASH");
    const std::string_view when = set ? set : "";
    return when == "before" ? bank::kill_at::before_send
           : when == "after" ? bank::kill_at::after_send
                             : bank::kill_at::never;
}

} // namespace

int main(int count, char** words) {
    bank::replay_clock clock;
    std::unique_ptr<bank::workplace> place;
    bw::console_setup<bank::support_agent> setup{
        .state = "var/support_intake",
        .origin = "bank.example/support-intake",
        .process = {.clock = bw::time_source(clock)},
        .run_says = "Work on the messages of an inbox (--inbox DIR, --input FILE.csv, --careful)"};
    setup.accounts = bank::name_accounts;
    setup.open = [&](bw::open_options where) {
        where.process.build = bank::digest_of_text(bank::whole_file("/proc/self/exe"));
        return bank::open_agent(std::move(where), place, rehearsed());
    };
    setup.run = [&](bank::agent_at_work& agent, std::span<const std::string> said) {
        const std::optional<options> chosen = read_options(said);
        try {
            if (chosen) return run(*chosen, agent, *place, words[0]);
            std::cerr << usage;
        } catch (const std::exception& fault) {
            std::cerr << "run: " << fault.what() << '\n';
        }
        return static_cast<int>(bw::console_exit::usage);
    };
    return bw::console(count, words, setup);
}
