// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "../receipt/workshop.hpp"

#include <bailiwick/witness.hpp>

/// What the tests of the witness share: keys from words, logs that exist as hashes only, a clock.

namespace scene {

constexpr const char* origin = "agentlog.example/intake-router/2026q4"; ///< of the golden log

inline bw::note_signer signer_of(std::string_view seed_of, std::string name) {
    return *bw::note_signer::of_seed(std::move(name), bw::sha256_of(seed_of).view());
}
inline bw::cosigner witness_of(std::string_view seed_of, std::string name) {
    return bw::cosigner(signer_of(seed_of, std::move(name)));
}

/// The time of the golden log's cosignatures.
inline constexpr unsigned long long golden_time = 1'795'241'680;
inline bw::instant golden_now() { return {static_cast<long long>(golden_time) * 1'000'000}; }

/// A log of which nothing exists but its hashes and its key.
class history {
public:
    history(std::string_view seed_of, std::string name, std::size_t size, std::string_view leaf)
        : signer_(signer_of(seed_of, std::move(name))) {
        bw::tree_frontier tree;
        roots_.push_back(tree.root());
        for (std::size_t i = 0; i < size; ++i) {
            leaves_.push_back(bw::leaf_hash(std::string(leaf) + std::to_string(i)));
            tree.append(leaves_.back());
            roots_.push_back(tree.root());
        }
    }

    const bw::verifier_key& key() const { return signer_.verifier(); }
    const bw::hash256& root(std::size_t size) const { return roots_[size]; }
    std::string note(std::size_t size) const {
        return signer_.note(bw::text_of(bw::checkpoint{key().name, size, roots_[size]}));
    }
    std::vector<bw::hash256> path(std::size_t older, std::size_t newer) const {
        return bw::consistency_proof(older, newer, [&](unsigned level, unsigned long long at) {
            const std::size_t count = std::size_t{1} << level;
            const auto first = leaves_.begin() + static_cast<std::ptrdiff_t>(at * count);
            return bw::tile_root({first, first + static_cast<std::ptrdiff_t>(count)});
        });
    }
    std::string request(std::size_t older, std::size_t newer) const {
        return bw::text_of(bw::witness_request{older, path(older, newer), note(newer)});
    }

private:
    bw::note_signer signer_;
    std::vector<bw::hash256> leaves_{};
    std::vector<bw::hash256> roots_{};
};

inline bw::file_witness open_witness(const std::string& folder,
                                     std::vector<bw::verifier_key> logs,
                                     const bw::detail::disk_calls* disk = &workshop::quick_disk) {
    return *bw::file_witness::open(witness_of("witness key", "witness.example/w1"),
                                   {folder, std::move(logs), golden_now, disk});
}

/// What a witness holds, as it tells everybody who asks from a size that cannot be.
inline unsigned long long size_held(const bw::file_witness& witness, const history& log,
                                    std::size_t of) {
    const auto reply = witness.add_checkpoint(log.request(0, of));
    if (reply.status == 200) return 0; // it held nothing; now it holds this
    return std::strtoull(reply.body.c_str(), nullptr, 10);
}

} // namespace scene
