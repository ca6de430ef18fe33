// SPDX-License-Identifier: BSL-1.0
// Journal segments: whatever the disk holds, no byte outside is read, and every frame that is
// handed out is one that the journal would have written.
#include "harness.hpp"

#include <bailiwick/receipt/detail/segment.hpp>

using fuzz::must;

namespace {

namespace detail = bailiwick::detail;

constexpr unsigned long long first = 5;

void scan(std::string_view segment) {
    std::size_t at = 0;
    const auto visit = [&](const detail::frame& frame, std::string_view stored) {
        must(stored == segment.substr(at, stored.size()) && frame.first >= first);
        std::uint32_t checksum = 0;
        std::string again, plain;
        detail::put_frame(again, frame.first, frame.leaves, frame.note, frame.previous, checksum);
        must(checksum == frame.checksum && again.size() == frame.size);
        detail::take_sectors(plain, stored);
        must(plain.starts_with(again) && detail::stored_size(frame.size) == stored.size());
        at += stored.size();
        must(at <= segment.size());
    };
    const auto found = detail::scan_segment(detail::segment_text(segment), first, visit);
    must(found.at == at);
    if (found.end == detail::segment_end::clean)
        must(!detail::has_the_stamp(segment.substr(at), detail::stamp_of(first)));
}

// The same bytes as a frame whose length, checksum and stamps are right, so that what lies inside
// is read; then with a sector that was lost.
void scan_mended(std::string_view bytes) {
    if (bytes.size() < 16) return;
    const std::size_t size = detail::frame_header + bytes.size() - 8 + 4;
    std::string frame(detail::frame_magic), stored;
    detail::put_big_endian(frame, size, 4);
    frame += bytes.substr(0, 8);
    detail::put_big_endian(frame, static_cast<unsigned char>(bytes[8]) % 8u, 4);
    frame += bytes.substr(12, 4);
    frame += bytes.substr(8);
    detail::put_big_endian(frame, detail::crc32c(frame), 4);
    detail::put_sectors(stored, frame, detail::stamp_of(first));
    stored.append(detail::block_bytes, '\0');
    scan(stored);
    const std::size_t lost = static_cast<unsigned char>(bytes[9]) * detail::sector_bytes;
    stored.replace(lost % stored.size(), detail::sector_bytes, detail::sector_bytes, 'o');
    scan(stored);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::text_of(data, size);
    scan(bytes);
    std::string padded(bytes);
    padded.resize((size / detail::block_bytes + 2) * detail::block_bytes, '\0');
    scan(padded);
    scan_mended(bytes);
    return 0;
}
