// SPDX-License-Identifier: BSL-1.0
#include "gate_agent.hpp"
#include "gate_checks.hpp"
#include "gate_timing.hpp"

#include <bailiwick/receipt/leaf_reader.hpp>

#include <filesystem>
#include <thread>
#include <unordered_map>

#include <fcntl.h>
#include <unistd.h>

/// What a call costs at run time: the decision alone, a typed call, a model's call with receipts,
/// an approval, and receipts on a disk. Each part says its workload.
///
/// Numbers are microseconds or nanoseconds of CPU per call: p50, p95, p99 and the least of `n`
/// batches of at least 0.2 ms; only the last part is wall time, of single calls. How fast the
/// machine is just now shows in rows that are not ours: the ifs, the signature, the raw sync.

namespace {

using namespace gate;
namespace fs = std::filesystem;

constexpr std::size_t batches = 301;
constexpr double in_ns = 1000, in_us = 1;

template <class Log, class Vault>
using state_with = bw::agent_state<Log, Vault, bw::memory_store>;
template <class Log, class Vault>
using running_with = bw::running_agent<counter_agent, state_with<Log, Vault>>;

template <class Log, class Vault> auto start(Log log, Vault values) {
    std::unique_ptr<state_with<Log, Vault>> state(
        new state_with<Log, Vault>{std::move(log), std::move(values)});
    value_of(state->accounts.add(reader, bw::no_secret{}));
    value_of(state->accounts.add(good::sender, bw::no_secret{}));
    return std::make_unique<running_with<Log, Vault>>(
        std::move(state), bw::process_facts{"sha256:00"}, bw::declared_flow{}, add{}, pay{});
}

bw::run_context context() {
    return {.trigger = {.reference = "mail:1", .content = "please call me back"},
            .requester = {"A customer", "customer@example.org"},
            .model = {"example-model", "2026-08-01"},
            .why = "the customer asked for an answer"};
}

// ---- 1. the decision alone ---------------------------------------------------------------------

/// Paused? within the budget? which row has this name, and what does it say?
template <class Running>
bw::bucket decide(Running& running, const bw::agent_facts& facts, bw::run_meter& meter,
                  std::string_view name, bw::instant now) {
    const bw::answer<bool> paused = running.is_paused();
    if (!paused || *paused || meter.step(name) || meter.check(name, now))
        return bw::bucket::never;
    const bw::tool_facts* tool = facts.tool_named(name);
    const bw::rule* row = tool ? tool->row : facts.charter.row_named(name);
    return row ? row->verdict : bw::bucket::unstated;
}

/// The same, and the limit that the row puts on an argument.
template <class Running>
bw::bucket decide(Running& running, const bw::agent_facts& facts, bw::run_meter& meter,
                  std::string_view name, bw::instant now, const boost::json::value& arguments) {
    const bw::bucket said = decide(running, facts, meter, name, now);
    if (said != bw::bucket::automatic) return said;
    return bw::outside_conditions(*facts.tool_named(name)->row, arguments) ? bw::bucket::never
                                                                           : said;
}

template <std::size_t Rows, class Running> void decision(Running& running) {
    const bw::agent_facts& facts = bw::facts_of<agent<Rows>>;
    bw::run_meter meter(ample, running.now());
    const bw::instant now = running.now();
    const boost::json::value arguments{{"to", "x"}, {"amount", 250}};
    std::vector<std::string> names;
    std::unordered_map<std::string_view, bw::bucket> map;
    for (std::size_t i = 0; i < Rows; ++i) names.push_back("tool_" + std::to_string(i));
    for (std::size_t i = 0; i < Rows; ++i) map[names[i]] = verdict_of(i);
    const auto in_map = [&](std::string_view name) {
        const auto found = map.find(name);
        return found == map.end() ? bw::bucket::unstated : found->second;
    };

    // What is timed is right: every row, an unknown tool, and an amount beyond the limit.
    for (std::size_t i = 0; i < Rows; ++i) {
        check(decide(running, facts, meter, names[i], now) == verdict_of(i), "a row's verdict");
        check(by_ifs<Rows>(names[i]) == verdict_of(i), "the verdict by ifs");
    }
    check(decide(running, facts, meter, "tool_x", now) == bw::bucket::unstated, "unknown: denied");
    check(decide(running, facts, meter, "tool_0", now, arguments) == bw::bucket::automatic,
          "250 is allowed");
    check(decide(running, facts, meter, "tool_0", now, {{"amount", 1000}}) == bw::bucket::never,
          "1000 is refused");

    std::string name = names[Rows / 2 / 3 * 3];
    check(verdict_of(Rows / 2 / 3 * 3) == bw::bucket::automatic, "the one in the middle runs");
    std::vector<std::string_view> runs_by_itself;
    for (std::size_t i = 0; i < Rows; i += 3) runs_by_itself.push_back(names[i]);
    const auto each_call = [&name](auto&& how) {
        return [&name, how](std::size_t calls) {
            for (std::size_t i = 0; i < calls; ++i) {
                opaque(name);
                bw::bucket said = how(std::string_view(name));
                opaque(said);
            }
        };
    };
    std::vector<contender> all{
        {"one `if` after another, the middle name", each_call(by_ifs<Rows>)},
        {"std::unordered_map, the middle name", each_call(in_map)},
        {"bailiwick, the middle name", each_call([&](std::string_view asked) {
             return decide(running, facts, meter, asked, now);
         })},
        {"bailiwick, all automatic names by turns",
         [&](std::size_t calls) {
             for (std::size_t i = 0, at = 0; i < calls; ++i) {
                 std::string_view asked = runs_by_itself[at];
                 at = at + 1 == runs_by_itself.size() ? 0 : at + 1;
                 opaque(asked);
                 bw::bucket said = decide(running, facts, meter, asked, now);
                 opaque(said);
             }
         }},
        {"bailiwick, and the clock is read", each_call([&](std::string_view asked) {
             return decide(running, facts, meter, asked, running.now());
         })},
        {"bailiwick, and the row's condition on an argument",
         each_call([&](std::string_view asked) {
             return decide(running, facts, meter, asked, now, arguments);
         })}};
    race(all, batches);
    const double ruler = all[0].came.median();
    for (contender& each : all)
        line(std::to_string(Rows) + (Rows == 1 ? " row: " : " rows: ") + each.name, each.came,
             in_ns, ruler);
}

void decisions() {
    title("1. decision by a name known at run time only (W1)", "ns", "against the ifs");
    const auto running = start(bw::null_log{}, bw::no_vault{});
    decision<1>(*running);
    decision<10>(*running);
    decision<100>(*running);
    decision<1000>(*running);
}

// ---- 2. a typed call, receipts off -------------------------------------------------------------

/// The tool as it would be without the gate; `noinline`, as a call into other code is.
[[gnu::noinline]] good::done plain_add(const payment& given) {
    added += given.amount;
    return {true};
}

void typed_calls() {
    title("2. typed automatic call {string, number}, null_log, no_vault, memory_store", "ns",
          "against the direct call");
    const auto running = start(bw::null_log{}, bw::no_vault{});
    bw::session session(*running, context());
    payment given{"x", 250};
    check(session.call<add>(given).is_done(), "the call is allowed");
    std::vector<contender> all{
        {"the tool called directly",
         [&](std::size_t calls) {
             for (std::size_t i = 0; i < calls; ++i) {
                 opaque(given);
                 good::done came = plain_add(given);
                 opaque(came);
             }
         }},
        {"the clock read twice, as two steps of a call need it",
         [&](std::size_t calls) {
             for (std::size_t i = 0; i < calls; ++i) {
                 bw::instant first = running->now(), second = running->now();
                 opaque(first), opaque(second);
             }
         }},
        {"validate: the arguments against their fields",
         [&](std::size_t calls) {
             for (std::size_t i = 0; i < calls; ++i) {
                 opaque(given);
                 auto fault = bw::validate(given);
                 opaque(fault);
             }
         }},
        {"a lease: open a call, lend, close",
         [&](std::size_t calls) {
             for (std::size_t i = 0; i < calls; ++i) {
                 bw::lease_call call = running->leases().open();
                 const bw::instant now{1'800'000'000'000'000};
                 auto lent = running->leases().lend<good::crm_read>(call, now, now + bw::hours(1));
                 opaque(lent);
             }
         }},
        {"session.call<add>", [&](std::size_t calls) {
             for (std::size_t i = 0; i < calls; ++i) {
                 opaque(given);
                 auto came = session.call<add>(given);
                 opaque(came);
             }
         }}};
    race(all, batches);
    const double direct = all[0].came.median();
    for (contender& each : all) line(each.name, each.came, in_ns, direct);
    std::printf("%-62s %8.2f\n", "the gate adds", (all.back().came.median() - direct) * in_ns);
}

// ---- 3. a model's call, with receipts ----------------------------------------------------------

/// Makes of a receipt what a log makes of it before it signs and writes: leaf hash and tree.
class unsigned_log {
public:
    bw::answer<bw::durable_receipt> append(std::string_view leaf) {
        tree_.append(bw::leaf_hash(leaf));
        return token_.append(leaf);
    }
    unsigned long long size() const noexcept { return tree_.size(); }

private:
    bw::null_log token_;
    bw::tree_frontier tree_;
};

/// Keeps the texts, to see how long a real receipt is.
class keeping_log {
public:
    bw::answer<bw::durable_receipt> append(std::string_view leaf) {
        texts.emplace_back(leaf);
        return token_.append(leaf);
    }
    unsigned long long size() const noexcept { return texts.size(); }
    std::vector<std::string> texts;

private:
    bw::null_log token_;
};

constexpr bw::detail::disk_calls no_sync{::pwrite, [](int) { return 0; }, ::rename};

std::string folder; ///< of everything that this run writes

auto log_in(const char* name, const bw::detail::disk_calls& disk) {
    return value_of(
        bw::receipt_log::open(folder + "/" + name, {.origin = "bench/gate", .disk = &disk}));
}

template <class Running> auto dispatching(Running& running) {
    auto session = std::make_shared<bw::session<Running>>(running, context());
    const bw::dispatched first = session->dispatch("add", R"({"to":"x","amount":250})");
    check(first.status == bw::dispatch_status::done, "the call is carried out");
    return [session](std::size_t calls) {
        std::string name = "add", json = R"({"to":"x","amount":250})";
        for (std::size_t i = 0; i < calls; ++i) {
            opaque(name), opaque(json);
            bw::dispatched came = session->dispatch(name, json);
            opaque(came);
        }
    };
}

template <class Work> auto repeated(Work work) {
    return [work](std::size_t calls) mutable {
        for (std::size_t i = 0; i < calls; ++i) {
            auto came = work();
            opaque(came);
        }
    };
}

/// An intent and an outcome as a dispatch writes them.
std::pair<std::string, std::string> real_receipts() {
    const auto running = start(keeping_log{}, bw::no_vault{});
    dispatching(*running);
    const std::vector<std::string>& texts = running->state().log.texts;
    check(texts.size() == 2, "an intent and an outcome");
    return {texts[0], texts[1]};
}

void dispatches() {
    const auto silent = start(bw::null_log{}, bw::no_vault{});
    const auto hashed = start(unsigned_log{}, bw::no_vault{});
    const auto logged = start(log_in("no-sync", no_sync), bw::no_vault{});
    const auto [intent_text, outcome_text] = real_receipts();
    const auto intent = *bw::read_any_receipt(intent_text);
    const auto outcome = *bw::read_any_receipt(outcome_text);
    title("3. session.dispatch(\"add\", R\"({\"to\":\"x\",\"amount\":250})\")", "us",
          "against the gate alone");
    std::printf("(receipts of %zu and %zu bytes; values are not kept: no_vault)\n",
                intent_text.size(), outcome_text.size());

    const auto signer = value_of(bw::note_signer::of_seed("bench/gate", std::string(32, 'k')));
    const std::string head =
        bw::text_of(bw::checkpoint{"bench/gate", 1'000'000, bw::leaf_hash("x")});
    const std::string json = R"({"to":"x","amount":250})";
    const payment given{"x", 250};
    const bw::instant now = silent->now();
    std::vector<contender> all{
        {"gate alone: null_log", dispatching(*silent)},
        {"two receipts made and hashed, none signed or written", dispatching(*hashed)},
        {"the log, sync left out: two frames written and signed", dispatching(*logged)},
        {"  of that: decode the JSON", repeated([&] { return bw::decode<payment>(json); })},
        {"  canonical text of the arguments",
         repeated([&] { return bw::canonical_text(bw::encode(given)); })},
        {"  text of the intent",
         repeated([&] { return bw::leaf_text(std::get<bw::record::intent>(intent)); })},
        {"  text of the outcome",
         repeated([&] { return bw::leaf_text(std::get<bw::record::outcome>(outcome)); })},
        {"  SHA-256 of both",
         repeated([&] {
             return std::pair(bw::leaf_hash(intent_text), bw::leaf_hash(outcome_text));
         })},
        {"  one salt and one commitment",
         repeated([&] { return bw::commit("action.args", json, bw::new_salt()); })},
        {"  one receipt id", repeated([&] { return bw::receipt_id(now); })},
        {"  one Ed25519 signature over a head", repeated([&] { return signer.note(head); })}};
    race(all, batches);
    const double ruler = all[0].came.median();
    for (contender& each : all) line(each.name, each.came, in_us, ruler);
}

// ---- 4. an approval ----------------------------------------------------------------------------

void approvals() {
    title("4. approval in memory, no receipts, no signatures (W7, W8)", "us", "");
    std::unique_ptr<bw::memory_store> store;
    const auto fresh_store = [&store] { store = std::make_unique<bw::memory_store>(); };
    const bw::instant now{1'800'000'000'000'000};
    const bw::ticket_request asked{.agent = "spiffe://example.com/agents/desk",
                                   .tool = "pay",
                                   .arguments = R"({"amount":250,"to":"x"})",
                                   .declaration_digest = "sha256:" + std::string(64, '0'),
                                   .label = "trusted open",
                                   .requester = {"A customer", "customer@example.org"},
                                   .session = "018c0f3e-0000-7000-8000-000000000000",
                                   .why = "the customer asked for a refund",
                                   .shown = {{"trigger", "mail:1"}},
                                   .asks = &payments};
    const bw::start_claim claim{asked.tool, asked.arguments, asked.declaration_digest};
    const bw::voter ana{std::string(good::ana.name), std::string(good::ana.contact)};
    const auto through = [&](int steps) {
        return [&, steps](std::size_t calls) {
            const bw::escalation_desk desk(*store);
            for (std::size_t i = 0; i < calls; ++i) {
                const bw::ticket opened = value_of(desk.open(asked, now));
                if (steps > 1) value_of(desk.grant(opened.id, ana, "fine", now));
                if (steps < 3) continue;
                const bw::ticket started = value_of(desk.start(opened.id, claim, now));
                if (steps > 3) value_of(desk.finish(started, {true, {}}, now));
            }
        };
    };
    std::vector<contender> all{{"open", through(1), fresh_store},
                               {"open, grant", through(2), fresh_store},
                               {"open, grant, start: the grant is spent", through(3), fresh_store},
                               {"open, grant, start, finish", through(4), fresh_store},
                               {"  of that: SHA-256 of the arguments",
                                repeated([&] { return bw::digest_of(asked.arguments); })},
                               {"  one random id",
                                repeated([&] { return bw::new_ticket_id(now); })}};
    race(all, batches);
    for (contender& each : all) line(each.name, each.came, in_us);
    std::printf("(%zu approvers in the queue, one needed; the store is new in each batch)\n",
                payments.approvers.size());
}

// ---- 5. receipts on a disk ---------------------------------------------------------------------

/// Single calls by the wall clock, by turns.
void by_turns(std::vector<contender>& all, std::size_t rounds) {
    for (std::size_t i = 0; i < rounds; ++i)
        for (contender& each : all) {
            const double from = wall_seconds();
            each.work(1);
            each.came.all.push_back((wall_seconds() - from) * 1e6);
        }
}

/// Receipts a second while so many threads write; each waits for its own.
double receipts_a_second(bw::receipt_log& log, std::size_t threads, const std::string& text,
                         double seconds) {
    std::atomic<bool> over{false};
    std::atomic<std::size_t> written{0};
    std::vector<std::thread> writers;
    const double from = wall_seconds();
    for (std::size_t i = 0; i < threads; ++i)
        writers.emplace_back([&] {
            while (!over) {
                if (!log.append(text)) stop("a receipt was refused");
                ++written;
            }
        });
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
    over = true;
    for (std::thread& each : writers) each.join();
    return static_cast<double>(written) / (wall_seconds() - from);
}

void durable() {
    const std::string text = real_receipts().first;
    const int probe = ::open((folder + "/probe").c_str(), O_RDWR | O_CREAT | O_TRUNC, 0600);
    const std::string block(4096, 'x');
    constexpr off_t blocks = 1024;
    for (off_t at = 0; at < blocks; ++at)
        check(::pwrite(probe, block.data(), block.size(), at * 4096) == 4096, "room for a probe");
    check(::fsync(probe) == 0, "the probe's file can be synced");
    off_t next = 0;
    const auto raw = [&](std::size_t) {
        check(::pwrite(probe, block.data(), block.size(), next++ % blocks * 4096) == 4096 &&
                  ::fdatasync(probe) == 0,
              "the probe writes");
    };
    bw::receipt_log log = log_in("synced", bw::detail::real_disk);
    const auto append = [&](std::size_t) {
        if (!log.append(text)) stop("a receipt was refused");
    };
    const auto durable_agent =
        start(log_in("whole", bw::detail::real_disk),
              value_of(bw::vault::open(folder + "/vault.db")));
    std::vector<contender> all{
        {"raw: pwrite of 4 KiB into a written file, fdatasync", raw},
        {"one receipt, one thread", append},
        {"whole dispatch: two receipts, two puts into the vault", dispatching(*durable_agent)}};
    std::vector<contender> warm = all;
    by_turns(warm, 20);
    title("5. on the disk: wall time of single calls, by turns", "us", "against the raw sync");
    by_turns(all, 1000);
    const double ruler = all[0].came.median();
    for (contender& each : all) line(each.name, each.came, in_us, ruler);

    std::printf("\n%-62s %12s\n", "receipts a second, 3 x 1 s", "median");
    for (std::size_t threads : {1u, 8u, 16u}) {
        samples rates;
        for (int turn = 0; turn < 3; ++turn)
            rates.all.push_back(receipts_a_second(log, threads, text, 1));
        std::printf("%2zu threads %51s %12.0f  %.2f to a raw sync (%.0f/s)\n", threads, "",
                    rates.median(), rates.median() * ruler / 1e6, 1e6 / ruler);
    }
    ::close(probe);
}

} // namespace

int main(int count, char** words) {
    std::string place = (count > 1 ? fs::path(words[1]) : fs::temp_directory_path()) /
                        "bench_gate_XXXXXX";
    if (count > 3 || !::mkdtemp(place.data()))
        stop("usage: bench_gate [folder on the disk to be measured [digits of the parts]]");
    folder = place;
    const std::string_view wanted = count > 2 ? words[2] : "12345";
    std::printf("%s; %s; %s; %u cores\n", BENCH_COMPILER, BENCH_FLAGS, folder.c_str(),
                std::thread::hardware_concurrency());
    void (*const parts[])() = {decisions, typed_calls, dispatches, approvals, durable};
    for (char each = '1'; each <= '5'; ++each)
        if (wanted.find(each) != wanted.npos) parts[each - '1']();
    std::printf("\n3,080 messages through a whole agent: examples/support_intake, built with -O2:\n"
                "  time support_intake run --input shared/data/banking77/test.csv\n");
    fs::remove_all(folder);
}
