// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/packet/detail/disk.hpp>
#include <bailiwick/packet/files.hpp>

#include <cstdio>
#include <ctime>

/// The verbs of the build step: write, verify, check, diff, approve, digest.

namespace bailiwick {
namespace packet {

/// What a command line asked for.
struct request {
    std::string verb{};
    std::string out{};
    std::string lock{};
    std::string by{};
    std::string on{};
    std::string expires{};
    std::string today{};
    bool draft = false;
};

/// Exit codes of the build step, as docs/reference/packet-command.md lists them.
enum class outcome { done = 0, check_failed = 1, usage = 2, no_access = 4 };

namespace detail {

inline constexpr const char* usage =
    "usage: packet VERB [options]\n"
    "  write --out DIR [--lock FILE] [--draft]    write the packet\n"
    "  verify --out DIR [--lock FILE] [--draft]   compare the packet on disk with this build\n"
    "  check [--lock FILE] [--today DAY] [--draft]  approval and waivers still stand\n"
    "  diff --lock FILE                           what changed since the approval\n"
    "  approve --lock FILE --by NAME --expires DAY [--on DAY]  record an approval\n"
    "  digest                                     print the digest of the declaration\n"
    "exit codes: 0 done, 1 a check failed, 2 usage, 4 a file cannot be read or written\n";

inline std::string today() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[16];
    std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
    return text;
}

inline void say(const std::string& words) {
    std::fprintf(stderr, "bailiwick: %s\n", words.c_str());
}

/// Prints the drift in a reviewer's words, widenings first.
inline void say_drift(const approval_record& record) {
    say("the charter is not what " + record.by + " approved on " + record.on + ":");
    for (const std::string& each : record.changes)
        std::fprintf(stderr, "  %s\n", each.c_str());
}

} // namespace detail

/// Runs one verb for one agent; every refusal says what to do.
template <class Subject = subject> class command {
public:
    command(Subject of, request asked) : of_(std::move(of)), asked_(std::move(asked)) {}

    outcome run() {
        if (asked_.verb == "digest") {
            std::printf("%s\n", std::string(digest_of(of_.declaration)).c_str());
            return outcome::done;
        }
        if (asked_.verb == "approve")
            return approve();
        if (const outcome read = read_approval(); read != outcome::done)
            return read;
        if (asked_.verb == "check")
            return check();
        if (asked_.verb == "diff")
            return diff();
        if (asked_.verb == "verify")
            return verify();
        return write();
    }

private:
    Subject of_;
    request asked_;
    approval_record approval_;

    std::size_t open_findings() const {
        std::size_t sum = 0;
        for (const packet::check& each : of_.checks)
            sum += each.open.size();
        return sum;
    }

    outcome read_approval() {
        if (asked_.lock.empty())
            return outcome::done;
        const detail::disk_text text = detail::read_text(asked_.lock);
        if (text.is_missing && asked_.draft)
            return outcome::done;
        if (!text.fault.empty()) {
            detail::say(text.fault + (text.is_missing
                                          ? ": record an approval with the verb approve, "
                                             "or build a draft (BAILIWICK_DRAFT=ON)"
                                          : ""));
            return text.is_missing ? outcome::check_failed : outcome::no_access;
        }
        lock_reading reading = read_lock(text.bytes);
        if (!reading.fault.empty()) {
            detail::say(asked_.lock + ": " + reading.fault);
            return outcome::check_failed;
        }
        approval_ = record_of(of_, reading.lock);
        return outcome::done;
    }

    /// The approval, its end, and the ends of waivers; a draft is told and goes on.
    outcome check() {
        bool holds = true;
        const std::string day = asked_.today.empty() ? detail::today() : asked_.today;
        if (approval_.is == standing::drifted) {
            detail::say_drift(approval_);
            if (!asked_.draft)
                detail::say("have the change approved (verb approve), or build a draft "
                            "(BAILIWICK_DRAFT=ON)");
            holds = false;
        }
        if (approval_.is == standing::approved && approval_.expires < day) {
            detail::say("the approval by " + approval_.by + " ended on " + approval_.expires +
                        ": have the declaration approved again");
            holds = false;
        }
        for (const auto& each : of_.agent->waivers)
            if (const std::string end = detail::text_of(each.is->expires); end < day) {
                detail::say("the waiver of BW" + std::to_string(each.is->rule) + " for " +
                            std::string(each.is->offender) + " ended on " + end +
                            ": repair the charter or have the risk accepted again");
                holds = false;
            }
        for (const packet::check& each : of_.checks)
            for (const std::string& offender : each.open) {
                detail::say("BW" + std::to_string(each.code) + " " + offender + ": " +
                            std::string(each.sentence));
                holds = false;
            }
        return holds || asked_.draft ? outcome::done : outcome::check_failed;
    }

    outcome diff() const {
        for (const std::string& each : approval_.changes)
            std::printf("%s\n", each.c_str());
        if (approval_.changes.empty())
            std::printf("nothing changed since the approval\n");
        return approval_.changes.empty() ? outcome::done : outcome::check_failed;
    }

    outcome write() {
        if (const outcome held = check(); held != outcome::done)
            return held;
        for (const file& each : files_of(of_, approval_))
            if (const std::string fault = detail::write_text(asked_.out, each.name, each.bytes);
                !fault.empty()) {
                detail::say(fault);
                return outcome::no_access;
            }
        return outcome::done;
    }

    outcome verify() const {
        outcome result = outcome::done;
        for (const file& each : files_of(of_, approval_)) {
            const detail::disk_text text = detail::read_text(asked_.out + "/" + each.name);
            if (text.fault.empty() && text.bytes == each.bytes)
                continue;
            detail::say(text.fault.empty()
                            ? asked_.out + "/" + each.name + " differs from what this build writes"
                            : text.fault);
            result = outcome::check_failed;
        }
        if (result == outcome::done)
            std::printf("the packet is what this build writes\n");
        return result;
    }

    outcome approve() const {
        const auto parsed = parse_strict(of_.declaration, {.depth = 64, .bytes = 64u << 20});
        if (open_findings() > 0) {
            detail::say("a declaration with open findings cannot be approved");
            return outcome::check_failed;
        }
        if (!parsed) {
            detail::say("the declaration cannot be read back: " + parsed.error().hint + " (" +
                        parsed.error().pointer + ")");
            return outcome::check_failed;
        }
        const std::string on = asked_.on.empty() ? detail::today() : asked_.on;
        if (!detail::is_a_day(on) || !detail::is_a_day(asked_.expires) || asked_.expires < on) {
            detail::say(
                "--on and --expires take days like 2027-01-31, the end not before the start");
            return outcome::usage;
        }
        if (bailiwick::detail::is_generic(asked_.by)) {
            detail::say("--by takes the name of the person who approves");
            return outcome::usage;
        }
        const approval_lock lock{asked_.by, on, asked_.expires,
                                 std::string(digest_of(of_.declaration)), *parsed};
        const std::string fault = detail::write_text("", asked_.lock, text_of_lock(lock));
        if (!fault.empty()) {
            detail::say(fault);
            return outcome::no_access;
        }
        std::printf("%s: %s approves %s until %s\n", asked_.lock.c_str(), lock.by.c_str(),
                    lock.digest.c_str(), lock.expires.c_str());
        return outcome::done;
    }
};

} // namespace packet
} // namespace bailiwick
