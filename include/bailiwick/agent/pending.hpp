// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/escalation/ticket.hpp>
#include <bailiwick/tool/refusal.hpp>

#include <boost/json/value.hpp>

namespace bailiwick {

/// A call that waits for people: there is a ticket, and no result in here.
template <class Result> struct pending {
    using result = Result;
    std::string ticket;
    std::string queue;
    std::string owner;
    instant deadline;
};

/// How a call by name has ended, for a model: never an error that has to be caught.
enum class dispatch_status { done, waiting, refused };
BOOST_DESCRIBE_ENUM(dispatch_status, done, waiting, refused)

/// The answer to a model's call: a result, a ticket that waits, or a refusal; each well-formed.
struct dispatched {
    dispatch_status status = dispatch_status::refused;
    boost::json::value result{}; ///< done: what the tool gave
    std::string ticket{};        ///< waiting: its id
    refusal why{};               ///< refused

    /// One JSON object that tells the model what happened and what it may do.
    boost::json::object for_model() const {
        boost::json::object told{{"status", word_of(status)}};
        if (status == dispatch_status::done) {
            told["result"] = result;
        } else if (status == dispatch_status::waiting) {
            told["ticket"] = ticket;
            told["note"] = "a person decides; do not call this again for the same purpose";
        } else {
            told["reason"] = word_of(why.code);
            if (!why.subject.empty())
                told["subject"] = why.subject;
            told["hint"] = why.hint;
        }
        return told;
    }
};

} // namespace bailiwick
