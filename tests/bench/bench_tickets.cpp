// SPDX-License-Identifier: BSL-1.0
#include "gate_checks.hpp"
#include "gate_timing.hpp"

#include <bailiwick/escalation.hpp>
#include <bailiwick/escalation/signed/check.hpp>
#include <bailiwick/escalation/sqlite.hpp>

#ifdef BENCH_POSTGRES
#include "../harness/postgres.hpp"
#include <bailiwick/escalation/postgres.hpp>
#endif

#include <atomic>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <unordered_set>

#include <openssl/ec.h>

/// What a ticket costs: in memory, in one file, in a database beside other queues over it, among
/// a million others, and with a signature.
///
/// Every part says its workload, checks by reading back that the work was done, and prints tables
/// in Markdown, as tests/bench/README.md holds them. Each figure stands beside a probe of the same
/// run. Parts 1 and 5 are CPU time of the thread in batches of at least 0.2 ms, timed by turns; all
/// others are wall time, and where a part has p50 and p95 they are of single calls.

namespace {

namespace fs = std::filesystem;
using namespace gate;

// ---- the workload ------------------------------------------------------------------------------

constexpr bw::person alice{"Alice", "alice@example.com"}, bob{"Bob", "bob@example.com"},
    carol{"Carol", "carol@example.com"}, dave{"Dave", "dave@example.com"};
constexpr bw::queue payments{.name = "payments",
                             .owner = &dave,
                             .approvers = {alice, bob, carol},
                             .answer_within = bw::hours(4),
                             .on_expiry = bw::expiry::deny};
constexpr bw::queue signed_payments{.name = "payments",
                                    .owner = &dave,
                                    .approvers = {alice, bob, carol},
                                    .answer_within = bw::hours(4),
                                    .on_expiry = bw::expiry::deny,
                                    .signed_decisions = true};
constexpr bw::instant noon{1'795'262'400'000'000};
const std::string declaration = "sha256:" + std::string(64, '1');
const std::string pay_250 = R"({"amount":250,"currency":"EUR","memo":"refund","to":"customer-9"})";
const bw::voter alices{"Alice", "alice@example.com"};
const std::string approves = "the invoice is there";

bw::ticket_request request(const bw::queue& asks = payments) {
    return {.agent = "spiffe://example.com/agents/desk",
            .tool = "pay",
            .arguments = pay_250,
            .declaration_digest = declaration,
            .label = "trusted open",
            .requester = {"A customer", "customer@example.org"},
            .session = "018c0f3e-0000-7000-8000-000000000000",
            .why = "the customer asked for a refund",
            .shown = {{"invoice", "number 17, 250 EUR"}},
            .asks = &asks,
            .approvers = 1};
}

bw::start_claim claim() { return {"pay", pay_250, declaration}; }
bw::answer<bw::start_claim> claim_of(const bw::ticket& taken) {
    return bw::start_claim{taken.tool, taken.arguments, taken.declaration_digest};
}

/// The n-th ticket of a store that is filled: a millisecond after the one before.
bw::ticket nth_ticket(std::size_t n, bool is_granted) {
    const bw::instant when{noon.microseconds + static_cast<long long>(n) * 1000};
    bw::ticket made = value_of(bw::ticket_for(request(), when));
    if (is_granted)
        value_of(bw::vote_on(made, bw::verdict::grant, alices, approves, when));
    return made;
}

template <class Store> std::size_t count_of(Store& store, bw::ticket_state state) {
    std::size_t count = 0;
    for (bw::ticket_page page{.limit = 1000};;) {
        const bw::ticket_list found = value_of(store.list({.states = {state}}, page));
        count += found.tickets.size();
        if (found.next.empty())
            return count;
        page.after = found.next;
    }
}

// ---- tables ------------------------------------------------------------------------------------

void part(const std::string& title, const std::string& workload) {
    std::printf("\n%s (load %s)\n%s\n", title.c_str(), load().c_str(), workload.c_str());
}

void head(const std::string& unit, const std::string& ruler) {
    std::printf("\n| %s | p50 | p95 | p99 | min | n | against %s | budget |\n"
                "|---|---|---|---|---|---|---|---|\n",
                unit.c_str(), ruler.c_str());
}

/// Three digits that count, and never a power of ten.
std::string figure(double number) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", number < 10 ? 2 : number < 100 ? 1 : 0, number);
    return text;
}

void row(const std::string& name, samples& came, double ruler, const std::string& budget = "") {
    std::printf("| %s | %s | %s | %s | %s | %zu | %.2f | %s |\n", name.c_str(),
                figure(came.median()).c_str(), figure(came.at(0.95)).c_str(),
                figure(came.at(0.99)).c_str(), figure(came.at(0)).c_str(), came.all.size(),
                came.median() / ruler, budget.c_str());
    std::fflush(stdout);
}

/// Microseconds of one call, by the wall clock.
template <class Work> double microseconds(const Work& work) {
    const double start = wall_seconds();
    work();
    return (wall_seconds() - start) * 1e6;
}

template <class Work> auto repeated(Work work) {
    return [work](std::size_t calls) mutable {
        for (std::size_t i = 0; i < calls; ++i) {
            auto came = work();
            opaque(came);
        }
    };
}

std::string folder; ///< of everything that this run writes

// ---- 1. memory ---------------------------------------------------------------------------------

/// Leads one ticket through so many of: open, grant, start, finish.
bw::ticket through(const bw::escalation_desk<bw::memory_store>& desk, int steps) {
    bw::ticket at = value_of(desk.open(request(), noon));
    if (steps > 1)
        at = value_of(desk.grant(at.id, alices, approves, noon));
    if (steps > 2)
        at = value_of(desk.start(at.id, claim(), noon));
    if (steps > 3)
        at = value_of(desk.finish(at, {true, {}}, noon));
    return at;
}

void in_memory() {
    part("1. unsigned, in memory, CPU us",
         "one ticket after another through the steps; three approvers in the queue, one needed; "
         "a new store in each batch; no receipts");
    constexpr bw::ticket_state ends[] = {bw::ticket_state::waiting, bw::ticket_state::granted,
                                         bw::ticket_state::running, bw::ticket_state::done};
    std::unique_ptr<bw::memory_store> store;
    const auto fresh_store = [&] { store = std::make_unique<bw::memory_store>(); };
    std::vector<contender> all{
        {"SHA-256 of the arguments, alone", repeated([] { return bw::digest_of(pay_250); })},
        {"a ticket, copied", [](std::size_t calls) {
             bw::ticket from = nth_ticket(0, true);
             for (std::size_t i = 0; i < calls; ++i) {
                 opaque(from);
                 bw::ticket copied = from;
                 opaque(copied);
             }
         }}};
    const char* const names[] = {"open", "open, grant", "open, grant, start: the grant is spent",
                                 "open, grant, start, finish"};
    for (int steps = 1; steps <= 4; ++steps) {
        fresh_store();
        for (int i = 0; i < 100; ++i)
            through(bw::escalation_desk(*store), steps);
        check(count_of(*store, ends[steps - 1]) == 100, "all tickets went through their steps");
        all.push_back({names[steps - 1],
                       [&store, steps, end = ends[steps - 1]](std::size_t calls) {
                           const bw::escalation_desk desk(*store);
                           for (std::size_t i = 0; i < calls; ++i)
                               check(through(desk, steps).state == end, "the last step was taken");
                       },
                       fresh_store});
    }
    race(all, 301);
    head("memory, us", "the SHA-256");
    const double ruler = all[0].came.median();
    for (std::size_t i = 0; i < all.size(); ++i)
        row(all[i].name, all[i].came, ruler, i == 4 ? "5 us" : "");
}

// ---- 2. SQLite ---------------------------------------------------------------------------------

/// One row in a file of its own, opened as the store opens its own; each update is durable.
class sqlite_probe {
public:
    sqlite_probe(const std::string& path, const std::string& text) : on_(path), text_(text) {
        check(on_.open(5000) == SQLITE_OK &&
                  on_.run("PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON;"
                          "PRAGMA cell_size_check=ON; PRAGMA synchronous=FULL;"
                          "PRAGMA journal_mode=WAL; PRAGMA journal_size_limit=67108864;"
                          "CREATE TABLE one(id INTEGER PRIMARY KEY, times INTEGER, text TEXT);"
                          "INSERT INTO one VALUES(1, 0, '')") == SQLITE_OK,
              "SQLite makes the probe's file");
    }
    void update() {
        auto query = on_.query("UPDATE one SET times=times+1, text=? WHERE id=1");
        check(query.with(text_).run(), "the probe's row is updated");
        ++updates_;
    }
    void check_updates() {
        auto query = on_.query("SELECT times FROM one");
        check(query.next() && query.number(0) == updates_, "every update of the probe is there");
    }

private:
    bw::detail::sqlite_connection on_;
    std::string text_;
    long long updates_ = 0;
};

void in_sqlite() {
    constexpr std::size_t rounds = 1000;
    part("2. SQLite " + std::string(sqlite3_libversion()) + ", wall us of single calls, by turns",
         "each step of one ticket after another, every one durable, beside an UPDATE of one row "
         "in another file of the folder, with the same pragmas");
    auto store = value_of(bw::sqlite_store::open(folder + "/tickets.db"));
    const bw::escalation_desk desk(store);
    sqlite_probe small(folder + "/probe.db", "");
    sqlite_probe large(folder + "/probe-large.db", bw::detail::record_of(nth_ticket(0, true)));
    samples small_updates, large_updates, opened, granted, started, finished;
    for (std::size_t i = 0; i < rounds; ++i) {
        small_updates.all.push_back(microseconds([&] { small.update(); }));
        large_updates.all.push_back(microseconds([&] { large.update(); }));
        bw::ticket at;
        opened.all.push_back(microseconds([&] { at = value_of(desk.open(request(), noon)); }));
        granted.all.push_back(
            microseconds([&] { at = value_of(desk.grant(at.id, alices, approves, noon)); }));
        started.all.push_back(
            microseconds([&] { at = value_of(desk.start(at.id, claim(), noon)); }));
        finished.all.push_back(microseconds([&] {
            at = value_of(desk.finish(at, {true, {}}, noon));
        }));
    }
    small.check_updates();
    large.check_updates();
    const auto other = value_of(bw::sqlite_store::open(folder + "/tickets.db"));
    check(count_of(store, bw::ticket_state::done) == rounds, "every ticket is in the file");
    head("SQLite, us", "one durable UPDATE");
    const double ruler = small_updates.median();
    row("one durable UPDATE of a short row", small_updates, ruler);
    row("the same, of a text as long as a ticket's record", large_updates, ruler);
    row("open", opened, ruler, "2 x");
    row("grant", granted, ruler, "2 x");
    row("start", started, ruler, "2 x");
    row("finish", finished, ruler, "2 x");
}

#ifdef BENCH_POSTGRES
// ---- 3. PostgreSQL and other queues over it ----------------------------------------------------

/// The server of this run; nothing, after a line that says so, where none can be started.
std::unique_ptr<private_postgres> server;

bool has_server() {
    if (!server)
        server = private_postgres::start();
    if (!server)
        std::printf("skipped: no PostgreSQL server of our own could be started in %s\n",
                    folder.c_str());
    return server != nullptr;
}

/// A plain session of libpq, for probes and for looking into the tables.
class plain_session {
public:
    plain_session() : at_(PQconnectdb(server->conninfo().c_str()), PQfinish) {
        check(PQstatus(at_.get()) == CONNECTION_OK, "the server can be reached");
        check(PQsetErrorVerbosity(at_.get(), PQERRORS_TERSE) >= 0, "the session is open");
        PQsetNoticeProcessor(
            at_.get(), [](void*, const char*) {}, nullptr);
    }
    PGconn* handle() const { return at_.get(); }

