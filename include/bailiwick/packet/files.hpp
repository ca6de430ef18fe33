// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/packet/lock.hpp>
#include <bailiwick/packet/markdown.hpp>
#include <bailiwick/packet/summary.hpp>
#include <bailiwick/tool/vendor.hpp>

/// The files of a packet, as bytes; the same source always gives the same bytes.

namespace bailiwick::packet {

/// One file of the packet.
struct file {
    std::string name;
    std::string bytes;
};

/// What a packet needs to know of an agent, once the types are gone.
struct subject {
    const agent_facts* agent = nullptr;
    std::vector<check> checks{};
    std::string declaration{};
    std::vector<file> tools{}; ///< tool definitions, a file for each vendor
    operation_record operated{};
};

namespace detail {

template <class... Tools> std::vector<file> tool_files(bailiwick::detail::tool_list<Tools...>) {
    std::vector<file> files;
    for (vendor format : {vendor::openai_responses, vendor::openai_chat, vendor::anthropic,
                          vendor::gemini, vendor::mcp}) {
        std::string name(word_of(format));
        for (char& c : name)
            if (c == '_')
                c = '-';
        std::string text;
        put_indented(text, tool_definitions<Tools...>(format), 0);
        files.push_back({"tools." + name + ".json", text + "\n"});
    }
    return files;
}

inline std::string about(std::string_view name) {
    if (name == "declaration.json")
        return "the declaration, RFC 8785 bytes, schema "
               "bailiwick-declaration/1";
    if (name.starts_with("tools."))
        return "the tools as this vendor's interface defines them";
    if (name == "operation.json")
        return "what the state of one installation says; not part of the declaration";
    return "";
}

} // namespace detail

/// Takes everything a packet needs from an agent's type.
template <class Agent> subject subject_of() {
    subject taken{.agent = &facts_of<Agent>, .checks = checks_for<Agent>()};
    bailiwick::detail::string_sink sink{taken.declaration};
    for (std::size_t i = 0; i < bailiwick::detail::piece_count<Agent>; ++i)
        bailiwick::detail::put_piece(sink, facts_of<Agent>, i);
    taken.tools = detail::tool_files(bailiwick::detail::tools_of<Agent>{});
    return taken;
}

/// Where a declaration stands against a lock.
template <class Subject> approval_record record_of(const Subject& of, const approval_lock& lock) {
    approval_record record{.by = lock.by, .on = lock.on, .expires = lock.expires};
    if (digest_of(of.declaration) == lock.digest) {
        record.is = standing::approved;
        return record;
    }
    record.is = standing::drifted;
    const auto now = parse_strict(of.declaration, {.depth = 64, .bytes = 64u * 1024u * 1024u});
    if (now)
        for (const change& each : differences(lock.declaration, *now))
            record.changes.push_back(std::string(word_of(each.is)) + ": " + each.words);
    return record;
}

/// All files of the packet.
template <class Subject> std::vector<file> files_of(const Subject& of, approval_record approval) {
    std::vector<file> files{{"declaration.json", of.declaration}};
    files.insert(files.end(), of.tools.begin(), of.tools.end());
    if (!of.operated.facts.empty())
        files.push_back({"operation.json", of.operated.facts});
    material from{.agent = *of.agent,
                  .checks = of.checks,
                  .digest = std::string(digest_of(of.declaration)),
                  .flows = flows_of(*of.agent),
                  .approval = std::move(approval),
                  .operated = of.operated};
    for (const file& each : files)
        from.files.push_back(
            {each.name, std::string(digest_of(each.bytes)), detail::about(each.name)});
    const document packet = document_of(from);
    files.push_back({"packet.html", html_of(packet)});
    files.push_back({"packet.md", markdown_of(packet)});
    return files;
}

} // namespace bailiwick::packet
