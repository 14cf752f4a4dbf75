"""Drafts side by side: what the manager looks at before publishing one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from apps.gardens.allocation.compare import OTHERS
from apps.gardens.models import AllocationDraft


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of several allocations. `values` in the order of `Table.heads`; None: no meaning there."""

    key: str
    title: str
    unit: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Figures side by side; `heads` are the drafts' words, then first come first served and a plain lottery."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def table(drafts: Iterable[AllocationDraft], *, others: bool = True) -> Table:
    """The drafts side by side, and beside them what the others would give under the first one's inputs."""
    shown = list(drafts)
    columns = [draft.totals["ours"] for draft in shown]
    heads = [f"{draft} {draft.name}".strip() for draft in shown]
    if others and shown:
        columns += [shown[0].totals[name] for name in OTHERS]
        heads += [_("first come, first served"), _("plain lottery")]
    rows = [
        Row(key, title, unit, tuple(column[key] / scale if scale > 1 else column[key] for column in columns))
        for key, title, unit, scale in _figures()
    ]
    return Table(tuple(heads), (*rows, *_proof(shown, len(columns))))


def _figures() -> tuple[tuple[str, str, str, int], ...]:
    """Key, name, unit, and what the whole number is divided by for people."""
    return (
        ("served", _("households with a plot"), _("households"), 1),
        ("waiting", _("households on the waitlist"), _("households"), 1),
        ("total_s", _("all walks together"), _("hours"), 3600),
        ("median_s", _("walk in the middle"), _("minutes"), 60),
        ("worst_s", _("longest walk"), _("minutes"), 60),
        ("gini_permille", _("spread of walks (Gini; 0: all walk alike)"), "", 1000),
        ("cost", _("walks weighted by frailty"), _("hours"), 36000),
    )


def _proof(shown: list[AllocationDraft], columns: int) -> list[Row]:
    """How far each draft can be from the best, and who walks less or more than under the others."""
    blank = (None,) * (columns - len(shown))
    gaps = tuple((draft.cost - draft.bound) / 36000 for draft in shown)
    rows = [Row("gap", _("at most so far from the best"), _("hours"), (*gaps, *blank))]
    words = {
        "first_come": (_("nearer than first come"), _("farther than first come")),
        "lottery": (_("nearer than by lottery"), _("farther than by lottery")),
    }
    for name, titles in words.items():
        for key, title in zip(("nearer", "farther"), titles, strict=True):
            values = tuple(draft.totals["against"][name][key] for draft in shown)
            rows.append(Row(f"{name}_{key}", title, _("households"), (*values, *blank)))
    return rows
