// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "workshop.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <random>

/// A disk whose power is cut at a chosen call, and what it may hold afterwards.
///
/// The calls do what they say, and a model beside them knows what of it is durable: the bytes of a
/// file that was synced, the names of a folder that was. Of the rest a cut keeps any part. A
/// folder is durable as soon as it is there, and a renamed file always has one of its two names.

namespace power_cut {

namespace fs = std::filesystem;

/// Which of the changes that were not durable made it: asked once for each of them.
using chance = std::function<bool()>;
inline bool none() { return false; }
inline bool all() { return true; }
/// Few, half or most of them.
inline chance some(unsigned seed) {
    return [random = std::mt19937(seed), percent = 5 + 45 * (seed % 3)]() mutable {
        return random() % 100 < percent;
    };
}

/// What a file holds for good, and what is on its way.
class file {
public:
    file() = default;
    explicit file(std::string bytes) : durable_(std::move(bytes)), size_(durable_.size()) {}

    bool holds(std::size_t at) const { return at < durable_.size(); }
    void write(std::size_t at, std::string_view bytes) {
        pending_.push_back({at, std::string(bytes), false});
        size_ = std::max(size_, at + bytes.size());
    }
    /// What a file that was opened anew has lost, as its next write finds out.
    void is_now(std::size_t size) {
        if (size >= size_) return;
        pending_.push_back({size, {}, true});
        size_ = size;
    }
    void sync() {
        durable_ = after_a_cut(all);
        pending_.clear();
    }

    /// A sector of a write arrived or did not; a file that grew has its old size or its new one.
    std::string after_a_cut(const chance& made_it) const {
        std::string left = durable_;
        for (const change& each : pending_) {
            if (each.shortens && made_it()) left.resize(each.at);
            const std::size_t end = each.at + each.bytes.size();
            for (std::size_t at = each.at; at < end;) {
                const std::size_t next = std::min(end, (at / 512 + 1) * 512);
                const bool arrived = made_it();
                if (arrived && left.size() < next) left.resize(next);
                if (arrived) left.replace(at, next - at, each.bytes, at - each.at, next - at);
                at = next;
            }
        }
        if (size_ > durable_.size()) left.resize(made_it() ? size_ : durable_.size());
        return left;
    }

private:
    struct change {
        std::size_t at;
        std::string bytes;
        bool shortens;
    };
    std::string durable_{};
    std::vector<change> pending_{};
    std::size_t size_ = 0; ///< as who has it open sees it
};

/// Which syncs do nothing.
enum class lie { no, about_files, about_folders, about_everything };

/// The model of a log's folder. All that is there at its beginning is durable.
class disk {
public:
    disk(std::string folder, long cut, bool cuts_after, lie told = lie::no)
        : root_(std::move(folder)), cut_(cut), cuts_after_(cuts_after), lie_(told) {
        look();
        for (const naming& each : std::exchange(pending_, {})) {
            *each.what = file(workshop::slurp(root_ + "/" + each.to));
            each.happen(durable_, true);
        }
    }

    bool is_off() const { return is_off_; }
    /// The calls that wrote over durable bytes: those are frames in a segment.
    const std::vector<long>& frames() const { return frames_; }
    /// The calls that this disk answers, one disk at a time.
    static const bw::detail::disk_calls& through(disk& one) {
        at_work_ = &one;
        static constexpr bw::detail::disk_calls calls{
            call<&disk::write>, call<&disk::sync>, call<&disk::rename>, call<&disk::sync_all>,
            call<&disk::unlink>};
        return calls;
    }

    /// Makes the folder as the disk has it after the cut, and the keys beside it.
    void leave(const std::string& to, const chance& made_it) const {
        names left = durable_;
        for (const naming& each : pending_) each.happen(left, made_it());
        fs::remove_all(to);
        for (const auto& [folder, id] : folders_) fs::create_directories(to + "/" + folder);
        for (const char* const each : {".key", ".vkey"})
            fs::copy_file(root_ + each, to + each, fs::copy_options::overwrite_existing);
        std::map<file*, std::string> put;
        for (const auto& [name, what] : left) {
            const std::string path = to + "/" + name;
            fs::create_directories(fs::path(path).parent_path());
            const auto [known, fresh] = put.emplace(what.get(), path);
            if (fresh) workshop::spill(path, what->after_a_cut(made_it));
            else fs::create_hard_link(known->second, path);
        }
    }

private:
    using names = std::map<std::string, std::shared_ptr<file>>;

