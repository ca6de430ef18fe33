// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../refused/sound.hpp"

#include <bailiwick/agent.hpp>

#include <boost/json/serialize.hpp>

#include <atomic>
#include <filesystem>
#include <fstream>

#include <unistd.h>

/// The sound agent of the refused tests with bodies that count, on state in a folder of its own.

namespace at_work {

inline std::atomic<int> lookups{0}, notes{0}, mails{0};
inline std::atomic<int> fail_next{0}; ///< how many mails are to fail
inline std::atomic<bool> disk_fails{false};         ///< from now on nothing can be written
inline std::atomic<bool> break_disk_in_tool{false}; ///< the disk fails while a mail leaves

} // namespace at_work

namespace good {

inline done lookup::operator()(const query&, bw::lease<crm_read>) const {
    ++at_work::lookups;
    return {true};
}
inline done write_note::operator()(const text&, bw::lease<note_write>) const {
    ++at_work::notes;
    return {true};
}
inline done send_mail::operator()(const text&, bw::lease<mail_send> lent) const {
    if (at_work::fail_next > 0) {
        --at_work::fail_next;
        throw std::runtime_error("the relay is away");
    }
    ++at_work::mails;
    if (at_work::break_disk_in_tool) at_work::disk_fails = true;
    return {lent.secret(bw::reason_to_reveal{"the relay asks for it"}).is_done()};
}

} // namespace good

namespace at_work {

using agent = good::agent<>;
using durable_state = bw::agent_state<bw::receipt_log, bw::vault, bw::memory_store>;
using quiet_state = bw::agent_state<bw::null_log, bw::no_vault, bw::memory_store>;

/// A disk that can be told to fail, for logs that must then refuse.
inline const bw::detail::disk_calls failing_disk{
    [](int file, const void* bytes, std::size_t size, off_t at) -> ssize_t {
        if (!disk_fails) return ::pwrite(file, bytes, size, at);
        errno = ENOSPC;
        return -1;
    },
    ::fdatasync, ::rename};

/// A clock that stands until it is moved.
struct clock {
    std::atomic<long long> at{1'800'000'000'000'000};
    bw::instant operator()() const { return {at.load()}; }
    void move(bw::duration span) { at += span.milliseconds * 1000; }
};

inline bw::run_context context() {
    return {.trigger = {.reference = "mail:1", .content = "please call me back"},
            .requester = {"A customer", "customer@example.org"},
            .model = {"example-model", "2026-08-01"},
            .why = "the customer asked for an answer"};
}

inline void fill(bw::credential_book& book) {
    static_cast<void>(book.add(good::reader, bw::no_secret{}));
    ::setenv("BAILIWICK_TEST_RELAY", "opensesame", 1);
    static_cast<void>(book.add(good::sender, bw::environment_secret("BAILIWICK_TEST_RELAY")));
}

/// An agent with a log in a folder that goes when the test ends.
struct desk {
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() /
        ("bailiwick-agent-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    clock time;
    std::unique_ptr<bw::running_agent<agent, durable_state>> running;

    desk() {
        lookups = notes = mails = fail_next = 0;
        disk_fails = false;
        std::filesystem::create_directories(folder);
        open();
    }
    ~desk() {
        disk_fails = false;
        running.reset();
        std::filesystem::remove_all(folder);
    }
    void open() {
        auto log = bw::receipt_log::open(
            folder / "log", {.origin = "example.com/desk", .disk = &failing_disk});
        auto values = bw::vault::open(folder / "vault.db");
        if (!log || !values) std::abort();
        std::unique_ptr<durable_state> state(
            new durable_state{*std::move(log), *std::move(values)});
        fill(state->accounts);
        running = std::make_unique<bw::running_agent<agent, durable_state>>(
            std::move(state), bw::process_facts{"sha256:00", bw::time_source(time)},
            bw::declared_flow{}, good::lookup{}, good::write_note{}, good::send_mail{});
    }
    auto session() { return bw::session(*running, context()); }
    auto by(const bw::person& who) {
        return bw::operator_desk(*running,
                                 {std::string(who.name), std::string(who.contact)});
    }
    /// All receipts, as JSON, in the order of the log.
    std::vector<boost::json::value> receipts() const {
        std::vector<boost::json::value> all;
        const auto read = running->state().log.for_each(
            [&](unsigned long long, std::string_view text) { all.push_back(*bw::parse_strict(text)); });
        if (!read) std::abort();
        return all;
    }
    static inline int count = 0;
};

inline std::string text_at(const boost::json::value& receipt, std::string_view pointer) {
    boost::system::error_code error;
    const boost::json::value* found = receipt.find_pointer(pointer, error);
    if (!found) return {};
    return found->is_string() ? std::string(found->get_string().c_str())
                              : boost::json::serialize(*found);
}

} // namespace at_work
