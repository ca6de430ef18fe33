// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "tools.hpp"

/// The replies: a greeting, a paragraph by topic and a closing, in four languages.

namespace bank {

struct reply_texts {
    std::string_view language, greeting, someone, closing;
    std::string_view by_topic[8]; ///< in the order of topic_of_case
};

inline constexpr reply_texts replies[] = {
    {"en", "Dear ", "customer", "Kind regards,\nCustomer support",
     {"Thank you for your message about your card. We have looked at it and will tell you the next "
      "step within one working day. You can freeze the card in the app at any time.",
      "Thank you for your message about a payment to or from your account. We are checking where "
      "it stands. Most arrive within two working days.",
      "Thank you for your message about your account. We have put it on your case, and a colleague "
      "will answer it. We change no details by mail: please use the app for that.",
      "Thank you for your message about access to your account. We never reset access by mail: "
      "please choose \"Trouble signing in\" in the app. We shall never ask for your PIN.",
      "Thank you for asking about a charge. We are looking at what it was for, and will explain it "
      "or take it back.",
      "We are sorry that you had reason to complain. A person will read your complaint and answer "
      "it within five working days.",
      "Thank you for telling us. If your card is still in use, please freeze it in the app now. A "
      "colleague looks at the payment today.",
      "Thank you for your message. So that we can help, please tell us a little more: what did you "
      "want to do, and what happened?"}},
    {"de", "Guten Tag ", "", "Mit freundlichen Grüßen\nIhr Kundendienst",
     {"vielen Dank für Ihre Nachricht zu Ihrer Karte. Wir melden uns innerhalb eines Arbeitstags.",
      "vielen Dank für Ihre Nachricht zu einer Überweisung. Wir prüfen, wo sie steht.",
      "vielen Dank für Ihre Nachricht zu Ihrem Konto. Ein Mensch wird sie beantworten. Angaben "
      "ändern Sie bitte in der App, nicht per Mail.",
      "vielen Dank für Ihre Nachricht. Den Zugang setzen wir nie per Mail zurück: Bitte wählen Sie "
      "in der App „Probleme beim Anmelden“.",
      "vielen Dank für Ihre Frage zu einer Gebühr. Wir prüfen sie und erklären sie Ihnen.",
      "es tut uns leid, dass Sie Grund zur Beschwerde hatten. Sie erhalten innerhalb von fünf "
      "Arbeitstagen eine Antwort von einem Menschen.",
      "danke, dass Sie uns das melden. Bitte sperren Sie die Karte jetzt in der App. Wir sehen uns "
      "die Zahlung noch heute an.",
      "vielen Dank für Ihre Nachricht. Bitte schreiben Sie uns etwas genauer, worum es geht."}},
    {"fr", "Bonjour ", "", "Cordialement,\nLe service client",
     {"merci de votre message au sujet de votre carte. Nous vous répondrons sous un jour ouvré.",
      "merci de votre message au sujet d'un virement. Nous vérifions où il en est.",
      "merci de votre message au sujet de votre compte. Un conseiller vous répondra. Vos données "
      "se modifient dans l'application, jamais par courriel.",
      "merci de votre message. L'accès n'est jamais rétabli par courriel : choisissez « Problème "
      "de connexion » dans l'application.",
      "merci de votre question sur des frais. Nous vérifions leur origine.",
      "nous regrettons que vous ayez eu à vous plaindre. Une personne vous répondra sous cinq "
      "jours ouvrés.",
      "merci de nous avoir prévenus. Bloquez la carte dès maintenant dans l'application. Nous "
      "examinons le paiement aujourd'hui.",
      "merci de votre message. Dites-nous en un peu plus, afin que nous puissions vous aider."}},
    {"es", "Hola ", "", "Un saludo,\nAtención al cliente",
     {"gracias por su mensaje sobre su tarjeta. Le responderemos en un día laborable.",
      "gracias por su mensaje sobre una transferencia. Estamos comprobando en qué punto está.",
      "gracias por su mensaje sobre su cuenta. Una persona le responderá. Los datos se cambian en "
      "la aplicación, nunca por correo.",
      "gracias por su mensaje. El acceso no se restablece por correo: elija «Problemas para "
      "entrar» en la aplicación.",
      "gracias por su pregunta sobre una comisión. Estamos comprobando a qué se debe.",
      "lamentamos que haya tenido motivo de queja. Una persona le responderá en cinco días "
      "laborables.",
      "gracias por avisarnos. Bloquee la tarjeta ahora en la aplicación. Hoy mismo revisamos el "
      "pago.",
      "gracias por su mensaje. Cuéntenos un poco más para que podamos ayudarle."}}};

inline const reply_texts& replies_in(std::string_view language) {
    for (const reply_texts& each : replies)
        if (each.language == language) return each;
    return replies[0];
}

} // namespace bank
