// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/witness/cosignature.hpp>
#include <bailiwick/witness/request.hpp>

namespace bailiwick::detail {

/// What a witness's reply means for the log that asked; nothing in it is believed unchecked.
class reply_reader {
public:
    reply_reader(const verifier_key& witness, std::string_view text, const witness_reply& reply)
        : witness_(witness), text_(text), reply_(reply) {}

    /// The witness's own line of a reply with status 200; lines of other keys are passed over.
    answer<note_signature> cosignature(time_bound bound) const {
        if (reply_.body.size() > largest_witness_message)
            return no(reason::no_evidence, "it says too much", "ask its operator");
        const auto lines = read_note(std::string(text_) + "\n" + reply_.body);
        if (!lines) return lines.why();
        answer<note_signature> found = no(reason::no_evidence, "its reply has no line of its key",
                                          "compare the witness's key with what it publishes");
        for (const note_signature& each : lines->signatures) {
            const auto time = check_cosignature(witness_, text_, each, bound);
            if (time) return each;
            if (time.why().code != reason::no_evidence) found = time.why();
        }
        return found;
    }

    /// The size of a reply with status 409: what the witness cosigned last.
    answer<unsigned long long> size_seen(unsigned long long asked,
                                         unsigned long long published) const {
        std::string_view body = reply_.body;
        const auto line = take_line(body);
        const auto size = line && body.empty() ? decimal_of(*line) : std::nullopt;
        const std::string_view type = reply_.content_type;
        if (!size || type.substr(0, type.find(';')) != tree_size_type)
            return no(reason::no_evidence, "it names no size", "ask its operator");
        if (*size > published)
            return no(reason::head_mismatch,
                      "it has seen " + std::to_string(*size) + " receipts, the log has published " +
                          std::to_string(published),
                      "publish; if the log has no more, it was cut back or is an older copy");
        if (*size == asked)
            return no(reason::head_mismatch, "it has seen another history of the log",
                      "stop, keep the files, and compare the log with the witness's checkpoint");
        return *size;
    }

    /// Why there is no cosignature, for every other status.
    refusal refused() const {
        switch (reply_.status) {
        case 400:
            return no(reason::malformed_request, "it cannot read the request",
                      "compare the versions of the protocol");
        case 403:
            return no(reason::no_evidence, "it knows the log under another key",
                      "give its operator the log's .vkey file");
        case 404:
            return no(reason::no_evidence, "it does not know the log",
                      "give its operator the log's .vkey file");
        case 422:
            return no(reason::head_mismatch, "it has seen another history of the log",
                      "stop, keep the files, and compare the log with the witness's checkpoint");
        default:
            return no(reason::no_evidence, "it answers with " + std::to_string(reply_.status),
                      "ask again later, or ask its operator");
        }
    }

private:
    refusal no(reason code, std::string what, std::string_view hint) const {
        return {code, "ask a witness", witness_.name + ": " + std::move(what), std::string(hint)};
    }

    const verifier_key& witness_;
    std::string_view text_;
    const witness_reply& reply_;
};

} // namespace bailiwick::detail
