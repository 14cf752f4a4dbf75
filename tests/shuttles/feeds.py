"""Reading a GTFS feed as others do: by an independent validator, and by a library of their analysts."""

import io
import json
import warnings
from collections import Counter
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

from gtfs_validator.cli import main


def notices(feed: bytes, folder: Path, today: date) -> Counter[tuple[str, str]]:
    """What the validator says of the feed on a day: how often, by severity and code."""
    path = folder / "feed.zip"
    path.write_bytes(feed)
    said = io.StringIO()
    with redirect_stdout(said):
        code = main(["-i", str(path), "--stdout", "-c", "CN", "-d", today.isoformat()])
    assert code == 0, said.getvalue()
    found = json.loads(said.getvalue())["notices"]
    return Counter({(one["severity"], one["code"]): one["totalNotices"] for one in found})


def loaded(feed: bytes, folder: Path) -> Any:
    """The feed as gtfs-kit reads it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what its own dependencies are about to give up
        import gtfs_kit

        path = folder / "kit.zip"
        path.write_bytes(feed)
        return gtfs_kit.read_feed(path, dist_units="km")


def running(feed: Any, day: date) -> set[str]:
    """The keys of the trips that run on a day, as gtfs-kit reckons them."""
    return set(feed.get_trips(f"{day:%Y%m%d}").trip_id)
