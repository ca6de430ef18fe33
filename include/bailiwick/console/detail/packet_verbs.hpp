// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/detail/place.hpp>
#include <bailiwick/console/detail/stop_view.hpp>
#include <bailiwick/packet/command.hpp>

namespace bailiwick::detail {

/// `packet`, `digest` and `diff`: what the program declares. Only `packet` looks at a state, where
/// there is one: it prints when the off switch was rehearsed last.
template <class Agent> class packet_verbs {
public:
    packet_verbs(const console_setup<Agent>& setup, const asked& typed, const screen& on)
        : setup_(setup), typed_(typed), on_(on), of_(packet::subject_of<Agent>()) {}

    console_exit write() {
        if (!fault_of_state(typed_)) add_drill();
        const packet::request wanted{.verb = "write",
                                     .out = typed_.out,
                                     .lock = typed_.lock,
                                     .draft = typed_.draft};
        const auto came = packet::command(of_, wanted).run();
        if (came != packet::outcome::done) return static_cast<console_exit>(came);
        boost::json::array names;
        for (const packet::file& each : packet::files_of(of_, {}))
            names.emplace_back(typed_.out + "/" + each.name);
        if (on_.is_json())
            on_.json(boost::json::object{{"digest", digest()}, {"files", std::move(names)}});
        else
            for (const auto& each : names)
                on_.line({each.get_string().data(), each.get_string().size()});
        return console_exit::done;
    }

    console_exit print_digest() const {
        if (on_.is_json()) on_.json(boost::json::object{{"digest", digest()}});
        else on_.line(digest());
        return console_exit::done;
    }

    /// Declarations or approval locks; one that is left out is this program's own.
    console_exit diff() const {
        boost::json::value sides[2];
        for (std::size_t i = 0; i < 2; ++i) {
            const std::string name = i < typed_.words.size() ? typed_.words[i] : "-";
            if (auto fault = read(name, sides[i])) return on_.refuse(*fault);
        }
        const auto changes = packet::differences(sides[0], sides[1]);
        boost::json::array all;
        for (const packet::change& each : changes) {
            if (on_.is_json())
                all.push_back(boost::json::object{{"is", word_of(each.is)},
                                                  {"words", each.words}});
            else
                on_.line(std::string(word_of(each.is)) + ": " + each.words,
                         each.is == packet::turn::widening ? tint::bad : tint::none);
        }
        if (on_.is_json()) on_.json(boost::json::object{{"changes", std::move(all)}});
        else if (changes.empty()) on_.line("they declare the same");
        return changes.empty() ? console_exit::done : console_exit::check_failed;
    }

private:
    // A state that cannot be read is told, and the packet is written without it.
    void add_drill() {
        auto store = open_tickets(setup_, typed_);
        const auto last = store ? last_drill(*store) : std::move(store).why();
        if (!last) {
            on_.refuse(last.why());
            return on_.note("the packet is written without the last drill of the off switch");
        }
        const duration every = of_.agent->charter.pause->drill_every;
        if (!*last) {
            of_.operated = {"not yet, as the state of this installation says",
                            "{\"drill\":null}\n"};
            return;
        }
        const bool is_overdue = (*last)->is_overdue(every, system_now());
        boost::json::object facts = *parse_strict((*last)->mark().text)->if_object();
        facts["in_time"] = (*last)->is_in_time();
        facts["overdue"] = is_overdue;
        of_.operated = {drill_words(**last) + ((*last)->is_in_time() ? "" : ": NOT IN TIME") +
                            (is_overdue ? "; the next one is OVERDUE" : ""),
                        canonical_text(boost::json::object{{"drill", std::move(facts)}}) + "\n"};
    }

    std::string digest() const { return std::string(digest_of(of_.declaration)); }

    std::optional<refusal> read(const std::string& name, boost::json::value& into) const {
        const decode_limits limits{.depth = 64, .bytes = 64u << 20};
        std::string text = of_.declaration;
        if (name != "-") {
            auto file = packet::detail::read_text(name);
            if (!file.fault.empty())
                return refusal{reason::malformed_request, "diff", file.fault,
                               "name a declaration.json or an approval lock, or - for this "
                               "program"};
            text = std::move(file.bytes);
        }
        auto parsed = parse_strict(text, limits);
        if (!parsed || !parsed->is_object())
            return refusal{reason::malformed_request, "diff", name,
                           "it is neither a declaration.json nor an approval lock"};
        into = *std::move(parsed);
        if (into.get_object().contains("digest") && into.get_object().contains("declaration")) {
            const auto lock = packet::read_lock(text);
            if (!lock.fault.empty())
                return refusal{reason::malformed_request, "diff", name, lock.fault};
            into = lock.lock.declaration;
        }
        return std::nullopt;
    }

    const console_setup<Agent>& setup_;
    const asked& typed_;
    const screen& on_;
    packet::subject of_;
};

} // namespace bailiwick::detail
