// SPDX-License-Identifier: BSL-1.0
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>
#include <sys/wait.h>

namespace {

using workshop::receipt;

// The disk as a test breaks it: the call with this number fails, is cut short, or is the last.
enum class damage { error, short_write, death, death_after };
int calls_left = 0;
damage kind = damage::error;

bool is_due() { return calls_left > 0 && --calls_left == 0; }

int broken_sync(int) {
    if (!is_due()) return 0;
    if (kind == damage::death || kind == damage::death_after) ::_exit(9);
    errno = EIO;
    return -1;
}
ssize_t broken_write(int file, const void* bytes, std::size_t size, off_t at) {
    if (!is_due()) return ::pwrite(file, bytes, size, at);
    if (kind == damage::death) {
        // The kernel stops a killed write between two pages.
        static_cast<void>(::pwrite(file, bytes, size / 4096 / 2 * 4096, at) < 0);
        ::_exit(9);
    }
    if (kind == damage::death_after) {
        static_cast<void>(::pwrite(file, bytes, size, at) < 0);
        ::_exit(9);
    }
    if (kind == damage::short_write && size > 1) {
        calls_left = 1; // the rest of it fails
        return ::pwrite(file, bytes, size / 2, at);
    }
    errno = ENOSPC;
    return -1;
}
int broken_rename(const char* from, const char* to) {
    if (!is_due()) return ::rename(from, to);
    if (kind == damage::death) ::_exit(9);
    if (kind == damage::death_after) {
        static_cast<void>(::rename(from, to) < 0);
        ::_exit(9);
    }
    errno = EIO;
    return -1;
}
constexpr bw::detail::disk_calls broken_disk{broken_write, broken_sync, broken_rename};

bw::log_options broken_options() {
    auto options = workshop::options(2, 8192);
    options.disk = &broken_disk;
    return options;
}

// Opens, appends seven receipts and closes; gives how many receipts were acknowledged.
int work(const std::string& path, bool& refused_afterwards) {
    auto log = bw::receipt_log::open(path, broken_options());
    if (!log) return 0;
    int acknowledged = 0;
    for (int n = static_cast<int>(log->size()); n < 7; ++n) {
        if (const auto appended = log->append(receipt(n))) {
            acknowledged = n + 1;
            continue;
        }
        for (int again = 0; again < 3; ++again) {
            const auto poisoned = log->append(receipt(n));
            refused_afterwards &=
                !poisoned && poisoned.why().code == bw::reason::receipt_unavailable;
            refused_afterwards &= !log->publish().is_done();
        }
        break;
    }
    return acknowledged;
}

void check_after(const std::string& path, int acknowledged, int call) {
    auto log = bw::receipt_log::open(path, workshop::options(2, 8192));
    BOOST_TEST_REQUIRE(log.is_done(), "call " << call << ": " << workshop::words(log));
    BOOST_TEST(static_cast<int>(log->size()) >= acknowledged, "call " << call);
    for (unsigned long long i = 0; i < log->size(); ++i)
        BOOST_TEST(*log->read(i) == receipt(static_cast<long long>(i)));
    BOOST_TEST(log->append(receipt(static_cast<long long>(log->size()))).is_done());
    BOOST_TEST(log->publish().is_done());
    const auto result = workshop::verify(path);
    BOOST_TEST((result.verdict == bw::log_verdict::valid),
               "call " << call << ": " << workshop::words(result));
}

} // namespace

BOOST_AUTO_TEST_SUITE(receipt_faults)

BOOST_AUTO_TEST_CASE(a_failed_call_poisons_the_log_and_loses_nothing) {
    for (const damage each : {damage::error, damage::short_write})
        for (int call = 1;; ++call) {
            const workshop::folder here;
            kind = each;
            calls_left = call;
            bool refused_afterwards = true;
            const int acknowledged = work(here / "log", refused_afterwards);
            const bool reached = calls_left == 0;
            calls_left = 0;
            BOOST_TEST(refused_afterwards, "call " << call);
            check_after(here / "log", acknowledged, call);
            if (!reached) {
                BOOST_TEST(call > 60);
                break;
            }
        }
}

BOOST_AUTO_TEST_CASE(a_death_at_any_call_loses_nothing) {
    for (const damage each : {damage::death, damage::death_after})
        for (int call = 1;; ++call) {
            const workshop::folder here;
            int ends[2];
            BOOST_TEST_REQUIRE(::pipe(ends) == 0);
            const pid_t child = ::fork();
            if (child == 0) {
                kind = each;
                calls_left = call;
                auto log = bw::receipt_log::open(here / "log", broken_options());
                if (!log) ::_exit(1);
                for (char n = 0; n < 7; ++n) {
                    if (!log->append(receipt(n))) ::_exit(2);
                    if (::write(ends[1], &n, 1) != 1) ::_exit(3);
                }
                static_cast<void>(log->publish().is_done());
                ::_exit(0);
            }
            ::close(ends[1]);
            int acknowledged = 0, status = 0;
            for (char n = 0; ::read(ends[0], &n, 1) == 1;) acknowledged = n + 1;
            ::close(ends[0]);
            ::waitpid(child, &status, 0);
            const int code = WEXITSTATUS(status);
            BOOST_TEST_REQUIRE((code == 9 || code == 0), "call " << call << " gave " << code);
            check_after(here / "log", acknowledged, call);
            if (code == 0) break;
        }
}

BOOST_AUTO_TEST_CASE(a_full_disk_refuses_and_a_mended_one_goes_on) {
    const workshop::folder here;
    auto options = workshop::options();
    static constexpr bw::detail::disk_calls full{
        .write =
            [](int file, const void* bytes, std::size_t size, off_t at) {
                const int device = ::open("/dev/full", O_WRONLY);
                const ssize_t put = at >= 8192 && size >= 4096 ? ::write(device, bytes, size)
                                                               : ::pwrite(file, bytes, size, at);
                const int fault = errno;
                ::close(device);
                errno = fault;
                return put;
            },
        .sync = workshop::no_sync};
    options.disk = &full;
    int kept = 0;
    {
        auto log = bw::receipt_log::open(here / "log", options);
        BOOST_TEST_REQUIRE(log.is_done());
        const auto refused = log->append(receipt(0)); // zero-filling the segment meets the end
        kept = refused.is_done() ? 1 : 0;
        const auto next = log->append(receipt(1));
        if (!refused) {
            BOOST_TEST((next.why().code == bw::reason::receipt_unavailable));
            BOOST_TEST(refused.why().subject.find("No space") != std::string::npos);
        }
        kept = static_cast<int>(log->size());
    }
    check_after(here / "log", kept, 0);
}

BOOST_AUTO_TEST_SUITE_END()
