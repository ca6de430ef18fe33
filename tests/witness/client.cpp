// SPDX-License-Identifier: BSL-1.0
#include "scene.hpp"

#include <boost/test/unit_test.hpp>

namespace {

// A log on the disk with its witness; the witness is asked without a net.
struct place {
    workshop::folder here{};
    std::string path = here / "log";
    std::vector<std::string> bodies{}; ///< what was sent

    place() { grow(7); }

    void grow(long long size) {
        auto log = *bw::receipt_log::open(path, workshop::options());
        while (log.size() < static_cast<unsigned long long>(size))
            BOOST_TEST_REQUIRE(log.append(workshop::receipt(static_cast<long long>(log.size())))
                                   .is_done());
        BOOST_TEST_REQUIRE(log.publish().is_done());
    }
    bw::file_witness witness(const std::string& name = "w1") const {
        return *bw::file_witness::open(scene::witness_of(name, "witness.example/" + name),
                                       {here / name, {workshop::key_of(path)}});
    }
    auto post_to(const bw::file_witness& witness) {
        return [this, &witness](const std::string& to, const std::string& body) {
            BOOST_TEST(to == "/add-checkpoint");
            bodies.push_back(body);
            return bw::answer<bw::witness_reply>(witness.add_checkpoint(body));
        };
    }
    bw::witness_client client() const { return *bw::witness_client::open(path); }
    bw::answer<bw::done> ask_and_keep(const bw::file_witness& witness) {
        auto asking = client();
        auto came = asking.ask(witness.verifier(), post_to(witness));
        return came ? asking.keep() : came;
    }
    bw::witness_policy policy(const std::string& quorum = "w1") const {
        std::string text = "log " + workshop::slurp(path + ".vkey");
        for (const char* each : {"w1", "w2"})
            text += "witness " + std::string(each) + " " +
                    bw::text_of(witness(each).verifier()) + "\n";
        return *bw::read_policy(text + "group both all w1 w2\nquorum " + quorum + "\n");
    }
    std::string kept() const { return workshop::slurp(bw::cosigned_file(path)); }
};

// A witness that says always the same.
auto saying(int status, std::string body, std::string type = "text/plain") {
    return [=](const std::string&, const std::string&) {
        return bw::answer<bw::witness_reply>(bw::witness_reply{status, type, body});
    };
}

} // namespace

BOOST_AUTO_TEST_SUITE(witness_client)

BOOST_AUTO_TEST_CASE(the_golden_request_comes_out_of_the_golden_log) {
    const auto data = workshop::shared_data();
    if (!data) return;
    const workshop::folder here;
    const std::string golden = *data + "/golden-log/";
    workshop::fs::copy(golden + "log", here / "log", workshop::fs::copy_options::recursive);
    auto client = bw::witness_client::open(here / "log");
    BOOST_TEST_REQUIRE(client.is_done());
    const std::string answers = golden + "witness/add-checkpoint.response-";
    const std::string conflict = workshop::slurp(answers + "409.txt");
    const std::string good = workshop::slurp(answers + "200.txt");
    std::vector<std::string> sent;
    const auto key = *bw::read_verifier_key(workshop::slurp(golden + "keys/witness.vkey"));
    const auto came = client->ask(
        key,
        [&](const std::string&, const std::string& body) -> bw::answer<bw::witness_reply> {
            sent.push_back(body);
            if (sent.size() == 1)
                return bw::witness_reply{409, std::string(bw::tree_size_type), conflict};
            return bw::witness_reply{200, "", good};
        },
        scene::golden_now());
    BOOST_TEST_REQUIRE(came.is_done(), workshop::words(came));
    BOOST_TEST_REQUIRE(sent.size() == 2u);
    BOOST_TEST(sent[1] == workshop::slurp(golden + "witness/add-checkpoint.request.txt"));
    BOOST_TEST(client->note() == workshop::slurp(golden + "log/checkpoint"));
}

