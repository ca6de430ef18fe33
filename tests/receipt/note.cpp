// SPDX-License-Identifier: BSL-1.0
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>

namespace {

bw::note_signer signer_of(std::string_view seed_text, std::string name) {
    return *bw::note_signer::of_seed(std::move(name), bw::sha256_of(seed_text).view());
}

} // namespace

BOOST_AUTO_TEST_SUITE(receipt_note)

BOOST_AUTO_TEST_CASE(the_example_of_the_specification_opens) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const std::string example = *data + "/c2sp/signed-note.example";
    const auto key = bw::read_verifier_key(workshop::slurp(example + ".vkey"));
    BOOST_TEST_REQUIRE(key.is_done());
    const std::string note = workshop::slurp(example + ".note");
    const auto opened = bw::open_note(note, {&*key, 1});
    BOOST_TEST_REQUIRE(opened.is_done());
    BOOST_TEST(opened->text == "This is an example message.\n");
    BOOST_TEST(opened->signed_by.at(0).name == "example.com/foo");
}

BOOST_AUTO_TEST_CASE(the_golden_keys_sign_the_golden_checkpoint_again) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const std::string golden = *data + "/golden-log/";
    const auto signer = signer_of("log key", "agentlog.example/intake-router/2026q4");
    BOOST_TEST(bw::text_of(signer.verifier()) + "\n" == workshop::slurp(golden + "keys/log.vkey"));
    const std::string note = workshop::slurp(golden + "log/checkpoint");
    const auto parts = bw::read_note(note);
    BOOST_TEST_REQUIRE(parts.is_done());
    BOOST_TEST(note.starts_with(signer.note(parts->text)));
    const auto head = bw::read_checkpoint(parts->text);
    BOOST_TEST_REQUIRE(head.has_value());
    BOOST_TEST(head->size == 9u);
    BOOST_TEST(bw::text_of(*head) == parts->text);
    const auto witness = bw::read_verifier_key(workshop::slurp(golden + "keys/witness.vkey"));
    BOOST_TEST_REQUIRE(witness.is_done());
    const std::vector<bw::verifier_key> keys{signer.verifier(), *witness};
    BOOST_TEST_REQUIRE(bw::open_note(note, keys).is_done());
    BOOST_TEST(bw::open_note(note, keys)->signed_by.size() == 2u);
}

BOOST_AUTO_TEST_CASE(any_changed_byte_of_a_note_keeps_it_shut) {
    const auto signer = signer_of("a", "log.example/a");
    const std::string note = signer.note("log.example/a\n0\nx\n");
    BOOST_TEST_REQUIRE(bw::open_note(note, {&signer.verifier(), 1}).is_done());
    for (std::size_t at = 0; at < note.size(); ++at)
        for (const int mask : {1, 0x20, 0x80}) {
            std::string changed = note;
            changed[at] = static_cast<char>(changed[at] ^ mask);
            BOOST_TEST(!bw::open_note(changed, {&signer.verifier(), 1}).is_done(), "byte " << at);
        }
}

BOOST_AUTO_TEST_CASE(a_note_tells_an_unknown_key_from_a_broken_signature) {
    const auto known = signer_of("a", "log.example/a"), other = signer_of("b", "log.example/b");
    const auto unknown = bw::open_note(other.note("text\n"), {&known.verifier(), 1});
    BOOST_TEST((unknown.why().code == bw::reason::no_evidence));
    std::string both = known.note("text\n");
    const std::string line = other.note("text\n").substr(6);
    BOOST_TEST_REQUIRE(bw::open_note(both + line, {&known.verifier(), 1}).is_done());
    std::string moved = known.note("other text\n").substr(12);
    const auto broken = bw::open_note("text\n\n" + moved, {&known.verifier(), 1});
    BOOST_TEST((broken.why().code == bw::reason::head_mismatch));
    for (const char* each : {"", "\n", "text", "text\n", "text\n\n", "text\n\nno dash\n",
                             "text\n\n\xE2\x80\x94 name\n", "text\n\n\xE2\x80\x94 na me AAAAAAA=\n",
                             "te\txt\n\n\xE2\x80\x94 name AAAAAAAA\n"})
        BOOST_TEST(!bw::read_note(each).is_done(), each);
}

