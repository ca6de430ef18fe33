// SPDX-License-Identifier: BSL-1.0
#include <bailiwick/receipt.hpp>

#include <cstdio>
#include <cstring>

/// The program that tests/receipt/strace/run.sh lets fail at each of its system calls.
///
///   strace_worker write FOLDER   opens the log, appends and submits receipts with small segments,
///                               publishes now and then; prints `acknowledged N` for each one
///   strace_worker check FOLDER N opens what was left: it must hold N receipts, take one more, and
///                               verify; prints the size, exits with 1 where anything is not so

namespace {

std::string text_of(unsigned long long n) {
    bw::record::control one;
    one.id = bw::receipt_id({1'764'000'000'000'000 + static_cast<long long>(n)}, "0123456789");
    one.session = "s-1";
    one.n = static_cast<long long>(n);
    one.ts = {1'764'000'000'000'000 + static_cast<long long>(n)};
    one.agent = {"crash", "1.0", "sha256:00"};
    one.manifest = "sha256:11";
    one.control.op = "drill";
    one.control.by = "op:1";
    one.control.reason = std::string(1500, 'x');
    return *bw::leaf_text(one);
}

bw::log_options options() {
    return {.origin = "crash.example/log", .publish_every = 3, .segment_bytes = 16384};
}

int fail(const std::string& why) {
    std::fprintf(stderr, "strace_worker: %s\n", why.c_str());
    return 1;
}

void say_acknowledged(unsigned long long count) {
    // Not through a buffer: what was said before a kill must have been said.
    const std::string line = "acknowledged " + std::to_string(count) + "\n";
    if (::write(1, line.data(), line.size()) < 0) std::perror("strace_worker");
}

int write(const std::string& folder) {
    auto log = bw::receipt_log::open(folder, options());
    if (!log) return fail(log.why().subject);
    for (unsigned long long n = log->size(); n < 14;) {
        if (n % 4 == 3) {
            auto first = log->submit(text_of(n)), second = log->submit(text_of(n + 1));
            if (!std::move(first).wait() || !std::move(second).wait()) return fail("submit");
            n += 2;
        } else {
            if (!log->append(text_of(n))) return fail("append");
            ++n;
        }
        say_acknowledged(n);
    }
    return log->publish() ? 0 : fail("publish");
}

int check(const std::string& folder, unsigned long long acknowledged) {
    unsigned long long size = 0;
    {
        auto log = bw::receipt_log::open(folder, options());
        if (!log) return fail(log.why().subject + ": " + log.why().hint);
        size = log->size();
        if (size < acknowledged) return fail("acknowledged receipts are gone");
        for (unsigned long long n = 0; n < size; ++n)
            if (const auto text = log->read(n); !text || *text != text_of(n))
                return fail("receipt " + std::to_string(n) + " is another");
        if (!log->append(text_of(size))) return fail("no receipt can be added");
    }
    const auto text = bw::detail::read_file(folder + ".vkey");
    const auto key = text ? bw::read_verifier_key(*text)
                          : bw::answer<bw::verifier_key>(text.why());
    if (!key) return fail(key.why().subject);
    const auto result = bw::verify_log(folder, {&*key, 1});
    for (const bw::finding& each : result.problems)
        std::fprintf(stderr, "%s: %s\n", each.where.c_str(), each.what.c_str());
    if (result.verdict != bw::log_verdict::valid) return fail("it does not verify");
    std::printf("%llu\n", size);
    return 0;
}

} // namespace

int main(int count, char** given) {
    if (count == 3 && !std::strcmp(given[1], "write")) return write(given[2]);
    if (count == 4 && !std::strcmp(given[1], "check")) return check(given[2], std::stoull(given[3]));
    return fail("usage: strace_worker write FOLDER | check FOLDER ACKNOWLEDGED");
}
