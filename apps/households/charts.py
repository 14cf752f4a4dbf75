"""The chart of a household's income: stacked columns as plain numbers, drawn by the template as SVG."""

from typing import Any

from apps.households.income import IncomeYear

WIDTH, HEIGHT, BASE, TOP = 440, 168, 140, 24
SLOT, COLUMN = 68, 40


def income_chart(years: list[IncomeYear], *, most: int = 6) -> dict[str, Any]:
    """Columns of the last years: each with its total, and its parts from the base up. A loss draws nothing."""
    years = [year for year in years if year.people][-most:]
    scale = (BASE - TOP) / max([float(sum(max(a, 0) for _s, _l, a in y.parts_per_capita())) for y in years] + [1.0])
    return {
        "width": max(SLOT * len(years), SLOT * 3),
        "height": HEIGHT,
        "base": BASE,
        "columns": [_column(year, index, scale) for index, year in enumerate(years)],
    }


def _column(year: IncomeYear, index: int, scale: float) -> dict[str, Any]:
    left, y, bars = index * SLOT + (SLOT - COLUMN) // 2, float(BASE), []
    for source, label, amount in year.parts_per_capita():
        height = max(float(amount), 0) * scale
        y -= height
        if height >= 0.5:
            bars.append({"source": source, "label": label, "x": left, "y": round(y, 1), "height": round(height, 1)})
    return {
        "year": str(year.year),
        "total": f"{year.per_capita:,}",
        "middle": left + COLUMN // 2,
        "label_y": round(y - 6, 1),
        "bars": bars,
        "width": COLUMN,
    }
