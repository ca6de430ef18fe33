// SPDX-License-Identifier: BSL-1.0
// write_exports FOLDER: a log of eleven receipts and its exports, for programs that are not ours.
//   <n>.leaf, <n>.dsse.json, <n>.cose   receipt n, its signed statement, its COSE receipt
//   <m>.root, <m>.consistency.cose      the root at size m, and the proof that it grew to the whole
//   export.pem, log.pem                 the public keys
#include "../telemetry.hpp"

namespace {

void write_key(const std::string& path, const bw::verifier_key& key) {
    workshop::spill(path, "-----BEGIN PUBLIC KEY-----\n" +
                              bw::base64_of(bw::public_key::of(key).der()) +
                              "\n-----END PUBLIC KEY-----\n");
}

} // namespace

int main(int count, char** words) {
    if (count != 2) return 2;
    const std::string folder = std::string(words[1]) + "/", at = folder + "log";
    constexpr unsigned long long size = 11;
    const auto exporter = golden::export_key();
    {
        auto log = bw::receipt_log::open(at, workshop::options());
        for (const auto& each : telemetry::session())
            if (each.index < size && !(log && log->append(each.text))) return 1;
    }
    const auto key = bw::open_key_file(at + ".key", workshop::options().origin);
    if (!key) return 1;
    write_key(folder + "export.pem", exporter.verifier());
    write_key(folder + "log.pem", key->verifier());
    for (unsigned long long n = 0; n < size; ++n) {
        const std::string leaf = telemetry::session().at(n).text, name = std::to_string(n);
        const auto proof = bw::prove_receipt(at, n);
        const auto path = bw::prove_consistency(at, n + 1);
        if (!proof || !path) return 1;
        const auto dsse = bw::sign_statement(leaf, exporter);
        const auto cose = bw::cose_inclusion_receipt(leaf, *proof, *key);
        const auto grown = bw::cose_consistency_receipt(*path, *key);
        if (!dsse || !cose || !grown) return 1;
        workshop::spill(folder + name + ".leaf", leaf);
        workshop::spill(folder + name + ".dsse.json", *dsse);
        workshop::spill(folder + name + ".cose", *cose);
        const std::string older = std::to_string(n + 1);
        workshop::spill(folder + older + ".root", path->older_root.view());
        workshop::spill(folder + older + ".consistency.cose", *grown);
    }
    return 0;
}
