// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/policy/check.hpp>

/// BW431 to BW435, the trail: what the answer and the receipts hold, who keeps and who sees them.

namespace bailiwick {

/// What shows the answer loads nothing from elsewhere.
template <class Charter>
constexpr bool output_renders_nothing_remote = kept_by<struct bw431, Charter>;
struct bw431 : rule_about<charter_subject, 431> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        const rendering shown = charter.boundary->renders;
        return shown == rendering::plain || shown == rendering::safe_markdown;
    }
    template <class Charter> struct require {
        static_assert(output_renders_nothing_remote<Charter>,
                      "[BW431] the output may load remote content: render plain or safe_markdown");
    };
};

/// The audit trail holds no sensitive content in the clear.
template <class Charter>
constexpr bool receipts_hold_no_content_in_the_clear = kept_by<struct bw432, Charter>;
struct bw432 : rule_about<charter_subject, 432> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        const content kept = charter.receipts->keeps;
        return kept > content::unstated && kept < content::full;
    }
    template <class Charter> struct require {
        static_assert(receipts_hold_no_content_in_the_clear<Charter>,
                      "[BW432] receipts would hold content in the clear: "
                      "keep digests, or redact or encrypt it");
    };
};

/// Somebody outside sees the heads of the log.
template <class Charter> constexpr bool receipts_have_a_witness = kept_by<struct bw433, Charter>;
struct bw433 : rule_about<charter_subject, 433> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        const std::string_view witness = charter.receipts->witness;
        return !detail::says_nothing(witness) && witness != charter.receipts->key_holder &&
               witness != charter.identity->id && witness != charter.identity->name;
    }
    template <class Charter> struct require {
        static_assert(receipts_have_a_witness<Charter>,
                      "[BW433] nobody outside witnesses the log: name a witness for its heads");
    };
};

/// The key that signs the log is not the agent's to use elsewhere.
template <class Charter> constexpr bool receipts_key_is_held_apart = kept_by<struct bw434, Charter>;
struct bw434 : rule_about<charter_subject, 434> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        const std::string_view holder = charter.receipts->key_holder;
        return !detail::says_nothing(holder) && holder != charter.identity->id &&
               holder != charter.identity->name;
    }
    template <class Charter> struct require {
        static_assert(receipts_key_is_held_apart<Charter>,
                      "[BW434] the log key has no keeper apart from the agent: "
                      "name the key_holder");
    };
};

/// The audit trail is kept for a stated time.
template <class Charter>
constexpr bool receipts_are_kept_for_a_time = kept_by<struct bw435, Charter>;
struct bw435 : rule_about<charter_subject, 435> {
    static constexpr bool holds(const charter_subject&, const charter_facts& charter) {
        return charter.receipts->retention.milliseconds > 0;
    }
    template <class Charter> struct require {
        static_assert(receipts_are_kept_for_a_time<Charter>,
                      "[BW435] receipts are kept for no stated time: state receipts.retention");
    };
};

} // namespace bailiwick
