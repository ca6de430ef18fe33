// SPDX-License-Identifier: BSL-1.0
#include "golden.hpp"

#include <bailiwick/receipt/tile_nodes.hpp>

#include <boost/test/unit_test.hpp>

namespace {

bw::hash256 root_at(const std::string& data, std::size_t size) {
    const auto lines = workshop::lines_of(data + "/golden-log/roots.txt");
    const std::string& line = lines.at(size);
    std::string bytes;
    for (std::size_t at = line.size() - 64; at < line.size(); at += 2)
        bytes += static_cast<char>(std::stoi(line.substr(at, 2), nullptr, 16));
    return bw::hash256::of_bytes(bytes);
}

/// RFC 9942 signs the root and not the size: a size that asks for the same path is accepted.
bool only_the_size_differs(const bw::cose_proof& changed, const bw::cose_proof& proved) {
    return changed.root == proved.root && changed.first == proved.first &&
           changed.size != proved.size;
}

/// A log of so many receipts with its own key, published.
struct made_log {
    explicit made_log(long long count) {
        auto log = *bw::receipt_log::open(folder / "log", workshop::options());
        for (long long n = 0; n < count; ++n)
            BOOST_TEST_REQUIRE(log.append(workshop::receipt(n)).is_done());
    }
    bw::note_signer key() const {
        return *bw::open_key_file(folder / "log.key", workshop::options().origin);
    }
    workshop::folder folder;
};

} // namespace

BOOST_AUTO_TEST_SUITE(evidence_cose)

BOOST_AUTO_TEST_CASE(the_golden_receipts_are_written_byte_for_byte) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const auto key = golden::log_key();
    const std::string leaf = golden::file(*data, "receipt-1.json");
    const auto proof = bw::read_proof(golden::file(*data, "receipt-1.tlog-proof"));
    BOOST_TEST_REQUIRE(proof.has_value());
    const auto inclusion = bw::cose_inclusion_receipt(leaf, *proof, key);
    BOOST_TEST_REQUIRE(inclusion.is_done());
    BOOST_TEST(*inclusion == golden::file(*data, "export/receipt-1.cose"));
    const auto path = bw::prove_consistency(*data + "/golden-log/log", 4);
    BOOST_TEST_REQUIRE(path.is_done());
    const auto consistency = bw::cose_consistency_receipt(*path, key);
    BOOST_TEST_REQUIRE(consistency.is_done());
    BOOST_TEST(*consistency == golden::file(*data, "export/consistency-4-9.cose"));
}

BOOST_AUTO_TEST_CASE(the_golden_receipts_hold_and_no_changed_bit_of_them_does) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const auto known = golden::known(golden::log_key());
    const auto leaf = bw::leaf_hash(golden::file(*data, "receipt-1.json"));
    const std::string inclusion = golden::file(*data, "export/receipt-1.cose");
    const auto proved = bw::verify_cose_inclusion(inclusion, leaf, known);
    BOOST_TEST_REQUIRE(proved.is_done());
    BOOST_TEST(proved->first == 1u);
    BOOST_TEST(proved->size == 9u);
    BOOST_TEST((proved->root == root_at(*data, 9)));
    const std::string consistency = golden::file(*data, "export/consistency-4-9.cose");
    const auto older = root_at(*data, 4);
    const auto grown = bw::verify_cose_consistency(consistency, older, known);
    BOOST_TEST_REQUIRE(grown.is_done());
    BOOST_TEST(grown->first == 4u);
    BOOST_TEST((grown->root == root_at(*data, 9)));

    for (std::size_t bit = 0; bit < inclusion.size() * 8; ++bit) {
        std::string changed = inclusion;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
        const auto came = bw::verify_cose_inclusion(changed, leaf, known);
        BOOST_TEST((!came.is_done() || only_the_size_differs(*came, *proved)), "bit " << bit);
    }
    for (std::size_t bit = 0; bit < consistency.size() * 8; ++bit) {
        std::string changed = consistency;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
        const auto came = bw::verify_cose_consistency(changed, older, known);
        BOOST_TEST((!came.is_done() || only_the_size_differs(*came, *grown)), "bit " << bit);
    }
    for (std::size_t size = 0; size < inclusion.size(); ++size)
        BOOST_TEST(!bw::verify_cose_inclusion(inclusion.substr(0, size), leaf, known).is_done());
    BOOST_TEST(!bw::verify_cose_inclusion(inclusion + '\0', leaf, known).is_done());
    // One kind is not taken for the other, and nothing holds for another leaf, root or key.
    BOOST_TEST(!bw::verify_cose_inclusion(consistency, leaf, known).is_done());
    BOOST_TEST(!bw::verify_cose_consistency(inclusion, older, known).is_done());
    BOOST_TEST(!bw::verify_cose_inclusion(inclusion, bw::empty_root(), known).is_done());
    BOOST_TEST(!bw::verify_cose_consistency(consistency, bw::empty_root(), known).is_done());
    BOOST_TEST(!bw::verify_cose_inclusion(inclusion, leaf, golden::known(golden::export_key()))
                    .is_done());
    BOOST_TEST(!bw::verify_cose_inclusion(inclusion, leaf, {}).is_done());
}

