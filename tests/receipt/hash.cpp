// SPDX-License-Identifier: BSL-1.0
#include <bailiwick/receipt/base64.hpp>
#include <bailiwick/receipt/hash.hpp>
#include <bailiwick/receipt/receipt_id.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(receipt_hash)

BOOST_AUTO_TEST_CASE(sha256_is_that_of_the_standard) {
    BOOST_TEST(bw::hex_of(bw::sha256_of("abc")) ==
               "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    BOOST_TEST(bw::hex_of(bw::empty_root()) ==
               "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    BOOST_TEST(bw::sha256_text(bw::sha256_of("example manifest")) ==
               "sha256:89333bc71f02c647533ab52e592ad22c609728f12eabff6fda0920109db40401");
}

BOOST_AUTO_TEST_CASE(leaves_and_nodes_never_hash_alike) {
    const bw::hash256 left = bw::leaf_hash("a"), right = bw::leaf_hash("b");
    const std::string as_leaf = std::string(left.view()) + std::string(right.view());
    BOOST_TEST((bw::node_hash(left, right) != bw::leaf_hash(as_leaf)));
    BOOST_TEST((bw::node_hash(left, right) == bw::sha256_of("\x01" + as_leaf)));
}

BOOST_AUTO_TEST_CASE(base64_reads_back_what_it_wrote) {
    std::string bytes;
    for (int i = 0; i < 70; ++i) {
        BOOST_TEST((bw::from_base64(bw::base64_of(bytes)) == bytes));
        BOOST_TEST((bw::from_base64url(bw::base64url_of(bytes)) == bytes));
        bytes += static_cast<char>(i * 37 + 251);
    }
    BOOST_TEST(bw::base64_of("foob") == "Zm9vYg==");
    BOOST_TEST(bw::base64url_of("foob") == "Zm9vYg");
    BOOST_TEST(bw::base64_of("\xfb\xff") == "+/8=");
    BOOST_TEST(bw::base64url_of("\xfb\xff") == "-_8");
}

BOOST_AUTO_TEST_CASE(base64_refuses_every_second_spelling) {
    for (const char* each : {"Zm9vYh==", "Zm9vYg=", "Zm9vYg", "Zm9v Yg==", "Zm9vYg==\n", "=", "A",
                             "====", "Zm9vYg==Zm9v", "Zm9vY-==", "Zm9\tYg=="})
        BOOST_TEST(!bw::from_base64(each), each);
    for (const char* each : {"Zm9vYh", "Zm9vYg==", "A", "Zm+v", "Zm9v\n"})
        BOOST_TEST(!bw::from_base64url(each), each);
}

BOOST_AUTO_TEST_CASE(receipt_ids_are_uuids_that_sort_by_time) {
    const std::string id = bw::receipt_id({1'645'557'742'000'000},
                                          "\x0c\xc3\x18\xc4\xdc\x0c\x0c\x07\x39\x8f");
    BOOST_TEST(id == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"); // the example of RFC 9562
    BOOST_TEST((bw::receipt_id({1'000'000}) < bw::receipt_id({2'000'000})));
    BOOST_TEST(bw::receipt_id({1'000'000}) != bw::receipt_id({1'000'000}));
    BOOST_TEST(bw::new_salt().size() == 43u);
}

BOOST_AUTO_TEST_SUITE_END()
