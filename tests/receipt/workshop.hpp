// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

/// What the tests of the log share: a folder of their own, receipts, and ways to damage files.

namespace workshop {

namespace fs = std::filesystem;

/// A folder that is gone after the test; in memory where the machine has such a place.
class folder {
public:
    folder() {
        const bool in_memory = ::access("/dev/shm", W_OK) == 0;
        std::string pattern = in_memory ? "/dev/shm/bailiwick-XXXXXX" : "/tmp/bailiwick-XXXXXX";
        path_ = ::mkdtemp(pattern.data());
    }
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;
    ~folder() { fs::remove_all(path_); }

    std::string operator/(const std::string& name) const { return path_ + "/" + name; }

private:
    std::string path_;
};

inline std::string slurp(const std::string& path) {
    std::ifstream from(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(from), {}};
}
inline void spill(const std::string& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}
inline void overwrite(const std::string& path, std::size_t at, std::string_view bytes) {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(static_cast<std::streamoff>(at));
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

inline std::vector<std::string> lines_of(const std::string& path) {
    std::ifstream from(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(from, line);) lines.push_back(line);
    return lines;
}

/// The folder of shared data, or nothing after one line that says so.
inline std::optional<std::string> shared_data() {
#ifdef BAILIWICK_SHARED_DATA
    return std::string(BAILIWICK_SHARED_DATA) + "/receipts";
#else
    std::cout << "skipped: no shared data\n";
    return std::nullopt;
#endif
}

/// A log and its keys side by side, so that both are copied together.
inline void copy(const std::string& from, const std::string& to) {
    fs::remove_all(to);
    fs::copy(from, to, fs::copy_options::recursive);
    for (const char* const each : {".key", ".vkey"})
        fs::copy_file(from + each, to + each, fs::copy_options::overwrite_existing);
}

inline int no_sync(int) { return 0; }
inline constexpr bw::detail::disk_calls quick_disk{.sync = no_sync, .sync_all = no_sync};

inline bw::log_options options(unsigned long long publish_every = 256,
                               unsigned long long segment = 16384) {
    return {.origin = "agents.example/workshop",
            .publish_every = publish_every,
            .segment_bytes = segment,
            .has_threads = false,
            .disk = &quick_disk};
}

/// A whole intent of a session, the n-th receipt of it.
inline std::string receipt(long long n, std::string_view session = "s-1") {
    bw::record::intent intent;
    intent.id = bw::receipt_id({1'764'000'000'000'000 + n * 1000}, "0123456789");
    intent.act = "act-" + std::to_string(n);
    intent.session = session;
    intent.n = n;
    intent.ts = {1'764'000'000'000'000 + n * 1000};
    intent.agent = {"workshop", "1.0", "sha256:00"};
    intent.manifest = "sha256:11";
    intent.principal = {"service", "svc:workshop", "cred-1", {"crm:read"}};
    intent.trigger.ref = "form:support";
    intent.decision = {bw::record::effect::deny, "R1", "sha256:22", "never", ""};
    intent.action.tool = "move_money";
    return *bw::leaf_text(intent);
}

inline bw::verifier_key key_of(const std::string& log) {
    return *bw::read_verifier_key(slurp(log + ".vkey"));
}
inline bw::verification verify(const std::string& log) {
    const bw::verifier_key key = key_of(log);
    return bw::verify_log(log, {&key, 1});
}
inline std::string words(const bw::verification& result) {
    std::string text(bw::word_of(result.verdict));
    for (const bw::finding& each : result.problems) text += "; " + each.where + ": " + each.what;
    return text;
}
inline std::string words(const bw::refusal& why) {
    return std::string(bw::word_of(why.code)) + "; " + why.subject + "; " + why.hint;
}

template <class Value> std::string words(const bw::answer<Value>& result) {
    return result ? std::string("done") : words(result.why());
}

/// How often the long tests go round: `BAILIWICK_LONG=1` asks for the whole of it.
inline int rounds(int few, int many) { return std::getenv("BAILIWICK_LONG") ? many : few; }

} // namespace workshop
