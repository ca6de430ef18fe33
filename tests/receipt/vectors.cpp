// SPDX-License-Identifier: BSL-1.0
// Other people's test vectors, all of them: Ed25519, RFC 8785, Merkle proofs. What the other files
// of this folder check against the same data stands there.
#include "workshop.hpp"

#include <bailiwick/tool/canonical.hpp>
#include <bailiwick/tool/strict_json.hpp>

#include <cstring>

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

namespace {

std::string text_in(const boost::json::value& value) {
    return {value.get_string().data(), value.get_string().size()};
}

std::string bytes_of_hex(std::string_view hex) {
    std::string bytes;
    for (std::size_t at = 0; at + 1 < hex.size(); at += 2)
        bytes += static_cast<char>(std::stoi(std::string(hex.substr(at, 2)), nullptr, 16));
    return bytes;
}

// Some of their hashes are words; filled up to 32 bytes, different words stay different.
bw::hash256 hash_in(const boost::json::value& value) {
    if (!value.is_string()) return {};
    return bw::hash256::of_bytes(bw::from_base64(text_in(value)).value_or(std::string{}));
}

struct merkle_case {
    std::string name{};
    boost::json::object members{};
    std::vector<bw::hash256> path{};

    // Their indexes go beyond 2^53, which our own reader refuses.
    explicit merkle_case(const workshop::fs::path& file)
        : name(file.string()), members(boost::json::parse(workshop::slurp(name)).as_object()) {
        if (const auto* const proof = members.at("proof").if_array())
            for (const auto& each : *proof) path.push_back(hash_in(each));
    }
    unsigned long long number(const char* of) const {
        return members.at(of).to_number<unsigned long long>();
    }
    bw::hash256 hash(const char* of) const { return hash_in(members.at(of)); }
    bool has_no(const char* of) const { return text_in(members.at(of)).empty(); }
    bool is_accepted() const { return !members.at("wantErr").as_bool(); }
};

std::vector<merkle_case> merkle_cases(const std::string& folder) {
    std::vector<merkle_case> cases;
    for (const auto& file : workshop::fs::recursive_directory_iterator(folder))
        if (file.path().extension() == ".json") cases.emplace_back(file.path());
    return cases;
}

} // namespace

BOOST_AUTO_TEST_SUITE(receipt_vectors)

BOOST_AUTO_TEST_CASE(every_ed25519_signature_is_judged_as_stated) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const auto file = boost::json::parse(
        workshop::slurp(*data + "/wycheproof/testvectors_v1/ed25519_test.json"));
    int accepted = 0, refused = 0;
    for (const auto& group : file.at("testGroups").as_array()) {
        const auto key =
            bw::hash256::of_bytes(bytes_of_hex(text_in(group.at("publicKey").at("pk"))));
        for (const auto& each : group.at("tests").as_array()) {
            const bool holds = bw::detail::ed25519_holds(key, bytes_of_hex(text_in(each.at("msg"))),
                                                         bytes_of_hex(text_in(each.at("sig"))));
            BOOST_TEST(holds == (text_in(each.at("result")) == "valid"),
                       "test " << each.at("tcId").to_number<int>());
            ++(holds ? accepted : refused);
        }
    }
    BOOST_TEST(accepted == 88);
    BOOST_TEST(refused == 63);
}

BOOST_AUTO_TEST_CASE(canonical_texts_have_the_stated_bytes_and_stay_as_they_are) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const std::string folder = *data + "/jcs/testdata/";
    int count = 0;
    for (const auto& file : workshop::fs::directory_iterator(folder + "outhex")) {
        std::string hex;
        for (const char each : workshop::slurp(file.path()))
            if (std::isxdigit(static_cast<unsigned char>(each))) hex += each;
        const std::string name = file.path().stem().string(), wanted = bytes_of_hex(hex);
        const auto input = bw::parse_strict(workshop::slurp(folder + "input/" + name + ".json"));
        const auto again = bw::parse_strict(wanted);
        BOOST_TEST_REQUIRE((input.has_value() && again.has_value()), name);
        BOOST_TEST(bw::canonical_text(*input) == wanted, name);
        BOOST_TEST(bw::canonical_text(*again) == wanted, name);
        ++count;
    }
    BOOST_TEST(count == 6);
}

