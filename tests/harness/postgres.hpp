// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <fcntl.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/// A PostgreSQL server of a test's own: in a new folder, reached through a socket in it only, with
/// fsync on, under an unprivileged user when root runs the tests, gone with the object. It dies
/// with the process that started it, too, because its postmaster is a child that is told so.
class private_postgres {
public:
    /// Nothing, with one line, where there is no server to start.
    static std::unique_ptr<private_postgres> start() {
        const std::string programs = programs_folder();
        if (programs.empty()) {
            std::cout << "skipped: no PostgreSQL server\n";
            return nullptr;
        }
        std::unique_ptr<private_postgres> server(new private_postgres(programs));
        return server->make() && server->begin() ? std::move(server) : nullptr;
    }
    private_postgres(const private_postgres&) = delete;
    private_postgres& operator=(const private_postgres&) = delete;
    ~private_postgres() {
        if (owner_ != ::getpid())
            return; // a child of the test
        stop(SIGQUIT);
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    /// How to reach it, as libpq takes it.
    std::string conninfo() const { return "host=" + folder_ + " dbname=postgres user=tester"; }
    const std::string& folder() const noexcept { return folder_; }

    /// Hands a file to the user that the server runs as.
    bool give(const std::string& path) const {
        return user_ == 0 || ::chown(path.c_str(), user_, group_) == 0;
    }

    /// Ends it as a crash would: no checkpoint, every session is cut off.
    void crash() { stop(SIGQUIT); }
    void stop_in_order() { stop(SIGINT); }

    /// Starts it, with these settings too, and waits until it answers.
    bool begin(const std::vector<std::string>& settings = {}, const std::string& port = "5432") {
        std::vector<std::string> words = {programs_ + "/postgres", "-D", folder_ + "/data", "-k",
                                          folder_,                 "-p", port};
        for (const char* each : {"listen_addresses=", "max_connections=200", "fsync=on",
                                 "unix_socket_permissions=0777"})
            words.insert(words.end(), {"-c", each});
        for (const std::string& each : settings)
            words.insert(words.end(), {"-c", each});
        server_ = spawn(words);
        for (int turn = 0; turn < 600; ++turn) {
            if (end_of(spawn({programs_ + "/pg_isready", "-q", "-h", folder_, "-p", port})) == 0)
                return true;
            ::usleep(100'000);
        }
        std::cout << "the PostgreSQL server does not start: " << folder_ << "/log\n";
        return false;
    }

private:
    explicit private_postgres(std::string programs) : programs_(std::move(programs)) {
        if (::geteuid() != 0)
            return;
        for (const char* name : {"postgres", "nobody"})
            if (const passwd* found = ::getpwnam(name)) {
                user_ = found->pw_uid, group_ = found->pw_gid;
                break;
            }
    }

    static std::string programs_folder() {
        for (int version = 19; version >= 13; --version)
            for (const std::string& each :
                 {"/usr/lib/postgresql/" + std::to_string(version) + "/bin",
                  "/usr/pgsql-" + std::to_string(version) + "/bin"})
                if (std::filesystem::exists(each + "/initdb"))
                    return each;
        return std::filesystem::exists("/usr/local/bin/initdb") ? "/usr/local/bin" : "";
    }

    bool make() {
        std::string form = (std::filesystem::temp_directory_path() / "bw-pg-XXXXXX").string();
        if (::mkdtemp(form.data()) == nullptr)
            return false;
        folder_ = form;
        ::chmod(folder_.c_str(), 0755);
        if (user_ != 0 && ::chown(folder_.c_str(), user_, group_) != 0)
            return false;
        return end_of(spawn({programs_ + "/initdb", "-D", folder_ + "/data", "-U", "tester",
                             "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"})) == 0;
    }

    pid_t spawn(const std::vector<std::string>& words) const {
        const pid_t child = ::fork();
        if (child != 0)
            return child;
        const int log = ::open((folder_ + "/log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
        ::dup2(log, 1);
        ::dup2(log, 2);
        ::setsid();
        const bool is_other = user_ == 0 || (::setgid(group_) == 0 && ::setuid(user_) == 0);
        ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
        std::vector<char*> texts;
        for (const std::string& each : words)
            texts.push_back(const_cast<char*>(each.c_str()));
        texts.push_back(nullptr);
        if (is_other && ::chdir(folder_.c_str()) == 0)
            ::execv(texts[0], texts.data());
        ::_exit(127);
    }

    static int end_of(pid_t child) {
        int status = 0;
        while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {}
        return WIFEXITED(status) ? WEXITSTATUS(status) : 1000;
    }

    void stop(int how) {
        if (server_ > 0) {
            ::kill(server_, how);
            end_of(server_);
        }
        server_ = -1;
    }

    std::string programs_, folder_;
    uid_t user_ = 0;
    gid_t group_ = 0;
    pid_t server_ = -1;
    pid_t owner_ = ::getpid();
};
