// SPDX-License-Identifier: BSL-1.0
#include "typed.hpp"

namespace drive {

bw::answer<std::unique_ptr<bw::embedded_agent<at_work::agent>>> open_desk(bw::open_options where) {
    return bw::open_embedded<at_work::agent>(std::move(where), good::lookup{},
                                             good::write_note{}, good::send_mail{});
}

bw::console_setup<at_work::agent> desk_setup() {
    return {.origin = "example.com/desk",
            .accounts = [](bw::credential_book& book,
                           const std::string&) { at_work::fill(book); },
            .open = open_desk,
            .run =
                [](bw::embedded_agent<at_work::agent>& agent, std::span<const std::string> words) {
                    bw::session run(agent, at_work::context());
                    for (const std::string& each : words) {
                        const auto came = run.dispatch(
                            "send_mail", R"({"customer":")" + each + R"(","body":"Hello.\nBye."})");
                        if (came.status != bw::dispatch_status::waiting) return 7;
                    }
                    return 0;
                }};
}

result typed(std::vector<std::string> words, const bw::console_setup<at_work::agent>& setup) {
    return typed_in(std::move(words), setup);
}

} // namespace drive