    /// The first cell of the last result.
    std::string run(const std::string& sql) { return first_of(PQexec(at_.get(), sql.c_str())); }

    void prepare_update() {
        first_of(PQprepare(at_.get(), "update",
                           "UPDATE bench_probe SET times=times+1, text=$2 WHERE id=$1", 0,
                           nullptr));
    }
    void update(const std::string& id, const std::string& text) {
        const char* const values[] = {id.c_str(), text.c_str()};
        first_of(PQexecPrepared(at_.get(), "update", 2, values, nullptr, nullptr, 0));
    }

private:
    std::string first_of(PGresult* result) {
        const std::unique_ptr<PGresult, void (*)(PGresult*)> held(result, PQclear);
        const ExecStatusType status = PQresultStatus(result);
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
            stop(std::string("PostgreSQL says: ") + PQerrorMessage(at_.get()));
        return PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
    }

    std::unique_ptr<PGconn, void (*)(PGconn*)> at_;
};

/// Seconds that so many threads take for their shares of `count` calls of `each(thread, n)`.
template <class Each> double in_parallel(std::size_t threads, std::size_t count, const Each& each) {
    std::atomic<std::size_t> next{0};
    std::vector<std::thread> crew;
    const double start = wall_seconds();
    for (std::size_t who = 0; who < threads; ++who)
        crew.emplace_back([&, who] {
            for (std::size_t n; (n = next++) < count;)
                each(who, n);
        });
    for (std::thread& one : crew)
        one.join();
    return wall_seconds() - start;
}

/// Jobs that one side has enqueued and finished, the seconds for each, and the probe just before.
struct throughput {
    std::string who, settings;
    double enqueued = 0, enqueuing = 0, finished = 0, finishing = 0;
    double updates = 0; ///< durable updates a second

