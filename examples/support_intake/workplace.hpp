// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "database.hpp"
#include "mail.hpp"
#include "tools.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

/// The systems that the tools work on, each real on one machine: files, SQLite and a maildir.

namespace bank {

/// One message that waits to be worked on.
struct arrived {
    std::string id, digest;      ///< its name, and what it held when it was listed
    std::string path;            ///< a mail's file; empty for a row of a CSV
    std::string sender, name, text;
};

/// A rehearsal of a crash: the process kills itself around the moment in which a mail leaves.
enum class kill_at { never, before_send, after_send };

class workplace {
public:
    /// Opens mailbox, CRM, disputes and outbox below a folder and makes those that are missing.
    explicit workplace(std::string folder)
        : folder_(std::move(folder)), crm_(folder_ + "/crm.db", false),
          disputes_(folder_ + "/disputes.db", true) {
        crm_.run("CREATE TABLE IF NOT EXISTS customer(number TEXT PRIMARY KEY, address TEXT UNIQUE,"
                 " name TEXT, language TEXT);"
                 "CREATE TABLE IF NOT EXISTS filed(message TEXT PRIMARY KEY, topic TEXT,"
                 " urgency TEXT);"
                 "CREATE TABLE IF NOT EXISTS draft(message TEXT PRIMARY KEY, recipient TEXT,"
                 " subject TEXT, body TEXT);"
                 "CREATE TABLE IF NOT EXISTS handled(message TEXT PRIMARY KEY, digest TEXT)");
        disputes_.run("CREATE TABLE IF NOT EXISTS dispute(id INTEGER PRIMARY KEY, customer TEXT,"
                      " payment TEXT UNIQUE, cents INTEGER, reason TEXT)");
        seed();
        for (const char* part : {"", "/tmp", "/new", "/cur"})
            std::filesystem::create_directories(outbox() + part);
    }

    const std::string& folder() const { return folder_; }
    std::string outbox() const { return folder_ + "/outbox"; }
    kill_at rehearse = kill_at::never;

    /// Puts a message where `read_message` finds it.
    void deliver(const arrived& one) {
        const std::lock_guard held(guard_);
        mailbox_[one.id] = one;
    }
    void take_away(const std::string& id) {
        const std::lock_guard held(guard_);
        mailbox_.erase(id);
    }
    bool is_handled(const arrived& one) {
        const std::lock_guard held(guard_);
        statement asked(crm_, "SELECT 1 FROM handled WHERE message=? AND digest=?");
        return asked.with(one.id).with(one.digest).next();
    }
    void mark_handled(const arrived& one) {
        const std::lock_guard held(guard_);
        statement(crm_, "INSERT OR REPLACE INTO handled VALUES(?,?)")
            .with(one.id).with(one.digest).done();
    }

    message_text read(const std::string& id) {
        arrived found;
        {
            const std::lock_guard held(guard_);
            const auto at = mailbox_.find(id);
            if (at == mailbox_.end()) throw std::runtime_error("there is no message of this id");
            found = at->second;
        }
        if (found.path.empty())
            return {mime::clean(found.sender, true), "", mime::clean(found.text, false)};
        std::ifstream file(found.path, std::ios::binary);
        if (!file) throw std::runtime_error("the message cannot be opened");
        mime::mail got = mime::read_mail({std::istreambuf_iterator<char>(file), {}});
        return {std::move(got.from_address), std::move(got.subject), std::move(got.body)};
    }

    void file(const classification& one) {
        const std::lock_guard held(guard_);
        statement(crm_, "INSERT OR REPLACE INTO filed VALUES(?,?,?)")
            .with(one.message)
            .with(bw::word_of(one.topic))
            .with(bw::word_of(one.how_urgent))
            .done();
    }

    contact_record find(const std::string& wanted) {
        const std::lock_guard held(guard_);
        statement asked(crm_, "SELECT number,name,language FROM customer WHERE address=?");
        if (!asked.with(mime::lowered(wanted)).next()) return {false, "", "", ""};
        return {true, asked.text(0), asked.text(1), asked.text(2)};
    }

    void keep_draft(const reply& one) {
        const std::lock_guard held(guard_);
        statement(crm_, "INSERT OR REPLACE INTO draft VALUES(?,?,?,?)")
            .with(one.message).with(one.to).with(one.subject).with(one.body).done();
    }

