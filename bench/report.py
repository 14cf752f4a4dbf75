"""The table on the terminal and the JSON file."""

import json
import os
import platform
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django
import psycopg

from bench.data import SIZES
from bench.measure import Spread
from bench.registry import ROWS, Result, Row
from config import embedded

RESULTS = Path(__file__).parent / "results" / "latest.json"


class Table:
    """Rows as they come."""

    def __init__(self) -> None:
        self.group = ""
        self.started = time.monotonic()

    def show(self, row: Row, result: Result) -> None:
        if row.group != self.group:
            self.group = row.group
            print(f"\n{row.group}", flush=True)
        words = "   ".join(f"{name} {_word(value)}" for name, value in result.figures.items())
        ratio = f"   ratio {_spread(result.ratio)}" if result.ratio else ""
        aim = f" (aim {result.aim})" if result.aim else ""
        print(f"  {'ok  ' if result.met else 'MISS'} {row.title:<44} {words}{ratio}{aim}", flush=True)
        for fault in result.faults:
            print(f"       {fault}", flush=True)


def _word(value: Any) -> str:
    if isinstance(value, Spread):
        return _spread(value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def _spread(spread: Spread) -> str:
    digits = 0 if spread.middle >= 100 else 1 if spread.middle >= 10 else 2
    return f"{spread.middle:,.{digits}f} [{spread.least:,.{digits}f}–{spread.most:,.{digits}f}]"


def write(found: dict[str, Result], *, partly: bool) -> Path:
    """Write the results; a partial run replaces only its own rows."""
    before = json.loads(RESULTS.read_text(encoding="utf-8"))["rows"] if partly and RESULTS.exists() else {}
    rows = {key: {"group": ROWS[key].group, "title": ROWS[key].title, **r.as_dict()} for key, r in found.items()}
    RESULTS.parent.mkdir(exist_ok=True)
    text = json.dumps({"machine": machine(), "rows": {**before, **rows}}, ensure_ascii=False, indent=1)
    RESULTS.write_text(text + "\n", encoding="utf-8")
    return RESULTS


def machine() -> dict[str, Any]:
    """On what it was measured."""
    with psycopg.connect(embedded.database_url()) as connection:
        server = connection.info.server_version
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "load": [round(part, 2) for part in os.getloadavg()],
        "python": platform.python_version(),
        "django": django.get_version(),
        "postgresql": f"{server // 10000}.{server % 10000}",
        "sizes": {size.name: size.title for size in SIZES},
    }
