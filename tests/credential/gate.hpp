// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/credential.hpp>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include <boost/test/unit_test.hpp>

// These tests stand in for the agent component, which alone defines this.
namespace bailiwick::detail {
struct gate {
    static gate_key key() { return gate_key(); }
};
} // namespace bailiwick::detail

namespace samples {

inline constexpr bw::scope mail_send{"mail:send"}, mail_read{"mail:read"}, crm_read{"crm:read"},
    files_read{"files:read"}, nobodys{"nobody:grants"};
inline constexpr bw::credential mailer{.name = "mailer",
                                       .kind = bw::holder::service_account,
                                       .grants = {mail_send, mail_read},
                                       .time_to_live = bw::minutes(15)};
inline constexpr bw::credential crm{
    .name = "crm", .kind = bw::holder::delegated_user, .grants = {crm_read}, .actor_claim = "act"};
inline constexpr bw::credential files{
    .name = "files", .kind = bw::holder::service_account, .grants = {files_read}};

inline constexpr bw::instant noon{1'795'262'400'000'000};
inline constexpr bw::instant in_a_minute = noon + bw::minutes(1);

/// A provider that a test can change, and that counts.
struct vault {
    std::string* secret;
    int* fetches;
    bw::answer<bw::secret> fetch() const {
        ++*fetches;
        if (secret->empty())
            return bw::refusal{bw::reason::secret_unavailable, "fetch", "vault", "it is sealed"};
        return bw::secret::taken_from(std::string(*secret));
    }
    std::string resting_place() const { return "vault"; }
};

template <class Value> std::string outcome_of(const bw::answer<Value>& given) {
    if (given)
        return "done";
    return std::string(bw::word_of(given.why().code));
}
template <class Value> Value value_of(bw::answer<Value> given) {
    if (!given)
        BOOST_FAIL(bw::word_of(given.why().code) << ": " << given.why().hint);
    return *std::move(given);
}

/// A book with a mail account whose secret is "swordfish", a delegated one, and one without.
struct office {
    std::string stored = "swordfish";
    int fetches = 0;
    std::atomic<long long> time{noon.microseconds};
    struct clock {
        const std::atomic<long long>* at;
        bw::instant operator()() const { return {at->load()}; }
    } now{&time};
    bw::credential_book book;

    office() {
        value_of(book.add(mailer, vault{&stored, &fetches}));
        value_of(book.add(crm, vault{&stored, &fetches}));
        value_of(book.add(files, bw::no_secret()));
    }
    bw::lease_desk desk() {
        return bw::lease_desk(bw::detail::gate::key(), book, bw::time_source(now));
    }
};

inline const bw::reason_to_reveal test_reason{"this test compares it"};

/// A copy of what a provider gave, which only a test may make.
inline std::string revealed(bw::answer<bw::secret> given) {
    const bw::secret held = value_of(std::move(given));
    return std::string(held.reveal(test_reason));
}

} // namespace samples
