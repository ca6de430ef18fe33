// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/verb_maker.hpp>

/// The command line: which verbs there are, what each takes, and what its help says.

namespace bailiwick::detail {

class grammar : private verb_maker {
public:
    using verb_maker::app;
    using verb_maker::verb_maker;

    void add_all(const std::string& run_says, bool can_run) {
        if (can_run) {
            CLI::App& run = verb(app_, "run", run_says, "run");
            // The agent's own words may look like options, so `run` keeps what it does not know.
            run.fallthrough(false);
            run.allow_extras();
            run.add_option("--state", into_.state, "Folder of the agent's state");
            run.add_flag("--json", into_.json, "Print JSON for programs");
            run.callback([this, &run] {
                into_.verb = "run";
                into_.words = run.remaining();
            });
        }
        add_packet();
        add_tickets();
        add_receipts();
        CLI::App& pause = person_verb(app_, "pause", "Stop every process of the agent");
        pause.add_flag("--drill", into_.drill, "Measure how long that takes, and let it go on");
        example(pause, "pause --as \"Ana Lind <ana@example.com>\" --why \"wrong replies\"");
        example(person_verb(app_, "resume", "Let a paused agent go on"),
                "resume --as \"Ana Lind <ana@example.com>\" --why \"model rolled back\"");
        CLI::App& credentials = group("credentials", "The agent's accounts, never their secrets");
        verb(credentials, "list", "Accounts, and where their secrets rest", "credentials list");
        const std::pair<const char*, const char*> account_verbs[] = {
            {"revoke", "Lend a credential no more, in any process"},
            {"reinstate", "Lend a revoked credential again, with the secret that rests there now"},
            {"rotate", "Fetch the secret anew, in every process"}};
        for (const auto& [name, says] : account_verbs)
            with_id(person_verb(credentials, name, says), "CREDENTIAL");
        verb(app_, "doctor", "Look for what is wrong with the state, and say what to do", "doctor");
        CLI::App& completion = group("completion", "Completion of words for a shell");
        verb(completion, "bash", "Print a script for bash", "");
        example(*completion.get_subcommand("bash"), "completion bash > ~/.bash_completion");
    }

private:
    void add_packet() {
        CLI::App& packet = verb(app_, "packet", "Write what reviewers read", "packet --out packet");
        packet.add_option("--out", into_.out, "Folder to write to")->type_name("DIR");
        packet.add_option("--lock", into_.lock, "The approval lock")->type_name("FILE");
        packet.add_flag("--draft", into_.draft, "Write also what nobody has approved");
        verb(app_, "digest", "Print the digest of the declaration", "digest");
        CLI::App& diff = verb(app_, "diff", "What changed between two declarations",
                              "diff old/declaration.json -");
        diff.add_option("files", into_.words,
                        "declaration.json or approval lock; - is this program")
            ->required()->expected(1, 2)->type_name("A B");
    }

    void add_tickets() {
        CLI::App& tickets = group("tickets", "Questions to people");
        CLI::App& list = verb(tickets, "list", "What waits, is granted, runs or is uncertain",
                              "tickets list --in waiting");
        list.add_option("--in", into_.in, "Only tickets in this state")->type_name("STATE");
        list.add_option("--queue", into_.queue, "Only tickets of this queue");
        list.add_flag("--all", into_.all, "Those that are over, too");
        with_limit(list);
        CLI::App& show =
            verb(tickets, "show", "Everything that an approver needs", "tickets show 01JD");
        with_id(show, "TICKET");
        show.add_option("--to-sign", into_.to_sign,
                        "Print only what --as signs to decide so, with --why as its reason")
            ->type_name("VERB")->check(CLI::IsMember({"grant", "deny", "retry", "override"}));
        const std::pair<const char*, const char*> verbs[] = {
            {"grant", "Agree to the call"},
            {"deny", "Say no, for good"},
            {"retry", "Let an uncertain call run once more"},
            {"override", "State how an uncertain call has really ended"},
            {"cancel", "Withdraw it, or close what is uncertain"},
            {"run", "Carry out a granted call, once"}};
        for (const auto& [name, says] : verbs) with_id(person_verb(tickets, name, says), "TICKET");
        for (const char* signed_verb : {"grant", "deny", "retry", "override"}) {
            CLI::App& decision = *tickets.get_subcommand(signed_verb);
            CLI::Option* const made = decision.add_option(
                "--signature", into_.signature, "The signature that ssh-keygen has made of it");
            made->type_name("FILE");
            decision.add_option("--key", into_.key, "Sign it now with this SSH key")
                ->type_name("FILE")->excludes(made);
        }
        CLI::App& narrow = person_verb(tickets, "narrow", "Answer with less than was asked for");
        with_id(narrow, "TICKET");
        narrow.add_option("--to", into_.to, "The lower numbers: {\"amount\":100}")
            ->type_name("JSON")->required();
        CLI::App& remove = person_verb(tickets, "remove", "Remove what is over from the store",
                                       " --before 2026-01-31");
        remove.add_option("--before", into_.before, "Only what ended before this day (UTC)")
            ->type_name("DAY")->required();
        example(*tickets.get_subcommand("run"),
                "tickets run ID --as \"Ana Lind <ana@example.com>\"");
    }

