#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""A receiver of webhooks for tests, on this machine only.

receiver.py FOLDER KEY [STATUS...]: prints its port, answers one request after the other with the
statuses, then with 204, or 401 where the signature does not fit; keeps each body in FOLDER as
<number>.json, with its signature beside it; ends at POST /stop, or after a minute.
"""
import hashlib
import hmac
import http.server
import os
import sys
import threading
import time


def is_signed(header, body, key):
    """As docs/how-to/wake-people.md shows it to receivers."""
    parts = dict(part.split("=", 1) for part in header.split(","))
    wanted = hmac.new(key, parts["t"].encode() + b"." + body, hashlib.sha256).hexdigest()
    return abs(time.time() - int(parts["t"])) < 300 and hmac.compare_digest(wanted, parts["v1"])


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    planned = [int(each) for each in sys.argv[3:]]
    taken = 0

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/stop":
            self.answer(204)
            threading.Thread(target=self.server.shutdown).start()
            return
        header = self.headers.get("Bailiwick-Signature", "")
        name = os.path.join(sys.argv[1], str(Receiver.taken))
        Receiver.taken += 1
        with open(name + ".json", "wb") as file:
            file.write(body)
        with open(name + ".signature", "w") as file:
            file.write(header)
        status = Receiver.planned.pop(0) if Receiver.planned else 204
        if status == 204 and not is_signed(header, body, sys.argv[2].encode()):
            status = 401
        self.answer(status)

    def answer(self, status):
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "2")
        if status == 302:
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        if status != 204:
            self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as server:
    print(server.server_port, flush=True)
    ending = threading.Timer(60, server.shutdown)
    ending.start()
    server.serve_forever()
    ending.cancel()
