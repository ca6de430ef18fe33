// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

/// An HTTP server on this machine's own address that says what a test tells it to.

namespace loopback {

/// What came in: the line and the headers as they were sent, and the body.
struct request {
    std::string head, body;

    std::string header(std::string_view name) const {
        const auto same = [](char a, char b) { return (a | 32) == (b | 32); };
        const auto at = std::search(head.begin(), head.end(), name.begin(), name.end(), same);
        if (at == head.end()) return {};
        const std::string rest(at + static_cast<std::ptrdiff_t>(name.size()) + 2, head.end());
        return rest.substr(0, rest.find("\r\n"));
    }
};

/// What goes out, and how it ends: whole, cut off in the middle, or never.
struct response {
    int status = 200;
    std::string body{};
    std::string headers{}; ///< each with its line end
    enum { whole, cut, never } sent = whole;
};

class server {
public:
    using script = std::function<response(const request&, std::size_t turn)>;

    explicit server(script answers) : answers_(std::move(answers)) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof at;
        const bool good = ::bind(listener_, reinterpret_cast<sockaddr*>(&at), size) == 0 &&
                          ::listen(listener_, 16) == 0 && ::pipe(stop_) == 0 &&
                          ::getsockname(listener_, reinterpret_cast<sockaddr*>(&at), &size) == 0;
        if (!good) std::abort();
        base_ = "http://127.0.0.1:" + std::to_string(ntohs(at.sin_port)) + "/v1";
        thread_ = std::thread([this] { serve(); });
    }
    server(const server&) = delete;
    server& operator=(const server&) = delete;
    ~server() {
        ::close(stop_[1]); // wakes every poll
        thread_.join();
        ::close(stop_[0]);
        ::close(listener_);
    }

    const std::string& base() const { return base_; }
    std::vector<request> requests() const {
        const std::lock_guard held(guard_);
        return requests_;
    }

private:
    /// Whether there is something to read; false when the server is to end.
    bool wait_for(int socket) const {
        pollfd both[] = {{socket, POLLIN, 0}, {stop_[0], POLLIN, 0}};
        while (::poll(both, 2, -1) < 0) {}
        return both[1].revents == 0;
    }

    void serve() {
        while (wait_for(listener_)) {
            const int one = ::accept(listener_, nullptr, nullptr);
            if (one < 0) continue;
            answer(one);
            ::close(one);
        }
    }

    void answer(int socket) {
        request got;
        if (!read_whole(socket, got)) return;
        std::size_t turn = 0;
        {
            const std::lock_guard held(guard_);
            turn = requests_.size();
            requests_.push_back(got);
        }
        const response said = answers_(got, turn);
        if (said.sent == response::never) {
            static_cast<void>(wait_for(socket)); // until the client gives up, or the test ends
            return;
        }
        std::string bytes = "HTTP/1.1 " + std::to_string(said.status) +
                            " said\r\nContent-Type: application/json\r\nContent-Length: " +
                            std::to_string(said.body.size()) + "\r\nConnection: close\r\n" +
                            said.headers + "\r\n" + said.body;
        if (said.sent == response::cut) bytes.resize(bytes.size() - said.body.size() / 2);
        for (std::size_t at = 0; at < bytes.size();) {
            const ssize_t sent =
                ::send(socket, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
            if (sent <= 0) return;
            at += static_cast<std::size_t>(sent);
        }
    }

    bool read_whole(int socket, request& got) const {
        std::string bytes;
        std::size_t wanted = std::string::npos;
        while (bytes.size() < wanted) {
            char part[4096];
            if (!wait_for(socket)) return false;
            const ssize_t count = ::recv(socket, part, sizeof part, 0);
            if (count <= 0) return false;
            bytes.append(part, static_cast<std::size_t>(count));
            const std::size_t end = bytes.find("\r\n\r\n");
            if (end == std::string::npos || wanted != std::string::npos) continue;
            got.head = bytes.substr(0, end + 2);
            wanted = end + 4 + std::stoul("0" + got.header("Content-Length"));
        }
        got.body = bytes.substr(got.head.size() + 2);
        return true;
    }

    script answers_;
    std::string base_;
    int listener_ = -1, stop_[2] = {-1, -1};
    mutable std::mutex guard_;
    std::vector<request> requests_{};
    std::thread thread_{};
};

} // namespace loopback
