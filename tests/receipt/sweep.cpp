// SPDX-License-Identifier: BSL-1.0
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

namespace {

using workshop::words;

constexpr bw::instant start{1'764'000'000'000'000};
constexpr bw::instant day(long long n) { return start + bw::days(n); }

// A log with a vault beside it, and the values that were planted in both.
class state {
public:
    state() : log_(*bw::receipt_log::open(log(), workshop::options())),
              values_(*bw::vault::open(here_ / "vault")) {}

    std::string log() const { return here_ / "log"; }
    bw::vault& values() { return values_; }

    void ask(const std::string& act, bw::instant when, const std::vector<std::string>& classes) {
        bw::record::intent one = *bw::read_receipt<bw::record::intent>(workshop::receipt(next_++));
        one.act = act;
        one.decision.effect = bw::record::effect::allow;
        one.data.clear();
        for (const std::string& each : classes)
            one.data.push_back({"crm", bw::record::data_op::read, each, {}, "none"});
        one.action.args = plant(one, "action.args", act, when);
        tell(one, when);
    }
    void end(const std::string& act, bw::instant when) {
        bw::record::outcome one;
        static_cast<bw::record::header&>(one) =
            *bw::read_receipt<bw::record::intent>(workshop::receipt(next_++));
        one.act = act;
        one.outcome.status = bw::record::status::ok;
        one.outcome.result = plant(one, "outcome.result", act, when);
        tell(one, when);
    }
    template <class Receipt> void tell(Receipt one, bw::instant when) {
        one.ts = when;
        BOOST_TEST_REQUIRE(log_.append(*bw::leaf_text(one)).is_done());
    }

    bw::answer<std::vector<bw::vault_record>> sweep(bw::instant now) {
        const std::vector<bw::kept_class> classes{{"customer.contact", bw::days(30)},
                                                  {"case.note", bw::days(400)},
                                                  {"public.page", {}}};
        const std::vector<std::string> logs{log()};
        return bw::sweep_values(values_, logs, classes, now, [&](bw::record::control_facts what) {
            told_.push_back(what);
            bw::record::control one;
            static_cast<bw::record::header&>(one) =
                *bw::read_receipt<bw::record::intent>(workshop::receipt(next_++));
            one.act.clear();
            one.control = std::move(what);
            const auto kept = log_.append(*bw::leaf_text(one));
            return kept ? bw::answer<bw::done>(bw::done{}) : kept.why();
        });
    }
    const std::vector<bw::record::control_facts>& told() const { return told_; }

    bool is_anywhere(const std::string& text) {
        static_cast<void>(log_.publish().is_done());
        const std::string folder = workshop::fs::path(log()).parent_path();
        for (const auto& each : workshop::fs::recursive_directory_iterator(folder))
            if (each.is_regular_file() &&
                workshop::slurp(each.path()).find(text) != std::string::npos)
                return true;
        return false;
    }
    static std::string planted(const std::string& act) { return "person-" + act + "@private"; }

private:
    template <class Receipt>
    std::string plant(const Receipt& one, std::string name, const std::string& act,
                      bw::instant when) {
        const bw::vault_record record{one.id, std::move(name), bw::new_salt(),
                                      "\"" + planted(act) + "\"", {}, when};
        BOOST_TEST_REQUIRE(values_.put(record).is_done());
        return record.commitment();
    }

    workshop::folder here_{};
    bw::receipt_log log_;
    bw::vault values_;
    long long next_ = 0;
    std::vector<bw::record::control_facts> told_{};
};

} // namespace

BOOST_AUTO_TEST_SUITE(receipt_sweep)

BOOST_AUTO_TEST_CASE(each_value_goes_when_the_time_of_its_class_is_over) {
    state desk;
    desk.ask("old", day(0), {"customer.contact"});
    desk.end("old", day(0));
    desk.ask("note", day(0), {"case.note"});
    desk.ask("both", day(0), {"case.note", "customer.contact"});
    desk.ask("page", day(0), {"public.page"});
    desk.ask("none", day(0), {});
    desk.ask("young", day(20), {"customer.contact"});
    desk.ask("edge", day(10), {"customer.contact"});
    desk.end("edge", day(11)); // kept a day longer: it is a day younger

    const auto nothing = desk.sweep(day(30));
    BOOST_TEST_REQUIRE(nothing.is_done(), words(nothing));
    BOOST_TEST(nothing->empty()); // nothing is older than 30 days yet
    const auto swept = desk.sweep(day(40) + bw::seconds(1));
    BOOST_TEST_REQUIRE(swept.is_done(), words(swept));
    BOOST_TEST(swept->size() == 4u);
    BOOST_TEST(!desk.is_anywhere(state::planted("old")));
    BOOST_TEST(!desk.is_anywhere(state::planted("both")));
    for (const std::string act : {"note", "page", "none", "young", "edge"})
        BOOST_TEST(desk.is_anywhere(state::planted(act)), act);
    BOOST_TEST_REQUIRE(desk.told().size() == 1u);
    BOOST_TEST(desk.told()[0].op == "erase");
    BOOST_TEST(desk.told()[0].basis == "retention P30D of customer.contact");
    BOOST_TEST(desk.told()[0].receipts->size() == 4u);
    BOOST_TEST(desk.told()[0].names->size() == 4u);

    BOOST_TEST(desk.sweep(day(500))->size() == 3u); // note, young, and the outcome of edge
    BOOST_TEST(desk.told().size() == 3u);           // one for each class
    BOOST_TEST(!desk.is_anywhere(state::planted("note")));
    BOOST_TEST(desk.is_anywhere(state::planted("page")));
    const auto verified = workshop::verify(desk.log());
    BOOST_TEST((verified.verdict == bw::log_verdict::valid), words(verified));
}

BOOST_AUTO_TEST_CASE(many_values_leave_as_many_receipts_as_they_need) {
    state desk;
    for (int n = 0; n < 130; ++n) {
        desk.ask("a" + std::to_string(n), day(0), {"customer.contact"});
        desk.end("a" + std::to_string(n), day(0));
    }
    BOOST_TEST(desk.sweep(day(31))->size() == 260u);
    BOOST_TEST(*desk.values().count() == 0);
    BOOST_TEST(!desk.is_anywhere("@private"));
    std::size_t named = 0;
    std::set<std::string> receipts;
    for (const auto& each : desk.told()) {
        BOOST_TEST(each.receipts->size() <= 100u);
        named += each.names->size();
        receipts.insert(each.receipts->begin(), each.receipts->end());
    }
    BOOST_TEST(named == 260u);
    BOOST_TEST(receipts.size() == 260u);
    const auto verified = workshop::verify(desk.log());
    BOOST_TEST((verified.verdict == bw::log_verdict::valid), words(verified));
    const std::size_t before = desk.told().size();
    BOOST_TEST(desk.sweep(day(31))->empty());
    BOOST_TEST(desk.told().size() == before);
}

BOOST_AUTO_TEST_CASE(what_a_reader_holds_back_is_said_and_goes_with_the_next_sweep) {
    state desk;
    desk.ask("old", day(0), {"customer.contact"});
    const std::string path = workshop::fs::path(desk.log()).parent_path() / "vault";
    sqlite3* reader = nullptr;
    BOOST_TEST_REQUIRE(sqlite3_open(path.c_str(), &reader) == SQLITE_OK);
    BOOST_TEST(sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM vault", nullptr, nullptr,
                            nullptr) == SQLITE_OK);
    const auto held = desk.sweep(day(31));
    BOOST_TEST_REQUIRE(!held);
    BOOST_TEST(held.why().subject.find("another process reads") != std::string::npos);
    BOOST_TEST(desk.told().size() == 1u); // the receipt of it is there
    sqlite3_close(reader);
    BOOST_TEST(desk.values().overwrite().is_done());
    BOOST_TEST(!desk.is_anywhere(state::planted("old")));
}

BOOST_AUTO_TEST_CASE(durations_are_written_as_iso_8601_has_them) {
    BOOST_TEST(bw::iso_text(bw::days(30)) == "P30D");
    BOOST_TEST(bw::iso_text(bw::hours(36)) == "PT129600S");
    BOOST_TEST(bw::iso_text(bw::duration{1500}) == "PT1.500S");
    BOOST_TEST(bw::iso_text(bw::duration{5}) == "PT0.005S");
}

BOOST_AUTO_TEST_SUITE_END()
