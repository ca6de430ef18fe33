// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "mail.hpp"
#include "tools.hpp"

#include <array>

/// The rules by which a message gets its topic and its urgency: phrases with weights, summed up.

namespace bank {

struct phrase {
    std::string_view says; ///< in small letters; a space at an end stands for the end of a word
    topic_of_case topic;
    int weight;
};

inline constexpr phrase phrases[] = {
    // fraud: what the customer did not do, and cards in other hands
    {"not recogni", topic_of_case::fraud, 6},
    {"don't recogni", topic_of_case::fraud, 6},
    {"dont recogni", topic_of_case::fraud, 6},
    {"unrecogni", topic_of_case::fraud, 6},
    {"didn't recogni", topic_of_case::fraud, 6},
    {"do not remember", topic_of_case::fraud, 5},
    {"don't remember mak", topic_of_case::fraud, 6},
    {"did not make", topic_of_case::fraud, 6},
    {"didn't make", topic_of_case::fraud, 6},
    {"didnt make", topic_of_case::fraud, 6},
    {"did not do", topic_of_case::fraud, 4},
    {"i never made", topic_of_case::fraud, 6},
    {"wasn't me", topic_of_case::fraud, 5},
    {"was not me", topic_of_case::fraud, 5},
    {"not mine", topic_of_case::fraud, 5},
    {"isn't mine", topic_of_case::fraud, 5},
    {"did not authori", topic_of_case::fraud, 6},
    {"didn't authori", topic_of_case::fraud, 6},
    {"unauthori", topic_of_case::fraud, 6},
    {"fraud", topic_of_case::fraud, 6},
    {"stolen", topic_of_case::fraud, 6},
    {"stole ", topic_of_case::fraud, 6},
    {"hacked", topic_of_case::fraud, 6},
    {"scam", topic_of_case::fraud, 6},
    {"compromised", topic_of_case::fraud, 6},
    {"someone is using", topic_of_case::fraud, 6},
    {"someone else", topic_of_case::fraud, 4},
    {"someone has used", topic_of_case::fraud, 6},
    {"without my permission", topic_of_case::fraud, 6},
    {"lost my card", topic_of_case::fraud, 6},
    {"lost card", topic_of_case::fraud, 6},
    {"card is lost", topic_of_case::fraud, 5},
    {"misplaced", topic_of_case::fraud, 4},
    {"strange", topic_of_case::fraud, 3},
    {"nicht gemacht", topic_of_case::fraud, 6},
    {"nicht veranlasst", topic_of_case::fraud, 6},
    {"kenne ich nicht", topic_of_case::fraud, 6},
    {"gestohlen", topic_of_case::fraud, 6},
    {"betrug", topic_of_case::fraud, 6},
    {"ne reconnais pas", topic_of_case::fraud, 6},
    {"no reconozco", topic_of_case::fraud, 6},
    {"robad", topic_of_case::fraud, 6},
    // access: getting in, proving who one is, PINs
    {"passcode", topic_of_case::access, 6},
    {"password", topic_of_case::access, 6},
    {"log in", topic_of_case::access, 5},
    {"login", topic_of_case::access, 5},
    {"locked out", topic_of_case::access, 6},
    {"my phone", topic_of_case::access, 4},
    {"identity", topic_of_case::access, 6},
    {"verif", topic_of_case::access, 4},
    {"identi", topic_of_case::access, 3},
    {" pin ", topic_of_case::access, 5},
    {"blocked", topic_of_case::access, 2},
    {"unblock", topic_of_case::access, 3},
    {"selfie", topic_of_case::access, 5},
    {"passwort", topic_of_case::access, 6},
    {"anmelden", topic_of_case::access, 5},
    {"mot de passe", topic_of_case::access, 6},
    {"contraseña", topic_of_case::access, 6},
    // fees: what was charged on top, rates of exchange
    {" fee", topic_of_case::fees, 6},
    {"surcharge", topic_of_case::fees, 6},
    {"exchange rate", topic_of_case::fees, 6},
    {"conversion rate", topic_of_case::fees, 6},
    {"exchange", topic_of_case::fees, 4},
    {" rate", topic_of_case::fees, 3},
    {"extra charge", topic_of_case::fees, 6},
    {"charged extra", topic_of_case::fees, 6},
    {"additional charge", topic_of_case::fees, 6},
    {"charge for", topic_of_case::fees, 4},
    {"charged for", topic_of_case::fees, 4},
    {"charged me", topic_of_case::fees, 3},
    {"was i charged", topic_of_case::fees, 4},
    {"been charged", topic_of_case::fees, 2},
    {"charges", topic_of_case::fees, 3},
    {"charge ", topic_of_case::fees, 2},
    {"extra ", topic_of_case::fees, 2},
    {"cost", topic_of_case::fees, 4},
    {"how much", topic_of_case::fees, 2},
    {"free ", topic_of_case::fees, 2},
    {"discount", topic_of_case::fees, 3},
    {"€1 ", topic_of_case::fees, 3},
    {"£1 ", topic_of_case::fees, 4},
    {"$1 ", topic_of_case::fees, 3},
    {"gebühr", topic_of_case::fees, 6},
    {"frais", topic_of_case::fees, 6},
    {"comisi", topic_of_case::fees, 6},
    // transfer: money on its way in or out, top-ups
    {"transfer", topic_of_case::transfer, 5},
    {"beneficiary", topic_of_case::transfer, 5},
    {"top up", topic_of_case::transfer, 4},
    {"top-up", topic_of_case::transfer, 4},
    {"topup", topic_of_case::transfer, 4},
    {"topping", topic_of_case::transfer, 4},
    {"topped", topic_of_case::transfer, 4},
    {"top ups", topic_of_case::transfer, 4},
    {"deposit", topic_of_case::transfer, 4},
    {"cheque", topic_of_case::transfer, 4},
    {"cash or check", topic_of_case::transfer, 4},
    {"send money", topic_of_case::transfer, 5},
    {"sent money", topic_of_case::transfer, 5},
    {"receive money", topic_of_case::transfer, 5},
    {"salary", topic_of_case::transfer, 4},
    {"add money", topic_of_case::transfer, 4},
    {"fund my", topic_of_case::transfer, 3},
    {"swift", topic_of_case::transfer, 4},
    {"sepa", topic_of_case::transfer, 4},
    {"bank account", topic_of_case::transfer, 2},
    {"balance", topic_of_case::transfer, 3},
    {"google pay", topic_of_case::card, 5},
    {"apple pay", topic_of_case::card, 5},
    {"überweis", topic_of_case::transfer, 5},
    {"Überweis", topic_of_case::transfer, 5}, // only the letters of ASCII are made small
    {"virement", topic_of_case::transfer, 5},
    {"transferencia", topic_of_case::transfer, 5},
    // account: opening, closing, details, who may have one
    {"my address", topic_of_case::account, 5},
    {"my details", topic_of_case::account, 5},
    {"personal details", topic_of_case::account, 5},
    {"my name", topic_of_case::account, 4},
    {"change of address", topic_of_case::account, 5},
    {"moved", topic_of_case::account, 3},
    {"married", topic_of_case::account, 5},
    {"close my account", topic_of_case::account, 6},
    {"delete my account", topic_of_case::account, 6},
    {"terminate", topic_of_case::account, 6},
    {"cancel my account", topic_of_case::account, 6},
    {"my account closed", topic_of_case::account, 6},
    {"open an account", topic_of_case::account, 6},
    {"account for my", topic_of_case::account, 5},
    {"an account", topic_of_case::account, 3},
    {"how old", topic_of_case::account, 6},
    {" age ", topic_of_case::account, 5},
    {"my kids", topic_of_case::account, 5},
    {"children", topic_of_case::account, 5},
    {"daughter", topic_of_case::account, 4},
    {" countr", topic_of_case::account, 4},
    {"currenc", topic_of_case::account, 3},
    {"source of", topic_of_case::account, 5},
    {"my funds", topic_of_case::account, 3},
    {"come from", topic_of_case::account, 3},
    {"konto", topic_of_case::account, 3},
    {"adresse", topic_of_case::account, 4},
    {"mon compte", topic_of_case::account, 3},
    {"mi cuenta", topic_of_case::account, 3},
    // card: everything else about plastic, shops and cash machines
    {" card", topic_of_case::card, 3},
    {"contactless", topic_of_case::card, 5},
    {" atm", topic_of_case::card, 4},
    {"cash", topic_of_case::card, 3},
    {"withdr", topic_of_case::card, 4},
    {"declined", topic_of_case::card, 3},
    {"refund", topic_of_case::card, 4},
    {"merchant", topic_of_case::card, 4},
    {"seller", topic_of_case::card, 4},
    {"purchase", topic_of_case::card, 3},
    {"payment", topic_of_case::card, 3},
    {"statement", topic_of_case::card, 1},
    {"visa", topic_of_case::card, 3},
    {"mastercard", topic_of_case::card, 4},
    {"virtual", topic_of_case::card, 4},
    {"disposable", topic_of_case::card, 4},
    {"deliver", topic_of_case::card, 3},
    {"expir", topic_of_case::card, 4},
    {"charged twice", topic_of_case::card, 8},
    {"karte", topic_of_case::card, 3},
    {"carte", topic_of_case::card, 3},
    {"tarjeta", topic_of_case::card, 3},
    // complaint
    {"complain", topic_of_case::complaint, 8},
    {"unacceptable", topic_of_case::complaint, 7},
    {"ombudsman", topic_of_case::complaint, 9},
    {"beschwer", topic_of_case::complaint, 8},
    {"réclamation", topic_of_case::complaint, 8},
    {"reclamación", topic_of_case::complaint, 8},
    {"worst", topic_of_case::complaint, 4},
    {"disgrace", topic_of_case::complaint, 6}};

/// What the customer wrote, in small letters, without quoted lines, between two spaces.
inline std::string plain_words(std::string_view subject, std::string_view body) {
    std::string words = " ";
    const auto add = [&](std::string_view text) {
        for (const char each : mime::lowered(text)) {
            const bool ends_word = each == '\n' || each == '\t' || each == ',' || each == '.' ||
                                   each == '?' || each == '!' || each == ';' || each == ':' ||
                                   each == '(' || each == ')';
            words += ends_word ? ' ' : each;
        }
        words += ' ';
    };
    add(subject);
    while (!body.empty()) {
        const std::size_t end = std::min(body.find('\n'), body.size());
        if (body.substr(0, end).find_first_of(">[") != 0) add(body.substr(0, end));
        body.remove_prefix(std::min(end + 1, body.size()));
    }
    // A typographic apostrophe is an apostrophe.
    for (std::size_t at; (at = words.find("’")) != words.npos;) words.replace(at, 3, "'");
    return words;
}

inline topic_of_case topic_in(std::string_view words) {
    constexpr topic_of_case order[] = {topic_of_case::complaint, topic_of_case::fraud,
                                       topic_of_case::access,    topic_of_case::fees,
                                       topic_of_case::transfer,  topic_of_case::account,
                                       topic_of_case::card};
    std::array<int, 8> score{};
    for (const phrase& each : phrases)
        if (words.find(each.says) != words.npos)
            score[static_cast<std::size_t>(each.topic)] += each.weight;
    topic_of_case best = topic_of_case::other;
    int most = 0;
    for (const topic_of_case each : order)
        if (score[static_cast<std::size_t>(each)] > most) {
            most = score[static_cast<std::size_t>(each)];
            best = each;
        }
    return best;
}

inline bool says_any(std::string_view words, std::initializer_list<std::string_view> of) {
    return std::any_of(of.begin(), of.end(),
                       [&](std::string_view each) { return words.find(each) != words.npos; });
}

inline urgency urgency_of(std::string_view words, topic_of_case about) {
    if (about == topic_of_case::fraud ||
        says_any(words, {"urgent", "immediately", "asap", "right now", "emergency", "dringend",
                         "sofort", "urgence", "urgente"}))
        return urgency::high;
    return about == topic_of_case::other || says_any(words, {"just wondering", "curious"})
               ? urgency::low
               : urgency::normal;
}

} // namespace bank
