// SPDX-License-Identifier: BSL-1.0
#include <bailiwick/receipt/tree.hpp>

#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

// Writes logs of random leaves, and their roots and proofs at some sizes, for a program that is not
// ours to make again: write_trees <logs> <leaves> <sizes of each log, or 0 for all> [seed].

namespace {

// The hashes of all complete subtrees, level by level.
class all_hashes {
public:
    void append(const bw::hash256& leaf) {
        add(0, leaf);
        for (std::size_t level = 0; levels_[level].size() % 2 == 0; ++level) {
            const auto& row = levels_[level];
            add(level + 1, bw::node_hash(row[row.size() - 2], row.back()));
        }
    }
    bw::hash256 operator()(unsigned level, unsigned long long index) const {
        return levels_[level][static_cast<std::size_t>(index)];
    }

private:
    void add(std::size_t level, const bw::hash256& hash) {
        if (levels_.size() == level) levels_.emplace_back();
        levels_[level].push_back(hash);
    }

    std::vector<std::vector<bw::hash256>> levels_{};
};

void put(const char* word, unsigned long long number, const std::vector<bw::hash256>& hashes) {
    std::string line = word + (" " + std::to_string(number));
    for (const bw::hash256& each : hashes) line += " " + bw::hex_of(each);
    std::puts(line.c_str());
}

void must(bool holds) {
    if (!holds) std::abort();
}

} // namespace

int main(int count, char** words) {
    if (count < 4) return 2;
    const auto number = [&](int at) { return std::strtoull(words[at], nullptr, 10); };
    const unsigned long long logs = number(1), leaves = number(2), sizes = number(3);
    std::mt19937_64 random(count > 4 ? number(4) : 1);
    for (unsigned long long log = 0; log < logs; ++log) {
        std::puts("log");
        all_hashes hashes;
        std::vector<bw::hash256> roots;
        bw::tree_frontier tree;
        for (unsigned long long size = 0; size <= leaves; ++size) {
            roots.push_back(bw::tree_root(size, hashes));
            must(roots.back() == tree.root());
            // Small sizes and those around full tiles always; others as they fall.
            const bool is_written = sizes == 0 || size < 4 || size == leaves ||
                                    (size + 1) % 256 < 3 || random() % leaves < sizes;
            if (is_written) {
                put("tree", size, {roots.back()});
                for (int turn = 0; turn < 20 && size > 0; ++turn) {
                    const unsigned long long index = random() % size, older = 1 + random() % size;
                    const auto path = bw::inclusion_proof(index, size, hashes);
                    must(bw::inclusion_holds(index, size, hashes(0, index), path, roots.back()));
                    put("inclusion", index, path);
                    const auto growth = bw::consistency_proof(older, size, hashes);
                    must(bw::consistency_holds(older, size, roots[older], roots.back(), growth));
                    put("consistency", older, growth);
                }
            }
            std::string leaf(random() % 100, '\0');
            for (char& each : leaf) each = static_cast<char>(random());
            if (size == leaves) break;
            std::printf("leaf %s\n", bw::hex_of(leaf).c_str());
            hashes.append(bw::leaf_hash(leaf));
            tree.append(bw::leaf_hash(leaf));
        }
    }
    return 0;
}