    double jobs_a_second() const {
        if (finished <= 0)
            return 0;
        return 1 / (enqueuing / enqueued + finishing / finished);
    }
};

/// Durable updates a second, of a row of its own for each session, for a second.
double durable_updates(std::size_t sessions) {
    plain_session owner;
    owner.run("DROP TABLE IF EXISTS bench_probe; CREATE TABLE bench_probe(id bigint PRIMARY KEY,"
              " times bigint NOT NULL, text text NOT NULL); INSERT INTO bench_probe"
              " SELECT n, 0, '' FROM generate_series(0, 63) AS n; CHECKPOINT");
    std::vector<plain_session> crew(sessions);
    for (plain_session& each : crew)
        each.prepare_update();
    std::atomic<std::size_t> updates{0};
    const double end = wall_seconds() + 1;
    const double took = in_parallel(sessions, sessions, [&](std::size_t, std::size_t lane) {
        for (; wall_seconds() < end; ++updates)
            crew[lane].update(std::to_string(lane), "");
    });
    check(owner.run("SELECT sum(times) FROM bench_probe") == std::to_string(updates.load()),
          "every update of the probe is there");
    return static_cast<double>(updates) / took;
}

/// How a job enters our queue.
enum class entry {
    granted, ///< one insert of a ticket that is granted already: what the other queues do
    decided  ///< opened, and granted by a person
};

throughput our_jobs(std::size_t jobs, std::size_t workers, entry how) {
    const bool is_decided = how == entry::decided;
    throughput came{"bailiwick", is_decided ? "open, grant; start_next, finish"
                                            : "insert of a granted ticket; start_next, finish"};
    came.updates = durable_updates(workers);
    const bw::postgres_options options{.schema = "bench", .connections = workers + 4};
    plain_session look;
    look.run("DROP SCHEMA IF EXISTS bench CASCADE; CHECKPOINT");
    auto store = value_of(bw::postgres_store::open(server->conninfo(), options));
    const bw::escalation_desk desk(store);
    came.enqueued = static_cast<double>(jobs);
    came.enqueuing = in_parallel(workers, jobs, [&](std::size_t, std::size_t n) {
        if (is_decided) {
            const bw::ticket opened = value_of(desk.open(request(), noon));
            value_of(desk.grant(opened.id, alices, approves, noon));
        } else {
            check(value_of(store.insert(nth_ticket(n, true), {})) == bw::kept::yes, "enqueued");
        }
    });
    look.run("CHECKPOINT");

    std::vector<std::vector<std::string>> taken(workers);
    const bw::ticket_request asked = request();
    came.finishing = in_parallel(workers, workers, [&](std::size_t, std::size_t lane) {
        for (;;) {
            const auto next = value_of(desk.start_next(asked.agent, "", claim_of, noon));
            if (!next)
                return;
            value_of(desk.finish(*next, {true, {}}, noon));
            taken[lane].push_back(next->id);
        }
    });
    std::unordered_set<std::string> once;
    for (const auto& lane : taken)
        once.insert(lane.begin(), lane.end());
    came.finished = static_cast<double>(once.size());
    check(once.size() == jobs, "every ticket was taken, and none twice");
    check(look.run("SELECT count(*) FROM bench.ticket WHERE state='done'") == std::to_string(jobs),
          "the server holds every ticket as done");
    return came;
}

/// What `queue_peers/run.mjs` says of another queue; nothing where it cannot run.
std::optional<throughput> their_jobs(const std::string& which, std::size_t jobs,
                                     std::size_t workers) {
    const char* const peers = std::getenv("BENCH_QUEUE_PEERS");
    if (peers == nullptr)
        return std::nullopt;
    throughput came;
    came.updates = durable_updates(workers);
    const std::string payload = folder + "/payload.json";
    std::ofstream(payload) << bw::detail::record_of(nth_ticket(0, true));
    const std::string command = "cd '" + std::string(peers) + "' && PGHOST='" + server->folder() +
                                "' PGUSER=tester PGDATABASE=postgres node run.mjs " + which + ' ' +
                                std::to_string(jobs) + ' ' + std::to_string(workers) + " 20 '" +
                                payload + '\'';
    FILE* const told = ::popen(command.c_str(), "r");
    check(told != nullptr, "a child process can be started");
    std::string line;
    for (char piece[4096]; std::fgets(piece, sizeof piece, told) != nullptr;)
        line += piece;
    if (::pclose(told) != 0)
        return std::nullopt;
    std::istringstream fields(line);
    std::getline(fields, came.who, '\t');
    std::getline(fields, came.settings, '\t');
    double threads = 0;
    fields >> threads >> came.enqueued >> came.enqueuing >> came.finished >> came.finishing;
    check(!fields.fail() && threads == static_cast<double>(workers), "a line of run.mjs");
    return came;
}

void in_postgres(std::size_t jobs) {
    if (!has_server())
        return;
    part("3. PostgreSQL, jobs a second",
         std::to_string(jobs) + " jobs of " +
             std::to_string(bw::detail::record_of(nth_ticket(0, true)).size()) +
             " bytes each are enqueued by so many workers, then taken and finished by as many; a "
             "private server on a socket, fsync on, the same for all; jobs/s = 1 / (time to "
             "enqueue one + time to take and finish one); who is slow is stopped after 20 s");
    for (const std::size_t workers : {1u, 16u}) {
        std::printf("\n| %zu worker%s | how | enqueued/s | taken and finished/s | jobs/s | durable "
                    "UPDATEs/s just before | UPDATEs in the time of a job | our first row against "
                    "it | budget |\n|---|---|---|---|---|---|---|---|---|\n",
                    workers, workers == 1 ? "" : "s");
        std::vector<throughput> all{our_jobs(jobs, workers, entry::granted),
                                    our_jobs(jobs, workers, entry::decided)};
        for (const char* const which :
             {"bossDefaults", "bossSingle", "bossBatches", "graphileDefaults", "graphileBatches"})
            if (auto theirs = their_jobs(which, jobs, workers))
                all.push_back(*std::move(theirs));
        for (const throughput& each : all)
            std::printf("| %s | %s%s | %s | %s | %s | %s | %s | %s | %s |\n", each.who.c_str(),
                        each.settings.c_str(), each.finished < each.enqueued ? " (stopped)" : "",
                        figure(each.enqueued / each.enqueuing).c_str(),
                        figure(each.finished / each.finishing).c_str(),
                        figure(each.jobs_a_second()).c_str(), figure(each.updates).c_str(),
                        figure(each.updates / each.jobs_a_second()).c_str(),
                        figure(all[0].jobs_a_second() / each.jobs_a_second()).c_str(),
                        each.who == all[0].who ? "" : "2 x");
        if (all.size() == 2)
            std::printf("\nskipped: other queues (npm or node is out of reach)\n");
        std::fflush(stdout);
    }
}
#endif

// ---- 4. a million waiting tickets --------------------------------------------------------------

/// Two stores of one kind, with few and with many tickets: page and take by turns.
template <class Store, class Probe>
void among(const char* kind, Store& few, std::size_t few_count, Store& many, std::size_t many_count,
           const Probe& probe) {
    constexpr std::size_t rounds = 200;
    struct shop {
        Store* store;
        samples pages, fields, takes, own_time;
    } shops[] = {{&few, {}, {}, {}, {}}, {&many, {}, {}, {}, {}}};
    const bw::instant later{noon.microseconds + static_cast<long long>(many_count) * 1000};
    const bw::ticket_filter waiting{.states = {bw::ticket_state::waiting}};
    const bw::ticket_filter lane{.states = {bw::ticket_state::waiting}, .queue = "payments"};
    const std::string agent = request().agent;
    samples probes;
    for (std::size_t round = 0; round < rounds; ++round) {
        probes.all.push_back(microseconds(probe));
        for (const std::size_t turn : {round % 2, 1 - round % 2}) { // neither is always the first
            shop& each = shops[turn];
            const bw::escalation_desk desk(*each.store);
            bw::ticket_list page;
            each.pages.all.push_back(microseconds([&] { page = value_of(desk.list(waiting)); }));
            check(page.tickets.size() == 50 && !page.next.empty(),
                  "a page of 50, and there are more");
            each.fields.all.push_back(microseconds([&] { page = value_of(desk.list(lane)); }));
            check(page.tickets.size() == 50, "a page of 50 of one queue");
            std::optional<bw::ticket> taken;
            const double busy = cpu_seconds();
            each.takes.all.push_back(microseconds(
                [&] { taken = value_of(desk.start_next(agent, "", claim_of, later)); }));
            each.own_time.all.push_back((cpu_seconds() - busy) * 1e6);
            check(taken && value_of(each.store->load(taken->id)).state == bw::ticket_state::running,
                  "a ticket was taken, and the store says so");
        }
    }
    for (shop& each : shops)
        check(count_of(*each.store, bw::ticket_state::running) == rounds, "each take took one");
    const std::string title = kind;
    if (probes.median() > 1)
        row(title + ": one durable UPDATE", probes, shops[0].takes.median());
    for (std::size_t i = 0; i < 2; ++i) {
        const std::string at = ", " + std::to_string(i == 0 ? few_count : many_count);
        row(title + at + ": first page of 50 that wait", shops[i].pages, shops[0].pages.median(),
            "5,000 us");
        row(title + at + ": the same of one queue", shops[i].fields, shops[0].fields.median(),
            "5,000 us");
        const std::string budget = i == 1 ? "2 x" : "";
        row(title + at + ": take", shops[i].takes, shops[0].takes.median(), budget);
        row(title + at + ": take, CPU of this thread", shops[i].own_time,
            shops[0].own_time.median(), budget);
    }
}

/// Every other ticket is granted and waits to be taken, the rest waits for people.
bool is_granted(std::size_t n) { return n % 2 == 1; }

void fill(bw::memory_store& store, std::size_t count) {
    for (std::size_t n = 0; n < count; ++n)
        check(value_of(store.insert(nth_ticket(n, is_granted(n)), {})) == bw::kept::yes, "filled");
}

/// Through the store's own statements, but many rows in a transaction.
void fill_sqlite(const std::string& path, std::size_t count) {
    bw::detail::sqlite_connection on(path);
    check(on.open(5000) == SQLITE_OK, "the file opens once more");
    for (std::size_t n = 0; n < count;) {
        bw::detail::sqlite_transaction all_or_nothing(on);
        check(all_or_nothing.code() == SQLITE_OK, "a transaction begins");
        for (const std::size_t end = std::min(count, n + 10'000); n < end; ++n)
            check(value_of(bw::detail::sqlite_insert(on, nth_ticket(n, is_granted(n)))) ==
                      bw::kept::yes,
                  "filled");
        check(all_or_nothing.commit() == SQLITE_OK, "a transaction is kept");
    }
    check(on.run("PRAGMA wal_checkpoint(TRUNCATE)") == SQLITE_OK, "the journal is written back");
}

#ifdef BENCH_POSTGRES
/// The same by COPY, and then VACUUM ANALYZE, as the server does by itself before long.
void fill_postgres(const std::string& schema, std::size_t count) {
    plain_session on;
    on.run("SET search_path TO " + schema);
    PGresult* const begun =
        PQexec(on.handle(), "COPY ticket(id, revision, state, agent, tool, queue,"
                            " due, ended, record, digest) FROM STDIN");
    check(PQresultStatus(begun) == PGRES_COPY_IN, "the copy begins");
    PQclear(begun);
    for (std::size_t n = 0; n < count; ++n) {
        std::string line;
        for (const auto& each : bw::detail::insert_values(nth_ticket(n, is_granted(n)))) {
            line += line.empty() ? "" : "\t";
            for (const char letter : each.value_or("\n"))
                if (letter == '\n')
                    line += "\\N";
                else
                    (line += letter == '\\' ? "\\" : "") += letter;
        }
        line += '\n';
        check(PQputCopyData(on.handle(), line.data(), static_cast<int>(line.size())) == 1,
              "a row is copied");
    }
    check(PQputCopyEnd(on.handle(), nullptr) == 1, "the copy ends");
    while (PGresult* const each = PQgetResult(on.handle())) {
        check(PQresultStatus(each) == PGRES_COMMAND_OK, "the copy is kept");
        PQclear(each);
    }
    check(on.run("SELECT count(*) FROM ticket") == std::to_string(count), "all rows are there");
    on.run("VACUUM ANALYZE ticket");
    on.run("CHECKPOINT");
}
#endif

void among_many(std::size_t count) {
    constexpr std::size_t few = 1000;
    part("4. few and many tickets that wait, wall us of single calls, by turns",
         "half of them wait for people, half are granted and wait to be taken; filled before");
    std::printf("\n| among many, us | p50 | p95 | p99 | min | n | against the same at 1,000 | "
                "budget |\n|---|---|---|---|---|---|---|---|\n");
    {
        bw::memory_store small, large;
        fill(small, few);
        fill(large, count);
        among("memory", small, few, large, count, [] {});
    }
    {
        const std::string small_path = folder + "/few.db", large_path = folder + "/many.db";
        auto small = value_of(bw::sqlite_store::open(small_path));
        auto large = value_of(bw::sqlite_store::open(large_path));
        fill_sqlite(small_path, few);
        fill_sqlite(large_path, count);
        sqlite_probe probe(folder + "/probe-many.db", "");
        among("SQLite", small, few, large, count, [&] { probe.update(); });
    }
    fs::remove(folder + "/many.db");
#ifdef BENCH_POSTGRES
    if (!has_server())
        return;
    const auto opened = [](const char* schema) {
        return value_of(bw::postgres_store::open(server->conninfo(), {.schema = schema}));
    };
    auto small = opened("few"), large = opened("many");
    fill_postgres("few", few);
    fill_postgres("many", count);
    durable_updates(1); // makes the probe's table
    plain_session probe;
    probe.prepare_update();
    among("PostgreSQL", small, few, large, count, [&] { probe.update("0", ""); });
#endif
}

// ---- 5. signatures -----------------------------------------------------------------------------

using bw::detail::hash_bytes, bw::detail::openssl_owned, bw::detail::ssh_string;

/// A key whose private half is known here; its `sk` forms answer as a security key would.
struct signing_key {
    bw::ssh_key_kind kind;
    openssl_owned<EVP_PKEY> secret{bw::is_ed25519(kind)
                                       ? EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")
                                       : EVP_EC_gen("P-256")};

    bw::ssh_public_key shown() const {
        std::string point(65, '\0');
        auto* const to = reinterpret_cast<unsigned char*>(point.data());
        std::size_t size = point.size();
        const bool got = bw::is_ed25519(kind)
                             ? EVP_PKEY_get_raw_public_key(secret.get(), to, &size) == 1
                             : EVP_PKEY_get_octet_string_param(
                                   secret.get(), OSSL_PKEY_PARAM_PUB_KEY, to, 65, &size) == 1;
        check(got, "OpenSSL shows the public key");
        point.resize(size);
        return value_of(bw::ssh_key_of_blob(
            ssh_string(bw::name_of(kind)) +
            (bw::is_ed25519(kind) ? std::string() : ssh_string("nistp256")) + ssh_string(point) +
            (bw::is_security_key(kind) ? ssh_string("ssh:") : std::string())));
    }

    /// What OpenSSL signs: 64 bytes of Ed25519, or the DER form of ECDSA.
    std::string sign(std::string_view bytes) const {
        const openssl_owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
        std::string came(128, '\0');
        std::size_t size = came.size();
        const EVP_MD* const hash = bw::is_ed25519(kind) ? nullptr : EVP_sha256();
        check(EVP_DigestSignInit(context.get(), nullptr, hash, nullptr, secret.get()) == 1 &&
                  EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(came.data()),
                                 &size, bw::detail::bytes_of(bytes), bytes.size()) == 1,
              "OpenSSL signs");
        came.resize(size);
        return came;
    }
};

std::string wire_number(const BIGNUM* number) {
    std::string bytes(static_cast<std::size_t>(BN_num_bytes(number)), '\0');
    BN_bn2bin(number, reinterpret_cast<unsigned char*>(bytes.data()));
    return ssh_string((bytes[0] & 0x80) != 0 ? std::string(1, '\0') + bytes : bytes);
}

/// The armored signature of a statement, as OpenSSH's PROTOCOL.sshsig lays it out.
std::string armored(const signing_key& by, std::string_view statement) {
    bw::ssh_signature given{by.shown(), std::string(bw::approval_namespace)};
    given.flags = 1;
    given.counter = 7;
    std::string bytes = by.sign(bw::detail::signed_bytes(given, statement));
    if (!bw::is_ed25519(by.kind)) {
        const unsigned char* at = bw::detail::bytes_of(bytes);
        ECDSA_SIG* const parts = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(bytes.size()));
        bytes = wire_number(ECDSA_SIG_get0_r(parts)) + wire_number(ECDSA_SIG_get0_s(parts));
        ECDSA_SIG_free(parts);
    }
    std::string inner = ssh_string(bw::name_of(by.kind)) + ssh_string(bytes);
    if (bw::is_security_key(by.kind))
        inner += static_cast<char>(given.flags) + bw::detail::ssh_number(given.counter);
    const std::string letters = bw::detail::ssh_base64_of(
        "SSHSIG" + bw::detail::ssh_number(1) + ssh_string(given.key.blob) +
        ssh_string(given.name_space) + ssh_string("") + ssh_string("sha512") + ssh_string(inner));
    std::string text(bw::detail::armor_begin);
    for (std::size_t at = 0; at < letters.size(); at += 70)
        text += letters.substr(at, 70) + '\n';
    return text + std::string(bw::detail::armor_end) + '\n';
}

/// What one decision of one kind of key needs.
struct decision {
    signing_key key;
    bw::ticket at;
    bw::allowed_signers signers;
    std::string statement, signature;
    bw::ssh_signature read;
    openssl_owned<EVP_PKEY> shown;
    std::string signed_bytes;