BOOST_FIXTURE_TEST_CASE(a_log_is_cosigned_as_it_grows_and_the_policy_holds, place) {
    const auto w1 = witness();
    BOOST_TEST(ask_and_keep(w1).is_done());
    BOOST_TEST(bodies.size() == 1u);
    BOOST_TEST((policy().holds(kept()).verdict == bw::log_verdict::valid));
    grow(300);
    BOOST_TEST(ask_and_keep(w1).is_done());
    BOOST_TEST(bodies.size() == 2u); // the kept checkpoint says where the witness is
    BOOST_TEST(bodies[1].starts_with("old 7\n"));
    const auto seen = policy().holds(kept());
    BOOST_TEST((seen.verdict == bw::log_verdict::valid));
    BOOST_TEST(seen.head.size == 300u);
    BOOST_TEST(*bw::complete_up_to(path, kept(), policy()) == 300u);
    workshop::fs::remove(bw::cosigned_file(path)); // then the witness says it
    BOOST_TEST(ask_and_keep(w1).is_done());
    BOOST_TEST(bodies.size() == 4u);
    BOOST_TEST(bodies[3].starts_with("old 300\n\n"));
    grow(600);
    BOOST_TEST(*bw::complete_up_to(path, kept(), policy()) == 300u); // an older head still fits
    BOOST_TEST((workshop::verify(path).verdict == bw::log_verdict::valid));
}

BOOST_FIXTURE_TEST_CASE(a_receipt_is_proved_under_the_checkpoint_that_was_cosigned, place) {
    const auto w1 = witness();
    BOOST_TEST(!bw::prove_witnessed(path, 3).is_done()); // nobody has seen anything yet
    BOOST_TEST(ask_and_keep(w1).is_done());
    const auto keys = policy().keys();
    for (const long long size : {7, 300}) {
        grow(size);
        for (unsigned long long index = 0; index < 7; ++index) {
            const auto proof = bw::prove_witnessed(path, index);
            BOOST_TEST_REQUIRE(proof.is_done(), workshop::words(proof));
            BOOST_TEST((policy().holds(proof->note).verdict == bw::log_verdict::valid));
            const auto leaf = workshop::receipt(static_cast<long long>(index));
            const auto judged = bw::verify_receipt(leaf, bw::text_of(*proof), keys);
            BOOST_TEST((judged.verdict == bw::log_verdict::valid));
            BOOST_TEST(judged.size == 7u);
        }
        const auto later = bw::prove_witnessed(path, 7);
        BOOST_TEST_REQUIRE(!later.is_done());
        BOOST_TEST(later.why().hint.starts_with("the witnesses have seen 7 receipts"));
    }
    workshop::fs::remove_all(path);
    grow(5); // cut back
    BOOST_TEST((bw::prove_witnessed(path, 3).why().code == bw::reason::head_mismatch));
    workshop::spill(bw::cosigned_file(path), "no note");
    BOOST_TEST(!bw::prove_witnessed(path, 3).is_done());
}

BOOST_FIXTURE_TEST_CASE(cosignatures_of_several_witnesses_come_together, place) {
    const auto w1 = witness("w1"), w2 = witness("w2");
    auto asking = client();
    BOOST_TEST(asking.ask(w1.verifier(), post_to(w1)).is_done());
    BOOST_TEST((policy("both").holds(asking.note()).verdict == bw::log_verdict::undecidable));
    BOOST_TEST(asking.ask(w2.verifier(), post_to(w2)).is_done());
    BOOST_TEST(asking.ask(w2.verifier(), post_to(w2)).is_done()); // its line is replaced
    BOOST_TEST(asking.keep().is_done());
    BOOST_TEST((policy("both").holds(kept()).verdict == bw::log_verdict::valid));
    BOOST_TEST(policy("both").holds(kept()).witnesses.size() == 2u);
    // Who asked one witness only does not take the other's line away.
    auto other = client();
    BOOST_TEST(other.ask(w1.verifier(), post_to(w1)).is_done());
    BOOST_TEST(other.keep().is_done());
    BOOST_TEST((policy("both").holds(kept()).verdict == bw::log_verdict::valid));
}

