"""The chart of a household's income: stacked columns as plain numbers, drawn by the template as SVG.

Drawn on the server it is there without a script, follows light and dark, comes with a tab at no cost, and prints.
"""

from typing import Any

from apps.households.income import IncomeYear

BASE, TOP = 150, 20  # where the columns stand, and what is left for the totals above them
SLOT, COLUMN, WORDS = 56, 34, 82  # pixels a year, the column in it, room for the labels at the right
APART = 14  # between two labels


def income_chart(years: list[IncomeYear], lines: dict[int, Any], *, most: int = 6) -> dict[str, Any] | None:
    """Columns of the last years, each with its total, its parts from the base up, and the line of that year.

    None where nobody was registered in any of them. A loss draws nothing; the total counts it.
    """
    years = [year for year in years if year.people][-most:]
    if not years:
        return None
    tops = [float(sum(max(amount, 0) for _s, _l, amount in year.parts_per_capita())) for year in years]
    lines = {year.year: lines.get(year.year) for year in years}
    scale = (BASE - TOP) / max([*tops, *(float(line) * 1.05 for line in lines.values() if line), 1.0])
    columns = [_column(year, place, scale) for place, year in enumerate(years)]
    for column, year in zip(columns, years, strict=True):
        _draw_line(column, lines[year.year], scale)
    width = SLOT * max(len(years), 3)
    return {
        "width": width + WORDS,
        "height": BASE + 22,
        "base": BASE,
        "columns": columns,
        "labels": _labels(columns[-1], SLOT * len(years)),
        "any_line": any(line is not None for line in lines.values()),
        "without": [str(year) for year, line in lines.items() if line is None],
    }


def _column(year: IncomeYear, place: int, scale: float) -> dict[str, Any]:
    left, y, bars = place * SLOT + (SLOT - COLUMN) // 2, float(BASE), []
    for source, label, amount in year.parts_per_capita():
        height = max(float(amount), 0) * scale
        y -= height
        if height >= 0.5:
            bar = {"source": source, "label": label, "amount": f"{amount:,.0f}", "x": left}
            bars.append({**bar, "y": round(y, 1), "height": round(height, 1), "middle_y": round(y + height / 2, 1)})
    return {
        "year": str(year.year),
        "total": f"{year.per_capita:,}",
        "middle": left + COLUMN // 2,
        "left": left - 6,
        "right": left + COLUMN + 6,
        "label_y": round(y - 6, 1),
        "bars": bars,
        "width": COLUMN,
    }


def _draw_line(column: dict[str, Any], line: Any, scale: float) -> None:
    """The screening line across the column; the total steps above it where the two would meet."""
    column["line"] = None
    if line is not None:
        y = round(BASE - float(line) * scale, 1)
        column["line"] = {"y": y, "amount": f"{line:,}"}
        if y - 4 < column["label_y"] + 4 and y > column["label_y"] - 14:
            column["label_y"] = min(column["label_y"], y - 5)


def _labels(column: dict[str, Any], x: int) -> list[dict[str, Any]]:
    """The names of the parts beside the last column, from below upwards, never over one another."""
    labels, last = [], BASE + APART
    for bar in column["bars"]:
        last = min(bar["middle_y"] + 4, last - APART)
        labels.append({"source": bar["source"], "text": bar["label"], "x": x, "y": round(last, 1)})
    return labels
