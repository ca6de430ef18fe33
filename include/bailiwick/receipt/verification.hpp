// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/hash.hpp>

#include <functional>
#include <string>
#include <vector>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

namespace bailiwick {

/// What can be said of a log: every check holds, one does not, or no trusted key has signed it.
enum class log_verdict { valid, invalid, undecidable };
BOOST_DESCRIBE_ENUM(log_verdict, valid, invalid, undecidable)

/// Something found in a log: in which file or receipt, and what.
struct finding {
    std::string where{};
    std::string what{};

    friend bool operator==(const finding&, const finding&) = default;
};
BOOST_DESCRIBE_STRUCT(finding, (), (where, what))

/// The result of checking a log from its files alone.
struct verification {
    log_verdict verdict = log_verdict::undecidable;
    std::string origin{};
    unsigned long long size = 0;      ///< all receipts, those in the journal included
    unsigned long long published = 0; ///< those under the published checkpoint
    hash256 root{};                   ///< over all receipts
    /// What lies below this index was removed, as a receipt of the log says; 0 is nothing.
    unsigned long long pruned_below = 0;
    /// The size of the largest checkpoint, kept elsewhere, that the log goes on from; 0 is none.
    unsigned long long complete_up_to = 0;
    std::vector<finding> problems{};  ///< what makes it invalid; at most `most_findings`
    std::vector<finding> notes{};     ///< what a reader should know; it makes nothing invalid
    unsigned long long open_intents = 0; ///< allowed or granted, and without an outcome
    unsigned long long waiting = 0;      ///< asked for, and not decided yet
};

/// How a log is checked; the result is the same.
struct verify_options {
    unsigned jobs = 1; ///< threads that read, hash and outline; one more tells the story
    /// Hears how many of the published receipts are read; often, and on the caller's thread.
    std::function<void(unsigned long long read, unsigned long long published)> progress{};
};

/// After so many findings of a kind the rest is not listed.
inline constexpr std::size_t most_findings = 100;

namespace detail {

inline void add_finding(std::vector<finding>& to, std::string where, std::string what) {
    if (to.size() < most_findings) to.push_back({std::move(where), std::move(what)});
}

} // namespace detail
} // namespace bailiwick