    void add_receipts() {
        CLI::App& receipts = group("receipts", "What the agent did, and the proof of it");
        CLI::App& list = verb(receipts, "list", "The newest receipts of all logs",
                              "receipts list --type intent --limit 20");
        list.add_option("--log", into_.log, "Only this log (agent, console, …)");
        list.add_option("--type", into_.type, "intent, approval, outcome, escalation or control");
        list.add_option("--ticket,--act", into_.id, "Only what belongs to this ticket or action");
        with_limit(list);
        CLI::App& show = verb(receipts, "show", "One receipt, and what the vault keeps of it",
                              "receipts show agent/17 --values");
        with_id(show, "RECEIPT");
        show.add_flag("--values", into_.values, "Print the values, which may be personal");
        CLI::App& prove = verb(receipts, "prove",
                               "Write a receipt and the proof that it is in the log",
                               "receipts prove agent/17 --out proofs");
        with_id(prove, "RECEIPT");
        prove.add_option("--out", into_.out, "Folder to write to")->type_name("DIR");
        CLI::App& exported = verb(receipts, "export", "Write receipts for other programs",
                                  "receipts export agent/17 --format statement");
        with_id(exported, "RECEIPT", false);
        exported.add_flag("--all", into_.all, "All receipts, not one");
        exported.add_option("--format", into_.format,
                            "statement, dsse, cose, otlp-logs, otlp-traces or ocsf")->required();
        exported.add_option("--log", into_.log, "Only this log (agent, console, …)");
        exported.add_option("--key", into_.keys,
                            "Private key file: who signs (dsse); else the log's own (cose)")
            ->expected(1)->type_name("FILE");
        exported.add_option("--out", into_.out, "Folder to write to")->type_name("DIR");
        CLI::App& verify = verb(receipts, "verify", "Check logs, or one receipt with its proof",
                                "receipts verify copy/agent --key agent.vkey");
        verify.add_option("folders", into_.words, "Folders of logs; else those of the state");
        verify.add_option("--key", into_.keys, "A .vkey file, or its line")->expected(1)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        verify.add_option("--checkpoint", into_.checkpoints, "A checkpoint kept elsewhere")
            ->expected(1)->type_name("FILE")->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        verify.add_option("--from", into_.from, "A copy of a log: its folder, or the URL where "
                          "it is published")
            ->expected(1)->type_name("PLACE")
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        verify.add_option("--jobs", into_.jobs, "So many threads; else one for each core, at "
                          "most 8")->check(CLI::Range(1U, 64U));
        verify.add_option("--receipt", into_.receipt, "The receipt's file")->type_name("FILE");
        verify.add_option("--proof", into_.proof, "The proof's file")->type_name("FILE");
        CLI::App& approvals =
            verb(receipts, "approvals", "Check every signed decision in the logs",
                 "receipts approvals --signers allowed_signers");
        approvals.add_option("--signers", into_.signers, "Whose keys count; that of the state")
            ->type_name("FILE");
        approvals.add_option("logs", into_.words, "Folder of all logs; else that of the state");
        CLI::App& erase = person_verb(receipts, "erase", "Erase the values behind a receipt");
        with_id(erase, "RECEIPT", false);
        erase.add_option("--before", into_.before, "All values older than this day (UTC)")
            ->type_name("DAY");
        erase.add_option("--subject", into_.subject, "All values about this person")
            ->type_name("WHOM");
        erase.add_option("--basis", into_.basis, "The ground for it, such as \"GDPR Art. 17\"");
        person_verb(receipts, "sweep", "Erase the values that the charter keeps no longer", "");
        CLI::App& prune = person_verb(receipts, "prune", "Remove receipts that it keeps no longer",
                                      " --before 2026-01-31");
        prune.add_option("--before", into_.before, "Only those older than this day (UTC)")
            ->type_name("DAY")->required();
        prune.add_option("--log", into_.log, "Only this log (agent, console, …)");
        add_keys_of_logs(receipts);
    }

    void add_keys_of_logs(CLI::App& receipts) {
        const auto of_a_log = [&](const char* name, const char* says, const char* shown) {
            CLI::App& made = person_verb(receipts, name, says, shown);
            made.add_option("log", into_.log, "The log (agent, console, …)")->type_name("LOG")
                ->required();
            return &made;
        };
        of_a_log("rotate-key", "Give a log a new key; both sign for a time", " agent");
        of_a_log("end-overlap", "End that time: the new key signs alone", " agent");
        of_a_log("revoke-key", "Say that a key counts no more",
                 " agent --key log/agent.vkey.old")
            ->add_option("--key", into_.keys, "Its .vkey file, or the line of it")
            ->expected(1)->required();
    }
};

} // namespace bailiwick::detail
