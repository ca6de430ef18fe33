// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "reply_texts.hpp"
#include "topic_rules.hpp"

#include <bailiwick/agent/model.hpp>

#include <functional>
#include <map>

/// A model made of rules: it answers as a language model would, and the same each time.

namespace bank {

/// What the rules find in a message besides its topic.
struct findings {
    std::string payment;          ///< the id of a card payment, or empty
    long long cents = 0;          ///< an amount, or nothing
    std::optional<dispute_reason> disputed;
    bool gives_orders = false;    ///< it tells the agent, not the bank, what to do
    bool from_a_machine = false;  ///< nobody would read an answer
    std::string language = "en";
};

/// The first word that looks like the id of a card payment: capitals and digits, both.
inline std::string payment_in(std::string_view text) {
    std::string word;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const char each = i < text.size() ? text[i] : ' ';
        const bool digit = each >= '0' && each <= '9', capital = each >= 'A' && each <= 'Z';
        if (digit || capital) {
            word += each;
        } else {
            const auto digits = std::count_if(word.begin(), word.end(),
                                              [](char c) { return c >= '0' && c <= '9'; });
            const bool mixed = digits >= 3 && digits < static_cast<std::ptrdiff_t>(word.size());
            if (mixed && word.size() >= 8 && word.size() <= 32) return word;
            word.clear();
        }
    }
    return {};
}

/// The first amount beside a sign of currency, in cents: "€129.90", "129,90 EUR".
inline long long cents_in(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] < '0' || text[i] > '9') continue;
        std::size_t end = i;
        long long whole = 0, cents = 0;
        const auto digit = [&](std::size_t at) {
            return at < text.size() && text[at] >= '0' && text[at] <= '9';
        };
        const auto mark = [&](std::size_t at) {
            return at < text.size() && (text[at] == '.' || text[at] == ',');
        };
        for (; digit(end) && end - i < 12; ++end) {
            whole = whole * 10 + (text[end] - '0');
            // "4,900.00": a mark with three digits behind it parts thousands.
            if (mark(end + 1) && digit(end + 2) && digit(end + 3) && digit(end + 4)) ++end;
        }
        const std::string_view before =
            mime::trimmed(text.substr(i < 5 ? 0 : i - 5, i < 5 ? i : 5));
        if (mark(end) && digit(end + 1) && digit(end + 2)) {
            cents = (text[end + 1] - '0') * 10 + (text[end + 2] - '0');
            end += 3;
        }
        const std::string_view after = mime::trimmed(text.substr(end, 6));
        for (const std::string_view sign : {"€", "£", "$", "EUR", "GBP", "USD"})
            if (before.ends_with(sign) || after.starts_with(sign)) return whole * 100 + cents;
        i = end;
    }
    return 0;
}

inline findings findings_in(const message_text& mail, std::string_view words) {
    findings found;
    const std::string text = mail.subject + "\n" + mail.body;
    found.payment = payment_in(text);
    found.cents = cents_in(text);
    if (says_any(words, {"twice", "double", "doppelt", "deux fois", "dos veces"}))
        found.disputed = dispute_reason::charged_twice;
    else if (says_any(words, {"recogni", "did not make", "didn't make", "not mine",
                              "kenne ich nicht", "nicht veranlasst", "ne reconnais pas",
                              "no reconozco"}))
        found.disputed = dispute_reason::not_recognised;
    else if (says_any(words, {"never arrived", "not received", "nie angekommen"}))
        found.disputed = dispute_reason::not_received;
    else if (says_any(words, {"wrong amount", "falscher betrag"}))
        found.disputed = dispute_reason::wrong_amount;
    found.gives_orders =
        says_any(words, {"ignore previous", "ignore all previous", "ignore your", "disregard",
                         "system prompt", "new instructions", "you are now", "act as the",
                         "ignoriere", "ignora las instrucciones"}) ||
        (says_any(words, {"wire ", "transfer "}) &&
         says_any(words, {"at once to", "execute", "iban"}));
    const std::string sender = mime::lowered(mail.sender);
    found.from_a_machine = says_any(sender, {"no-reply", "noreply", "mailer-daemon", "postmaster"});
    if (says_any(words, {" ich ", " nicht ", " bitte "})) found.language = "de";
    else if (says_any(words, {" je ", " bonjour ", " merci "})) found.language = "fr";
    else if (says_any(words, {" hola ", " gracias ", " tarjeta "})) found.language = "es";
    return found;
}

/// Reads, files, looks up, drafts and asks for the reply to be sent; one step at a time.
///
/// A gullible one does what a message tells it, as a language model may: then the gate is all
/// that stands between the message and the money.
class rule_model {
public:
    /// Whether people have room for so many questions now; who floods a queue pauses the agent.
    using room = std::function<bool(std::size_t)>;

    explicit rule_model(bool is_gullible = false, room has_room = {})
        : gullible_(is_gullible), has_room_(std::move(has_room)) {}

    bw::run_model about() const {
        return {std::string(support_intake::model.name), std::string(support_intake::model.version)};
    }

