// SPDX-License-Identifier: BSL-1.0
// DSSE envelopes: what is read is read so again, and nothing opens without a known key.
#include "harness.hpp"

#include <bailiwick/evidence/dsse.hpp>

using fuzz::must;

namespace {

std::string written_again(const bw::dsse_envelope& parts) {
    boost::json::array signatures;
    for (const bw::dsse_signature& each : parts.signatures)
        signatures.push_back(
            boost::json::object{{"keyid", each.keyid}, {"sig", bw::base64_of(each.bytes)}});
    return bw::canonical_text(boost::json::object{{"payload", bw::base64_of(parts.payload)},
                                                  {"payloadType", parts.payload_type},
                                                  {"signatures", std::move(signatures)}});
}

bool are_same(const bw::dsse_envelope& one, const bw::dsse_envelope& other) {
    if (one.payload_type != other.payload_type || one.payload != other.payload ||
        one.signatures.size() != other.signatures.size())
        return false;
    for (std::size_t at = 0; at < one.signatures.size(); ++at)
        if (one.signatures[at].keyid != other.signatures[at].keyid ||
            one.signatures[at].bytes != other.signatures[at].bytes)
            return false;
    return true;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    const auto parts = bw::read_dsse(text);
    if (parts) {
        must(!parts->payload_type.empty() && parts->signatures.size() <= 64);
        const auto again = bw::read_dsse(written_again(*parts));
        must(again.is_done() && are_same(*parts, *again));
    }
    const auto opened = bw::open_dsse(text, "application/vnd.in-toto+json", {});
    must(!opened.is_done());
    must(opened.why().code ==
         (parts ? bw::reason::no_evidence : bw::reason::malformed_request));
    return 0;
}
