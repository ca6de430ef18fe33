// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bailiwick/witness.hpp>

#include <algorithm>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>

/// A witness over HTTP/1.1 on this machine's own address: one kind of request, strictly read, with
/// limits on its size and its time. Where others are to reach it, a server with TLS stands before.

namespace office {

/// What one connection may take.
struct server_limits {
    std::size_t head_bytes = 8 * 1024;
    bw::duration whole = bw::seconds(10); ///< for the request, and again for the answer
    unsigned connections = 32;            ///< at the same time; the next one waits
};

/// A request that was read whole, or the status that says why not; 0 if nobody can be told.
struct http_request {
    int refused = 0;
    std::string body{};
};

/// One connection: read until the request is whole or the time is over, then answered and closed.
class connection {
public:
    connection(int socket, const server_limits& limits) : socket_(socket), limits_(limits) {
        ends_ = bw::system_now() + limits.whole;
    }

    http_request read() {
        std::string bytes;
        std::size_t end = std::string::npos;
        while (end == std::string::npos) {
            if (!more(bytes)) return {bytes.empty() ? 0 : 408};
            end = bytes.find("\r\n\r\n");
            if (std::min(end, bytes.size()) > limits_.head_bytes) return {431};
        }
        std::size_t wanted = 0;
        if (const int refused = judge(std::string_view(bytes).substr(0, end + 2), wanted);
            refused != 0)
            return {refused};
        std::string body = bytes.substr(end + 4);
        while (body.size() < wanted)
            if (!more(body)) return {408};
        if (body.size() > wanted) return {400};
        return {0, std::move(body)};
    }

    void answer(const bw::witness_reply& reply) {
        ends_ = bw::system_now() + limits_.whole; // the request may have used up its own time
        std::string bytes = "HTTP/1.1 " + std::to_string(reply.status) +
                            " Witness\r\nContent-Type: " + reply.content_type +
                            "\r\nContent-Length: " + std::to_string(reply.body.size()) +
                            "\r\nConnection: close\r\n\r\n" + reply.body;
        for (std::size_t at = 0; at < bytes.size();) {
            if (!ready(POLLOUT)) return;
            const ssize_t sent = ::send(socket_, bytes.data() + at, bytes.size() - at,
                                        MSG_NOSIGNAL | MSG_DONTWAIT);
            if (sent < 0 && errno != EAGAIN && errno != EINTR) return;
            if (sent > 0) at += static_cast<std::size_t>(sent);
        }
        // What is still unread would otherwise reset the connection under the answer.
        ::shutdown(socket_, SHUT_WR);
        std::string rest;
        while (rest.size() < bw::largest_witness_message && more(rest)) {}
    }

private:
    bool ready(short events) const {
        const long long left = ends_.since(bw::system_now()).milliseconds;
        pollfd one{socket_, events, 0};
        return left > 0 && ::poll(&one, 1, static_cast<int>(left)) > 0;
    }
    bool more(std::string& to) const {
        char part[4096];
        while (ready(POLLIN)) {
            const ssize_t got = ::recv(socket_, part, sizeof part, MSG_DONTWAIT);
            if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
            if (got > 0) to.append(part, static_cast<std::size_t>(got));
            return got > 0;
        }
        return false;
    }

    // The status that refuses this head, or 0 and the length of the body.
    static int judge(std::string_view head, std::size_t& wanted) {
        const auto line = [&]() -> std::string_view {
            const std::size_t end = head.find("\r\n");
            const std::string_view first = head.substr(0, end);
            head.remove_prefix(end + 2);
            return first;
        };
        const std::string_view asked = line();
        if (!asked.ends_with(" HTTP/1.1") && !asked.ends_with(" HTTP/1.0")) return 400;
        if (!asked.starts_with("POST ")) return 405;
        if (asked.substr(5, asked.size() - 14) != bw::add_checkpoint_path) return 404;
        std::optional<unsigned long long> length;
        while (!head.empty()) {
            const std::string_view field = line();
            const std::size_t colon = field.find(':');
            if (colon == std::string_view::npos || colon == 0 ||
                field.find_first_of("\r\n") != std::string_view::npos)
                return 400;
            const std::string_view name = field.substr(0, colon);
            std::string_view value = field.substr(colon + 1);
            while (value.starts_with(' ')) value.remove_prefix(1);
            if (is_same(name, "transfer-encoding")) return 501;
            if (!is_same(name, "content-length")) continue;
            if (length || !(length = bw::detail::decimal_of(value))) return 400;
        }
        if (!length) return 411;
        if (*length > bw::largest_witness_message) return 413;
        wanted = static_cast<std::size_t>(*length);
        return 0;
    }
    static bool is_same(std::string_view name, std::string_view lower) {
        if (name.size() != lower.size()) return false;
        for (std::size_t i = 0; i < name.size(); ++i)
            if ((name[i] >= 'A' && name[i] <= 'Z' ? name[i] + 32 : name[i]) != lower[i])
                return false;
        return true;
    }

    int socket_;
    const server_limits& limits_;
    bw::instant ends_{};
};

/// Listens, and answers each connection in a thread of its own, until it is destroyed.
class witness_server {
public:
    using answering = std::function<bw::witness_reply(std::string_view body)>;

    /// Port 0 takes any that is free.
    witness_server(unsigned short port, answering answer, server_limits limits = {})
        : answer_(std::move(answer)), limits_(limits) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_port = htons(port);
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof at;
        const int yes = 1;
        ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        if (::pipe2(stop_, O_CLOEXEC) != 0 ||
            ::bind(listener_, reinterpret_cast<sockaddr*>(&at), size) != 0 ||
            ::listen(listener_, 16) != 0 ||
            ::getsockname(listener_, reinterpret_cast<sockaddr*>(&at), &size) != 0)
            return;
        port_ = ntohs(at.sin_port);
    }
    witness_server(const witness_server&) = delete;
    witness_server& operator=(const witness_server&) = delete;
    ~witness_server() {
        std::unique_lock held(guard_);
        while (running_ > 0) ended_.wait(held);
        for (const int each : {stop_[0], stop_[1], listener_}) ::close(each);
    }

    /// The port that is listened on; 0 if none could be.
    unsigned short port() const noexcept { return port_; }

    /// Answers until `stop`, from another thread, or for ever.
    void serve() {
        pollfd both[] = {{listener_, POLLIN, 0}, {stop_[0], POLLIN, 0}};
        while (port_ != 0) {
            if (::poll(both, 2, -1) < 0) continue;
            if (both[1].revents != 0) return;
            const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (socket < 0) continue;
            std::unique_lock held(guard_);
            while (running_ >= limits_.connections) ended_.wait(held);
            ++running_;
            held.unlock();
            std::thread([this, socket] {
                talk(socket);
                ::close(socket);
                const std::lock_guard ending(guard_);
                --running_;
                ended_.notify_all();
            }).detach();
        }
    }
    void stop() { static_cast<void>(!::write(stop_[1], "", 1)); }

private:
    void talk(int socket) const {
        connection one(socket, limits_);
        const http_request got = one.read();
        if (got.refused != 0)
            one.answer({got.refused, "text/plain", "POST one add-checkpoint request\n"});
        else if (!got.body.empty())
            one.answer(answer_(got.body));
    }

    answering answer_;
    server_limits limits_;
    int listener_ = -1, stop_[2] = {-1, -1};
    unsigned short port_ = 0;
    std::mutex guard_{};
    std::condition_variable ended_{};
    unsigned running_ = 0;
};

} // namespace office
