// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/packet/detail/measure.hpp>
#include <bailiwick/packet/detail/senses.hpp>

#include <vector>

/// What changed between two declarations, in a reviewer's words.

namespace bailiwick::packet {

/// Whether a change gives the agent more room, less, or only looks different.
enum class turn { widening, narrowing, other };
BOOST_DESCRIBE_ENUM(turn, widening, narrowing, other)

/// One change: "send_reply moved from approval to automatic".
struct change {
    turn is = turn::other;
    std::string words;
};

namespace detail {

/// Walks two declarations side by side; entries of lists are paired by their names.
template <class Json> class comparison {
public:
    std::vector<change> found;

    void compare(const std::string& path, const std::string& item, const boost::json::value& old,
                 const boost::json::value& now) {
        if (old == now)
            return;
        if (old.is_array() && now.is_array())
            lists(path, item, old.get_array(), now.get_array());
        else if (old.is_object() && now.is_object() && !is_measure(old))
            objects(path, item, old.get_object(), now.get_object());
        else
            values(path, item, old, now);
    }

private:
    void objects(const std::string& path, const std::string& item, const boost::json::object& old,
                 const boost::json::object& now) {
        static const boost::json::value nothing;
        const auto member = [](const boost::json::object& of, boost::json::string_view key) {
            const boost::json::value* value = of.if_contains(key);
            return value ? value : &nothing;
        };
        const auto compare_key = [&](const boost::json::key_value_pair& pair) {
            const std::string below = (path.empty() ? "" : path + ".") +
                                      std::string(pair.key().data(), pair.key().size());
            boost::json::value before = *member(old, pair.key()), after = *member(now, pair.key());
            // A list that is left out is an empty one.
            if (before.is_array() && after.is_null())
                after = boost::json::array{};
            if (after.is_array() && before.is_null())
                before = boost::json::array{};
            compare(below, item.empty() ? below : item, before, after);
        };
        for (const auto& pair : old)
            compare_key(pair);
        for (const auto& pair : now)
            if (!old.contains(pair.key()))
                compare_key(pair);
    }

    void lists(const std::string& path, const std::string& item, const boost::json::array& old,
               const boost::json::array& now) {
        const auto find = [](const boost::json::array& in, const std::string& key) {
            for (const boost::json::value& each : in)
                if (key_of(each) == key)
                    return &each;
            return static_cast<const boost::json::value*>(nullptr);
        };
        const std::size_t before = found.size();
        if (last_of(path) == "one_of" && old.empty() != now.empty()) {
            // Without a list of its values, an argument takes any.
            found.push_back({now.empty() ? turn::widening : turn::narrowing,
                             item + (now.empty() ? " is no longer" : " is newly") +
                                 " limited to a list of values"});
            return;
        }
        for (const boost::json::value& each : now) {
            const std::string key = key_of(each);
            const boost::json::value* was = find(old, key);
            if (was && path == "matrix" && is_moved(*was, each))
                moved(key, *was, each);
            else if (was && path == "matrix.when")
                condition_changed(item, key, *was, each);
            else if (was)
                compare(path, path.find('.') == std::string::npos ? key : item + "." + key, *was,
                        each);
            else
                entry(path, item, key, each, true);
        }
        for (const boost::json::value& each : old)
            if (!find(now, key_of(each)))
                entry(path, item, key_of(each), each, false);
        if (found.size() == before)
            found.push_back({turn::other, item + ": " + path + " is in another order"});
    }

    static bool is_moved(const boost::json::value& old, const boost::json::value& now) {
        return text_of_member(old, "verdict") != text_of_member(now, "verdict");
    }
    /// A condition that lets more arguments through is a widening.
    void condition_changed(const std::string& tool, const std::string& argument,
                           const boost::json::value& old, const boost::json::value& now) {
        if (old == now) return;
        const auto words_of = [](const boost::json::value& one) {
            const boost::json::value* limit = one.get_object().if_contains("limit");
            return std::string(text_of_member(one, "is")) + " " +
                   (limit ? shown(*limit) : std::string(text_of_member(one, "text")));
        };
        const auto limit_of = [](const boost::json::value& one) {
            const boost::json::value* limit = one.get_object().if_contains("limit");
            return limit && limit->is_int64() ? limit->get_int64() : 0;
        };
        turn way = turn::other;
        const std::string_view relation = text_of_member(now, "is");
        if (relation == text_of_member(old, "is") && relation != "equals")
            way = (limit_of(now) > limit_of(old)) == (relation == "at_most") ? turn::widening
                                                                              : turn::narrowing;
        found.push_back({way, tool + ": condition on " + argument + " changed from " +
                                  words_of(old) + " to " + words_of(now)});
    }

    /// A row with another verdict is one change, whatever else of it follows from that.
    void moved(const std::string& tool, const boost::json::value& old,
               const boost::json::value& now) {
        values("matrix.verdict", tool, old.get_object().at("verdict"),
               now.get_object().at("verdict"));
    }

    void entry(const std::string& path, const std::string& item, const std::string& key,
               const boost::json::value& value, bool is_new) {
        const path_sense known = sense_of(path);
        turn way = known.is == sense::additions_widen  ? (is_new ? turn::widening : turn::narrowing)
                   : known.is == sense::removals_widen ? (is_new ? turn::narrowing : turn::widening)
                                                       : turn::other;
        std::string words;
        if (path == "matrix") {
            const std::string verdict(text_of_member(value, "verdict"));
            const bool allows = verdict != "never";
            way = allows == is_new ? turn::widening : turn::narrowing;
            words = is_new ? key + " is newly listed as " + verdict
                           : key + " is no longer listed as " + verdict;
        } else if (!known.added.empty()) {
            words = filled(is_new ? known.added : known.removed, item, key);
        } else if (path.find('.') == std::string::npos) {
            const std::string noun(known.order.empty() ? path : std::string(known.order));
            words = is_new ? "new " + noun + " " + key : noun + " " + key + " is gone";
        } else {
            words = item + ": " + last_of(path) + (is_new ? " gains " : " loses ") + key;
        }
        found.push_back({way, words});
    }

    void values(const std::string& path, const std::string& item, const boost::json::value& old,
                const boost::json::value& now) {
        const path_sense known = sense_of(path);
        turn way = turn::other;
        if (known.is == sense::losing_widens) {
            way = now.is_null()   ? turn::widening
                  : old.is_null() ? turn::narrowing
                                  : turn::other;
        } else if (text_of_member(old, "currency") != text_of_member(now, "currency")) {
            way = turn::other;
        } else if (known.is == sense::more_widens || known.is == sense::less_widens) {
            const bool absent_is_endless = is_endless_when_absent(last_of(path));
            const double was = measure_of(old, known.order, absent_is_endless);
            const double is = measure_of(now, known.order, absent_is_endless);
            if (was != is)
                way = (is > was) == (known.is == sense::more_widens) ? turn::widening
                                                                     : turn::narrowing;
        }
        const std::string from = shown(old), to = shown(now);
        if (path == "matrix.verdict")
            found.push_back({way, item + " moved from " + from + " to " + to});
        else if (item == path)
            found.push_back({way, path + " changed from " + from + " to " + to});
        else
            found.push_back(
                {way, item + ": " + last_of(path) + " changed from " + from + " to " + to});
    }
};

} // namespace detail

/// Everything that changed from one declaration to another, widenings first.
template <class Json> std::vector<change> differences(const Json& old, const Json& now) {
    detail::comparison<Json> walk;
    walk.compare("", "", old, now);
    std::stable_sort(walk.found.begin(), walk.found.end(),
                     [](const change& left, const change& right) { return left.is < right.is; });
    return std::move(walk.found);
}

} // namespace bailiwick::packet
