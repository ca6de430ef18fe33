// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "on_server.hpp"

#include <cstring>

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

/// A wire between a store and the server that can be cut at a chosen moment.
class relay {
public:
    enum class cut {
        never,
        before, ///< the next message of the client does not arrive, and the connection ends
        after   ///< it arrives and is answered, but the answer does not come back
    };
    std::atomic<cut> next{cut::never};

    relay() {
        sockaddr_un name = name_of("/.s.PGSQL.6000");
        ::unlink(name.sun_path);
        listens_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        ::bind(listens_, reinterpret_cast<const sockaddr*>(&name), sizeof name);
        ::listen(listens_, 16);
        reader_ = std::thread([this] { accept_all(); });
    }
    relay(const relay&) = delete;
    relay& operator=(const relay&) = delete;
    ~relay() {
        is_over_ = true;
        reader_.join();
        for (std::thread& each : wires_)
            each.join();
        ::close(listens_);
    }
    std::string conninfo() const { return server()->conninfo() + " port=6000"; }

    /// Cuts every connection that is open now.
    void cut_all() { ++generation_; }

private:
    static sockaddr_un name_of(const char* file) {
        sockaddr_un name{};
        name.sun_family = AF_UNIX;
        const std::string path = server()->folder() + file;
        std::memcpy(name.sun_path, path.c_str(), path.size() + 1);
        return name;
    }

    void accept_all() {
        while (!is_over_) {
            pollfd waits{listens_, POLLIN, 0};
            if (::poll(&waits, 1, 20) <= 0)
                continue;
            const int client = ::accept(listens_, nullptr, nullptr);
            wires_.emplace_back([this, client] { carry(client); });
        }
    }

    void carry(int client) {
        const sockaddr_un name = name_of("/.s.PGSQL.5432");
        const int to = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int mine = generation_;
        bool is_open = ::connect(to, reinterpret_cast<const sockaddr*>(&name), sizeof name) == 0;
        while (is_open && !is_over_ && generation_ == mine) {
            pollfd both[] = {{client, POLLIN, 0}, {to, POLLIN, 0}};
            if (::poll(both, 2, 10) <= 0)
                continue;
            if (both[0].revents != 0) {
                const cut how = next.exchange(cut::never);
                if (how == cut::before)
                    break;
                is_open = pass(client, to);
                if (how == cut::after) {
                    pollfd answer{to, POLLIN, 0};
                    ::poll(&answer, 1, 5000);
                    break;
                }
            }
            if (both[1].revents != 0)
                is_open = is_open && pass(to, client);
        }
        ::close(client);
        ::close(to);
    }

    static bool pass(int from, int to) {
        char bytes[65536];
        const ssize_t got = ::recv(from, bytes, sizeof bytes, 0);
        for (ssize_t sent = 0; sent < got;) {
            const ssize_t more =
                ::send(to, bytes + sent, static_cast<std::size_t>(got - sent), MSG_NOSIGNAL);
            if (more <= 0)
                return false;
            sent += more;
        }
        return got > 0;
    }

    std::atomic<bool> is_over_{false};
    std::atomic<int> generation_{0};
    int listens_ = -1;
    std::thread reader_;
    std::vector<std::thread> wires_;
};
