// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/asked.hpp>

#include <CLI/CLI.hpp>

namespace bailiwick::detail {

/// What all verbs have in common: where the words go, who acts and why, an example in the help.
class verb_maker {
public:
    explicit verb_maker(asked& into) : into_(into), app_("", into.program) {
        app_.require_subcommand(1);
        app_.fallthrough();
        app_.get_formatter()->label("SUBCOMMAND", "VERB");
        app_.add_option("--state", into_.state, "Folder of the agent's state")
            ->envname("BAILIWICK_STATE")->capture_default_str()->type_name("DIR");
        app_.add_flag("--json", into_.json, "Print JSON for programs");
        with_person(app_)->envname("BAILIWICK_OPERATOR");
        with_reason(app_);
        app_.footer("Exit codes: 0 done, 1 a check failed, 2 usage, 3 refused by policy,\n"
                    "4 the state cannot be opened, 5 verification failed");
    }

    CLI::App& app() { return app_; }

protected:
    CLI::App& group(const std::string& name, const std::string& says) {
        CLI::App& made = *app_.add_subcommand(name, says)->group("Verbs");
        made.require_subcommand(1);
        made.footer("Each verb has its own help: " + into_.program + " " + name + " VERB --help");
        return made;
    }
    void example(CLI::App& of, const std::string& words) {
        of.footer("Every verb takes --state DIR and --json, too.\nExample: " + into_.program + " " +
                  words);
    }
    CLI::App& verb(CLI::App& in, const std::string& name, const std::string& says,
                   const std::string& shown) {
        CLI::App& made = *in.add_subcommand(name, says)->group("Verbs");
        const std::string whole = &in == &app_ ? name : in.get_name() + " " + name;
        made.callback([this, whole] {
            into_.verb = whole;
            if (into_.out.empty()) into_.out = whole == "packet"            ? "packet"
                                                : whole == "receipts export" ? "exports"
                                                                             : "proofs";
        });
        if (!shown.empty()) example(made, shown);
        return made;
    }
    CLI::Option* with_person(CLI::App& to) {
        return to.add_option("--as", into_.as, "Who acts: \"Name <contact>\"; else what "
                             "BAILIWICK_OPERATOR says")->type_name("PERSON");
    }
    void with_reason(CLI::App& to) {
        to.add_option("--why", into_.why, "Why: it goes into the receipt, in the clear")
            ->type_name("TEXT");
    }
    CLI::App& person_verb(CLI::App& in, const std::string& name, const std::string& says,
                          const std::string& shown = " ID") {
        CLI::App& made = verb(in, name, says, "");
        with_person(made);
        if (name != "run") with_reason(made);
        const std::string whole = &in == &app_ ? name : in.get_name() + " " + name + shown;
        example(made, whole + " --as \"Ana Lind <ana@example.com>\" --why \"…\"");
        return made;
    }
    void with_id(CLI::App& to, const char* name, bool required = true) {
        CLI::Option* id = to.add_option("id", into_.id, "Its id, or the beginning of it");
        id->type_name(name);
        if (required) id->required();
    }
    void with_limit(CLI::App& to) {
        to.add_option("--limit", into_.limit, "At most so many")->capture_default_str()
            ->check(CLI::Range(std::size_t{1}, std::size_t{1000000}));
    }

    asked& into_;
    CLI::App app_;
};

} // namespace bailiwick::detail