BOOST_FIXTURE_TEST_CASE(an_older_checkpoint_does_not_replace_a_newer_one, place) {
    const auto w1 = witness();
    auto late = client();
    BOOST_TEST(late.ask(w1.verifier(), post_to(w1)).is_done());
    grow(9);
    BOOST_TEST(ask_and_keep(w1).is_done());
    const std::string newer = kept();
    BOOST_TEST(late.keep().is_done());
    BOOST_TEST(kept() == newer);
    workshop::spill(bw::cosigned_file(path), "something else");
    BOOST_TEST((late.keep().why().code == bw::reason::head_mismatch));
    const std::string foreign = scene::history("f", "log.example/f", 3, "").note(3);
    workshop::spill(bw::cosigned_file(path), foreign);
    BOOST_TEST((late.keep().why().code == bw::reason::head_mismatch));
    BOOST_TEST(kept() == foreign);
}

BOOST_FIXTURE_TEST_CASE(a_rewritten_log_gets_no_cosignature, place) {
    const auto w1 = witness();
    BOOST_TEST(ask_and_keep(w1).is_done());
    const std::string witnessed = kept();
    const std::string key = workshop::slurp(path + ".key");
    const auto rewrite = [&](long long size, const char* session) {
        workshop::fs::remove_all(path);
        auto log = *bw::receipt_log::open(path, workshop::options());
        for (long long n = 0; n < size; ++n)
            BOOST_TEST_REQUIRE(log.append(workshop::receipt(n, session)).is_done());
    };
    const auto why_not = [&](const std::string& incomplete) {
        auto asking = client();
        const auto came = asking.ask(w1.verifier(), post_to(w1));
        BOOST_TEST_REQUIRE(!came.is_done());
        BOOST_TEST((came.why().code == bw::reason::head_mismatch));
        BOOST_TEST(asking.note().find("witness.example") == std::string::npos);
        const auto complete = bw::complete_up_to(path, witnessed, policy());
        BOOST_TEST_REQUIRE(!complete.is_done());
        BOOST_TEST((complete.why().code == bw::reason::head_mismatch));
        BOOST_TEST(complete.why().subject == incomplete);
        return came.why().subject;
    };
    rewrite(7, "s-2"); // another root for the same size
    BOOST_TEST((workshop::verify(path).verdict == bw::log_verdict::valid)); // by itself it is whole
    const std::string changed = "the first 7 receipts";
    BOOST_TEST(why_not(changed).find("another history") != std::string::npos);
    rewrite(9, "s-2"); // and going on
    BOOST_TEST(why_not(changed).find("another history") != std::string::npos);
    rewrite(5, "s-1"); // cut back
    BOOST_TEST(why_not("7 receipts were witnessed, 5 are published")
                   .find("it has seen 7 receipts, the log has published 5") != std::string::npos);
    rewrite(8, "s-1"); // the same receipts and one more: nothing is wrong
    BOOST_TEST(ask_and_keep(w1).is_done());
    BOOST_TEST(*bw::complete_up_to(path, witnessed, policy()) == 7u);
    BOOST_TEST(workshop::slurp(path + ".key") == key);
}

