#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""A collector for tests, on this machine only.

collector.py FOLDER [STATUS...]: prints its port, answers one request after the other with the
statuses (503 with "Retry-After: 1"), then with 200; keeps what it took in FOLDER as
<number>.<logs|traces>.json; ends at POST /stop, or after a minute.
"""
import http.server
import json
import os
import sys
import threading


def check(path, body):
    """What OTLP/JSON asks for; an exception is an answer of 400."""
    outer, inner, items = {
        "/v1/logs": ("resourceLogs", "scopeLogs", "logRecords"),
        "/v1/traces": ("resourceSpans", "scopeSpans", "spans"),
    }[path]
    whole = json.loads(body)
    assert list(whole) == [outer]
    for resource in whole[outer]:
        for scope in resource[inner]:
            for item in scope[items]:
                for name, value in item.items():
                    if name.endswith("UnixNano"):
                        assert isinstance(value, str) and value.isdigit()
                    if name == "traceId":
                        assert len(bytes.fromhex(value)) == 16
                    if name in ("spanId", "parentSpanId"):
                        assert len(bytes.fromhex(value)) == 8
                    if name in ("kind", "severityNumber"):
                        assert isinstance(value, int)
                for attribute in item["attributes"]:
                    (kind, value), = attribute["value"].items()
                    assert isinstance(value, {"stringValue": str, "intValue": str,
                                              "boolValue": bool, "arrayValue": dict}[kind])


class Collector(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    planned = [int(each) for each in sys.argv[2:]]
    taken = 0

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/stop":
            self.answer(200)
            threading.Thread(target=self.server.shutdown).start()
            return
        status = Collector.planned.pop(0) if Collector.planned else 200
        if status == 200:
            try:
                assert self.headers["Content-Type"] == "application/json"
                check(self.path, body)
            except Exception as fault:  # whatever is wrong with it
                return self.answer(400, repr(fault))
            name = f"{Collector.taken}.{self.path.rsplit('/', 1)[1]}.json"
            with open(os.path.join(sys.argv[1], name), "wb") as into:
                into.write(body)
            Collector.taken += 1
        self.answer(status)

    def answer(self, status, words="{}"):
        self.send_response(status)
        if status == 503:
            self.send_header("Retry-After", "1")
        self.send_header("Content-Length", str(len(words)))
        self.end_headers()
        self.wfile.write(words.encode())

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Collector)
server.daemon_threads = True
limit = threading.Timer(60, server.shutdown)
limit.daemon = True
limit.start()
print(server.server_port, flush=True)
server.serve_forever()
