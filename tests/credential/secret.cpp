// SPDX-License-Identifier: BSL-1.0
#include "gate.hpp"

#include <bailiwick/tool/described.hpp>

#include <sstream>
#include <type_traits>

using samples::test_reason;

namespace {

template <class Type>
concept printable = requires(std::ostream& to, const Type& value) {
    to << value;
};
template <class Type>
concept comparable = requires(const Type& left, const Type& right) {
    left == right;
};
template <class Type>
concept ordered = requires(const Type& left, const Type& right) {
    left < right;
};
template <class Type>
concept revealing_what_ends = requires {
    std::declval<Type>().reveal(test_reason);
};

static_assert(!std::is_copy_constructible_v<bw::secret> && !std::is_copy_assignable_v<bw::secret>);
static_assert(std::is_nothrow_move_constructible_v<bw::secret>);
static_assert(!printable<bw::secret> && !comparable<bw::secret> && !ordered<bw::secret>);
static_assert(!std::is_convertible_v<bw::secret, std::string>);
static_assert(!std::is_convertible_v<bw::secret, std::string_view>);
static_assert(!std::is_constructible_v<bw::secret, const char*>);
static_assert(!bw::type_has_a_json_form<bw::secret>);
static_assert(!revealing_what_ends<bw::secret>);
static_assert(!std::is_default_constructible_v<bw::gate_key>);

using mail_lease = bw::lease<samples::mail_send>;
static_assert(!std::is_copy_constructible_v<mail_lease> && !std::is_copy_assignable_v<mail_lease>);
static_assert(std::is_nothrow_move_constructible_v<mail_lease>);
static_assert(!std::is_default_constructible_v<mail_lease>);
static_assert(&mail_lease::permits == &samples::mail_send);

} // namespace

BOOST_AUTO_TEST_SUITE(credential_secret)

BOOST_AUTO_TEST_CASE(the_bytes_move_and_leave_nothing_behind) {
    bw::secret first = bw::secret::taken_from("swordfish");
    BOOST_TEST(first.reveal(test_reason) == "swordfish");
    bw::secret second = std::move(first);
    BOOST_TEST(first.is_empty());
    BOOST_TEST(first.reveal(test_reason).empty());
    BOOST_TEST(second.reveal(test_reason) == "swordfish");
    first = std::move(second);
    BOOST_TEST(second.is_empty());
    bw::secret& itself = first;
    first = std::move(itself);
    BOOST_TEST(first.reveal(test_reason) == "swordfish");
    BOOST_TEST(bw::secret().is_empty());
}

BOOST_AUTO_TEST_CASE(a_text_is_zeroed_when_its_bytes_are_taken) {
    for (const std::string& word : {std::string("swordfish"), std::string(100, 'x')}) {
        std::string text = word;
        text.reserve(200);
        text.resize(200, 'y');
        text.resize(word.size());
        const char* where = text.data();
        const bw::secret taken = bw::secret::taken_from(std::move(text));
        BOOST_TEST(taken.reveal(test_reason) == word);
        BOOST_TEST(text.empty());
        BOOST_TEST((text.data() == where));
        for (std::size_t i = 0; i < 200; ++i)
            BOOST_TEST_REQUIRE(where[i] == '\0');
    }
}

// The bytes lie in a page of the test's own, so that they can be looked at afterwards.
BOOST_AUTO_TEST_CASE(what_is_cut_off_is_zeroed) {
    const char* where = nullptr;
    bw::secret whole = bw::secret::filled(9, [&](char* into, std::size_t room) {
        where = into;
        std::memcpy(into, "swordfish", room);
        return room;
    });
    whole.shorten(5);
    BOOST_TEST(whole.reveal(test_reason) == "sword");
    BOOST_TEST(std::string(where, 9) == std::string("sword\0\0\0\0", 9));
    whole.shorten(100);
    BOOST_TEST(whole.reveal(test_reason) == "sword");
    const bw::secret greedy = bw::secret::filled(3, [](char* into, std::size_t) {
        std::memcpy(into, "abc", 3);
        return std::size_t{900};
    });
    BOOST_TEST(greedy.reveal(test_reason) == "abc");
}

BOOST_AUTO_TEST_SUITE_END()
