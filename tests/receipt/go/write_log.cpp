// SPDX-License-Identifier: BSL-1.0
#include <bailiwick/receipt/log.hpp>

#include <cstdio>
#include <cstdlib>

// Writes a log for a verifier that is not ours: write_log <folder> <receipts> [step]; after every
// `step` receipts a checkpoint is kept beside the log, so that consistency can be checked.
int main(int count, char** words) {
    if (count < 3) return 2;
    const std::string folder = words[1];
    const unsigned long long wanted = std::strtoull(words[2], nullptr, 10);
    const unsigned long long step = count > 3 ? std::strtoull(words[3], nullptr, 10) : 0;
    auto log = bw::receipt_log::open(folder, {.origin = "agents.example/for-go"});
    if (!log) {
        std::fprintf(stderr, "%s: %s\n", log.why().subject.c_str(), log.why().hint.c_str());
        return 1;
    }
    while (log->size() < wanted) {
        const std::string leaf = "{\"n\":" + std::to_string(log->size()) + ",\"pad\":\"" +
                                 std::string(log->size() * 37 % 700, 'x') + "\"}";
        if (!log->append(leaf)) return 1;
        if (step == 0 || log->size() % step != 0) continue;
        const std::string kept = folder + "/checkpoint." + std::to_string(log->size());
        std::FILE* const file = std::fopen(kept.c_str(), "wb");
        if (!file || std::fputs(log->checkpoint().c_str(), file) < 0 || std::fclose(file) != 0)
            return 1;
    }
    return log->publish() ? 0 : 1;
}
