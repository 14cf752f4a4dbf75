"""Drafts side by side, beside first come first served and a plain lottery: how near, how even, who gains and loses."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from apps.core.sidebyside import Column, Figure, Line, line
from apps.gardens.changes import Change, Way
from apps.gardens.models import AllocationDraft
from apps.gardens.rules import FIRST, FIRST_WORDS

Address = Callable[[AllocationDraft, str], str]  # the page of a draft, with a query


def minutes(seconds: Any) -> str:
    """Seconds as minutes with one decimal; “—” for none."""
    return "—" if seconds is None else f"{seconds / 60:,.1f}"


def whole_minutes(seconds: Any) -> str:
    """Many seconds as whole minutes."""
    return "—" if seconds is None else f"{round(seconds / 60):,}"


def gini(permille: Any) -> str:
    """0.312; 0 means that all walk equally far."""
    return "—" if permille is None else f"{permille / 1000:.3f}"


FIGURES = (
    Figure("served", gettext_lazy("households with a plot"), "", lambda value: f"{value:,}", 1),
    Figure("waiting", gettext_lazy("left waiting"), "", lambda value: f"{value:,}", -1),
    Figure(
        "total_s", gettext_lazy("minutes on foot in all"), gettext_lazy("one way, of all households"), whole_minutes, -1
    ),
    Figure("median_s", gettext_lazy("median minutes"), "", minutes, -1),
    Figure("worst_s", gettext_lazy("longest walk, minutes"), "", minutes, -1),
    Figure("gini_permille", gettext_lazy("spread (Gini)"), gettext_lazy("0: all walk equally far"), gini, -1),
)  # fmt: skip


def comparison(drafts: list[AllocationDraft], published: int | None, page_of: Address) -> dict[str, Any] | None:
    """Columns, figures, and gains against each way; None without drafts. The ways are measured with the last draft.

    Each draft and each count of households leads to the page of the draft.
    """
    if not drafts:
        return None
    last = drafts[-1]
    columns = [
        Column(
            str(one),
            one.label,
            one.totals.get("ours", {}),
            one.pk == published,
            page_of(one, ""),
            pgettext("draft", "published"),
        )
        for one in drafts
    ]
    columns += [Column(str(way.label), _("for comparison"), last.totals.get(way, {})) for way in Way]
    return {
        "columns": columns,
        "lines": [line(columns, figure) for figure in FIGURES],
        "asked": _asked(drafts),
        "against": [_against(drafts, way, page_of) for way in Way],
        "proofs": [{"draft": one, "proven": one.is_proven, "hash": one.content_hash[:12]} for one in drafts],
    }


def _asked(drafts: list[AllocationDraft]) -> list[Line]:
    """The constraints of each draft, so that one sees what was changed."""
    words = {
        "together": _("together where asked"),
        "accessible": _("accessible plots for who needs them"),
        "keep": _("present plots kept"),
    }
    lines = [
        Line(
            word, "", [{"text": "✓" if one.constraints_asked.get(key, True) else "—", "best": False} for one in drafts]
        )
        for key, word in words.items()
    ]
    named = {order: FIRST_WORDS[key] for key, order in FIRST.items()}
    cells = [
        {"text": named.get(tuple(one.constraints_asked.get("priority", ())), "—"), "best": False} for one in drafts
    ]
    return [*lines, Line(_("served first"), "", cells)]


def _against(drafts: list[AllocationDraft], way: Way, page_of: Address) -> dict[str, Any]:
    """Who walks less and who more than under the way, and who has a plot that had none there."""
    rows = []
    for one in drafts:
        found = one.totals.get("against", {}).get(way, {})
        counts = {
            str(key): {"text": f"{found.get(key, 0):,}", "url": page_of(one, f"?beside={way}&show={key}")}
            for key in (Change.NEARER, Change.FARTHER, Change.SAME, Change.GAINED, Change.LOST)
        }
        spans = {f"{key}_minutes": whole_minutes(found.get(f"{key}_s")) for key in ("nearer", "farther")}
        rows.append({"draft": one, **counts, **spans})
    return {"word": str(way.label), "rows": rows}