    explicit decision(bw::ssh_key_kind kind)
        : key{kind}, at(value_of(bw::ticket_for(request(signed_payments), noon))),
          statement(bw::approval_statement(at, bw::ticket_verb::grant, alices.contact, approves)),
          signature(armored(key, statement)), read(value_of(bw::read_ssh_signature(signature))),
          shown(bw::is_ed25519(kind) ? bw::detail::ed25519_key(read.key.point)
                                     : bw::detail::p256_key(read.key.point)),
          signed_bytes(bw::detail::signed_bytes(read, statement)) {
        std::string list;
        for (int i = 0; i < 20; ++i)
            list += "person-" + std::to_string(i) + "@example.com " +
                    bw::text_of(signing_key{kind}.shown()) + '\n';
        list += alices.contact + " namespaces=\"bailiwick-approval\" " + bw::text_of(key.shown()) +
                '\n';
        signers = value_of(bw::allowed_signers::of_text(list));
        check(whole(approves), "the signed decision is taken");
        check(!whole("another reason"), "for another text it is refused");
        check(bw::check_signature(read, statement).is_done(), "the signature is good");
        check(!bw::check_signature(read, statement + ' ').is_done(), "and for one text only");
        check(bare(), "OpenSSL says the same");
    }

    bool whole(std::string_view why) const {
        return bw::check_signed_decision(at, bw::ticket_verb::grant, alices, why, signature,
                                         signers, noon)
            .is_done();
    }
    bool bare() const {
        return bw::detail::has_signed(shown.get(),
                                      bw::is_ed25519(key.kind) ? nullptr : EVP_sha256(),
                                      signed_bytes, read.bytes);
    }
};

void signatures() {
    part("5. signed decisions, CPU us",
         "a grant of Alice with her key, the last of 21 lines of allowed_signers; whole: "
         "check_signed_decision; signature: check_signature over a statement that is read; bare: "
         "one EVP_DigestVerify with a key that is made");
    std::vector<std::unique_ptr<decision>> made;
    for (const bw::ssh_key_kind kind :
         {bw::ssh_key_kind::ed25519, bw::ssh_key_kind::ecdsa_p256, bw::ssh_key_kind::sk_ed25519,
          bw::ssh_key_kind::sk_ecdsa_p256})
        made.push_back(std::make_unique<decision>(kind));
    std::vector<contender> all;
    for (const auto& each : made) {
        const std::string name(bw::name_of(each->key.kind));
        const auto times = [](auto one) {
            return [one](std::size_t calls) {
                for (std::size_t i = 0; i < calls; ++i)
                    check(one(), "the signature is good");
            };
        };
        all.push_back({name + ": bare", times([&e = *each] { return e.bare(); })});
        all.push_back({name + ": signature", times([&e = *each] {
                           return bw::check_signature(e.read, e.statement).is_done();
                       })});
        all.push_back({name + ": whole", times([&e = *each] { return e.whole(approves); })});
    }
    race(all, 301);
    head("signatures, us", "the bare verification");
    for (std::size_t i = 0; i < all.size(); ++i)
        row(all[i].name, all[i].came, all[i - i % 3].came.median(), i % 3 == 2 ? "150 us" : "");
}

} // namespace

