// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/receipt/commitment.hpp>
#include <bailiwick/receipt/detail/commit_queue.hpp>
#include <bailiwick/receipt/detail/disk.hpp>
#include <bailiwick/receipt/detail/vault_schema.hpp>
#include <bailiwick/receipt/receipt_id.hpp>

#include <span>

namespace bailiwick {

/// What opens one commitment: to be disclosed to an auditor, or erased for good.
struct vault_record {
    std::string receipt{}; ///< the receipt's id
    std::string name{};    ///< the field's path: `action.args`, `data.0`
    std::string salt{};
    std::string value{};   ///< RFC 8785 text
    std::string subject{}; ///< whose data it is, as far as known
    instant at{};          ///< the receipt's time

    /// The text that the receipt has for this value.
    std::string commitment() const { return commit(name, value, salt); }

    friend bool operator==(const vault_record&, const vault_record&) = default;
};

/// The values that receipts commit to, apart from the log, so that they can be erased.
///
/// Its threads may share a vault, and so may processes. What `put` has returned for is on the
/// disk; what was erased is overwritten. If `put` refuses, the receipt must not be written.
class vault {
public:
    /// Opens the vault in this file, or makes it for its owner only; refuses a damaged one.
    template <class Handle = detail::sqlite_handle>
    static answer<vault> open(const std::string& path) {
        // Only a new file is opened here: closing one that SQLite has open in this process as well
        // would drop its locks, and another process could then damage it.
        if (!detail::open_file(path, O_RDWR | O_CREAT | O_EXCL, 0600).is_open() && errno != EEXIST)
            return detail::disk_refusal("open the vault", path);
        auto database = detail::open_vault<Handle>(path);
        if (!database) return std::move(database).why();
        return vault(*std::move(database));
    }

    /// Keeps the records, all of them or none; one receipt's names are each kept once.
    ///
    /// Threads that put at the same time share a transaction and its sync.
    answer<done> put(std::span<const vault_record> records) { return put(records, true); }
    answer<done> put(const vault_record& record) { return put({&record, 1}); }

    /// The same without waiting for the disk: what was put outlives this process, but in a power
    /// cut only what a later `put` has followed.
    answer<done> put_soon(std::span<const vault_record> records) { return put(records, false); }

    /// What the vault still has for a receipt; nothing after it was erased.
    answer<std::vector<vault_record>> disclose(std::string_view receipt) const {
        const detail::mutex_hold hold(shared_->mutex);
        detail::sqlite_statement select(
            database_.get(), "SELECT receipt,name,salt,value,subject,at FROM vault "
                             "WHERE receipt=? ORDER BY name");
        select.bind(receipt);
        std::vector<vault_record> records;
        while (select.step())
            records.push_back({select.text(0), select.text(1), select.text(2), select.text(3),
                               select.text(4), {select.number(5)}});
        if (select.failed()) return refused("disclose");
        return records;
    }

    /// Ends what can be known of a receipt's values; gives the names of what was erased. Whether
    /// nothing of them is left in any file, `overwrite` tells.
    answer<std::vector<vault_record>> erase_receipt(std::string_view receipt) {
        return erase("DELETE FROM vault WHERE receipt=? RETURNING receipt,name",
                     [&](detail::sqlite_statement& each) { each.bind(receipt); });
    }

    /// The same for everything about one person; an empty subject is nobody's.
    answer<std::vector<vault_record>> erase_subject(std::string_view subject) {
        return erase("DELETE FROM vault WHERE subject=? AND subject<>'' RETURNING receipt,name",
                     [&](detail::sqlite_statement& each) { each.bind(subject); });
    }

    /// The same for everything older than an instant.
    answer<std::vector<vault_record>> erase_before(instant when) {
        return erase("DELETE FROM vault WHERE at<? RETURNING receipt,name",
                     [&](detail::sqlite_statement& each) { each.bind(when.microseconds); });
    }

    /// The receipts of which values are kept that are older than an instant, with their times.
    answer<std::vector<vault_record>> kept_before(instant when) const {
        const detail::mutex_hold hold(shared_->mutex);
        detail::sqlite_statement select(database_.get(),
                                        "SELECT DISTINCT receipt,at FROM vault WHERE at<?");
        select.bind(when.microseconds);
        std::vector<vault_record> kept;
        while (select.step()) kept.push_back({.receipt = select.text(0), .at = {select.number(1)}});
        if (select.failed()) return refused("list");
        return kept;
    }

