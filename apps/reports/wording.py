"""How figures read: “未采集” for what was not collected, “—” for no meaning, 0 only for none."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.reports.lines import Line, Number
from apps.reports.registry import Figure, Kind

NO_MEANING = "—"
MINUS = "−"


def is_chinese() -> bool:
    """Whether the reader reads Chinese."""
    return (get_language() or "").startswith("zh")


def number(value: Number, kind: Kind) -> str:
    """1,234 or 96.4%."""
    return f"{value:,.1f}%" if kind is Kind.RATE else f"{int(value):,}"


def shown(figure: Figure | None, kind: Kind) -> str:
    """A figure's value; None means that it has no meaning at all (a stock has no sum)."""
    if figure is None:
        return NO_MEANING
    if not figure.collected:
        return _("not collected")
    return NO_MEANING if figure.value is None else number(figure.value, kind)


def shown_change(line: Line) -> str:
    """+3, −2, 0, or percentage points for a rate."""
    change = line.change
    if change is None:
        return NO_MEANING
    sign = "+" if change > 0 else MINUS if change < 0 else ""
    if line.kind is not Kind.RATE:
        return f"{sign}{abs(int(change)):,}"
    return _("%(change)s points") % {"change": f"{sign}{abs(Decimal(change)):.1f}"}


def fraction(figure: Figure) -> str:
    """54 / 56, or nothing where it is no rate."""
    return "" if figure.denominator is None else f"{figure.numerator:,} / {figure.denominator:,}"


def month_word(month: date) -> str:
    """2026年10月, October 2026."""
    if is_chinese():
        return f"{month.year}年{month.month}月"
    return date_format(month, "F Y")


def day_word(day: date) -> str:
    """2026年11月5日, without leading zeros; 5 November 2026."""
    if is_chinese():
        return f"{day.year}年{day.month}月{day.day}日"
    return date_format(day, "j F Y")


def moment_word(moment: datetime | None) -> str:
    """A day with its time, 24 hours."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{day_word(local.date())} {local:%H:%M}"


def row_words(line: Line) -> dict[str, Any]:
    """A line in words, for tables on screen and on paper."""
    return {
        "key": line.key,
        "name": line.name,
        "unit": line.unit,
        "definition": line.definition,
        "collected": line.now.collected,
        "now": shown(line.now, line.kind),
        "fraction": fraction(line.now),
        "cumulative": shown(line.cumulative, line.kind),
        "change": shown_change(line),
        "note": line.now.note,
    }
