"""Phone submissions against a bare Django view doing one INSERT on the same server.

Both are posted by the same client to the same processes in turns; the submission is the real form of the phone page:
CSRF, limits, validation, clocks in working time, the complaint with its first step, and what follows on commit.
"""

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


class Batches:
    """Batches of both kinds in turns: (requests a second, CPU seconds a request) of each."""

    def __init__(self, server: Server) -> None:
        self.server = server
        page = Client(server.port)
        token = page.token(FORM)
        words = {"text": "三楼楼道灯坏了，晚上看不见", "place": "三楼楼道", "name": "谭建国", "phone": "15400000001"}
        form = {"csrfmiddlewaretoken": token, "client_id": PLACEHOLDER.decode(), **words}
        fields = urlencode(form).encode()
        self.submit = once_each(request_bytes(FORM, fields, page.cookies, server.port))
        self.bare = once_each(request_bytes("/bench/bare/", fields, page.cookies, server.port))

    def batch(self, kind: str) -> tuple[float, float]:
        make, status = (self.submit, b"303") if kind == "submit" else (self.bare, b"200")
        before = self.server.cpu_seconds()
        seconds = fire(self.server.port, make, count=BATCH, threads=THREADS, status=status)
        return BATCH / seconds, (self.server.cpu_seconds() - before) / BATCH

    def in_turns(self, runs: int) -> dict[str, list[tuple[float, float]]]:
        found: dict[str, list[tuple[float, float]]] = {"bare": [], "submit": []}
        for kind in ("bare", "submit"):
            self.batch(kind)
        for run in range(runs):
            for kind in ("bare", "submit") if run % 2 else ("submit", "bare"):
                found[kind].append(self.batch(kind))
        return found


_found: dict[int, dict[str, list[tuple[float, float]]]] = {}


def measured(stage: Stage) -> dict[str, list[tuple[float, float]]]:
    """Once for both rows."""
    if id(stage) not in _found:
        with Server(SCRATCH, workers=2) as server:
            _found[id(stage)] = Batches(server).in_turns(stage.runs)
    return _found[id(stage)]


def rate(stage: Stage) -> Result:
    found = measured(stage)
    bare, submit = ([speed for speed, _cpu in found[kind]] for kind in ("bare", "submit"))
    ratio = Spread.of([s / b for s, b in zip(submit, bare, strict=True)])
    return Result({"bare /s": Spread.of(bare), "submit /s": Spread.of(submit)}, ratio, AIM)


def cpu(stage: Stage) -> Result:
    found = measured(stage)
    bare, submit = ([1000 * used for _speed, used in found[kind]] for kind in ("bare", "submit"))
    ratio = Spread.of([b / s for s, b in zip(submit, bare, strict=True)])
    return Result({"bare ms": Spread.of(bare), "submit ms": Spread.of(submit)}, ratio, AIM)


register(Row(GROUP, "submit.rate", "submissions a second", rate))
register(Row(GROUP, "submit.cpu", "CPU a request, server and database", cpu))
