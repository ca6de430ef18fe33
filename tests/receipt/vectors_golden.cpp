// SPDX-License-Identifier: BSL-1.0
// The golden log made again from nothing but the texts that its seeds and salts are hashes of.
#include "workshop.hpp"

#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

#include <bailiwick/tool/canonical.hpp>
#include <bailiwick/tool/strict_json.hpp>

namespace {

constexpr const char* origin = "agentlog.example/intake-router/2026q4";

bw::note_signer signer_of(std::string_view seed_of, std::string name) {
    return *bw::note_signer::of_seed(std::move(name), bw::sha256_of(seed_of).view());
}

std::string id_of(int n) {
    const std::string digit = std::to_string(n);
    return "0193000" + digit + "-0000-7000-8000-00000000000" + digit;
}

std::string committed(int n, std::string_view name, std::string_view value) {
    const std::string words = "fixed-example-salt/" + id_of(n) + "/" + std::string(name);
    return bw::commit(name, value, bw::base64url_of(bw::sha256_of(words).view()));
}

std::string policy() { return bw::sha256_text(bw::sha256_of("example policy")); }

// 2026-11-21T06:14:30Z and n seconds.
bw::instant time_of(int n) { return {(1'795'241'670LL + n) * 1'000'000}; }

template <class Receipt> Receipt told(int n, const char* act) {
    Receipt receipt;
    receipt.id = id_of(n);
    receipt.act = act;
    receipt.session = "s-01";
    receipt.n = n;
    receipt.ts = time_of(n);
    receipt.manifest = bw::sha256_text(bw::sha256_of("example manifest"));
    receipt.agent = {"intake-router", "1.4.2", receipt.manifest};
    return receipt;
}

bw::record::control opening() {
    auto control = told<bw::record::control>(0, "");
    control.control.op = "log_open";
    control.control.origin = origin;
    control.control.policy = policy();
    return control;
}

bw::record::intent asked() {
    using namespace bw::record;
    auto intent = told<bw::record::intent>(1, "act-0001");
    intent.principal = {"service", "svc:intake-router", "cred-7",
                        {"crm.contact.read", "crm.contact.write"}};
    intent.trigger = {trigger_kind::webhook, "form:support-intake",
                      committed(1, "trigger.content",
                                R"({"from":"ada@example.test","ticket":"T-4711"})")};
    intent.data = {{"crm:contact", data_op::read, "pii", {"email", "plan"},
                    committed(1, "data.0", R"({"email":"ada@example.test","plan":"pro"})")}};
    intent.decision = {effect::require_approval, "R7", policy(), "customer-visible record",
                       "example-model-1"};
    intent.action = {"crm.update_contact",
                     committed(1, "action.args", R"({"contact":"C-9","plan":"team"})"), "",
                     "k-0001"};
    intent.approval = {true, approval_state::pending, "ops-approvals", "role:ops-lead", {}, ""};
    return intent;
}

// A DSSE envelope over what was agreed to, signed by the approver.
bw::record::evidence agreed(const bw::record::intent& intent) {
    const std::string type = "application/vnd.agent-approval+json";
    const std::string leaf = *bw::leaf_text(intent);
    const std::string payload =
        R"({"act":"act-0001","args":")" + intent.action.args +
        R"(","decision":"granted","expires":"2026-11-21T07:14:30.000000Z","intent":")" +
        bw::base64url_of(bw::leaf_hash(leaf).view()) + R"(","policy":")" + policy() + R"("})";
    const std::string encoded = "DSSEv1 " + std::to_string(type.size()) + " " + type + " " +
                                std::to_string(payload.size()) + " " + payload;
    const bw::note_signer approver = signer_of("approver", "approver");
    const std::string id =
        bw::base64url_of(bw::sha256_of(approver.verifier().key.view()).view()).substr(0, 16);
    return {bw::base64_of(payload), type,
            {{id, bw::base64_of(approver.raw_signature(encoded))}}, ""};
}

std::vector<std::string> rebuilt_leaves() {
    using namespace bw::record;
    std::vector<std::string> leaves{*bw::leaf_text(opening()), *bw::leaf_text(asked())};
    auto approval = told<bw::record::approval>(2, "act-0001");
    approval.approval = {true, approval_state::granted, "op:7f3a", time_of(2), agreed(asked()),
                         "", ""};
    leaves.push_back(*bw::leaf_text(approval));
    auto outcome = told<bw::record::outcome>(3, "act-0001");
    outcome.outcome = {status::ok, 200, 412, {{"crm:contact", "update"}},
                       committed(3, "outcome.result", R"({"updated":["plan"]})"), ""};
    leaves.push_back(*bw::leaf_text(outcome));
    for (int n = 4; n < 9; ++n) {
        const std::string act = "act-000" + std::to_string(n);
        auto intent = told<bw::record::intent>(n, act.c_str());
        intent.principal = {"service", "svc:intake-router", "cred-7", {"queue.read"}};
        intent.trigger = {trigger_kind::schedule, "cron:nightly", ""};
        intent.decision = {effect::allow, "R1", policy(), "", ""};
        intent.action.tool = "queue.list";
        leaves.push_back(*bw::leaf_text(intent));
    }
    return leaves;
}

// The log of the golden key, which has to lie in a key file.
bw::receipt_log open_golden(const std::string& folder) {
    const std::string key = std::string(bw::detail::pkcs8_ed25519) +
                            std::string(bw::sha256_of("log key").view());
    workshop::spill(folder + ".key", std::string(bw::detail::pem_begin) + bw::base64_of(key) +
                                         std::string(bw::detail::pem_end));
    ::chmod((folder + ".key").c_str(), 0600);
    bw::log_options options = workshop::options();
    options.origin = origin;
    return *bw::receipt_log::open(folder, options);
}

// The hashes of the leaves, and the root of every size.
struct hashes {
    std::vector<bw::hash256> leaves{}, roots{bw::empty_root()};

