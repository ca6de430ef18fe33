// SPDX-License-Identifier: BSL-1.0
#include "workshop.hpp"

#include <bailiwick/tool/strict_json.hpp>

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

namespace {

// The definition of RFC 6962, section 2.1, word for word and slow.
bw::hash256 defined_root(std::span<const bw::hash256> leaves) {
    if (leaves.empty()) return bw::empty_root();
    if (leaves.size() == 1) return leaves[0];
    std::size_t split = 1;
    while (split * 2 < leaves.size()) split *= 2;
    return bw::node_hash(defined_root(leaves.first(split)), defined_root(leaves.subspan(split)));
}

std::vector<bw::hash256> some_leaves(std::size_t count) {
    std::vector<bw::hash256> leaves;
    for (std::size_t i = 0; i < count; ++i) leaves.push_back(bw::leaf_hash(std::to_string(i)));
    return leaves;
}

auto node_of(const std::vector<bw::hash256>& leaves) {
    return [&](unsigned level, unsigned long long index) {
        const std::size_t count = std::size_t{1} << level;
        const std::size_t first = static_cast<std::size_t>(index) * count;
        return defined_root(std::span(leaves).subspan(first, count));
    };
}

bw::hash256 hash_from_hex(std::string_view hex) {
    std::string bytes;
    for (std::size_t at = 0; at + 1 < hex.size(); at += 2)
        bytes += static_cast<char>(std::stoi(std::string(hex.substr(at, 2)), nullptr, 16));
    return bw::hash256::of_bytes(bytes);
}

std::string text_in(const boost::json::value& value) {
    return {value.get_string().data(), value.get_string().size()};
}

} // namespace

BOOST_AUTO_TEST_SUITE(receipt_tree)

BOOST_AUTO_TEST_CASE(a_growing_tree_has_the_root_of_the_definition) {
    const auto leaves = some_leaves(131);
    bw::tree_frontier frontier;
    for (std::size_t size = 0; size <= 130; ++size) {
        const auto expected = defined_root(std::span(leaves).first(size));
        BOOST_TEST((frontier.root() == expected), "size " << size);
        BOOST_TEST((bw::tree_root(size, node_of(leaves)) == expected));
        frontier.append(leaves[size]);
    }
}

BOOST_AUTO_TEST_CASE(every_proof_of_130_sizes_holds_and_no_other_does) {
    const auto leaves = some_leaves(130);
    const auto node = node_of(leaves);
    for (std::size_t size = 1; size <= 130; ++size) {
        const auto root = defined_root(std::span(leaves).first(size));
        bool all = true, none = true;
        for (std::size_t i = 0; i < size; ++i) {
            auto path = bw::inclusion_proof(i, size, node);
            all &= bw::inclusion_holds(i, size, leaves[i], path, root);
            none &= !bw::inclusion_holds(i + 1, size, leaves[i], path, root);
            none &= !bw::inclusion_holds(i, size, bw::leaf_hash("other"), path, root);
            path.push_back(root);
            none &= !bw::inclusion_holds(i, size, leaves[i], path, root);
        }
        for (std::size_t older = 0; older <= size; ++older) {
            const auto old_root = defined_root(std::span(leaves).first(older));
            auto path = bw::consistency_proof(older, size, node);
            all &= bw::consistency_holds(older, size, old_root, root, path);
            if (older > 0)
                none &= !bw::consistency_holds(older, size, bw::leaf_hash("other"), root, path);
            path.push_back(root);
            none &= !bw::consistency_holds(older, size, old_root, root, path);
        }
        BOOST_TEST(all, "size " << size);
        BOOST_TEST(none, "size " << size);
    }
}

