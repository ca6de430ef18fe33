// SPDX-License-Identifier: BSL-1.0
// feed_log LOG CURSOR URL: delivers a log to a collector, and goes on until it is ended.
#include <bailiwick/evidence/otlp_post.hpp>

#include <cstdio>

int main(int count, char** words) {
    if (count != 4) return 2;
    bw::otlp_feed feed({.folder = words[1], .cursor_file = words[2]},
                       bw::otlp_post({.url = words[3]}));
    for (;; ::sleep(5)) {
        const auto came = feed.run();
        if (!came)
            std::fprintf(stderr, "%s: %s\n", came.why().subject.c_str(), came.why().hint.c_str());
        else if (came->delivered != 0)
            std::printf("%llu delivered, %llu rejected, next is %llu\n", came->delivered,
                        came->rejected, came->next);
        std::fflush(stdout);
    }
}