    /// Puts a mail into the outbox, once: the same reply to the same message has the same name.
    std::string send(const reply& one) {
        const auto digest =
            bw::digest_of(one.message + '\n' + one.to + '\n' + one.subject + '\n' + one.body);
        const std::string name =
            std::string(digest.view()).substr(7, 24) + ".support-intake";
        if (rehearse == kill_at::before_send) ::kill(::getpid(), SIGKILL);
        if (!has_left(name)) leave(name, one);
        if (rehearse == kill_at::after_send) ::kill(::getpid(), SIGKILL);
        return name;
    }

    std::string open(const dispute_request& one) {
        const std::lock_guard held(guard_);
        statement(disputes_, "INSERT OR IGNORE INTO dispute(customer,payment,cents,reason) "
                             "VALUES(?,?,?,?)")
            .with(one.customer).with(one.transaction).with(one.amount_in_cents)
            .with(bw::word_of(one.reason)).done();
        statement asked(disputes_, "SELECT id FROM dispute WHERE payment=?");
        if (!asked.with(one.transaction).next()) throw std::runtime_error("it was not kept");
        return "D-" + asked.text(0);
    }

    std::size_t mails_in_outbox() const {
        const std::filesystem::directory_iterator files(outbox() + "/new");
        return static_cast<std::size_t>(std::distance(begin(files), end(files)));
    }

private:
    void seed() {
        constexpr const char* people[][4] = {
            {"100200301", "zoe.martin@example.org", "Zoë Martin", "en"},
            {"100200302", "j.mueller@example.de", "Jürgen Müller", "de"},
            {"100200303", "camille.bernard@example.fr", "Camille Bernard", "fr"},
            {"100200304", "lucia.ortega@example.es", "Lucía Ortega", "es"},
            {"100200305", "amara.okafor@example.org", "Amara Okafor", "en"},
            {"100200306", "tom.baker@example.com", "Tom Baker", "en"},
            {"100200307", "priya.nair@example.com", "Priya Nair", "en"},
            {"100200308", "li.wei@example.net", "李伟", "en"},
            {"100200309", "olga.petrova@example.net", "Ольга Петрова", "en"},
            {"100200310", "hannah.schulz@example.de", "Hannah Schulz", "de"},
            {"100200311", "george.hill@example.com", "George Hill", "en"},
            {"100200312", "nina.larsen@example.net", "Nina Larsen", "en"}};
        for (const auto& each : people)
            statement(crm_, "INSERT OR IGNORE INTO customer VALUES(?,?,?,?)")
                .with(each[0]).with(each[1]).with(each[2]).with(each[3]).done();
    }

    bool has_left(const std::string& name) const {
        for (const auto& each : std::filesystem::directory_iterator(outbox() + "/cur"))
            if (each.path().filename().string().starts_with(name)) return true;
        return std::filesystem::exists(outbox() + "/new/" + name);
    }

    // Whole in tmp and on the disk first, then linked into new: nobody sees half a mail.
    void leave(const std::string& name, const reply& one) const {
        const std::string mail = "From: Support <support@bank.example>\nTo: " + one.to +
                                 "\nSubject: " + one_line(one.subject) + "\nMessage-ID: <" +
                                 name + "@bank.example>\nIn-Reply-To: <" + one.message +
                                 "@inbox.bank.example>\nMIME-Version: 1.0\n"
                                 "Content-Type: text/plain; charset=utf-8\n"
                                 "Content-Transfer-Encoding: 8bit\n\n" + one.body + "\n";
        const std::string unfinished = outbox() + "/tmp/" + name + "." + std::to_string(::getpid());
        const std::string final_place = outbox() + "/new/" + name;
        const int file = ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        bool good = file >= 0;
        for (std::size_t at = 0; good && at < mail.size();) {
            const ssize_t put = ::write(file, mail.data() + at, mail.size() - at);
            good = put > 0;
            if (good) at += static_cast<std::size_t>(put);
        }
        good = good && ::fsync(file) == 0;
        if (file >= 0) good = ::close(file) == 0 && good;
        good = good && (::link(unfinished.c_str(), final_place.c_str()) == 0 || errno == EEXIST);
        ::unlink(unfinished.c_str());
        const int place = ::open((outbox() + "/new").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (place >= 0) {
            good = ::fsync(place) == 0 && good;
            ::close(place);
        }
        if (!good) throw std::runtime_error("the outbox cannot be written");
    }
    static std::string one_line(std::string_view text) { return mime::clean(text, true); }

    std::string folder_;
    std::mutex guard_;
    database crm_, disputes_;
    std::map<std::string, arrived> mailbox_;
};

} // namespace bank
