// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../receipt/workshop.hpp"

#include <bailiwick/evidence.hpp>

/// What the tests of exports share: the keys of the golden log, and its files where there are any.

namespace golden {

inline bw::note_signer signer(std::string_view seed_text, std::string name) {
    return *bw::note_signer::of_seed(std::move(name), bw::sha256_of(seed_text).view());
}
inline bw::note_signer log_key() {
    return signer("log key", "agentlog.example/intake-router/2026q4");
}
inline bw::note_signer export_key() { return signer("export key", "export.example/key"); }

inline std::vector<bw::public_key> known(const bw::note_signer& key) {
    return {bw::public_key::of(key.verifier())};
}

/// The reason of a refusal, or "done".
template <class Value> std::string_view reason_of(const bw::answer<Value>& result) {
    return result ? std::string_view("done") : bw::word_of(result.why().code);
}

inline std::string file(const std::string& data, const std::string& name) {
    return workshop::slurp(data + "/golden-log/" + name);
}

} // namespace golden
