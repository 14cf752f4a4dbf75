"""Answers of routing servers in the shape that their documentation gives, and a server that gives or withholds them."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

OSRM = {
    "code": "Ok",
    "sources": [{"hint": "a", "distance": 4.2, "name": "", "location": [109.480041, 30.270012]}],
    "destinations": [
        {"hint": "b", "distance": 12.1, "name": "", "location": [109.5001, 30.2802]},
        {"hint": "c", "distance": 0.0, "name": "", "location": [109.47, 30.26]},
        {"hint": "d", "distance": 850.4, "name": "", "location": [109.41, 30.30]},
    ],
    "durations": [[2712.6, None, 5400.0]],
    "distances": [[3767.5, None, 7500.0]],
}
VALHALLA = {
    "algorithm": "costmatrix",
    "units": "kilometers",
    "sources": [{"lat": 30.27, "lon": 109.48}],
    "targets": [{"lat": 30.28, "lon": 109.5}, {"lat": 30.26, "lon": 109.47}],
    "sources_to_targets": [
        [
            {"distance": 3.767, "time": 2712, "from_index": 0, "to_index": 0},
            {"distance": None, "time": None, "from_index": 0, "to_index": 1},
        ]
    ],
}
Answer = Callable[[str, Any], tuple[int, bytes]]


def said(body: Any, status: int = 200) -> Answer:
    """Always the same answer."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return lambda path, asked: (status, raw)


class FakeServer:
    """A routing server on this machine; keeps what it was asked."""

    def __init__(self, answer: Answer) -> None:
        self.answer, self.asked = answer, []
        self.let_go = threading.Event()
        self.url = ""


@contextmanager
def serving(answer: Answer) -> Iterator[FakeServer]:
    """A server for one test. An answer may wait for `let_go`, which is set at the end."""
    fake = FakeServer(answer)

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            asked = json.loads(self.rfile.read(length)) if length else None
            fake.asked.append((self.path, asked))
            status, body = fake.answer(self.path, asked)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = handle_any

        def log_message(self, *_args: Any) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.handle_error = lambda *_args: None  # the client may have gone
        fake.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield fake
        finally:
            fake.let_go.set()
            server.shutdown()
            thread.join()