BOOST_FIXTURE_TEST_CASE(every_answer_of_a_witness_is_understood_and_none_believed, place) {
    const auto w1 = witness();
    const auto answered = [&](auto post) {
        auto asking = client();
        const std::string before = asking.note();
        const auto came = asking.ask(w1.verifier(), post);
        BOOST_TEST_REQUIRE(!came.is_done());
        BOOST_TEST(asking.note() == before);
        BOOST_TEST(!came.why().hint.empty());
        return came.why().code;
    };
    const std::string size(bw::tree_size_type);
    using bw::reason;
    BOOST_TEST((answered(saying(400, "")) == reason::malformed_request));
    BOOST_TEST((answered(saying(403, "")) == reason::no_evidence));
    BOOST_TEST((answered(saying(404, "")) == reason::no_evidence));
    BOOST_TEST((answered(saying(422, "")) == reason::head_mismatch));
    for (const int each : {0, 100, 201, 204, 301, 429, 500, 503})
        BOOST_TEST((answered(saying(each, "")) == reason::no_evidence));
    // 409: a size that cannot be read, no more than published, another one, always another one.
    for (const char* each : {"", "4", "04\n", "-4\n", "4\n\n", "4 \n", "x\n"})
        BOOST_TEST((answered(saying(409, each, size)) == reason::no_evidence), each);
    BOOST_TEST((answered(saying(409, "4\n", "text/html")) == reason::no_evidence));
    BOOST_TEST((answered(saying(409, "8\n", size)) == reason::head_mismatch));
    BOOST_TEST((answered(saying(409, "0\n", size)) == reason::head_mismatch)); // it was 0
    BOOST_TEST((answered(saying(409, "4\n", size)) == reason::head_mismatch));
    int turn = 0;
    const auto other_each_time = [&](const std::string&, const std::string&) {
        return bw::answer<bw::witness_reply>(
            bw::witness_reply{409, size, std::to_string(++turn) + "\n"});
    };
    BOOST_TEST((answered(other_each_time) == reason::no_evidence));
    BOOST_TEST(turn == 2); // asked once more, and no longer
    // 200: lines of others, of another text, of another time, and no lines.
    const auto strange = scene::witness_of("strange", "witness.example/w1");
    const std::string text = client().note().substr(0, client().note().find("\n\n") + 1);
    const auto by = scene::witness_of("w1", "witness.example/w1");
    const auto line = [&](const bw::cosigner& who, const std::string& of, bw::instant when) {
        return bw::signature_line(*who.cosign(of, when));
    };
    const bw::instant now = bw::system_now();
    BOOST_TEST((answered(saying(200, "")) == reason::head_mismatch));
    BOOST_TEST((answered(saying(200, "hello\n")) == reason::head_mismatch));
    BOOST_TEST((answered(saying(200, line(strange, text, now))) == reason::no_evidence));
    BOOST_TEST((answered(saying(200, line(by, text + "x\n", now))) == reason::head_mismatch));
    BOOST_TEST((answered(saying(200, line(by, text, now + bw::hours(1)))) == reason::expired));
    BOOST_TEST((answered(saying(200, std::string(bw::largest_witness_message, 'x') + "\n")) ==
                reason::no_evidence));
    auto asking = client();
    const std::string both = line(strange, text, now) + line(by, text, now);
    BOOST_TEST(asking.ask(w1.verifier(), saying(200, both)).is_done());
    BOOST_TEST(asking.note().ends_with(line(by, text, now)));
    BOOST_TEST(asking.note().find(line(strange, text, now)) == std::string::npos);
    // What the transport refuses comes back.
    const auto no_net = [](const std::string&, const std::string&) {
        return bw::answer<bw::witness_reply>(
            bw::refusal{bw::reason::timed_out, "post", "w", "again"});
    };
    BOOST_TEST((answered(no_net) == reason::timed_out));
}

BOOST_FIXTURE_TEST_CASE(what_is_no_log_is_not_asked_for, place) {
    BOOST_TEST(!bw::witness_client::open(here / "nowhere").is_done());
    const auto w1 = witness();
    BOOST_TEST(ask_and_keep(w1).is_done());
    grow(9);
    auto asking = client();
    workshop::fs::remove_all(path + "/tile/0");
    const auto came = asking.ask(w1.verifier(), post_to(w1));
    BOOST_TEST_REQUIRE(!came.is_done());
    BOOST_TEST((came.why().code == bw::reason::head_mismatch));
    BOOST_TEST(bodies.size() == 1u); // nothing was sent
    BOOST_TEST((bw::complete_up_to(path, kept(), policy()).why().code ==
                bw::reason::head_mismatch));
    BOOST_TEST((bw::complete_up_to(path, kept(), policy("both")).why().code ==
                bw::reason::quorum_not_met));
    workshop::spill(path + "/checkpoint", "no note");
    BOOST_TEST(!bw::witness_client::open(path).is_done());
}

BOOST_AUTO_TEST_SUITE_END()
