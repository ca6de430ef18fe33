// SPDX-License-Identifier: BSL-1.0
#include "scene.hpp"

#include <boost/test/unit_test.hpp>

namespace {

const std::string text = "log.example/a\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";

} // namespace

BOOST_AUTO_TEST_SUITE(witness_cosignature)

BOOST_AUTO_TEST_CASE(the_golden_cosignatures_come_out_of_their_seed_and_time) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const std::string golden = *data + "/golden-log/";
    const auto witness = scene::witness_of("witness key", "witness.example/w1");
    BOOST_TEST(bw::text_of(witness.verifier()) + "\n" ==
               workshop::slurp(golden + "keys/witness.vkey"));
    const std::pair<const char*, unsigned long long> files[] = {
        {"log/checkpoint", scene::golden_time},
        {"log/checkpoint.4", scene::golden_time - 6},
        {"log/checkpoint.9", scene::golden_time}};
    for (const auto& [each, seconds] : files) {
        const std::string note = workshop::slurp(golden + each);
        const auto parts = bw::read_note(note);
        BOOST_TEST_REQUIRE(parts.is_done(), each);
        const bw::instant when{static_cast<long long>(seconds) * 1'000'000};
        const auto line = witness.cosign(parts->text, when);
        BOOST_TEST_REQUIRE(line.is_done());
        const auto log = scene::signer_of("log key", scene::origin);
        BOOST_TEST(log.note(parts->text) + bw::signature_line(*line) == note, each);
        const auto time =
            bw::check_cosignature(witness.verifier(), parts->text, parts->signatures.at(1));
        BOOST_TEST_REQUIRE(time.is_done());
        BOOST_TEST(*time == seconds);
    }
}

BOOST_AUTO_TEST_CASE(a_cosignature_holds_for_its_text_its_time_and_its_witness_only) {
    const auto witness = scene::witness_of("a", "w.example/a");
    const auto line = witness.cosign(text, {1'700'000'000'999'999});
    BOOST_TEST_REQUIRE(line.is_done());
    BOOST_TEST(*bw::check_cosignature(witness.verifier(), text, *line) == 1'700'000'000u);
    const auto code_of = [&](const bw::verifier_key& key, const std::string& of,
                             const bw::note_signature& by) {
        const auto checked = bw::check_cosignature(key, of, by);
        return checked ? bw::reason::internal_error : checked.why().code;
    };
    BOOST_TEST((code_of(witness.verifier(), text + "x", *line) == bw::reason::head_mismatch));
    for (std::size_t at = 0; at < line->bytes.size(); ++at) {
        bw::note_signature changed = *line;
        changed.bytes[at] = static_cast<char>(changed.bytes[at] ^ 1);
        BOOST_TEST((code_of(witness.verifier(), text, changed) == bw::reason::head_mismatch),
                   "byte " << at);
    }
    for (const std::size_t size : {std::size_t{0}, std::size_t{8}, std::size_t{71}}) {
        const bw::note_signature cut{line->name, line->id, line->bytes.substr(0, size)};
        BOOST_TEST((code_of(witness.verifier(), text, cut) == bw::reason::head_mismatch));
    }
    const auto other = scene::witness_of("a", "w.example/b"); // the same key under another name
    BOOST_TEST((code_of(other.verifier(), text, *line) == bw::reason::no_evidence));
    const auto stranger = scene::witness_of("b", "w.example/a"); // the same name, another key
    BOOST_TEST((code_of(stranger.verifier(), text, *line) == bw::reason::no_evidence));
    bw::verifier_key as_log = witness.verifier();
    as_log.kind = bw::note_key_kind::log;
    BOOST_TEST((code_of(as_log, text, *line) == bw::reason::no_evidence));
    // What the key signs as a log is no cosignature.
    const auto signer = scene::signer_of("a", "w.example/a");
    const bw::note_signature plain{line->name, line->id, signer.raw_signature(text)};
    BOOST_TEST((code_of(witness.verifier(), text, plain) == bw::reason::head_mismatch));
}

BOOST_AUTO_TEST_CASE(a_cosignature_outside_its_time_does_not_count) {
    const auto witness = scene::witness_of("a", "w.example/a");
    const auto line = *witness.cosign(text, {1'000'000'000});
    const auto good = [&](bw::time_bound bound) {
        const auto checked = bw::check_cosignature(witness.verifier(), text, line, bound);
        if (!checked) BOOST_TEST((checked.why().code == bw::reason::expired));
        return checked.is_done();
    };
    BOOST_TEST(good({1000, 1000}));
    BOOST_TEST(!good({1001, 2000}));
    BOOST_TEST(!good({0, 999}));
    BOOST_TEST(good(bw::until({700'000'000})));
    BOOST_TEST(!good(bw::until({699'999'999})));
    BOOST_TEST(good(bw::until({1'000'000'000}, {})));
    BOOST_TEST(!good(bw::until({-1'000'000'000})));
    BOOST_TEST(!witness.cosign(text, {-1}).is_done());
    // The specification has no time after 2^63 - 1, even where the signature holds.
    const std::string late = "cosignature/v1\ntime 9223372036854775808\n" + text;
    const auto signer = scene::signer_of("a", "w.example/a");
    const bw::note_signature beyond{line.name, line.id,
                                    std::string("\x80\0\0\0\0\0\0\0", 8) +
                                        signer.raw_signature(late)};
    BOOST_TEST(witness.verifier().has_signed(text, beyond.bytes));
    const auto refused = bw::check_cosignature(witness.verifier(), text, beyond);
    BOOST_TEST_REQUIRE(!refused.is_done());
    BOOST_TEST((refused.why().code == bw::reason::expired));
}

BOOST_AUTO_TEST_SUITE_END()
