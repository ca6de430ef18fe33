// SPDX-License-Identifier: BSL-1.0
#include <bailiwick/receipt/log_reader.hpp>
#include <bailiwick/witness.hpp>

#include <cstdio>
#include <cstdlib>

// Has a log cosigned and writes one receipt with its proof for a verifier that is not ours:
// write_proof <log folder> <receipt>; makes <folder>.receipt, <folder>.tlog-proof and
// <folder>.witness.vkey.

namespace {

bool put(const std::string& path, const std::string& text) {
    std::FILE* const file = std::fopen(path.c_str(), "wb");
    return file && std::fwrite(text.data(), 1, text.size(), file) == text.size() &&
           std::fclose(file) == 0;
}

} // namespace

int main(int count, char** words) {
    if (count != 3) return 2;
    const std::string log = words[1];
    const unsigned long long index = std::strtoull(words[2], nullptr, 10);
    const auto key = bw::detail::read_file(log + ".vkey");
    if (!key) return 1;
    const auto log_key = bw::read_verifier_key(*key);
    auto signer =
        bw::note_signer::of_seed("witness.example/for-go", bw::sha256_of("for Go").view());
    const auto witness = bw::file_witness::open(bw::cosigner(*std::move(signer)),
                                                {log + ".seen", {*log_key}});
    auto client = bw::witness_client::open(log);
    if (!witness || !client) return 1;
    const auto post = [&](const std::string&, const std::string& body) {
        return bw::answer<bw::witness_reply>(witness->add_checkpoint(body));
    };
    if (!client->ask(witness->verifier(), post) || !client->keep()) return 1;
    const auto proof = bw::prove_witnessed(log, index);
    if (!proof) return 1;
    std::string receipt;
    const auto read = bw::read_log(log, [&](unsigned long long at, std::string_view text) {
        if (at == index) receipt = text;
    });
    const bool good = read && put(log + ".receipt", receipt) &&
                      put(log + ".tlog-proof", bw::text_of(*proof)) &&
                      put(log + ".witness.vkey", bw::text_of(witness->verifier()) + "\n");
    return good ? 0 : 1;
}