int main(int count, char** given) {
    if (count < 2)
        stop("usage: bench_tickets FOLDER [PARTS [WAITING [JOBS]]]; FOLDER lies on the disk");
    folder = fs::absolute(given[1]) / "bench_tickets";
    const std::string parts = count > 2 ? given[2] : "12345";
    const std::size_t waiting = count > 3 ? std::stoull(given[3]) : 1'000'000;
    [[maybe_unused]] const std::size_t jobs = count > 4 ? std::stoull(given[4]) : 10'000;
    if (waiting < 1000)
        stop("WAITING is at least 1000");
    fs::remove_all(folder);
    fs::create_directories(folder);
    ::setenv("TMPDIR", folder.c_str(), 1); // the private server lies there, too
    std::printf("%s; %s; %u cores\n", BENCH_COMPILER, BENCH_FLAGS,
                std::thread::hardware_concurrency());
    const auto wants = [&](char one) { return parts.find(one) != parts.npos; };
    if (wants('1'))
        in_memory();
    if (wants('2'))
        in_sqlite();
#ifdef BENCH_POSTGRES
    if (wants('3'))
        in_postgres(jobs);
#else
    if (wants('3'))
        std::printf("\nskipped: part 3, because this was built without libpq\n");
#endif
    if (wants('4'))
        among_many(waiting);
    if (wants('5'))
        signatures();
#ifdef BENCH_POSTGRES
    server.reset(); // its files lie in the folder
#endif
    fs::remove_all(folder);
}
