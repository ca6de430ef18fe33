// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/credential/time_source.hpp>
#include <bailiwick/notify/detail/bounded_child.hpp>
#include <bailiwick/notify/detail/mail_text.hpp>
#include <bailiwick/notify/hook.hpp>

namespace bailiwick {

/// Who writes, and which program takes the letter to the post.
struct mail_options {
    std::string from{};                         ///< a plain address
    std::string program = "/usr/sbin/sendmail"; ///< called with -t -i
    duration at_most = seconds(30);
};

/// Sends a letter through sendmail: UTF-8, one Message-ID for one message, marked as written by a
/// machine (RFC 3834).
///
/// Only contacts that are plain addresses are written to; whatever a name or a tool is called, it
/// cannot add a header or a recipient. When nobody can be written to, that is a refusal.
class mail_hook {
public:
    explicit mail_hook(mail_options options, time_source clock = {})
        : options_(std::move(options)), clock_(clock) {}

    answer<done> send(const notice_message& one) {
        if (!detail::is_mail_address(options_.from))
            return refusal{reason::malformed_request, "notify", options_.from,
                           "name a plain address to write from"};
        const std::string to = recipients_of(one);
        if (to.empty())
            return refusal{reason::malformed_request, "notify", one.id,
                           "nobody to be told has a plain mail address"};
        const auto ran = detail::run_bounded({options_.program, "-t", "-i"}, letter(one, to),
                                             options_.at_most);
        return detail::delivery_of(options_.program, ran);
    }

private:
    static std::string recipients_of(const notice_message& one) {
        std::string to;
        for (const party& each : one.to) {
            if (!detail::is_mail_address(each.contact))
                continue;
            to += to.empty() ? "" : ",\n ";
            to += each.name.empty() ? "" : detail::header_text(each.name) + "\n ";
            to += "<" + each.contact + ">";
        }
        return to;
    }

    std::string letter(const notice_message& one, const std::string& to) const {
        std::string id;
        for (const char each : one.id)
            id += detail::is_letter_or_digit(each) || each == '.' ? each : '_';
        return "From: <" + options_.from + ">\nTo: " + to +
               "\nSubject: " +
               detail::header_text("[" + one.queue + "] " + headline_of(one), " -_:.[]") +
               "\nDate: " + detail::mail_date(clock_.now()) + "\nMessage-ID: <" + id + "." +
               std::string(word_of(one.what)) +
               options_.from.substr(options_.from.find('@')) +
               ">\nAuto-Submitted: auto-generated\nMIME-Version: 1.0\n"
               "Content-Type: text/plain; charset=utf-8\n"
               "Content-Transfer-Encoding: quoted-printable\n\n" +
               detail::quoted_printable(letter_of(one));
    }

    mail_options options_;
    time_source clock_;
};
static_assert(notice_hook<mail_hook>);

} // namespace bailiwick
