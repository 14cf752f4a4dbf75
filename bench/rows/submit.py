"""Phone submissions against a bare Django view doing one INSERT on the same server.

Both are posted by the same client to the same processes in turns; the submission is the real form of the phone page:
CSRF, limits, validation, clocks in working time, the complaint with its first step, and what follows on commit.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from bench.client import Client
from bench.data import SCRATCH
from bench.load import PLACEHOLDER, fire, once_each, request_bytes
from bench.measure import Spread
from bench.registry import Aim, Result, Row, register
from bench.server import Server
from bench.stage import Stage

BATCH, THREADS = 240, 4
AIM = Aim(0.6, at_most=False)
GROUP = "Phone submissions against a bare INSERT, same server and middleware"
FORM = "/c/qingchuan/report/damage/"


@dataclass(frozen=True)
class Batch:
    """What a batch of requests took: requests a second, and CPU milliseconds a request."""

    speed: float
    server_ms: float
    database_ms: float

    @property
    def cpu_ms(self) -> float:
        return self.server_ms + self.database_ms


Found = dict[str, list[Batch]]


class Batches:
    """Batches of both kinds in turns."""

    def __init__(self, server: Server) -> None:
        self.server = server
        page = Client(server.port)
        token = page.token(FORM)
        words = {"text": "三楼楼道灯坏了，晚上看不见", "place": "三楼楼道", "name": "谭建国", "phone": "15400000001"}
        form = {"csrfmiddlewaretoken": token, "client_id": PLACEHOLDER.decode(), **words}
        fields = urlencode(form).encode()
        self.submit = once_each(request_bytes(FORM, fields, page.cookies, server.port))
        self.bare = once_each(request_bytes("/bench/bare/", fields, page.cookies, server.port))

    def batch(self, kind: str) -> Batch:
        make, status = (self.submit, b"303") if kind == "submit" else (self.bare, b"200")
        before = self.server.cpu_seconds()
        seconds = fire(self.server.port, make, count=BATCH, threads=THREADS, status=status)
        used = [1000 * (b - a) / BATCH for a, b in zip(before, self.server.cpu_seconds(), strict=True)]
        return Batch(BATCH / seconds, *used)

    def in_turns(self, runs: int) -> Found:
        found: Found = {"bare": [], "submit": []}
        for kind in found:
            self.batch(kind)
        for run in range(runs):
            for kind in ("bare", "submit") if run % 2 else ("submit", "bare"):
                found[kind].append(self.batch(kind))
        return found


_found: dict[int, Found] = {}


def measured(stage: Stage) -> Found:
    """Once for both rows."""
    if id(stage) not in _found:
        with Server(SCRATCH, workers=2) as server:
            _found[id(stage)] = Batches(server).in_turns(stage.runs)
    return _found[id(stage)]


def rate(stage: Stage) -> Result:
    found = measured(stage)
    figures = {f"{kind} /s": Spread.of([batch.speed for batch in batches]) for kind, batches in found.items()}
    ratio = Spread.of([s.speed / b.speed for s, b in zip(found["submit"], found["bare"], strict=True)])
    return Result(figures, ratio, AIM)


def cpu(stage: Stage) -> Result:
    found = measured(stage)
    figures: dict[str, Spread | float | int | str] = {}
    for kind, batches in found.items():
        figures[f"{kind} ms"] = Spread.of([batch.cpu_ms for batch in batches])
        figures[f"{kind} database ms"] = Spread.of([batch.database_ms for batch in batches])
    ratio = Spread.of([b.cpu_ms / s.cpu_ms for s, b in zip(found["submit"], found["bare"], strict=True)])
    return Result(figures, ratio, AIM)


register(Row(GROUP, "submit.rate", "submissions a second", rate))
register(Row(GROUP, "submit.cpu", "CPU a request, server and database", cpu))
