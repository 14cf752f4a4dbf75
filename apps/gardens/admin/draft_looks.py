"""How the plots of an allocation are coloured: by minutes, by why, by earlier rounds without one, by what changes."""

from collections.abc import Callable, Mapping

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from apps.gardens.allocation import Problem
from apps.gardens.allocation.problem import Household
from apps.gardens.changes import Beside, Change
from apps.gardens.explaining import minutes_up
from apps.gardens.grid import Look
from apps.gardens.models.request import USUAL_WEIGHT

BANDS = 5
WIDTHS = (1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 60)  # minutes of one band


class Colour(models.TextChoices):
    """What the colour of a plot tells."""

    MINUTES = "minutes", gettext_lazy("minutes on foot")
    WHY = "why", gettext_lazy("why it got it")
    WAITED = "waited", gettext_lazy("earlier rounds without a plot")
    CHANGE = "change", gettext_lazy("who walks less or more")
    NOW = "now", gettext_lazy("how it is used now")


WHY_LOOKS = {
    "keep": Look("wait", "push_pin", gettext_lazy("keeps its plot")),
    "together": Look("due", "group", gettext_lazy("beside relatives or neighbours")),
    "first": Look("late", "elderly", gettext_lazy("goes first under the rules")),
    "usual": Look("done", "potted_plant", gettext_lazy("nearest that was left")),
}
WAITED_LOOKS = (
    Look("done", "potted_plant", gettext_lazy("never left without one")),
    Look("wait", "hourglass_top", gettext_lazy("one round without")),
    Look("due", "hourglass_bottom", gettext_lazy("two rounds or more without")),
)
CHANGE_LOOKS = {
    Change.NEARER: Look("done", "trending_down", Change.NEARER.label),
    Change.FARTHER: Look("late", "trending_up", Change.FARTHER.label),
    Change.SAME: Look("neutral", "trending_flat", Change.SAME.label),
    Change.GAINED: Look("wait", "add", Change.GAINED.label),
}
Chooser = Callable[[Household, Beside], Look]


def chooser(colour: str, problem: Problem, together: frozenset[str], rows: list[Beside]) -> tuple[Chooser, list[Look]]:
    """How to colour a household's plot, and the looks there can be, in the order of the legend."""
    if colour == Colour.WHY:
        return lambda one, row: WHY_LOOKS[_why(problem, together, one, row)], list(WHY_LOOKS.values())
    if colour == Colour.WAITED:
        return lambda one, row: WAITED_LOOKS[min(one.waited, 2)], list(WAITED_LOOKS)
    if colour == Colour.CHANGE:
        return lambda one, row: CHANGE_LOOKS[row.change], list(CHANGE_LOOKS.values())
    width, looks = bands(max((row.seconds or 0 for row in rows), default=0))
    return lambda one, row: looks[min((minutes_up(row.seconds or 0) - 1) // width, len(looks) - 1)], looks


def _why(problem: Problem, together: frozenset[str], one: Household, row: Beside) -> str:
    if problem.constraints.keep and one.keep and one.keep == row.plot:
        return "keep"
    if one.code in together:
        return "together"
    return "first" if one.weight > USUAL_WEIGHT else "usual"


def bands(longest: int) -> tuple[int, list[Look]]:
    """At most five equal bands of whole minutes up to the longest walk (seconds): their width, and how they look."""
    most = minutes_up(longest)
    width = next((width for width in WIDTHS if width * BANDS >= most), WIDTHS[-1])
    count = min(BANDS, -(-most // width))
    return width, [Look(f"m{band + 1}", "directions_walk", _band(band, width, count)) for band in range(count)]


def _band(band: int, width: int, count: int) -> str:
    first, last = band * width + 1, (band + 1) * width
    if width * BANDS < last or (band == BANDS - 1 and width == WIDTHS[-1]):
        return _("%(n)s minutes or more") % {"n": first}
    if first == last:
        return ngettext("%(n)s minute", "%(n)s minutes", first) % {"n": first}
    return _("%(first)s–%(last)s minutes") % {"first": first, "last": last}


def together_of(outputs: Mapping[str, object]) -> frozenset[str]:
    """The households that lie beside those whom they asked for."""
    units: object = outputs.get("together", ())
    return frozenset(code for unit in units for code in unit) if isinstance(units, list | tuple) else frozenset()
