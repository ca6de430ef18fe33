// SPDX-License-Identifier: BSL-1.0
#include "at_work.hpp"
#include "chat_model.hpp"
#include "recorded_model.hpp"

#include <bailiwick/console.hpp>

#include <iostream>
#include <sstream>

#include <pwd.h>

/// Answers questions with a language model; all other verbs are those of every agent's console.

namespace {

constexpr const char* usage =
    "run takes one question, or none: it then reads questions line by line.\n"
    "  --transcript FILE  play a recorded model instead of asking one (no key, no network)\n"
    "  --from WHO         on whose behalf; \"Name <address>\", else the user of this process\n";

struct options {
    std::string transcript, question;
    bw::run_requester from;
};

bw::run_requester requester_in(const std::string& who) {
    const std::size_t open = who.find('<');
    if (open == std::string::npos) return {who, who};
    const std::size_t end = who.find_last_not_of(' ', open == 0 ? 0 : open - 1);
    const std::string name = end == std::string::npos ? std::string() : who.substr(0, end + 1);
    return {name, who.substr(open + 1, who.find('>', open) - open - 1)};
}

std::string user_of_this_process() {
    const passwd* found = ::getpwuid(::getuid());
    return std::string(found ? found->pw_name : std::to_string(::getuid())) + "@localhost";
}

std::optional<options> read_options(std::span<const std::string> words) {
    options chosen;
    std::string from = user_of_this_process();
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool has_value = i + 1 < words.size();
        if (words[i] == "--transcript" && has_value) chosen.transcript = words[++i];
        else if (words[i] == "--from" && has_value) from = words[++i];
        else if (words[i].starts_with("--") || !chosen.question.empty()) return std::nullopt;
        else chosen.question = words[i];
    }
    chosen.from = requester_in(from);
    if (chosen.from.name.empty() || chosen.from.contact.empty()) return std::nullopt;
    return chosen;
}

/// What others wrote, one line at a time, because only whole lines are made harmless.
void print_text(const bw::screen& on, const std::string& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) on.line("  " + line);
}

/// One call: done, refused and why, or whom it waits for.
void print_call(const bw::screen& on, const helpdesk::agent_at_work& agent,
                const bw::call_made& made) {
    // A model decides how long its arguments are; the ticket and the vault have all of them.
    const std::string call = "  " + made.call.name + " " + made.call.arguments_json.substr(0, 300);
    const bw::refusal& why = made.came.why;
    switch (made.came.status) {
    case bw::dispatch_status::done: return on.line(call + ": done", bw::tint::good);
    case bw::dispatch_status::refused:
        on.line(call + ": refused, " + std::string(bw::word_of(why.code)), bw::tint::bad);
        return on.line("    " + (why.subject.empty() ? "" : why.subject + ": ") + why.hint);
    case bw::dispatch_status::waiting: break;
    }
    on.line(call + ": waits", bw::tint::warn);
    if (const auto ticket = agent.tickets().find(made.came.ticket))
        on.line("    for " + ticket->queue + " (owner " + ticket->owner.name + "), ticket " +
                ticket->id);
}

/// Asks, prints what came of it, and gives the exit code.
template <bw::language_model Model>
int answer_one(const bw::screen& on, helpdesk::agent_at_work& agent, Model& model,
               helpdesk::conversation& said, const bw::run_requester& who,
               const std::string& question) {
    const auto came = helpdesk::ask(agent, model, said, who, question);
    for (const bw::call_made& each : came.calls) print_call(on, agent, each);
    if (came.end == bw::run_end::model_failed) return static_cast<int>(on.refuse(came.why));
    if (came.end != bw::run_end::model_stopped) {
        on.line("The run was stopped: " + std::string(bw::word_of(came.end)), bw::tint::bad);
        return static_cast<int>(bw::console_exit::refused);
    }
    on.line("The assistant:", bw::tint::strong);
    print_text(on, came.text);
    return 0;
}

template <bw::language_model Model>
int converse(helpdesk::agent_at_work& agent, Model& model, const options& chosen) {
    const bw::screen on(false);
    helpdesk::conversation said;
    const bw::run_model about = model.about();
    on.line("The model: " + about.name + "@" + about.version, bw::tint::faint);
    if (!chosen.question.empty())
        return answer_one(on, agent, model, said, chosen.from, chosen.question);
    int worst = 0;
    for (std::string line; on.progress("> "), std::getline(std::cin, line);)
        if (!line.empty())
            worst = std::max(worst, answer_one(on, agent, model, said, chosen.from, line));
    return worst;
}

int run(helpdesk::agent_at_work& agent, options chosen) {
    const bw::screen on(false);
    if (chosen.transcript.empty()) {
        auto where = helpdesk::endpoint_from_environment();
        if (!where) return static_cast<int>(on.refuse(where.why()));
        helpdesk::chat_model model(*std::move(where));
        return converse(agent, model, chosen);
    }
    auto recorded = helpdesk::read_transcript(chosen.transcript);
    if (!recorded) return static_cast<int>(on.refuse(recorded.why()));
    on.line("Recorded: " + recorded->shows, bw::tint::faint);
    if (chosen.question.empty()) {
        chosen.question = recorded->question;
        on.line("The question:", bw::tint::strong);
        print_text(on, chosen.question);
    }
    helpdesk::recorded_model model(*std::move(recorded));
    return converse(agent, model, chosen);
}

} // namespace

int main(int count, char** words) {
    std::unique_ptr<helpdesk::office> place;
    bw::console_setup<helpdesk::chat_agent> setup{
        .state = "var/chat_model",
        .origin = "office.example/help-desk-assistant",
        .run_says = "Answer a question (--transcript FILE, --from WHO), or one on each line"};
    setup.accounts = helpdesk::name_accounts;
    setup.open = [&](bw::open_options where) {
        where.process.build = bw::digest_of(helpdesk::whole_file("/proc/self/exe")).view();
        return helpdesk::open_agent(std::move(where), CHAT_MODEL_FOLDER, place);
    };
    setup.run = [&](helpdesk::agent_at_work& agent, std::span<const std::string> said) {
        if (auto chosen = read_options(said)) return run(agent, *std::move(chosen));
        std::cerr << usage;
        return static_cast<int>(bw::console_exit::usage);
    };
    return bw::console(count, words, setup);
}
