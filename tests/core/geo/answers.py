"""Answers of routing servers in the shape that their documentation gives, and a server that gives or withholds them."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "data/routing"


def recorded(name: str) -> Any:
    """An answer kept in tests/data/routing, whose README says where it is from."""
    return json.loads((DATA / f"{name}.json").read_text())


OSRM, VALHALLA = recorded("osrm-no-way"), recorded("valhalla-matrix")
Answer = Callable[[str, Any], tuple[Any, ...]]


def said(body: Any, status: int = 200, **headers: str) -> Answer:
    """Always the same answer."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return lambda path, asked: (status, raw, headers)


def osrm_of(path: str, _body: Any) -> tuple[int, bytes]:
    """OSRM, which answers as many targets as were asked for, each a minute and 80 m further."""
    rows = range(1, path.split("?")[0].count(";") + 1)
    answer = {
        "code": "Ok",
        "durations": [[60 * row for row in rows]],
        "distances": [[80 * row for row in rows]],
        "destinations": [{"distance": 0} for _row in rows],
    }
    return 200, json.dumps(answer).encode()


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
            status, body, *more = fake.answer(self.path, asked)
            self.send_response(status)
            for name, value in (more[0] if more else {}).items():
                self.send_header(name.replace("_", "-"), value)
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
