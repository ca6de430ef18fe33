// SPDX-License-Identifier: BSL-1.0
#include <bailiwick/credential/file_secret.hpp>
#include <bailiwick/escalation/sqlite.hpp>
#include <bailiwick/notify.hpp>
#include <bailiwick/notify/webhook.hpp>

#include <csignal>
#include <cstdio>
#include <thread>

static void tell(const bw::refusal& why) {
    std::fprintf(stderr, "%s: %s\n", why.subject.c_str(), why.hint.c_str());
}

int main(int count, char** words) {
    if (count != 6) return 2;
    const std::string state = words[1], program = words[2], url = words[3], key = words[4];
    sigset_t ends; // before any thread, so that none of them is ended instead
    sigemptyset(&ends), sigaddset(&ends, SIGTERM), sigaddset(&ends, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    auto store = bw::sqlite_store::open(state + "/tickets.db");
    if (!store) return tell(store.why()), 1;

    const auto named = [&](const char* name, std::vector<bw::told_party> to) {
        return bw::notifier_options{
            .name = name,
            .message = {.to = std::move(to), .program = program + " --state " + state},
            .cursor_file = state + "/notified." + name,
            .on_undeliverable = [](const auto&, const bw::refusal& why) { tell(why); },
            .on_trouble = tell};
    };
    using enum bw::told_party;
    bw::notifier chat(*store, bw::webhook({.url = url}, bw::file_secret(key)),
                      named("chat", {owner}));
    bw::notifier mail(*store, bw::mail_hook({.from = words[5]}), named("mail", {approvers, deputy}));
    std::jthread by_chat([&](std::stop_token stop) { chat.run(stop); });
    std::jthread by_mail([&](std::stop_token stop) { mail.run(stop); });
    int ended = 0;
    return sigwait(&ends, &ended);
}
