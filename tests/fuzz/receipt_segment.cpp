// SPDX-License-Identifier: BSL-1.0
// Journal segments: whatever the disk holds, no byte outside is read, and every frame that is
// handed out is one that the journal would have written.
#include "harness.hpp"

#include <bailiwick/receipt/detail/segment.hpp>

using fuzz::must;

namespace {

namespace detail = bailiwick::detail;

void scan(std::string_view segment) {
    for (const auto how : {detail::frame_reading::exact, detail::frame_reading::forgiving}) {
        std::size_t at = 0;
        const auto found = detail::scan_segment(segment, how, [&](const detail::frame& frame) {
            std::uint32_t checksum = 0;
            std::string again;
            detail::put_frame(again, frame.first, frame.leaves, frame.note, frame.previous,
                              checksum);
            must(checksum == frame.checksum && again.size() == frame.padded);
            if (how == detail::frame_reading::exact)
                must(again == segment.substr(at, again.size()));
            at += frame.padded;
            must(at <= segment.size());
        });
        must(found.at == at);
        if (found.end == detail::segment_end::clean) must(detail::all_zero(segment.substr(at)));
    }
}

// The same bytes as a frame whose length and checksum are right, so that what lies inside is read.
void scan_mended(std::string_view bytes) {
    if (bytes.size() < 16) return;
    const std::size_t size = detail::frame_header + bytes.size() - 8 + 4;
    std::string segment(detail::frame_magic);
    detail::put_big_endian(segment, size, 4);
    segment += bytes.substr(0, 8);
    detail::put_big_endian(segment, static_cast<unsigned char>(bytes[8]) % 8u, 4);
    segment += bytes.substr(12, 4);
    segment += bytes.substr(8);
    detail::put_big_endian(segment, detail::crc32c(segment), 4);
    segment.resize(detail::padded_size(size) + detail::frame_block, '\0');
    scan(segment);
    segment[size - 1] = '\0'; // and with the end of its checksum lost
    scan(segment);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::text_of(data, size);
    scan(bytes);
    std::string padded(bytes);
    padded.resize(detail::padded_size(size) + detail::frame_block, '\0');
    scan(padded);
    scan_mended(bytes);
    return 0;
}
