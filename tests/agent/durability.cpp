// SPDX-License-Identifier: BSL-1.0
#include "desk_at_work.hpp"

#include <boost/test/unit_test.hpp>

#include <condition_variable>
#include <mutex>
#include <thread>

// Where the charter says that only effects wait for the disk: what only reads does not.

namespace {

// A disk of which a test holds back or breaks the syncs of the journal.
struct {
    std::mutex mutex{};
    std::condition_variable changed{};
    bool is_held = false, is_broken = false, was_stuck = false;
    int syncs = 0, failed = 0;
} gate;

int gated_sync(int) {
    std::unique_lock lock(gate.mutex);
    ++gate.syncs;
    if (!gate.changed.wait_for(lock, std::chrono::seconds(20), [] { return !gate.is_held; }))
        gate.was_stuck = true;
    if (!gate.is_broken) return 0;
    ++gate.failed;
    gate.changed.notify_all();
    errno = EIO;
    return -1;
}
void hold() {
    const std::lock_guard lock(gate.mutex);
    gate.is_held = true;
}
void release(bool broken = false) {
    const std::lock_guard lock(gate.mutex);
    gate.is_held = false;
    gate.is_broken = broken;
    gate.changed.notify_all();
}
int syncs() {
    const std::lock_guard lock(gate.mutex);
    return gate.syncs;
}
bool is_broken() {
    const std::lock_guard lock(gate.mutex);
    return gate.is_broken;
}
bool was_stuck() {
    const std::lock_guard lock(gate.mutex);
    return gate.was_stuck;
}
constexpr bw::detail::disk_calls gated_disk{::pwrite, gated_sync, ::rename, gated_sync};

template <bw::durability Durable> struct desk_with : good::desk {
    static constexpr auto receipts =
        good::changed(good::desk::receipts, [](auto& copy) { copy.durable = Durable; });
    static constexpr bw::budget budget{.steps = 10'000,
                                       .cost = {1000, "EUR"},
                                       .time = bw::days(2),
                                       .identical_calls = 10'000};
};
using hasty = desk_with<bw::durability::effects>;
struct asking : hasty {
    static constexpr bw::rule matrix[] = {
        bw::approval("lookup", good::leads),
        bw::approval("write_note", good::leads),
        bw::approval("send_mail", good::leads),
        bw::never("move_money", {good::pay}),
    };
};

template <class Charter = hasty> struct place {
    using agent = good::agent<Charter>;
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() /
        ("bailiwick-durability-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    at_work::clock time{};
    std::unique_ptr<bw::running_agent<agent, at_work::durable_state>> running{};

    place() {
        release();
        at_work::lookups = at_work::notes = at_work::mails = at_work::fail_next = 0;
        std::filesystem::create_directories(folder);
        auto log = bw::receipt_log::open(folder / "log", {.origin = "example.com/desk",
                                                          .publish_every = 100'000,
                                                          .disk = &gated_disk});
        auto values = bw::vault::open(folder / "vault.db");
        BOOST_TEST_REQUIRE((log.is_done() && values.is_done()));
        std::unique_ptr<at_work::durable_state> state(
            new at_work::durable_state{*std::move(log), *std::move(values)});
        at_work::fill(state->accounts);
        running = std::make_unique<bw::running_agent<agent, at_work::durable_state>>(
            std::move(state), bw::process_facts{"sha256:00", bw::time_source(time)},
            bw::declared_flow{}, good::lookup{}, good::write_note{}, good::send_mail{});
    }
    ~place() {
        release(is_broken());
        running.reset();
        std::filesystem::remove_all(folder);
    }
    auto session() { return bw::session(*running, at_work::context()); }
    std::vector<boost::json::value> receipts() const {
        std::vector<boost::json::value> all;
        BOOST_TEST(running->state()
                       .log
                       .for_each([&](unsigned long long, std::string_view text) {
                           all.push_back(*bw::parse_strict(text));
                       })
                       .is_done());
        return all;
    }
    static inline int count = 0;
};

const good::query ann{"ann"};
const good::text to_ann{"ann", "hello"};

// Work of another thread: whether it still waits after a moment in which it could have ended, and
// in the end whether it went well.
class working {
public:
    template <class Work>
    explicit working(Work work) : thread_([this, work] {
        went_well_ = work();
        is_done_ = true;
    }) {}
    ~working() { went_well(); }

    bool waits() const {
        for (int turn = 0; turn < 20 && !is_done_; ++turn) ::usleep(10'000);
        return !is_done_;
    }
    bool went_well() {
        if (thread_.joinable()) thread_.join();
        return went_well_;
    }

private:
    std::atomic<bool> is_done_{false}, went_well_{false};
    std::thread thread_;
};

} // namespace

BOOST_AUTO_TEST_SUITE(agent_durability)

BOOST_AUTO_TEST_CASE(a_read_goes_on_while_the_disk_works_and_an_effect_waits) {
    place<> desk;
    auto run = desk.session();
    hold();
    for (int n = 0; n < 10; ++n) BOOST_TEST(run.call<good::lookup>(ann).is_done());
    BOOST_TEST(at_work::lookups == 10);
    BOOST_TEST(!was_stuck());
    working effect([&] { return run.call<good::write_note>(to_ann).is_done(); });
    BOOST_TEST(effect.waits());
    BOOST_TEST(at_work::notes == 0);
    release();
    BOOST_TEST(effect.went_well());
    BOOST_TEST(at_work::notes == 1);

    const auto all = desk.receipts();
    BOOST_TEST_REQUIRE(all.size() == 22u);
    for (std::size_t i = 0; i < all.size(); ++i) {
        BOOST_TEST(at_work::text_at(all[i], "/n") == std::to_string(i));
        BOOST_TEST(at_work::text_at(all[i], "/type") == (i % 2 == 0 ? "intent" : "outcome"));
        const auto kept = desk.running->state().values.disclose(at_work::text_at(all[i], "/id"));
        BOOST_TEST((kept.is_done() && !kept->empty()));
    }
}

BOOST_AUTO_TEST_CASE(where_the_charter_says_nothing_every_action_waits) {
    place<desk_with<bw::durability::unstated>> desk;
    auto run = desk.session();
    const int before = syncs();
    BOOST_TEST(run.call<good::lookup>(ann).is_done());
    BOOST_TEST(syncs() >= before + 2);
    hold();
    working read([&] { return run.call<good::lookup>(ann).is_done(); });
    BOOST_TEST(read.waits());
    BOOST_TEST(at_work::lookups == 1);
    release();
    BOOST_TEST(read.went_well());
    BOOST_TEST(at_work::lookups == 2);
}

BOOST_AUTO_TEST_CASE(a_run_has_at_most_64_receipts_on_their_way) {
    static_assert(bw::outstanding_receipts::most == 64);
    place<> desk;
    auto run = desk.session();
    hold();
    for (int n = 0; n < 32; ++n) BOOST_TEST(run.call<good::lookup>(ann).is_done());
    working one_more([&] { return run.call<good::lookup>(ann).is_done(); });
    BOOST_TEST(one_more.waits());
    BOOST_TEST(at_work::lookups == 32);
    release();
    BOOST_TEST(one_more.went_well());
    BOOST_TEST(at_work::lookups == 33);
    BOOST_TEST(!was_stuck());
    BOOST_TEST(run.call<good::write_note>(to_ann).is_done());
    BOOST_TEST(desk.receipts().size() == 68u);
}

BOOST_AUTO_TEST_CASE(a_receipt_that_is_lost_ends_the_run) {
    place<> desk;
    auto run = desk.session();
    hold();
    BOOST_TEST(run.call<good::lookup>(ann).is_done());
    release(true);
    {
        std::unique_lock lock(gate.mutex);
        BOOST_TEST(gate.changed.wait_for(lock, std::chrono::seconds(20),
                                         [] { return gate.failed > 0; }));
    }
    ::usleep(50'000); // until the writer has told of it
    const int lookups = at_work::lookups;
    for (int turn = 0; turn < 3; ++turn) {
        const auto read = run.call<good::lookup>(ann);
        BOOST_TEST_REQUIRE(!read.is_done());
        BOOST_TEST((read.why().code == bw::reason::receipt_unavailable));
        const auto effect = run.call<good::write_note>(to_ann);
        BOOST_TEST_REQUIRE(!effect.is_done());
        BOOST_TEST((effect.why().code == bw::reason::receipt_unavailable));
        const auto ask = run.call<good::send_mail>(to_ann);
        BOOST_TEST(!ask.is_done());
    }
    BOOST_TEST(at_work::lookups == lookups);
    BOOST_TEST(at_work::notes == 0);
}

BOOST_AUTO_TEST_CASE(a_read_that_people_are_asked_about_waits) {
    place<asking> desk;
    auto run = desk.session();
    hold();
    working question([&] { return run.call<good::lookup>(ann).is_done(); });
    BOOST_TEST(question.waits());
    release();
    BOOST_TEST(question.went_well());
    const auto listed = desk.running->tickets().list();
    BOOST_TEST_REQUIRE(listed->tickets.size() == 1u);
    const std::string id = listed->tickets[0].id;
    BOOST_TEST(bw::operator_desk(*desk.running, {"Ana Lind", "ana@example.com"})
                   .grant(id, "fine")
                   .is_done());
    hold();
    working answered([&] { return run.run_granted(id).status == bw::dispatch_status::done; });
    BOOST_TEST(answered.waits());
    BOOST_TEST(at_work::lookups == 0);
    release();
    BOOST_TEST(answered.went_well());
    BOOST_TEST(at_work::lookups == 1);
}

BOOST_AUTO_TEST_SUITE_END()