    hashes() {
        bw::tree_frontier tree;
        for (const std::string& each : rebuilt_leaves()) {
            leaves.push_back(bw::leaf_hash(each));
            tree.append(leaves.back());
            roots.push_back(tree.root());
        }
    }
};

bw::hash256 hash_of_hex(std::string_view hex) {
    std::string bytes;
    for (std::size_t at = 0; at + 1 < hex.size(); at += 2)
        bytes += static_cast<char>(std::stoi(std::string(hex.substr(at, 2)), nullptr, 16));
    return bw::hash256::of_bytes(bytes);
}

// The text and the log's own line; the witness's line after it is not the log's to make.
std::string without_cosignature(const std::string& note) {
    return note.substr(0, note.find("\xE2\x80\x94 witness"));
}

} // namespace

BOOST_AUTO_TEST_SUITE(receipt_vectors_golden)

BOOST_AUTO_TEST_CASE(every_leaf_comes_out_of_its_facts_and_salts) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const auto wanted = workshop::lines_of(*data + "/golden-log/receipts.jsonl");
    BOOST_TEST(rebuilt_leaves() == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_file_of_the_log_comes_out_of_its_leaves_and_its_key) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const workshop::folder here;
    const std::string golden = *data + "/golden-log/", made = here / "log";
    workshop::fs::create_directory(made);
    {
        auto log = open_golden(made);
        for (const std::string& leaf : rebuilt_leaves()) {
            BOOST_TEST_REQUIRE(log.append(leaf).is_done());
            if (log.size() != 4) continue;
            BOOST_TEST(log.publish().is_done());
            workshop::spill(made + "/checkpoint.4", log.checkpoint());
        }
        BOOST_TEST(log.publish().is_done());
        workshop::spill(made + "/checkpoint.9", log.checkpoint());
    }
    BOOST_TEST(workshop::slurp(made + ".vkey") == workshop::slurp(golden + "keys/log.vkey"));
    int tiles = 0, heads = 0;
    for (const auto& each : workshop::fs::recursive_directory_iterator(golden + "log")) {
        if (!each.is_regular_file()) continue;
        const std::string path = each.path().string().substr(golden.size() + 3);
        const bool is_head = path.starts_with("/checkpoint");
        const std::string wanted = workshop::slurp(each.path());
        BOOST_TEST(workshop::slurp(made + path) ==
                       (is_head ? without_cosignature(wanted) : wanted),
                   path);
        ++(is_head ? heads : tiles);
    }
    BOOST_TEST(tiles == 4);
    BOOST_TEST(heads == 3);
    const auto proof = bw::prove_receipt(made, 1);
    BOOST_TEST_REQUIRE(proof.is_done());
    BOOST_TEST(bw::text_of(*proof) ==
               without_cosignature(workshop::slurp(golden + "receipt-1.tlog-proof")));
    BOOST_TEST(workshop::slurp(golden + "receipt-1.json") == rebuilt_leaves()[1]);
}

BOOST_AUTO_TEST_CASE(the_listed_hashes_are_those_of_the_leaves) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const hashes rebuilt;
    std::string leaves, roots;
    for (const bw::hash256& each : rebuilt.leaves) leaves += bw::hex_of(each) + "\n";
    for (std::size_t size = 0; size <= 9; ++size)
        roots += std::to_string(size) + " " + bw::hex_of(rebuilt.roots[size]) + "\n";
    BOOST_TEST(leaves == workshop::slurp(*data + "/golden-log/leaf-hashes.txt"));
    BOOST_TEST(roots == workshop::slurp(*data + "/golden-log/roots.txt"));
}

BOOST_AUTO_TEST_CASE(every_golden_inclusion_proof_holds_for_its_leaf_alone) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const hashes rebuilt;
    const auto proofs =
        bw::parse_strict(workshop::slurp(*data + "/golden-log/inclusion-proofs.json"));
    BOOST_TEST(proofs->get_array().size() == 45u);
    for (const auto& each : proofs->get_array()) {
        const auto index = each.at("index").to_number<std::size_t>();
        const auto size = each.at("size").to_number<std::size_t>();
        std::vector<bw::hash256> path;
        for (const auto& hash : each.at("path").as_array())
            path.push_back(hash_of_hex(hash.as_string().c_str()));
        const auto holds = [&](std::size_t leaf, std::size_t root) {
            return bw::inclusion_holds(index, size, rebuilt.leaves[leaf], path,
                                       rebuilt.roots[root]);
        };
        for (std::size_t leaf = 0; leaf < 9; ++leaf)
            BOOST_TEST(holds(leaf, size) == (leaf == index), leaf << " as " << index);
        for (std::size_t root = 0; root <= 9; ++root)
            BOOST_TEST(holds(index, root) == (root == size), root << " for " << size);
    }
}

BOOST_AUTO_TEST_SUITE_END()
