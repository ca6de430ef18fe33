// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/evidence/detail/cbor_writer.hpp>

#include <optional>
#include <vector>

namespace bailiwick::detail {

/// Reads CBOR item by item, and refuses what two readers could read differently.
///
/// Definite lengths, shortest numbers, no key twice, no floating point, eight levels: what is
/// beyond that fails, and a reader that has failed stays so.
class cbor_reader {
public:
    explicit cbor_reader(std::string_view bytes) : rest_(bytes) {}

    bool failed() const noexcept { return failed_; }
    /// Whether everything was read, and well.
    bool at_end() const noexcept { return !failed_ && rest_.empty(); }

    bool next_is(cbor_major major) const noexcept {
        return !failed_ && !rest_.empty() && major_of(rest_.front()) == major;
    }
    bool next_is_null() const noexcept { return !failed_ && rest_.starts_with(cbor_null); }

    /// The number in the head of an item of this kind; nothing, and failure, if it is another.
    std::optional<unsigned long long> head(cbor_major wanted) {
        if (!next_is(wanted)) return fail();
        const unsigned low = static_cast<unsigned char>(rest_.front()) & 31;
        rest_.remove_prefix(1);
        if (low < 24) return low;
        const std::size_t size = low < 28 ? std::size_t{1} << (low - 24) : 0;
        if (size == 0 || rest_.size() < size) return fail();
        unsigned long long number = 0;
        for (std::size_t at = 0; at < size; ++at)
            number = number << 8 | static_cast<unsigned char>(rest_[at]);
        rest_.remove_prefix(size);
        const bool shortest = size == 1 ? number > 23 : number >> 4 * size != 0;
        if (!shortest) return fail();
        return number;
    }

    std::optional<std::string_view> bytes() { return string(cbor_major::bytes); }

    std::optional<long long> integer() {
        const bool negative = next_is(cbor_major::negative);
        const auto number = head(negative ? cbor_major::negative : cbor_major::natural);
        if (!number) return std::nullopt;
        if (*number >> 63 != 0) return fail();
        const auto value = static_cast<long long>(*number);
        return negative ? -1 - value : value;
    }

    void null() {
        if (next_is_null()) rest_.remove_prefix(1);
        else failed_ = true;
    }
    /// Fails, because an item is not what its place asks for.
    void refuse() noexcept { failed_ = true; }

    /// Passes over one item and gives its bytes.
    std::string_view any(unsigned depth = 0) {
        const std::string_view before = rest_;
        if (failed_ || rest_.empty() || depth == 8) fail();
        else skip(major_of(rest_.front()), depth);
        return failed_ ? std::string_view{} : before.substr(0, before.size() - rest_.size());
    }

    /// Calls `visit(label)` for every entry whose label is an integer; `visit` reads its value.
    /// Entries with other labels are passed over.
    template <class Visit> bool map(Visit visit) {
        const auto count = head(cbor_major::map);
        if (count && *count > most_entries) refuse();
        std::vector<std::string_view> seen;
        for (unsigned long long at = 0; count && at < *count && !failed_; ++at) {
            const std::string_view before = rest_;
            const bool numbered = next_is(cbor_major::natural) || next_is(cbor_major::negative);
            const std::string_view label = any();
            for (const std::string_view each : seen)
                if (each == label) fail();
            seen.push_back(label);
            const auto number = numbered ? cbor_reader(before).integer() : std::nullopt;
            if (failed_) break;
            if (number) visit(*number);
            else any();
        }
        return !failed_;
    }

private:
    static constexpr unsigned long long most_entries = 64; // each is compared with all before it

    static cbor_major major_of(char first) {
        return static_cast<cbor_major>(static_cast<unsigned char>(first) >> 5);
    }
    std::nullopt_t fail() {
        failed_ = true;
        return std::nullopt;
    }
    std::optional<std::string_view> string(cbor_major major) {
        const auto size = head(major);
        if (!size || *size > rest_.size()) return fail();
        const std::string_view found = rest_.substr(0, static_cast<std::size_t>(*size));
        rest_.remove_prefix(found.size());
        return found;
    }
    void skip(cbor_major major, unsigned depth) {
        switch (major) {
        case cbor_major::bytes:
        case cbor_major::text: string(major); break;
        case cbor_major::simple: // false, true and null only
            if (rest_.front() < '\xF4' || rest_.front() > cbor_null) fail();
            else rest_.remove_prefix(1);
            break;
        case cbor_major::map: {
            const auto count = head(major);
            for (unsigned long long at = 0; count && at < *count && !failed_; ++at) {
                any(depth + 1);
                any(depth + 1);
            }
            break;
        }
        case cbor_major::array:
        case cbor_major::tag: {
            const auto count = head(major);
            const unsigned long long items = major == cbor_major::tag ? 1 : count.value_or(0);
            for (unsigned long long at = 0; at < items && !failed_; ++at) any(depth + 1);
            break;
        }
        default: head(major);
        }
    }

    std::string_view rest_;
    bool failed_ = false;
};

} // namespace bailiwick::detail