BOOST_AUTO_TEST_CASE(proofs_of_other_implementations_are_judged_alike) {
    const auto data = workshop::shared_data();
    if (!data) return;
    int count = 0;
    const std::string folder = *data + "/merkle/testdata";
    for (const auto& file : workshop::fs::recursive_directory_iterator(folder)) {
        if (file.path().extension() != ".json") continue;
        // Their indexes go beyond 2^53, which our own reader refuses.
        const boost::json::value json = boost::json::parse(workshop::slurp(file.path()));
        const auto& object = json.get_object();
        std::vector<bw::hash256> path;
        bool readable = true;
        const auto hash = [&](const boost::json::value& value) {
            if (value.is_null()) return bw::hash256{};
            const auto read = bw::detail::hash_of_base64(text_in(value));
            readable &= read.has_value();
            return read.value_or(bw::hash256{});
        };
        if (const auto& proof = object.at("proof"); proof.is_array())
            for (const auto& each : proof.get_array()) path.push_back(hash(each));
        const auto number = [&](const char* name) {
            return object.at(name).to_number<unsigned long long>();
        };
        bool holds = false;
        if (object.contains("size1")) {
            // They reject size 0, which witnesses accept with an empty proof; the rule is ours.
            if (number("size1") == 0) continue;
            static_cast<void>(hash(object.at("root1")));
            if (!readable) continue; // a root that is no hash, because theirs does not look
            const auto older = hash(object.at("root1")), newer = hash(object.at("root2"));
            holds = bw::consistency_holds(number("size1"), number("size2"), older, newer, path);
        } else {
            holds = bw::inclusion_holds(number("leafIdx"), number("treeSize"),
                                        hash(object.at("leafHash")), path, hash(object.at("root")));
        }
        BOOST_TEST((holds && readable) == !object.at("wantErr").as_bool(), file.path());
        ++count;
    }
    BOOST_TEST(count >= 170);
}

BOOST_AUTO_TEST_CASE(proofs_and_roots_of_the_golden_log_come_out_the_same) {
    const auto data = workshop::shared_data();
    if (!data) return;
    std::vector<bw::hash256> leaves, roots;
    for (const auto& each : workshop::lines_of(*data + "/golden-log/receipts.jsonl"))
        leaves.push_back(bw::leaf_hash(each));
    for (const auto& each : workshop::lines_of(*data + "/golden-log/roots.txt"))
        roots.push_back(hash_from_hex(each.substr(each.find(' ') + 1)));
    BOOST_TEST_REQUIRE(leaves.size() == 9u);
    for (std::size_t size = 0; size <= 9; ++size)
        BOOST_TEST((defined_root(std::span(leaves).first(size)) == roots[size]));
    const auto path_in = [](const boost::json::object& object) {
        std::vector<bw::hash256> path;
        for (const auto& each : object.at("path").get_array())
            path.push_back(hash_from_hex(text_in(each)));
        return path;
    };
    int count = 0;
    const std::string folder = *data + "/golden-log/";
    const auto inclusion = bw::parse_strict(workshop::slurp(folder + "inclusion-proofs.json"));
    for (const auto& each : inclusion->get_array()) {
        const auto& object = each.get_object();
        const auto index = object.at("index").to_number<unsigned long long>();
        const auto size = object.at("size").to_number<unsigned long long>();
        BOOST_TEST((bw::inclusion_proof(index, size, node_of(leaves)) == path_in(object)));
        ++count;
    }
    const auto consistency = bw::parse_strict(workshop::slurp(folder + "consistency-proofs.json"));
    for (const auto& each : consistency->get_array()) {
        const auto& object = each.get_object();
        const auto older = object.at("old").to_number<unsigned long long>();
        const auto newer = object.at("new").to_number<unsigned long long>();
        BOOST_TEST((bw::consistency_proof(older, newer, node_of(leaves)) == path_in(object)));
        const auto path = path_in(object);
        BOOST_TEST(bw::consistency_holds(older, newer, roots[older], roots[newer], path));
        ++count;
    }
    BOOST_TEST(count == 90);
}

BOOST_AUTO_TEST_SUITE_END()
