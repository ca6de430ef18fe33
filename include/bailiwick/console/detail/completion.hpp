// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace bailiwick::detail {

/// The words that may follow a verb: the verbs below it, and all options up to the top.
inline std::string words_after(const CLI::App& at) {
    std::string words;
    for (const CLI::App* each : at.get_subcommands([](const CLI::App*) { return true; }))
        words += each->get_name() + " ";
    for (const CLI::App* level = &at; level; level = level->get_parent())
        for (const CLI::Option* each : level->get_options())
            for (const std::string& name : each->get_lnames())
                if (words.find("--" + name + " ") == std::string::npos) words += "--" + name + " ";
    return words;
}

inline void put_case(std::string& script, const CLI::App& at, const std::string& path) {
    script += "    '" + path + "') words='" + words_after(at) + "' ;;\n";
    for (const CLI::App* each : at.get_subcommands([](const CLI::App*) { return true; }))
        put_case(script, *each, path.empty() ? each->get_name() : path + " " + each->get_name());
}

/// A script that completes verbs, options and files for one program.
inline std::string bash_completion(const CLI::App& app, const std::string& program) {
    std::string name = program.substr(program.rfind('/') + 1), function = "_console_";
    for (char each : name)
        function += (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') ||
                            (each >= '0' && each <= '9')
                        ? each
                        : '_';
    std::string quoted = "'";
    for (char each : name) quoted += each == '\'' ? std::string("'\\''") : std::string(1, each);
    std::string script = function + "() {\n"
                         "  local path='' words='' each\n"
                         "  for each in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
                         "    case $each in -*) continue ;; esac\n"
                         "    path=\"${path:+$path }$each\"\n"
                         "  done\n"
                         "  case $path in\n";
    put_case(script, app, "");
    script += "  esac\n"
              "  COMPREPLY=($(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\"))\n"
              "}\n"
              "complete -o default -F " + function + " " + quoted + "'\n";
    return script;
}

} // namespace bailiwick::detail
