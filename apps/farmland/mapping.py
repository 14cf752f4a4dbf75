"""Fields on the map and by minutes: the classes, the distribution, GeoJSON for the page and for QGIS."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.farmland.models import Parcel
from apps.farmland.radius import Radius
from apps.farmland.words import metres_words, walk_words

STEPS = (15, 30, 60)
USUAL_RADIUS = 8
WIDTH = 300  # of the longest bar


@dataclass(frozen=True, slots=True)
class Step:
    """A class of minutes on foot: over `above`, up to `upto` (None: no end)."""

    key: str
    above: float
    upto: float | None

    @property
    def label(self) -> str:
        if self.upto is None:
            return _("over %(n)s min") % {"n": f"{self.above:g}"}
        if not self.above:
            return _("up to %(n)s min") % {"n": f"{self.upto:g}"}
        return _("%(a)s to %(b)s min") % {"a": f"{self.above:g}", "b": f"{self.upto:g}"}

    def holds(self, minutes: float) -> bool:
        if self.upto is not None and minutes > self.upto:
            return False
        return minutes > self.above or not self.above


def steps(radius: Radius) -> list[Step]:
    """Classes of minutes: within the radius first, then longer and longer."""
    first = radius.minutes or USUAL_RADIUS
    edges = [0, first, *(step for step in STEPS if step > first)]
    ends: list[float | None] = [*edges[1:], None]
    return [Step(f"m{n}", above, upto) for n, (above, upto) in enumerate(zip(edges, ends, strict=True), 1)]


def step_of(found: list[Step], minutes: float | None) -> Step | None:
    """The class of a walk; None where it is not known."""
    return None if minutes is None else next(step for step in found if step.holds(minutes))


def feature(parcel: Parcel, found: list[Step], *, url: bool = True) -> dict[str, Any]:
    """A placed field as GeoJSON, coloured by minutes on foot."""
    from apps.core.maps import point

    reach = getattr(parcel, "reach", None)
    minutes = reach.walk_minutes if reach else None
    step = step_of(found, minutes)
    said = " · ".join(filter(None, (str(parcel), walk_words(parcel), metres_words(_way(reach)))))
    address = reverse("admin:farmland_parcel_change", args=[parcel.pk]) if url else ""
    return point(
        parcel.pk, parcel.latitude or 0, parcel.longitude or 0, parcel.household.code, text=said,
        kind=step.key if step else "", url=address,
    )  # fmt: skip


def _way(reach: Any) -> float | None:
    return reach.walk_m if reach else None


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many fields and mu lie in each class of minutes, how many are not known, and the middle."""

    rows: list[dict[str, Any]]
    known: int
    unknown: int
    median: float | None

    @property
    def height(self) -> int:
        """Of the chart."""
        return 28 * len(self.rows) + 4


def distribution(found: list[Step], ways: Iterable[tuple[float | None, Any]]) -> Distribution:
    """`ways` are minutes on foot (None: not known) and the area in mu of each field."""
    pairs = list(ways)
    known = [(minutes, mu) for minutes, mu in pairs if minutes is not None]
    rows: list[dict[str, Any]] = []
    for step in found:
        inside = [mu for minutes, mu in known if step.holds(minutes)]
        rows.append({"step": step, "count": len(inside), "mu": sum(inside, start=0)})
    most = max((row["count"] for row in rows), default=0) or 1
    for number, row in enumerate(rows):
        row["width"] = round(WIDTH * row["count"] / most)
        row["percent"] = f"{round(100 * row['count'] / len(known))}%" if known else "—"
        row["y"] = 28 * number
        row["text_x"] = row["width"] + 8
    middle = median(minutes for minutes, _mu in known) if known else None
    return Distribution(rows, len(known), len(pairs) - len(known), middle)
