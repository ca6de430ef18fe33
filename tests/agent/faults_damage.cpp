// SPDX-License-Identifier: BSL-1.0
#include "bench.hpp"

#include <random>

// One byte of the state is not what it was. Either the agent does not open, or what it needs is
// refused, or the byte did not matter: it never runs anything else than what was approved, and no
// damaged receipt verifies.

using bench::code;
using bench::value_of;

namespace {

// A closed state with a payment that was granted, one that waits, and some receipts.
struct closed : bench::state {
    std::string id = granted(), waits = ask(bench::order(77));
    std::string whole = place / "whole";
    std::mt19937 chance{20261121};
    bw::verifier_key trusted = key();

    closed() {
        BOOST_TEST(code(session().dispatch("note", R"({"about":"c","text":"t"})")) == "done");
        running.reset();
        bench::fs::copy(home, whole, bench::fs::copy_options::recursive);
    }
    void again() {
        running.reset();
        bench::fs::remove_all(home);
        bench::fs::copy(whole, home, bench::fs::copy_options::recursive);
    }
    // Changes a byte of a file; at the same places in every run.
    void damage(const std::string& file, std::size_t place_in_file) {
        std::string bytes = bench::bytes_of(home + file);
        const unsigned mask = 1u << (chance() % 8);
        char& one = bytes[place_in_file];
        one = static_cast<char>(static_cast<unsigned char>(one) ^ mask);
        bench::write_bytes(home + file, bytes);
    }
    std::size_t size_of(const std::string& file) const {
        return static_cast<std::size_t>(bench::fs::file_size(home + file));
    }
    bool opens() {
        auto came = bench::try_open(home, at, time);
        if (came)
            running = *std::move(came);
        else
            reasons.insert(code(came));
        return running != nullptr;
    }
    /// Whatever can be run is run; it must be the approved payment, once at most.
    void try_everything() {
        at.paid.clear();
        at.pays = 0;
        for (int i = 0; i < 2; ++i)
            for (const std::string& each : {id, waits})
                ran += run(each) == "done";
        BOOST_TEST(at.pays <= 1);
        for (const teller::order& each : at.paid)
            BOOST_TEST(bench::json_of(each) == bench::json_of(bench::order()));
    }
    int ran = 0;
    std::set<std::string> reasons{};
};

} // namespace

BOOST_AUTO_TEST_SUITE(agent_faults_damage)

BOOST_FIXTURE_TEST_CASE(a_damaged_byte_of_the_tickets_never_runs_another_payment, closed) {
    const std::size_t size = size_of("/tickets.db"), tries = bench::rounds(60u, 600u);
    std::size_t shut = 0;
    for (std::size_t i = 0; i < tries; ++i) {
        again();
        damage("/tickets.db", i < 20 ? i * 5 : chance() % size); // the header first
        if (opens())
            try_everything();
        else
            ++shut;
    }
    BOOST_TEST(shut > 0u);
    BOOST_TEST(ran > 0); // most bytes do not matter
    for (const std::string& each : reasons)
        BOOST_TEST(each == "state_unavailable");
}

BOOST_FIXTURE_TEST_CASE(a_damaged_record_of_a_ticket_is_refused_by_its_name, closed) {
    const std::string bytes = bench::bytes_of(home + "/tickets.db");
    const std::size_t record = bytes.find("\"id\":\"" + id);
    BOOST_TEST_REQUIRE(record != std::string::npos);
    const std::size_t start = bytes.rfind("{\"agent\"", record);
    const std::size_t end = bytes.find("\"why\":", record);
    for (std::size_t byte = start; byte < end; byte += 37) {
        again();
        damage("/tickets.db", byte);
        if (!opens())
            continue;
        BOOST_TEST(run(id) == "state_unavailable", "byte " << byte);
        BOOST_TEST(code(by(teller::bob).deny(id, "no")) == "state_unavailable");
    }
    BOOST_TEST(at.pays == 0);
}

