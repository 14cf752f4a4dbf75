"""How visits, tasks, levels and clashes look wherever staff see them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core import clock, ui
from apps.followups.models import Level, Occasion, Task, Visit, VisitClash
from apps.followups.vocabulary import ClashState, Happened, RiskLevel, ShiftWhy, TaskKind, VisitKind
from apps.followups.workflow import TaskState, VisitState

VISIT_ICONS: dict[str, str] = {
    VisitKind.ROUTINE: "event_repeat",
    VisitKind.MUST: "priority_high",
    VisitKind.EVENT: "bolt",
    VisitKind.TASK: "task_alt",
    VisitKind.BASELINE: "flag",
}
TASK_ICONS: dict[str, str] = {
    TaskKind.REFERRAL: "send",
    TaskKind.FOLLOW_UP: "replay",
    TaskKind.DOCUMENT: "description",
    TaskKind.OTHER: "task_alt",
}
SHIFT_ICONS: dict[str, str] = {
    ShiftWhy.BUSY_SEASON: "agriculture",
    ShiftWhy.HOLIDAY: "weekend",
    ShiftWhy.AT_OLD_HOUSE: "cottage",
    ShiftWhy.BY_HAND: "event_repeat",
    ShiftWhy.NOT_MET: "door_front",
}
LEVEL_KINDS: dict[str, str] = {
    RiskLevel.HIGH: "late", RiskLevel.MEDIUM: "due", RiskLevel.LOW: "wait", RiskLevel.NONE: "neutral",
}  # fmt: skip
OCCASION_ICONS: dict[str, str] = {Happened.DISASTER: "bolt", Happened.HARDSHIP: "volunteer_activism"}
CLASH_CHIPS: dict[str, tuple[str, str]] = {
    ClashState.OPEN: ("due", "compare_arrows"),
    ClashState.MINE: ("done", "smartphone"),
    ClashState.THEIRS: ("done", "inventory"),
}


def due_chip(row: Visit | Task, *, open_state: str) -> Any:
    """By when something open is to be done: overdue with its days, today, or the day."""
    if row.state != open_state:
        return ""
    exact, today = ui.exact(row.due_on), clock.today()
    if row.due_on < today:
        days = (today - row.due_on).days
        words = ngettext("%(n)s day overdue", "%(n)s days overdue", days) % {"n": f"{days:,}"}
        return ui.chip("late", words, title=exact)
    kind = "due" if row.due_on == today else "wait"
    return ui.chip(kind, _("due %(day)s") % {"day": ui.when(row.due_on)}, icon="schedule", title=exact)


def visit_chip(row: Visit) -> Any:
    """Where a visit stands: by when while it is open, else how it ended."""
    if row.state == VisitState.DUE:
        return due_chip(row, open_state=VisitState.DUE)
    if row.state == VisitState.DONE:
        day = row.done_on
        return ui.chip("done", _("done %(day)s") % {"day": ui.when(day)} if day else row.get_state_display())
    return ui.chip("neutral", row.get_state_display(), icon="event_busy")


def shift_chip(row: Visit) -> Any:
    """Why it was put off; "" where it was not."""
    if not row.shift_why:
        return ""
    first = _("first due %(day)s") % {"day": ui.exact(row.first_due_on)}
    return ui.chip("neutral", row.get_shift_why_display(), icon=SHIFT_ICONS[row.shift_why], title=first)


def visit_chips(row: Visit) -> list[Any]:
    """Its state, and what somebody must know of it."""
    chips = [visit_chip(row), shift_chip(row)]
    if row.state == VisitState.DUE and row.attempts:
        words = ngettext("nobody met %(n)s time", "nobody met %(n)s times", row.attempts) % {"n": row.attempts}
        chips.append(ui.chip("due", words, icon="door_front"))
    if row.state == VisitState.DUE and row.worker_id is None:
        chips.append(ui.chip("late", _("without a worker"), icon="person_off"))
    return [chip for chip in chips if chip]


def task_chip(row: Task) -> Any:
    """Where a task stands."""
    if row.state == TaskState.OPEN:
        return due_chip(row, open_state=TaskState.OPEN)
    kind = "done" if row.state == TaskState.DONE else "neutral"
    return ui.chip(kind, row.get_state_display(), icon="" if kind == "done" else "event_busy")


def level_chip(row: Level) -> Any:
    """How much risk somebody saw."""
    return ui.chip(LEVEL_KINDS[row.level], row.get_level_display(), icon="monitor_heart", title=row.why)


def clash_chip(row: VisitClash) -> Any:
    """Whether two values still wait for a decision."""
    kind, icon = CLASH_CHIPS[row.state]
    return ui.chip(kind, row.get_state_display(), icon=icon)


def occasion_chip(row: Occasion) -> Any:
    """What happened, or that it was taken back."""
    if row.withdrawn:
        return ui.chip("neutral", _("taken back"), icon="undo")
    return ui.chip("due", row.get_kind_display(), icon=OCCASION_ICONS[row.kind])


def minutes_of(row: Visit) -> int | None:
    """How long a visit took; None where it was not noted."""
    return None if row.lasted is None else round(row.lasted.total_seconds() / 60)