    /// Deletes the values of many receipts at once, all or none; `overwrite` has to follow.
    answer<std::vector<vault_record>> erase_receipts(std::span<const std::string> receipts) {
        const detail::mutex_hold hold(shared_->mutex);
        std::vector<vault_record> erased;
        bool good = set_waiting(true) && detail::run_sql(database_.get(), "BEGIN IMMEDIATE");
        detail::sqlite_statement statement(database_.get(),
                                           "DELETE FROM vault WHERE receipt=? RETURNING name");
        for (const std::string& each : receipts) {
            if (!good) break;
            statement.bind(each);
            while (statement.step()) erased.push_back({.receipt = each, .name = statement.text(0)});
            good = !statement.failed() && statement.restart();
        }
        if (good && detail::run_sql(database_.get(), "COMMIT")) return erased;
        auto why = refused("erase");
        detail::run_sql(database_.get(), "ROLLBACK");
        return why;
    }

    /// Overwrites what was deleted in the write-ahead log, too; refuses while another process that
    /// reads the vault keeps it there.
    answer<done> overwrite() {
        const detail::mutex_hold hold(shared_->mutex);
        return empty_ahead();
    }

    /// How many values the vault keeps.
    answer<long long> count() const {
        const detail::mutex_hold hold(shared_->mutex);
        detail::sqlite_statement select(database_.get(), "SELECT count(*) FROM vault");
        if (!select.step()) return refused("count");
        return select.number(0);
    }

private:
    struct records_to_put : detail::queued {
        records_to_put(std::span<const vault_record> given, bool waits)
            : records(given), waits_for_disk(waits) {}
        std::span<const vault_record> records;
        bool waits_for_disk;
        answer<done> came = done{};
    };
    struct shared_part {
        detail::plain_mutex mutex{};
        detail::commit_queue<records_to_put> queue{};
        bool waits_for_disk = true; ///< as the database is set now
    };

    explicit vault(detail::sqlite_handle database)
        : database_(std::move(database)), shared_(new shared_part) {}

    answer<done> put(std::span<const vault_record> records, bool waits_for_disk) {
        records_to_put own(records, waits_for_disk);
        shared_->queue.commit(own, [this](std::span<records_to_put* const> all) {
            const detail::mutex_hold hold(shared_->mutex);
            if (all.size() > 1 && put_together(all)) return;
            // Alone, so that what one of them has wrong is no other's refusal.
            for (records_to_put* each : all)
                each->came = put_together({&each, 1});
        });
        return std::move(own.came);
    }

    // A commit that waits brings those before it that did not to the disk, too.
    bool set_waiting(bool wanted) {
        if (shared_->waits_for_disk == wanted) return true;
        shared_->waits_for_disk = wanted;
        return detail::run_sql(database_.get(), wanted ? "PRAGMA synchronous=FULL"
                                                       : "PRAGMA synchronous=NORMAL");
    }

    // One transaction for all of them; nothing of it stays when it fails.
    answer<done> put_together(std::span<records_to_put* const> all) {
        bool waits = false;
        for (const records_to_put* each : all) waits |= each->waits_for_disk;
        bool good = set_waiting(waits) && detail::run_sql(database_.get(), "BEGIN IMMEDIATE");
        detail::sqlite_statement insert(
            database_.get(),
            "INSERT INTO vault(receipt,name,salt,value,subject,at) VALUES(?,?,?,?,?,?)");
        for (const records_to_put* each : all)
            for (const vault_record& one : each->records) {
                if (!good) break;
                insert.bind(one.receipt).bind(one.name).bind(one.salt).bind(one.value);
                insert.bind(one.subject).bind(one.at.microseconds).step();
                good = !insert.failed() && insert.restart();
            }
        if (good && detail::run_sql(database_.get(), "COMMIT")) return done{};
        auto why = refused("put");
        detail::run_sql(database_.get(), "ROLLBACK");
        return why;
    }

    refusal refused(std::string_view action) const {
        return detail::vault_refusal(action, sqlite3_errmsg(database_.get()));
    }

    // Only receipt and name of what is gone: for the receipt of the erasure.
    template <class Bind>
    answer<std::vector<vault_record>> erase(const char* sql, Bind bind) {
        const detail::mutex_hold hold(shared_->mutex);
        std::vector<vault_record> erased;
        if (!set_waiting(true)) return refused("erase");
        {
            detail::sqlite_statement statement(database_.get(), sql);
            bind(statement);
            while (statement.step())
                erased.push_back({statement.text(0), statement.text(1), {}, {}, {}, {}});
            if (statement.failed()) return refused("erase");
        }
        // They are gone for who asks the vault, and must go on record, even where a reader keeps
        // them in the write-ahead log: `overwrite` tells.
        static_cast<void>(empty_ahead());
        return erased;
    }

    // Until the write-ahead log is emptied, the values still stand in it.
    answer<done> empty_ahead() {
        detail::sqlite_statement empty(database_.get(), "PRAGMA wal_checkpoint(TRUNCATE)");
        if (!empty.step()) return refused("erase");
        if (empty.number(0) == 0) return done{};
        return detail::vault_refusal(
            "erase", "another process reads the vault: the values are deleted, but stand in its "
                     "write-ahead log until you erase again");
    }

    detail::sqlite_handle database_;
    detail::owned<shared_part> shared_;
};

} // namespace bailiwick
