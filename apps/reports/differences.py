"""What a new version changed against the one it replaces."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from apps.reports import wording
from apps.reports.content import Content, content_of
from apps.reports.models import MonthlyReport


@dataclass(frozen=True)
class Difference:
    """One thing that reads differently: a figure or a text."""

    name: str
    before: str
    after: str


def differences(report: MonthlyReport, content: Content) -> list[Difference]:
    """Figures and texts of `report` that read differently from those of the version before; none without one."""
    if report.replaces is None:
        return []
    old = content_of(report.replaces)
    return [*_figures(old, content), *_texts(old, content)]


def _figures(old: Content, new: Content) -> list[Difference]:
    before = {line.key: line for line in old.lines}
    found = []
    for line in new.lines:
        then = before.get(line.key)
        was, now = (_full(then) if then else wording.NO_MEANING), _full(line)
        if was != now:
            found.append(Difference(f"{line.group} · {line.name}", was, now))
    return found


def _full(line: object) -> str:
    words = wording.row_words(line)  # type: ignore[arg-type]
    return f"{words['now']} ({words['fraction']})" if words["fraction"] else str(words["now"])


def _texts(old: Content, new: Content) -> list[Difference]:
    titles = {"problems": _("Problems"), "plan": _("Plan for next month"), "annex": _("Annex")}
    return [
        Difference(title, getattr(old, name), getattr(new, name))
        for name, title in titles.items()
        if getattr(old, name) != getattr(new, name)
    ]
