// SPDX-License-Identifier: BSL-1.0
// Requests to a witness: what is read has one spelling, and nothing unsigned is cosigned.
#include "harness.hpp"

#include <bailiwick/witness/file_witness.hpp>

#include <openssl/rand.h>

using fuzz::must;

namespace {

// A key that nobody has, so that no input is signed with it.
bw::note_signer stranger(std::string name) {
    std::string seed(32, '\0');
    must(RAND_bytes(reinterpret_cast<unsigned char*>(seed.data()), 32) == 1);
    return *bw::note_signer::of_seed(std::move(name), seed);
}

bw::file_witness a_witness() {
    return *bw::file_witness::open(bw::cosigner(stranger("witness.example/w")),
                                   {"/tmp", {stranger("log.example/l").verifier()}});
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    static const bw::file_witness witness = a_witness();
    const auto request = bw::read_witness_request(text);
    if (request) {
        must(bw::text_of(*request) == text);
        must(request->path.size() <= 63);
    }
    const bw::witness_reply reply = witness.add_checkpoint(text);
    must(reply.status == 400 || reply.status == 403 || reply.status == 404);
    must(request.has_value() || reply.status == 400);
    return 0;
}
