// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/tool/detail/trail.hpp>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <boost/json/error.hpp>
#include <boost/json/value.hpp>

namespace bailiwick::detail {

// Builds a value from the events of Boost.JSON's parser and refuses what its own handler lets pass:
// a key twice (the last would win), 1e400 (infinity), integers that become doubles.
class strict_handler {
public:
    using error_code = boost::json::error_code;
    using text_part = boost::json::string_view;

    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    explicit strict_handler(std::size_t depth) : depth_(depth) {}

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code& error) { return open(boost::json::object{}, error); }
    bool on_object_end(std::size_t, error_code&) { return close(); }
    bool on_array_begin(error_code& error) { return open(boost::json::array{}, error); }
    bool on_array_end(std::size_t, error_code&) { return close(); }

    bool on_key_part(text_part part, std::size_t, error_code&) { return keep(part); }
    bool on_key(text_part part, std::size_t, error_code& error) {
        keep(part);
        frame& top = open_.back();
        top.key = std::exchange(text_, {});
        top.keyed = true;
        if (!top.container.get_object().contains(top.key)) return true;
        return refuse(decode_fault::duplicate_key, error,
                      {"the key ", in_quotes(top.key), " stands twice: write it once"});
    }
    bool on_string_part(text_part part, std::size_t, error_code&) { return keep(part); }
    bool on_string(text_part part, std::size_t, error_code&) {
        keep(part);
        return add(boost::json::string(std::exchange(text_, {})));
    }

    bool on_number_part(text_part, error_code&) { return true; }
    bool on_int64(std::int64_t number, text_part, error_code& error) {
        if (number < -safe_integer || number > safe_integer) return refuse_unsafe(error);
        return add(number);
    }
    bool on_uint64(std::uint64_t, text_part, error_code& error) { return refuse_unsafe(error); }
    bool on_double(double rough, text_part text, error_code& error) {
        if (text.find_first_of(".eE") == text_part::npos) return refuse_unsafe(error);
        double exact = 0; // Boost's own reading may be off in the last digit
        const auto read = std::from_chars(text.data(), text.data() + text.size(), exact);
        if (read.ec != std::errc{}) exact = std::fabs(rough) < 1 ? 0.0 : HUGE_VAL;
        if (!std::isfinite(exact)) return refuse_not_finite(error);
        return add(exact);
    }
    bool on_bool(bool truth, error_code&) { return add(truth); }
    bool on_null(error_code&) { return add(nullptr); }
    bool on_comment_part(text_part, error_code&) { return true; }
    bool on_comment(text_part, error_code&) { return true; }

    bool refuse_not_finite(error_code& error) {
        return refuse(decode_fault::not_finite, error,
                      {"the number is larger than any double: write a smaller one"});
    }
    bool refuse_too_deep(error_code& error) {
        return refuse(decode_fault::too_deep, error,
                      {"more than ", std::to_string(depth_), " levels: nest less"});
    }

    fault_found& found() { return found_; }
    boost::json::value& root() { return root_; }

    // Where the parser stands: the value it reads, or the container whose next key it looks for.
    std::string pointer() const {
        std::string result;
        for (const frame& each : open_) {
            if (each.container.is_array())
                result += '/' + std::to_string(each.container.get_array().size());
            else if (each.keyed) append_segment(result, each.key);
        }
        return result;
    }

private:
    struct frame {
        boost::json::value container;
        std::string key{};
        bool keyed = false;
    };

    bool keep(text_part part) {
        text_.append(part.data(), part.size());
        return true;
    }
    bool open(boost::json::value empty, error_code& error) {
        if (open_.size() >= depth_) return refuse_too_deep(error);
        open_.push_back({std::move(empty)});
        return true;
    }
    bool close() {
        boost::json::value done = std::move(open_.back().container);
        open_.pop_back();
        return add(std::move(done));
    }
    bool add(boost::json::value done) {
        if (open_.empty()) {
            root_ = std::move(done);
            return true;
        }
        frame& top = open_.back();
        if (top.container.is_array()) {
            top.container.get_array().push_back(std::move(done));
        } else {
            top.container.get_object().emplace(top.key, std::move(done));
            top.keyed = false;
        }
        return true;
    }
    bool refuse_unsafe(error_code& error) {
        return refuse(decode_fault::unsafe_integer, error,
                      {"the integer is beyond 9007199254740991: send such a number as text"});
    }
    bool refuse(decode_fault code, error_code& error,
                std::initializer_list<std::string_view> hint) {
        found_ = decode_error{code, pointer(), joined(hint)};
        error = boost::json::error::syntax; // the parser stops at any error; ours is in found_
        return false;
    }

    std::size_t depth_;
    std::vector<frame> open_;
    std::string text_;
    boost::json::value root_;
    fault_found found_;
};

} // namespace bailiwick::detail
