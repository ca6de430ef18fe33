// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/notify/detail/bounded_child.hpp>
#include <bailiwick/notify/hook.hpp>

namespace bailiwick {

/// Which program is told, and how long it may take.
struct command_options {
    std::vector<std::string> words{}; ///< the program and its arguments; no shell reads them
    duration at_most = seconds(30);
};

/// Tells a program: the message is one line of JSON on its standard input.
///
/// Exit code 0: delivered. 75, no such program, or one that took too long: later. Every
/// other code: it never will be.
class command_hook {
public:
    explicit command_hook(command_options options) : options_(std::move(options)) {}

    answer<done> send(const notice_message& one) {
        const std::string text = json_text(message_json(one)) + "\n";
        const auto ran = detail::run_bounded(options_.words, text, options_.at_most);
        return detail::delivery_of(options_.words.empty() ? "" : options_.words[0], ran);
    }

private:
    command_options options_;
};
static_assert(notice_hook<command_hook>);

} // namespace bailiwick