BOOST_AUTO_TEST_CASE(the_numbers_are_the_published_ones_and_read_back) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const std::string path = *data + "/jcs/es6/es6testfile_10000.txt";
    BOOST_TEST(bw::hex_of(bw::sha256_of(workshop::slurp(path))) ==
               "b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892");
    int wrong = 0;
    for (const auto& line : workshop::lines_of(path)) {
        const std::size_t comma = line.find(',');
        const std::uint64_t bits = std::stoull(line.substr(0, comma), nullptr, 16);
        double number = 0, read = 0;
        std::memcpy(&number, &bits, sizeof number);
        const std::string text = bw::canonical_text(number);
        const auto end = std::from_chars(text.data(), text.data() + text.size(), read);
        wrong += text != line.substr(comma + 1) || end.ptr != text.data() + text.size() ||
                 read != number;
    }
    BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_CASE(every_inclusion_proof_is_judged_as_stated) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const auto cases = merkle_cases(*data + "/merkle/testdata/inclusion");
    BOOST_TEST(cases.size() == 98u);
    for (const merkle_case& each : cases) {
        // One case has neither leaf nor root; where a hash is 32 bytes, that cannot be asked.
        if (each.has_no("leafHash") && each.has_no("root")) {
            BOOST_TEST(!each.is_accepted());
            continue;
        }
        BOOST_TEST(bw::inclusion_holds(each.number("leafIdx"), each.number("treeSize"),
                                       each.hash("leafHash"), each.path, each.hash("root")) ==
                       each.is_accepted(),
                   each.name);
    }
}

BOOST_AUTO_TEST_CASE(every_consistency_proof_is_judged_as_stated_but_one_from_size_zero) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const auto cases = merkle_cases(*data + "/merkle/testdata/consistency");
    BOOST_TEST(cases.size() == 98u);
    std::vector<std::string> other_rule;
    for (const merkle_case& each : cases) {
        const bool holds =
            bw::consistency_holds(each.number("size1"), each.number("size2"), each.hash("root1"),
                                  each.hash("root2"), each.path);
        if (holds == each.is_accepted()) continue;
        other_rule.push_back(workshop::fs::path(each.name).filename().string());
        BOOST_TEST(holds);
    }
    // They reject every proof from size 0; witnesses accept the empty one from the empty tree.
    const std::vector<std::string> wanted{"size1-is-zero-and-size2-is-not-zero.json"};
    BOOST_TEST(other_rule == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_size_of_another_log_begins_the_last_one) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const std::string log = *data + "/tessera-log/testdata/log";
    const auto root_at = [&](unsigned size) {
        const auto parts =
            bw::read_note(workshop::slurp(log + "/checkpoint." + std::to_string(size)));
        return bw::read_checkpoint(parts->text)->root;
    };
    for (unsigned size = 0; size <= 15; ++size) {
        bw::tile_nodes nodes(log, size);
        const auto node = [&](unsigned level, unsigned long long at) { return nodes(level, at); };
        for (unsigned older = 0; older <= size; ++older)
            BOOST_TEST(bw::consistency_holds(older, size, root_at(older), root_at(size),
                                             bw::consistency_proof(older, size, node)),
                       older << " to " << size);
        if (size == 0) continue;
        const auto entries = bw::read_entries(log, {bw::tile_id::entries, 0, size});
        BOOST_TEST_REQUIRE(entries.is_done());
        for (unsigned at = 0; at < size; ++at)
            BOOST_TEST(bw::inclusion_holds(at, size, bw::leaf_hash((*entries)[at]),
                                           bw::inclusion_proof(at, size, node), root_at(size)),
                       at << " in " << size);
        BOOST_TEST(!nodes.failed());
    }
}

BOOST_AUTO_TEST_SUITE_END()
