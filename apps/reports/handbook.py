"""docs/figures.md: every figure of the registry with its definition, in both languages."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from apps.reports.registry import METRICS, SECTION_NAMES, Kind, Metric, Section

KINDS = {
    Kind.STOCK: "on the last day of the month · 月末数",
    Kind.FLOW: "during the month; cumulative since 1 January · 本月数，累计自1月1日",
    Kind.RATE: "per cent of a denominator that is always shown · 比率，附分子分母",
}
INTRODUCTION = """# Figures · 指标口径

Made from the metric registry by `manage.py figures_doc`; do not edit. A figure is defined once, in
`apps/reports/figures/`, and read from there by the staff's pages, the monthly report and the API. “Not collected”
(未采集) is never shown as 0; “—” means that a figure has no meaning, as a rate of no cases.

本页由指标登记表自动生成，请勿手工改动。每个指标只定义一次。未采集不等于 0；“—”表示没有意义。
"""


def handbook() -> str:
    """The page as Markdown."""
    parts = [INTRODUCTION]
    for section in Section:
        metrics = [metric for metric in METRICS.values() if metric.section is section]
        parts.append(f"## {_both(SECTION_NAMES[section])}\n")
        if not metrics:
            parts.append(f"{_in('en', 'Not collected this month.')} · {_in('zh-hans', 'Not collected this month.')}\n")
        parts += [_entry(metric) for metric in metrics]
    return "\n".join(parts)


def _entry(metric: Metric) -> str:
    names, groups, units, words = (metric.in_both(what) for what in ("name", "group", "unit", "definition"))
    unit = units["en"] if units["en"] == units["zh-hans"] else f"{units['en']} · {units['zh-hans']}"
    return (
        f"### {names['en']} · {names['zh-hans']}\n\n"
        f"`{metric.key}` · {groups['en']} · {groups['zh-hans']} · {unit} · {KINDS[metric.kind]}\n\n"
        f"{words['en']}\n\n{words['zh-hans']}\n"
    )


def _both(words: object) -> str:
    with override("en"):
        english = str(words)
    with override("zh-hans"):
        return f"{english} · {words}"


def _in(language: str, words: str) -> str:
    with override(language):
        return _(words)
