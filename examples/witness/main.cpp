// SPDX-License-Identifier: BSL-1.0
// A witness for receipt logs, and what a log's operator does with one. README.md shows how.
#include "server.hpp"

#include <bailiwick/receipt.hpp>
#include <bailiwick/witness/curl.hpp>

#include <cstdio>

namespace {

constexpr const char* usage =
    "witness init FOLDER NAME           makes the key of a witness\n"
    "witness serve FOLDER --port PORT   answers on this machine; the logs are in FOLDER/policy\n"
    "witness ask LOG URL VKEY_FILE      has the log's newest published checkpoint cosigned\n"
    "witness check LOG POLICY           says up to which size the log is what witnesses saw\n";

int fail(const bw::refusal& why) {
    std::fprintf(stderr, "%s: %s (%s)\n  %s\n", why.action.c_str(), why.subject.c_str(),
                 std::string(bw::word_of(why.code)).c_str(), why.hint.c_str());
    return 1;
}

bw::answer<bw::verifier_key> key_in(const std::string& path) {
    const auto text = bw::detail::read_file(path);
    return text ? bw::read_verifier_key(*text) : bw::answer<bw::verifier_key>(text.why());
}
bw::answer<bw::witness_policy> policy_in(const std::string& path) {
    const auto text = bw::detail::read_file(path);
    return text ? bw::read_policy(*text) : bw::answer<bw::witness_policy>(text.why());
}

int init(const std::string& folder, const std::string& name) {
    if (auto made = bw::detail::make_folder(bw::detail::real_disk, folder); !made)
        return fail(made.why());
    if (auto made = bw::create_key_file(folder + "/key"); !made) return fail(made.why());
    auto signer = bw::open_key_file(folder + "/key", name);
    if (!signer) return fail(signer.why());
    const bw::cosigner witness(*std::move(signer));
    const std::string key = bw::text_of(witness.verifier()) + "\n";
    for (const auto& [path, text] : {std::pair<std::string, std::string>{"/vkey", key},
                                     {"/policy", "# log <the log's .vkey>\nquorum none\n"}})
        if (auto put = bw::detail::replace_durably(bw::detail::real_disk, folder + path, text);
            !put)
            return fail(put.why());
    std::printf("%s", key.c_str());
    return 0;
}

int serve(const std::string& folder, unsigned short port) {
    const auto key = key_in(folder + "/vkey");
    if (!key) return fail(key.why());
    auto signer = bw::open_key_file(folder + "/key", key->name);
    if (!signer) return fail(signer.why());
    const auto policy = policy_in(folder + "/policy");
    if (!policy) return fail(policy.why());
    bw::witness_options options{.folder = folder + "/seen"};
    for (const bw::policy_log& each : policy->logs) options.logs.push_back(each.key);
    const auto witness = bw::file_witness::open(bw::cosigner(*std::move(signer)), options);
    if (!witness) return fail(witness.why());
    if (witness->verifier() != *key)
        return fail({bw::reason::secret_unavailable, "serve", folder + "/key",
                     "it is not the private half of " + folder + "/vkey: restore the two"});
    office::witness_server server(
        port, [&](std::string_view body) { return witness->add_checkpoint(body); });
    if (server.port() == 0)
        return fail({bw::reason::resource_limit_exceeded, "serve", "port " + std::to_string(port),
                     "choose a port that is free"});
    std::printf("%s watches %zu logs on http://127.0.0.1:%u\n", key->name.c_str(),
                policy->logs.size(), server.port());
    std::fflush(stdout);
    server.serve();
    return 0;
}

int ask(const std::string& log, const std::string& url, const std::string& key_file) {
    const auto witness = key_in(key_file);
    if (!witness) return fail(witness.why());
    auto client = bw::witness_client::open(log);
    if (!client) return fail(client.why());
    if (auto came = client->ask(*witness, bw::curl_post(url)); !came) return fail(came.why());
    if (auto kept = client->keep(); !kept) return fail(kept.why());
    std::printf("%s has cosigned %s at size %llu: %s\n", witness->name.c_str(),
                client->head().origin.c_str(), client->head().size,
                bw::cosigned_file(log).c_str());
    return 0;
}

int check(const std::string& log, const std::string& policy_file) {
    const auto policy = policy_in(policy_file);
    if (!policy) return fail(policy.why());
    const auto note = bw::detail::read_file(bw::cosigned_file(log));
    if (!note) return fail(note.why());
    const bw::verification verified = bw::verify_log(log, policy->keys());
    for (const bw::finding& each : verified.problems)
        std::fprintf(stderr, "%s: %s\n", each.where.c_str(), each.what.c_str());
    const auto size =
        bw::complete_up_to(log, *note, *policy, bw::until(bw::system_now()));
    if (!size) return fail(size.why());
    std::printf("%s: complete up to size %llu\n",
                std::string(bw::word_of(verified.verdict)).c_str(), *size);
    return verified.verdict == bw::log_verdict::valid ? 0 : 1;
}

} // namespace

int main(int count, char** words) {
    const std::vector<std::string> said(words + 1, words + count);
    const auto port = said.size() == 4 ? bw::detail::decimal_of(said[3]) : std::nullopt;
    if (said.size() == 3 && said[0] == "init") return init(said[1], said[2]);
    if (said.size() == 4 && said[0] == "serve" && said[2] == "--port" && port && *port < 65'536)
        return serve(said[1], static_cast<unsigned short>(*port));
    if (said.size() == 4 && said[0] == "ask") return ask(said[1], said[2], said[3]);
    if (said.size() == 3 && said[0] == "check") return check(said[1], said[2]);
    std::fputs(usage, stderr);
    return 2;
}
