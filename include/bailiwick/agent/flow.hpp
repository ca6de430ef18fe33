// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/tool_facts.hpp>
#include <bailiwick/tool/refusal.hpp>

#include <algorithm>
#include <optional>
#include <vector>

/// The information-flow step: what has come before the model, and whether a call may follow it.

namespace bailiwick {

/// What a value, or a whole context, carries: how far it is trusted, how secret it is, who may
/// read it. The default is the bottom: trusted, open, readable by everyone.
struct flow_label {
    trust integrity = trust::trusted;
    level secrecy = level::open;
    bool has_readers = false;           ///< false: everyone
    std::vector<std::string> readers{}; ///< sorted, when `has_readers`

    /// The label of both together: the worse trust, the higher level, the common readers.
    flow_label joined_with(const flow_label& other) const {
        flow_label both{std::max(integrity, other.integrity),
                        std::max(secrecy, other.secrecy),
                        has_readers || other.has_readers,
                        {}};
        if (has_readers && other.has_readers)
            std::set_intersection(readers.begin(), readers.end(), other.readers.begin(),
                                  other.readers.end(), std::back_inserter(both.readers));
        else if (both.has_readers)
            both.readers = has_readers ? readers : other.readers;
        return both;
    }
    friend bool operator==(const flow_label&, const flow_label&) = default;
};
BOOST_DESCRIBE_STRUCT(flow_label, (), (integrity, secrecy, has_readers, readers))

/// The label of what a tool hands back, as its contract declares its reads and its output.
inline flow_label label_of_result(const contract& states) {
    flow_label label;
    if (states.output != trust::trusted)
        label.integrity = trust::untrusted;
    for (const data_class* each : states.reads) {
        if (each->untrusted)
            label.integrity = trust::untrusted;
        label.secrecy = std::max(label.secrecy, each->sensitivity);
    }
    return label;
}

/// What a flow policy answers: nothing when the call may go on, else the refusal.
template <class Policy>
concept flow_policy = requires(const Policy& policy, const tool_facts& tool,
                               const flow_label& context, const flow_label& arguments) {
    { policy.refuses(tool, context, arguments) } -> std::same_as<std::optional<refusal>>;
};

/// Lets pass what the compile-time rules let pass (BW424 to BW427); labels are kept and recorded.
struct declared_flow {
    std::optional<refusal> refuses(const tool_facts&, const flow_label&, const flow_label&) const {
        return std::nullopt;
    }
};

} // namespace bailiwick
