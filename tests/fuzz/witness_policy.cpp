// SPDX-License-Identifier: BSL-1.0
// Policy files: whatever is read can be met, and by nobody only where it says so.
#include "harness.hpp"

#include <bailiwick/witness/policy_text.hpp>

using fuzz::must;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto policy = bw::read_policy(fuzz::text_of(data, size));
    if (!policy) {
        must(policy.why().subject.starts_with("line ") && !policy.why().hint.empty());
        must(bw::detail::first_invalid_utf8(policy.why().subject) == std::string_view::npos);
        return 0;
    }
    std::vector<std::string> all;
    for (const bw::policy_witness& each : policy->witnesses) all.push_back(each.name);
    must(policy->is_met_by(all));
    must(policy->is_met_by({}) == (policy->quorum == "none"));
    must(policy->keys().size() == policy->logs.size() + policy->witnesses.size());

    static const std::string note = [] {
        const auto signer = bw::note_signer::of_seed("log.example/l", bw::sha256_of("l").view());
        return signer->note(bw::text_of(bw::checkpoint{"log.example/l", 0, bw::empty_root()}));
    }();
    const auto seen = policy->holds(note);
    must(seen.verdict != bw::log_verdict::invalid && seen.witnesses.empty());
    must((seen.verdict == bw::log_verdict::valid) == (seen.signed_by_log && seen.quorum_met));
    for (const bw::finding& each : seen.lacks)
        must(bw::detail::first_invalid_utf8(each.what) == std::string_view::npos);
    return 0;
}
