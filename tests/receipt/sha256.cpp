// SPDX-License-Identifier: BSL-1.0
#include <bailiwick/receipt/hash.hpp>

#include <boost/test/unit_test.hpp>

#include <random>
#include <vector>

/// The hashes of this processor against those of OpenSSL.

namespace {

std::string_view bytes_of(const std::vector<char>& from, std::size_t at, std::size_t size) {
    return {from.data() + at, size};
}

std::vector<char> noise(std::size_t size) {
    std::mt19937 next(20261121);
    std::vector<char> bytes(size);
    for (char& each : bytes) each = static_cast<char>(next());
    return bytes;
}

bw::hash256 openssl_leaf(std::string_view leaf) {
    return bw::detail::sha256(std::string_view("\0", 1), leaf);
}

} // namespace

BOOST_AUTO_TEST_SUITE(receipt_sha256)

BOOST_AUTO_TEST_CASE(every_length_around_the_blocks_hashes_as_openssl_says) {
    const auto bytes = noise(1024);
    for (std::size_t size = 0; size <= 520; ++size) {
        const auto text = bytes_of(bytes, size % 37, size);
        BOOST_TEST((bw::sha256_of(text) == bw::detail::sha256(text)), size);
        BOOST_TEST((bw::leaf_hash(text) == openssl_leaf(text)), size);
    }
}

BOOST_AUTO_TEST_CASE(long_texts_hash_as_openssl_says) {
    const auto bytes = noise(1 << 20);
    for (const std::size_t size : {std::size_t{4095}, std::size_t{65'535}, bytes.size()}) {
        const auto text = bytes_of(bytes, 0, size);
        BOOST_TEST((bw::sha256_of(text) == bw::detail::sha256(text)));
        BOOST_TEST((bw::leaf_hash(text) == openssl_leaf(text)));
    }
}

BOOST_AUTO_TEST_CASE(many_leaves_of_any_lengths_hash_as_each_alone) {
    const auto bytes = noise(1 << 16);
    std::mt19937 next(7);
    for (std::size_t count = 0; count < 40; ++count) {
        std::vector<std::string_view> leaves;
        for (std::size_t i = 0; i < count; ++i)
            leaves.push_back(bytes_of(bytes, next() % 4096, next() % (i % 3 == 0 ? 64 : 1500)));
        std::vector<bw::hash256> came(count);
        bw::leaf_hashes(leaves, came.data());
        for (std::size_t i = 0; i < count; ++i)
            BOOST_TEST((came[i] == openssl_leaf(leaves[i])), count << ", leaf " << i);
    }
}

BOOST_AUTO_TEST_CASE(nodes_over_many_children_are_those_of_each_pair) {
    std::vector<bw::hash256> children;
    for (int i = 0; i < 33; ++i) children.push_back(bw::sha256_of(std::to_string(i)));
    for (std::size_t count = 0; count <= children.size(); ++count) {
        std::vector<bw::hash256> nodes(count / 2);
        bw::node_hashes(std::span(children).first(count), nodes.data());
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const auto& left = children[2 * i];
            const auto& right = children[2 * i + 1];
            BOOST_TEST((nodes[i] == bw::detail::sha256("\x01", left.view(), right.view())));
            BOOST_TEST((nodes[i] == bw::node_hash(left, right)));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_million_letters_hash_as_the_standard_says) {
    BOOST_TEST(bw::hex_of(bw::sha256_of(std::string(1'000'000, 'a'))) ==
               "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

BOOST_AUTO_TEST_SUITE_END()