    // A file was made (no `from`), renamed or removed (no `to`); what of it is durable.
    struct naming {
        std::string from, to;
        std::shared_ptr<file> what;
        bool has_left = false, has_come = false;
        bool is_durable() const { return (from.empty() || has_left) && (to.empty() || has_come); }
        void happen(names& in, bool as_a_whole) const {
            if (!to.empty() && (as_a_whole || has_come)) in[to] = what;
            if (!from.empty() && (as_a_whole || has_left)) in.erase(from);
        }
    };

    template <auto Act, class Came, class... Given> static Came call(Given... given) {
        disk& here = *at_work_;
        const std::lock_guard hold(here.mutex_);
        const bool is_last = ++here.calls_ == here.cut_;
        if (!here.is_off_) here.look();
        here.is_off_ |= is_last && !here.cuts_after_;
        errno = EIO;
        const Came came = here.is_off_ ? -1 : (here.*Act)(given...);
        if (is_last && !here.is_off_) here.look();
        here.is_off_ |= is_last;
        return came;
    }

    ssize_t write(int to, const void* bytes, std::size_t size, off_t at) {
        struct stat found {};
        ::fstat(to, &found);
        const ssize_t put = ::pwrite(to, bytes, size, at);
        if (put < 0) return put;
        file& written = *files_.at(found.st_ino);
        const auto place = static_cast<std::size_t>(at);
        if (written.holds(place)) frames_.push_back(calls_);
        written.is_now(static_cast<std::size_t>(found.st_size));
        written.write(place, {static_cast<const char*>(bytes), static_cast<std::size_t>(put)});
        return put;
    }

    int sync(int of) {
        struct stat found {};
        ::fstat(of, &found);
        const auto about = S_ISDIR(found.st_mode) ? lie::about_folders : lie::about_files;
        if (lie_ == about || lie_ == lie::about_everything) return 0;
        if (files_.contains(found.st_ino)) files_.at(found.st_ino)->sync();
        for (const auto& [folder, id] : folders_)
            if (id == found.st_ino) settle(folder);
        return 0;
    }

    int sync_all(int) {
        if (lie_ == lie::about_everything) return 0;
        for (const auto& [id, what] : files_) what->sync();
        for (const auto& [folder, id] : folders_) settle(folder);
        return 0;
    }

    int unlink(const char* path) { return ::unlink(path); }

    int rename(const char* from, const char* to) {
        if (::rename(from, to) != 0) return -1;
        const std::string old = from + root_.size() + 1, name = to + root_.size() + 1;
        pending_.push_back({old, name, files_.at(seen_.at(old))});
        seen_[name] = seen_.at(old);
        seen_.erase(old);
        return 0;
    }

    // Of a rename between folders the new name is durable first, or both are.
    void settle(const fs::path& folder) {
        for (naming& each : pending_) {
            each.has_left |= !each.from.empty() && fs::path(each.from).parent_path() == folder;
            each.has_come |= each.has_left || fs::path(each.to).parent_path() == folder;
        }
        for (; !pending_.empty() && pending_[0].is_durable(); pending_.erase(pending_.begin()))
            pending_[0].happen(durable_, true);
    }

    // Files are made, and some removed, without a call: what the folder holds tells of it.
    void look() {
        std::map<std::string, ino_t> found;
        folders_.clear();
        list("", found);
        for (const auto& [name, id] : seen_)
            if (!found.contains(name)) pending_.push_back({name, "", files_.at(id)});
        for (const auto& [name, id] : found) {
            const auto known = seen_.find(name);
            if (known != seen_.end() && known->second == id) continue;
            if (!seen_.empty() || !files_.contains(id)) files_[id] = std::make_shared<file>();
            pending_.push_back({"", name, files_.at(id)});
        }
        seen_ = std::move(found);
    }
    void list(const std::string& folder, std::map<std::string, ino_t>& into) {
        DIR* const opened = ::opendir((root_ + "/" + folder).c_str());
        while (const dirent* const each = opened ? ::readdir(opened) : nullptr) {
            const std::string_view last = each->d_name;
            const std::string name = folder + (folder.empty() ? "" : "/") + each->d_name;
            if (each->d_type == DT_REG) into[name] = each->d_ino;
            else if (last == ".") folders_[folder] = each->d_ino;
            else if (last != "..") list(name, into);
        }
        if (opened) ::closedir(opened);
    }

    static inline disk* at_work_ = nullptr;
    std::string root_;
    long cut_, calls_ = 0;
    bool cuts_after_, is_off_ = false;
    lie lie_;
    std::vector<long> frames_{};
    std::mutex mutex_{};
    names durable_{};
    std::vector<naming> pending_{}; ///< in their order
    std::map<ino_t, std::shared_ptr<file>> files_{};
    std::map<std::string, ino_t> seen_{}, folders_{};
};

} // namespace power_cut