BOOST_AUTO_TEST_CASE(the_verdicts_of_the_scitt_vectors_are_ours) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const std::string folder = *data + "/scitt-cose/test-vectors/v1/";
    int agreed = 0;
    for (const char* each : {"valid-eddsa", "valid-es256", "fail-tampered-path",
                             "fail-bad-statement-sig", "fail-unsupported-vds", "valid-ccf-vds2"}) {
        const std::string at = folder + each;
        const auto expected = bw::parse_strict(workshop::slurp(at + "/expected.json"));
        BOOST_TEST_REQUIRE(expected.has_value());
        const std::string statement = workshop::slurp(at + "/statement.cose");
        const auto issuer = bw::public_key::of_pem(workshop::slurp(at + "/issuer-key.pub"));
        const auto log = bw::public_key::of_pem(workshop::slurp(at + "/log-key.pub"));
        const auto leaf = bw::leaf_hash(bw::sha256_of(statement).view());
        const std::vector<bw::public_key> known = log ? std::vector{*log}
                                                      : std::vector<bw::public_key>{};
        const auto receipt =
            bw::verify_cose_inclusion(workshop::slurp(at + "/receipt.cose"), leaf, known);
        if (std::string_view(each).find("vds") != std::string_view::npos) {
            BOOST_TEST_REQUIRE(!receipt.is_done());
            BOOST_TEST(receipt.why().subject == "unsupported: verifiable data structure 2");
            continue;
        }
        BOOST_TEST(receipt.is_done() == expected->at("receipt_valid").as_bool(), each);
        const auto message = bw::read_cose_sign1(statement);
        BOOST_TEST_REQUIRE(message.is_done(), each);
        BOOST_TEST_REQUIRE(issuer.is_done(), each);
        const bool signed_well = message->payload &&
                                 bw::cose_signature_holds(*message, *message->payload, *issuer);
        BOOST_TEST(signed_well == expected->at("statement_signature_valid").as_bool(), each);
        const bool valid = receipt.is_done() && signed_well;
        BOOST_TEST((valid ? "VALID" : "INVALID") == expected->at("result").as_string(), each);
        agreed += (valid ? "VALID" : "INVALID") == expected->at("result").as_string();
    }
    BOOST_TEST(agreed == 4);
}

BOOST_AUTO_TEST_CASE(every_receipt_of_logs_of_many_sizes_proves_itself_and_every_older_log) {
    for (const long long count : {1, 2, 3, 7, 8, 13}) {
        const made_log log(count);
        const auto key = log.key();
        const auto known = golden::known(key);
        for (long long n = 0; n < count; ++n) {
            const auto proof = bw::prove_receipt(log.folder / "log",
                                                 static_cast<unsigned long long>(n));
            BOOST_TEST_REQUIRE(proof.is_done());
            const auto receipt = bw::cose_inclusion_receipt(workshop::receipt(n), *proof, key);
            BOOST_TEST_REQUIRE(receipt.is_done());
            BOOST_TEST(bw::verify_cose_inclusion(*receipt, bw::leaf_hash(workshop::receipt(n)),
                                                 known)
                           .is_done());
            BOOST_TEST(!bw::verify_cose_inclusion(
                            *receipt, bw::leaf_hash(workshop::receipt(n + 1)), known)
                            .is_done());
            const auto path = bw::prove_consistency(log.folder / "log",
                                                    static_cast<unsigned long long>(n + 1));
            BOOST_TEST_REQUIRE(path.is_done());
            const auto grown = bw::cose_consistency_receipt(*path, key);
            BOOST_TEST_REQUIRE(grown.is_done());
            const auto held = bw::verify_cose_consistency(*grown, path->older_root, known);
            BOOST_TEST_REQUIRE(held.is_done());
            BOOST_TEST(held->first == static_cast<unsigned long long>(n + 1));
            BOOST_TEST(held->size == static_cast<unsigned long long>(count));
        }
        BOOST_TEST(!bw::prove_consistency(log.folder / "log", 0).is_done());
        BOOST_TEST(!bw::prove_consistency(log.folder / "log", 14).is_done());
    }
}

BOOST_AUTO_TEST_CASE(a_key_signs_only_a_root_that_it_has_signed_in_a_checkpoint) {
    const made_log log(5);
    const auto key = log.key();
    const auto proof = *bw::prove_receipt(log.folder / "log", 2);
    const auto other_key = golden::signer("other", workshop::options().origin);
    BOOST_TEST(golden::reason_of(bw::cose_inclusion_receipt(workshop::receipt(2), proof,
                                                            other_key)) == "no_evidence");
    BOOST_TEST(golden::reason_of(bw::cose_inclusion_receipt(workshop::receipt(3), proof, key)) ==
               "head_mismatch");
    auto moved = proof;
    moved.index = 3;
    BOOST_TEST(!bw::cose_inclusion_receipt(workshop::receipt(2), moved, key).is_done());
    auto path = *bw::prove_consistency(log.folder / "log", 3);
    BOOST_TEST(bw::cose_consistency_receipt(path, key).is_done());
    path.older_root = bw::empty_root();
    BOOST_TEST(!bw::cose_consistency_receipt(path, key).is_done());
    // A key that signs somebody else's checkpoint is not that log's key.
    const auto stranger = golden::signer("stranger", "other.example/log");
    auto foreign = proof;
    foreign.note = stranger.note(bw::read_note(proof.note)->text);
    BOOST_TEST(golden::reason_of(bw::cose_inclusion_receipt(workshop::receipt(2), foreign,
                                                            stranger)) == "head_mismatch");
}

BOOST_AUTO_TEST_CASE(header_parameters_that_must_be_understood_are_not_passed_over) {
    const std::string crit("\xd2\x84\x45\xa2\x01\x27\x02\x80\xa0\xf6\x40", 11);
    BOOST_TEST(!bw::read_cose_sign1(crit).is_done());
    const std::string plain("\xd2\x84\x43\xa1\x01\x27\xa0\xf6\x40", 9);
    BOOST_TEST_REQUIRE(bw::read_cose_sign1(plain).is_done());
    BOOST_TEST(bw::read_cose_sign1(plain)->algorithm == -8);
    BOOST_TEST(!bw::read_cose_sign1(std::string_view(plain).substr(1)).is_done()); // no tag
}

BOOST_AUTO_TEST_SUITE_END()