BOOST_FIXTURE_TEST_CASE(a_damaged_byte_of_the_vault_discloses_nothing_that_fits, closed) {
    const std::size_t size = size_of("/vault.db"), tries = bench::rounds(40u, 400u);
    std::size_t shut = 0;
    for (std::size_t i = 0; i < tries; ++i) {
        again();
        damage("/vault.db", i < 20 ? i * 5 : chance() % size);
        if (!opens()) {
            ++shut;
            continue;
        }
        // What it still gives fits the commitment of its receipt and is right, or does not fit.
        for (const auto& receipt : receipts()) {
            const auto values =
                running->state().values.disclose(bench::text_at(receipt, "/id"));
            if (!values)
                continue;
            for (const bw::vault_record& each : *values)
                if (each.name == "action.args" &&
                    each.commitment() == bench::text_at(receipt, "/action/args"))
                    BOOST_TEST((each.value == bench::json_of(bench::order()) ||
                                each.value == bench::json_of(bench::order(77)) ||
                                each.value == R"({"about":"c","text":"t"})"));
        }
        try_everything();
    }
    BOOST_TEST(shut > 0u);
    for (const std::string& each : reasons)
        BOOST_TEST(each == "receipt_unavailable");
}

BOOST_FIXTURE_TEST_CASE(a_damaged_byte_of_the_log_does_not_open_or_does_not_verify, closed) {
    std::vector<std::string> files;
    for (const auto& each : bench::fs::recursive_directory_iterator(home + "/log"))
        if (each.is_regular_file() && each.file_size() > 0)
            files.push_back(each.path().string().substr(home.size()));
    BOOST_TEST(files.size() >= 6u);
    for (const std::string& file : files) {
        again();
        const std::size_t size = size_of(file), step = size / bench::rounds(8u, 80u) + 1;
        for (std::size_t byte = 0; byte < size; byte += step) {
            again();
            damage(file, byte);
            const auto judged = bw::verify_log(log(), {&trusted, 1});
            const bool is_open = opens();
            const bool is_evidence = file.find("/agent/tile") != std::string::npos ||
                                     file.ends_with("/checkpoint");
            // Behind the frames of a segment lies what an earlier use of it left: no part of the log.
            const bool is_behind = file.ends_with(".jnl") && byte > size / 16;
            if (is_behind)
                BOOST_TEST((judged.verdict == bw::log_verdict::valid), file << " byte " << byte);
            else if (is_evidence)
                BOOST_TEST((judged.verdict != bw::log_verdict::valid), file << " byte " << byte);
            else
                BOOST_TEST(!is_open, file << " byte " << byte);
            if (is_open)
                try_everything();
        }
    }
    for (const std::string& each : reasons)
        BOOST_TEST((each == "head_mismatch" || each == "secret_unavailable" ||
                    each == "receipt_unavailable"), each);
}

BOOST_FIXTURE_TEST_CASE(a_damaged_byte_of_the_journal_loses_no_receipt_in_silence, closed) {
    // The state as a killed process leaves it: its last receipts stand in the journal only.
    const std::string killed = place / "killed";
    restart();
    BOOST_TEST(code(session().dispatch("note", R"({"about":"c","text":"u"})")) == "done");
    BOOST_TEST(run(id) == "done");
    const unsigned long long size = running->state().log.size();
    bench::fs::copy(home, killed, bench::fs::copy_options::recursive);
    running.reset();
    bench::fs::remove_all(whole);
    bench::fs::rename(killed, whole);
    again();
    std::string journal;
    for (const auto& each : bench::fs::directory_iterator(home + "/log/agent/.state/journal"))
        journal = each.path().string().substr(home.size());
    BOOST_TEST_REQUIRE(!journal.empty());
    int shut = 0;
    for (std::size_t byte = 0; byte < 8 * 4096; byte += bench::rounds(4001u, 151u)) {
        again();
        damage(journal, byte);
        if (!opens()) {
            ++shut;
            continue;
        }
        BOOST_TEST(running->state().log.size() >= size, "byte " << byte);
        BOOST_TEST(bench::words(verified()) == "valid");
        BOOST_TEST(run(id) == "already_consumed");
    }
    BOOST_TEST(shut > 0);
    for (const std::string& each : reasons)
        BOOST_TEST(each == "head_mismatch", each);
}

BOOST_AUTO_TEST_SUITE_END()
