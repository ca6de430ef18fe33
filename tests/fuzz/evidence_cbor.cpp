// SPDX-License-Identifier: BSL-1.0
// CBOR and COSE: what is read has one spelling, and no receipt without a known key proves anything.
#include "harness.hpp"

#include <bailiwick/evidence/cose_verify.hpp>

using bw::detail::cbor_major;
using bw::detail::cbor_reader;
using bw::detail::put_cbor_bytes;
using bw::detail::put_cbor_head;
using fuzz::must;

namespace {

// Writes again what the reader reads, item by item.
void copy(cbor_reader& from, std::string& to, unsigned depth = 0) {
    for (const auto major : {cbor_major::natural, cbor_major::negative, cbor_major::bytes,
                             cbor_major::text, cbor_major::array, cbor_major::map,
                             cbor_major::tag}) {
        if (!from.next_is(major)) continue;
        if (major == cbor_major::bytes) return put_cbor_bytes(to, from.bytes().value_or(""));
        if (major == cbor_major::text) return void(to += from.any());
        const auto number = from.head(major);
        if (!number) return;
        put_cbor_head(to, major, *number);
        unsigned long long items = 0;
        if (major == cbor_major::array) items = *number;
        if (major == cbor_major::map) items = 2 * *number;
        if (major == cbor_major::tag) items = 1;
        for (unsigned long long at = 0; at < items && !from.failed(); ++at)
            copy(from, to, depth + 1);
        return;
    }
    to += from.any(depth);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::text_of(data, size);

    cbor_reader whole(bytes), again(bytes);
    const std::string_view item = whole.any();
    must(whole.failed() == item.empty());
    if (!whole.failed()) {
        must(bytes.starts_with(item));
        std::string copied;
        copy(again, copied);
        must(!again.failed() && copied == item);
    }

    if (const auto path = bw::detail::read_cose_path(bytes)) {
        std::string text;
        put_cbor_head(text, cbor_major::array, 3);
        put_cbor_head(text, cbor_major::natural, path->first);
        put_cbor_head(text, cbor_major::natural, path->second);
        put_cbor_head(text, cbor_major::array, path->path.size());
        for (const bw::hash256& each : path->path) put_cbor_bytes(text, each.view());
        must(text == bytes);
    }

    if (const auto message = bw::read_cose_sign1(bytes)) {
        std::string text;
        put_cbor_head(text, cbor_major::tag, bw::detail::cose_sign1_tag);
        put_cbor_head(text, cbor_major::array, 4);
        put_cbor_bytes(text, message->protected_header);
        text += message->unprotected_header;
        if (message->payload) put_cbor_bytes(text, *message->payload);
        else text += bw::detail::cbor_null;
        put_cbor_bytes(text, message->signature);
        must(text == bytes);
    }
    must(!bw::verify_cose_inclusion(bytes, bw::leaf_hash("receipt"), {}).is_done());
    must(!bw::verify_cose_consistency(bytes, bw::leaf_hash("receipt"), {}).is_done());
    return 0;
}
