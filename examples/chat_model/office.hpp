// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "tools.hpp"

#include <bailiwick/tool.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

/// The systems that the tools work on, each a folder of plain files: wiki, cases, directory.

namespace helpdesk {

inline std::string whole_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Appends one line and waits for the disk: a reset that is told of must have happened.
inline void append_line(const std::filesystem::path& path, std::string line) {
    line += '\n';
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    bool good = file >= 0 &&
                ::write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size());
    good = good && ::fsync(file) == 0;
    if (file >= 0) good = ::close(file) == 0 && good;
    if (!good) throw std::runtime_error(path.filename().string() + " cannot be written");
}

class office {
public:
    /// Articles are read where they lie; cases and directory are kept below the state's folder.
    office(std::filesystem::path shipped, const std::filesystem::path& state)
        : articles_(shipped / "articles"), cases_(state / "cases"), directory_(state / "identity") {
        std::filesystem::create_directories(cases_);
        std::filesystem::create_directories(directory_);
        std::filesystem::copy(shipped / "cases", cases_,
                              std::filesystem::copy_options::recursive |
                                  std::filesystem::copy_options::skip_existing);
    }

    /// The three articles that hold most of the words, the best first.
    articles_found search(std::string_view words) const {
        struct hit {
            long long rank; // minus the words that it holds
            std::filesystem::path path;
            auto operator<=>(const hit&) const = default;
        };
        std::vector<hit> ranked;
        for (const auto& each : std::filesystem::directory_iterator(articles_))
            if (const long long hits = hits_in(lowered(whole_file(each.path())), lowered(words)))
                ranked.push_back({-hits, each.path()});
        std::sort(ranked.begin(), ranked.end());
        articles_found found;
        for (const hit& each : ranked) {
            if (found.articles.size() == 3) break;
            const std::string text = whole_file(each.path);
            const std::size_t title = text.find_first_not_of("# ");
            const std::size_t body = std::min(text.find('\n'), text.size());
            found.articles.push_back({text.substr(std::min(title, body), body - title),
                                      text.substr(body, whole_letters(text, body))});
        }
        return found;
    }

    case_told look_up(const std::string& number) const {
        case_told told{facts_of(number), {}};
        std::ifstream notes(notes_of(number));
        for (std::string line; std::getline(notes, line);) told.notes.push_back(std::move(line));
        return told;
    }

    /// Keeps a note, once: the same words on the same case are the same note.
    void keep(const note& one) const {
        std::string line = one.text;
        std::replace(line.begin(), line.end(), '\n', ' ');
        line = "agent: " + line;
        const case_told before = look_up(one.number);
        if (std::find(before.notes.begin(), before.notes.end(), line) == before.notes.end())
            append_line(notes_of(one.number), line);
    }

    /// Takes the second factor of the case's own employee away, and of nobody else.
    void reset(const reset_request& one) const {
        if (facts_of(one.number).employee != one.employee)
            throw std::runtime_error("case " + one.number + " is another employee's");
        append_line(directory_ / "mfa-resets", one.employee + " for " + one.number);
    }
    std::filesystem::path resets() const { return directory_ / "mfa-resets"; }

private:
    /// How many bytes of an article are told, so that no letter is cut in two.
    static std::size_t whole_letters(const std::string& text, std::size_t from) {
        constexpr std::size_t longest = 2000;
        if (text.size() - from <= longest) return text.size() - from;
        std::size_t end = from + longest;
        while (end > from && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
        return end - from;
    }
    static std::string lowered(std::string_view text) {
        std::string lower(text);
        for (char& each : lower)
            if (each >= 'A' && each <= 'Z') each = static_cast<char>(each + 32);
        return lower;
    }
    static long long hits_in(const std::string& text, const std::string& words) {
        long long hits = 0;
        for (std::size_t at = 0; at < words.size();) {
            const std::size_t end = std::min(words.find_first_of(" ,.?!", at), words.size());
            const std::string_view word = std::string_view(words).substr(at, end - at);
            if (word.size() > 2 && text.find(word) != std::string::npos) ++hits;
            at = end + 1;
        }
        return hits;
    }

    std::filesystem::path notes_of(const std::string& number) const {
        return cases_ / (number + ".notes");
    }
    case_file facts_of(const std::string& number) const {
        // The charter's pattern keeps the number from naming any other file.
        const auto read = bw::decode<case_file>(whole_file(cases_ / (number + ".json")));
        if (!read) throw std::runtime_error("there is no case " + number);
        return *read;
    }

    std::filesystem::path articles_, cases_, directory_;
};

} // namespace helpdesk
