// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/console/screen.hpp>
#include <bailiwick/receipt/detail/log_files.hpp>
#include <bailiwick/receipt/fetch.hpp>

#include <time.h>

namespace bailiwick::detail {

/// Says what is going on, once a second at most and not before the first one is over.
class slow_progress {
public:
    explicit slow_progress(const screen& on) : on_(on), told_(::time(nullptr)) {}

    void tell(const std::string& what, unsigned long long done, unsigned long long of,
              std::string_view things) {
        const std::time_t now = ::time(nullptr);
        if (now == told_) return;
        told_ = now;
        on_.progress(what + ": " + std::to_string(done) + " of " + std::to_string(of) + " " +
                     std::string(things) + " …");
    }

private:
    const screen& on_;
    std::time_t told_;
};

/// Copies of published logs, in a folder that is gone with this object.
class fetched_logs {
public:
    fetched_logs(const url_reader& read, const screen& on) : read_(read), on_(on) {}
    fetched_logs(const fetched_logs&) = delete;
    fetched_logs& operator=(const fetched_logs&) = delete;
    ~fetched_logs() {
        if (!folder_.empty()) remove_all(folder_);
    }

    static bool is_url(std::string_view place) { return place.find("://") != place.npos; }

    /// The folder with a copy of the log that is published there.
    answer<std::string> fetch(const std::string& url) {
        if (!read_)
            return refusal{reason::malformed_request, "receipts verify", "--from " + url,
                           "this program fetches nothing: name a folder, or give console_setup a "
                           "`fetch`, such as bw::curl_reader"};
        if (folder_.empty() && !make_folder_of_own())
            return disk_refusal("make a folder", "for what is fetched", "set TMPDIR to a folder "
                                                                        "that can be written");
        const std::string into = folder_ + "/" + std::to_string(++count_);
        slow_progress waiting(on_);
        const fetch_limits limits{.progress = [&](unsigned long long here, unsigned long long all) {
            waiting.tell("fetching " + url, here, all, "files");
        }};
        const auto head = fetch_log(read_, url, into, limits);
        on_.progress("");
        if (!head) return head.why();
        return into;
    }

private:
    bool make_folder_of_own() {
        const char* const named = std::getenv("TMPDIR");
        std::string pattern = std::string(named && *named ? named : "/tmp") + "/receipts-XXXXXX";
        if (!::mkdtemp(pattern.data())) return false;
        folder_ = pattern;
        return true;
    }

    static void remove_all(const std::string& folder) {
        const auto names = names_in(folder);
        for (std::size_t i = 0; names && i < names->size(); ++i) {
            const std::string path = folder + "/" + (*names)[i];
            if (::unlink(path.c_str()) != 0) remove_all(path);
        }
        ::rmdir(folder.c_str());
    }

    const url_reader& read_;
    const screen& on_;
    std::string folder_{};
    unsigned count_ = 0;
};

} // namespace bailiwick::detail
