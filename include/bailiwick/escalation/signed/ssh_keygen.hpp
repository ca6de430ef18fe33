// SPDX-License-Identifier: BSL-1.0
#pragma once

// opt-in: it runs another program, and only consoles that sign decisions do

#include <bailiwick/escalation/detail/child_output.hpp>
#include <bailiwick/tool/answer.hpp>

namespace bailiwick {

/// The armored signature that stock ssh-keygen makes over a message for approvals.
///
/// The key file may be a private key, or a public one whose private half an agent or a security
/// key holds. It runs without a shell and keeps the terminal: ssh-keygen itself asks there for a
/// passphrase, a PIN or a touch. The refusal carries its last line.
inline answer<std::string> sign_with_ssh_keygen(const std::string& key_file,
                                                std::string_view message,
                                                const std::string& program = "ssh-keygen") {
    const auto refuse = [&](std::string hint) {
        return refusal{reason::secret_unavailable, "sign", key_file, std::move(hint)};
    };
    if (key_file.empty() || key_file.find('\0') != std::string::npos)
        return refuse("name the file of the key");
    const answer<detail::child_output> child = detail::run_child(
        {program, "-Y", "sign", "-f", key_file, "-n", "bailiwick-approval"}, message);
    if (!child)
        return refuse(child.why().hint);
    if (child->exit_code != 0 || child->output.empty()) {
        const std::string_view last = detail::last_line_of(child->errors);
        return refuse(last.empty() ? program + " made no signature (exit code " +
                                         std::to_string(child->exit_code) + ")"
                                   : program + " says: " + std::string(last));
    }
    return child->output;
}

} // namespace bailiwick