    bw::answer<bw::model_reply> reply(std::span<const bw::chat_message> so_far,
                                      const boost::json::array&) const {
        std::string id;
        for (const bw::chat_message& each : so_far)
            if (each.role == bw::chat_role::user) id = each.text.substr(each.text.rfind(' ') + 1);
        const told came(so_far);
        if (!came.was_called("read_message"))
            return calls({{"read_message", {{"message", id}}}}, so_far.size());
        const boost::json::object* read = came.result_of("read_message");
        if (!read) return says("The message could not be read: a person has to look at it.");
        const message_text mail{text_in(*read, "sender"), text_in(*read, "subject"),
                                text_in(*read, "body")};
        const std::string words = plain_words(mail.subject, mail.body);
        const topic_of_case about_what = topic_in(words);
        const std::string filed(bw::word_of(about_what));
        const findings found = findings_in(mail, words);
        if (!came.was_called("classify_message")) return first(id, mail, words, about_what, found);

        if (!came.result_of("lookup_contact") || found.from_a_machine)
            return says("Filed under " + filed + "; nobody to answer to.");
        const boost::json::object customer_record = *came.result_of("lookup_contact");
        const boost::json::object answer = draft(id, mail, about_what, found, customer_record);
        if (!came.was_called("draft_reply")) return calls({{"draft_reply", answer}}, so_far.size());
        if (!came.was_called("send_reply")) {
            if (!came.result_of("draft_reply")) return says("No draft could be kept.");
            std::vector<wanted> next{{"send_reply", answer}};
            const std::string customer = text_in(customer_record, "customer");
            if (found.disputed && !found.payment.empty() && found.cents > 0 && !customer.empty())
                next.push_back({"open_dispute",
                                {{"customer", customer},
                                 {"transaction", found.payment},
                                 {"amount_in_cents", found.cents},
                                 {"reason", bw::word_of(*found.disputed)}}});
            if (has_room_ && !has_room_(next.size()))
                return says("Filed under " + filed + "; the draft is kept, people have no time.");
            return calls(std::move(next), so_far.size());
        }
        return says("Filed under " + filed + "; the reply waits.");
    }

private:
    struct wanted {
        std::string tool;
        boost::json::object arguments;
    };

    /// What the tools have told so far, by name; the latest counts.
    class told {
    public:
        explicit told(std::span<const bw::chat_message> so_far) {
            std::map<std::string, std::string> tool_of;
            for (const bw::chat_message& each : so_far) {
                for (const bw::tool_call& call : each.calls) tool_of[call.id] = call.name;
                if (each.role != bw::chat_role::tool) continue;
                const auto parsed = bw::parse_strict(each.text);
                if (parsed && parsed->is_object())
                    by_tool_[tool_of[each.tool_call_id]] = parsed->get_object();
            }
        }
        bool was_called(const std::string& tool) const { return by_tool_.contains(tool); }
        const boost::json::object* result_of(const std::string& tool) const {
            const auto at = by_tool_.find(tool);
            if (at == by_tool_.end()) return nullptr;
            const boost::json::value* found = at->second.if_contains("result");
            return found ? found->if_object() : nullptr;
        }

    private:
        std::map<std::string, boost::json::object> by_tool_;
    };

    static std::string text_in(const boost::json::object& from, std::string_view name) {
        const boost::json::value* found = from.if_contains(name);
        return found && found->is_string() ? std::string(found->get_string()) : std::string();
    }

    bw::model_reply first(const std::string& id, const message_text& mail,
                          const std::string& words, topic_of_case about_what,
                          const findings& found) const {
        std::vector<wanted> next{{"classify_message",
                                  {{"message", id},
                                   {"topic", bw::word_of(about_what)},
                                   {"how_urgent", bw::word_of(urgency_of(words, about_what))}}},
                                 {"lookup_contact", {{"address", mail.sender}}}};
        if (gullible_ && found.gives_orders)
            next.push_back({"move_money", {{"amount_in_cents", found.cents}, {"because", id}}});
        return calls(std::move(next), 0);
    }

    static boost::json::object draft(const std::string& id, const message_text& mail,
                                     topic_of_case about_what, const findings& found,
                                     const boost::json::object& customer_record) {
        const std::string name = text_in(customer_record, "name"),
                          spoken = text_in(customer_record, "language");
        const reply_texts& texts = replies_in(spoken.empty() ? found.language : spoken);
        const std::string body = std::string(texts.greeting) +
                                 (name.empty() ? std::string(texts.someone) : name) + ",\n\n" +
                                 std::string(texts.by_topic[static_cast<std::size_t>(about_what)]) +
                                 "\n\n" + std::string(texts.closing);
        std::string subject = "Re: " + (mail.subject.empty() ? "your message" : mail.subject);
        subject = mime::clean(std::string_view(subject).substr(0, 110), true);
        return {{"message", id}, {"to", mail.sender}, {"subject", subject}, {"body", body}};
    }

    static bw::model_reply says(std::string text) { return {std::move(text), {}, 0}; }
    static bw::model_reply calls(std::vector<wanted> all, std::size_t turn) {
        bw::model_reply made;
        for (wanted& each : all)
            made.calls.push_back({"call-" + std::to_string(turn) + "-" + each.tool, each.tool,
                                  boost::json::serialize(each.arguments)});
        return made;
    }

    bool gullible_;
    room has_room_;
};
static_assert(bw::language_model<rule_model>);

} // namespace bank