BOOST_AUTO_TEST_CASE(a_verifier_key_has_one_spelling) {
    const auto signer = signer_of("a", "log.example/a");
    const std::string text = bw::text_of(signer.verifier());
    BOOST_TEST((*bw::read_verifier_key(text + "\n") == signer.verifier()));
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string changed = text;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        BOOST_TEST(!bw::read_verifier_key(changed).is_done(), "byte " << at);
    }
    for (const char* each : {"", "+", "a+b", "a+00000000+", "a+b+c+d"})
        BOOST_TEST(!bw::read_verifier_key(each).is_done(), each);
    BOOST_TEST(!bw::note_signer::of_seed("two words", std::string(32, 'x')).is_done());
    BOOST_TEST(!bw::note_signer::of_seed("a+b", std::string(32, 'x')).is_done());
    BOOST_TEST(!bw::note_signer::of_seed("short", "x").is_done());
}

BOOST_AUTO_TEST_CASE(a_checkpoint_has_one_spelling) {
    const std::string good = bw::text_of(bw::checkpoint{"o", 7, bw::empty_root()});
    BOOST_TEST(bw::read_checkpoint(good).has_value());
    const std::string root = bw::base64_of(bw::empty_root().view());
    for (const std::string& each :
         {"o\n07\n" + root + "\n", "o\n+7\n" + root + "\n", "o\n7\n" + root, "\n7\n" + root + "\n",
          good + "more\n", "o\n7\n" + root.substr(1) + "\n", "o\n-7\n" + root + "\n",
          "o\n99999999999999999999\n" + root + "\n", std::string("o\n7\n\n")})
        BOOST_TEST(!bw::read_checkpoint(each).has_value(), each);
}

BOOST_AUTO_TEST_CASE(a_key_file_is_the_owners_alone) {
    const workshop::folder here;
    const std::string path = here / "log.key";
    BOOST_TEST(bw::create_key_file(path).is_done());
    BOOST_TEST(!bw::create_key_file(path).is_done()); // never overwritten
    struct stat found {};
    BOOST_TEST_REQUIRE(::stat(path.c_str(), &found) == 0);
    BOOST_TEST((found.st_mode & 0777) == 0600u);
    const auto opened = bw::open_key_file(path, "log.example/a");
    BOOST_TEST_REQUIRE(opened.is_done());
    for (const mode_t mode : {0644u, 0640u, 0604u, 0620u, 0660u, 0777u}) {
        ::chmod(path.c_str(), mode);
        const auto refused = bw::open_key_file(path, "log.example/a");
        BOOST_TEST_REQUIRE(!refused.is_done());
        BOOST_TEST((refused.why().code == bw::reason::secret_unavailable));
        BOOST_TEST(refused.why().hint.find("chmod 600") != std::string::npos);
    }
    ::chmod(path.c_str(), 0400);
    BOOST_TEST(bw::open_key_file(path, "log.example/a").is_done());
    ::chmod(path.c_str(), 0600);
    const std::string text = workshop::slurp(path);
    for (const std::string& each : {std::string(), text.substr(1), text + "\n", text + text}) {
        workshop::spill(path, each);
        BOOST_TEST(!bw::open_key_file(path, "log.example/a").is_done());
    }
    ::symlink(path.c_str(), (here / "link.key").c_str());
    workshop::spill(path, text);
    BOOST_TEST(!bw::open_key_file(here / "link.key", "log.example/a").is_done());
    BOOST_TEST(!bw::open_key_file(here / "missing.key", "log.example/a").is_done());
}

BOOST_AUTO_TEST_SUITE_END()
