"""The tab “Visits” of a household's file, its dialogs, and what stands among its concerns and events."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from apps.core import clock, ui
from apps.followups.actions import caseload_assign, level_set, occasion_report, task_open
from apps.followups.admin.answer_cards import score_labels, score_words
from apps.followups.admin.columns import TASK_HEADERS, VIEW, change_url, listed, task_rows, visit_rows
from apps.followups.forms import LevelForm, OccasionForm, TaskForm, WorkerForm
from apps.followups.looks import level_chip, occasion_chip
from apps.followups.models import Answer, Caseload, Level, Occasion, Task, Visit
from apps.followups.policies import may_assign, may_open_task, may_record, may_set_level
from apps.followups.words import reasons
from apps.households.admin.fact_dialogs import buttons
from apps.households.file import (
    Concern,
    Dialog,
    Entry,
    Panel,
    QuickAction,
    add_action,
    add_concerns,
    add_dialog,
    add_panel,
    add_timeline,
)
from apps.households.models import Household

GROUP = pgettext_lazy("group of buttons", "visits")
SHOWN, DAYS_SHOWN = 12, 4
DIALOGS = ("visit-task", "visit-level", "visit-worker", "visit-occasion")


def _context(household: Household, user: Any) -> dict[str, Any]:
    return {
        "visit_facts": _facts(household, user),
        "visit_parts": [
            _visits(household, user), _tasks(household, user), *_occasions(household, user), *_answers(household, user),
        ],
        "buttons": buttons(household, user, *DIALOGS),
        "key_in_url": _key_in(household, user),
    }  # fmt: skip


def _key_in(household: Household, user: Any) -> str:
    """Where an office keys a visit in; "" where it is not theirs."""
    return reverse("admin:followups_visit_key_in_household", args=[household.pk]) if may_record(household, user) else ""


def _facts(household: Household, user: Any) -> list[tuple[Any, Any]]:
    held = Caseload.objects.visible_to(user).current().filter(household=household).select_related("worker").first()
    level = Level.objects.visible_to(user).current().filter(household=household).first()
    last = Visit.objects.visible_to(user).done().filter(household=household).order_by("-done_on", "-pk").first()
    return [
        (_("looked after by"), str(held.worker) if held else ui.chip("due", _("nobody"), icon="person_off")),
        (_("risk level"), level_chip(level) if level else pgettext("risk", "never set")),
        (_("last visit"), ui.exact(last.done_on) if last and last.done_on else None),
    ]


def _visits(household: Household, user: Any) -> dict[str, Any]:
    rows = Visit.objects.visible_to(user).filter(household=household).order_by("-due_on", "-pk")[:SHOWN]
    empty = _("It has not been visited yet. A visit is planned in the coming night.")
    part = visit_rows(rows, pgettext("followups", "Visits"), empty)
    return {**part, "url": listed("visit", household=household.pk, view="all")}


def _occasions(household: Household, user: Any) -> list[dict[str, Any]]:
    """What happened to it, where anything did."""
    rows = Occasion.objects.visible_to(user).filter(household=household).order_by("-happened_on", "-pk")[:SHOWN]
    lines = [
        {"cells": [ui.exact(one.happened_on), occasion_chip(one), one.note or "—", one.told_by or "—"],
         "url": change_url("occasion", one.pk)}
        for one in rows
    ]  # fmt: skip
    headers = [pgettext("occasion", "happened on"), _("what happened"), _("note"), pgettext("occasion", "told by")]
    url = listed("occasion", household=household.pk)
    return [{"title": _("What happened to it"), "headers": headers, "rows": lines, "url": url}] if lines else []


def _answers(household: Household, user: Any) -> list[dict[str, Any]]:
    """For each questionnaire its scores over time: a line for each score, a column for each of the last days."""
    rows = Answer.objects.visible_to(user).standing().filter(household=household, member=None)
    found: dict[int, list[Answer]] = {}
    for one in rows.select_related("version__instrument").defer("private").order_by("-answered_on", "-pk")[:40]:
        kept = found.setdefault(one.version.instrument_id, [])
        if len(kept) < DAYS_SHOWN:
            kept.append(one)
    return [_over_time(household, list(reversed(answers))) for answers in found.values()]


def _over_time(household: Household, answers: list[Answer]) -> dict[str, Any]:
    instrument, labels = answers[-1].version.instrument, dict[str, str]()
    for one in answers:
        labels |= score_labels(one)
    cells = [
        [label, *(score_words(one.scores[key]) if key in one.scores else "—" for one in answers)]
        for key, label in labels.items()
    ]
    open_words = [ui.when(one.answered_on) for one in answers]
    return {
        "title": str(instrument),
        "note": ngettext("%(n)s time answered", "%(n)s times answered", len(answers)) % {"n": len(answers)},
        "headers": [_("score"), *((words, "num") for words in open_words)],
        "rows": cells,
        "empty": "",
        "days": [(ui.exact(one.answered_on), change_url("answer", one.pk)) for one in answers],
        "url": listed("answer", household=household.pk, instrument=instrument.pk, stands="true"),
    }


def _tasks(household: Household, user: Any) -> dict[str, Any]:
    rows = Task.objects.visible_to(user).filter(household=household).select_related("owner")
    return {
        "title": pgettext("followups", "Tasks"),
        "headers": TASK_HEADERS,
        "rows": task_rows(rows.order_by("-due_on", "-pk")[:SHOWN]),
        "empty": _("Nothing is to be done for it."),
        "url": listed("task", household=household.pk),
    }


def _concerns(household: Household, user: Any) -> Iterable[Concern]:
    """A visit or a task that is overdue."""
    if not user.has_perm(VIEW):
        return
    visit = Visit.objects.visible_to(user).overdue().filter(household=household).first()
    if visit is not None:
        words = _("It was due on %(day)s: %(why)s.") % {"day": ui.exact(visit.due_on), "why": reasons(visit)}
        page = change_url("visit", visit.pk)
        yield Concern("late", _("Visit overdue"), words, page, _("To the visit"), "directions_walk", topic="home")
    tasks = Task.objects.visible_to(user).overdue().filter(household=household).order_by("due_on", "pk")
    for task in tasks[:3]:
        words = _("It was due on %(day)s: %(what)s") % {"day": ui.exact(task.due_on), "what": task.text}
        yield Concern("due", _("Task overdue"), words, change_url("task", task.pk), _("To the task"), "task_alt")


def _events(household: Household, user: Any) -> Iterable[Entry]:
    if not user.has_perm(VIEW):
        return
    rows = Visit.objects.visible_to(user).done().filter(household=household).select_related("done_by")
    for one in rows.order_by("-done_on", "-pk")[:40]:
        day: date = one.done_on or clock.today()
        words = _("Visited by %(name)s") % {"name": one.done_by or "—"}
        page = change_url("visit", one.pk)
        yield Entry(day, words, page, note=reasons(one), topic="home", icon="directions_walk")


def _count(household: Household, user: Any) -> int:
    visits = Visit.objects.visible_to(user).open().filter(household=household)
    return visits.count() + Task.objects.visible_to(user).open().filter(household=household).count()


def _level(household: Household, user: Any, answers: dict[str, Any]) -> None:
    level_set(household=household, by=user, **answers)


def _worker(household: Household, user: Any, answers: dict[str, Any]) -> None:
    caseload_assign(households=[household], by=user, **answers)


def _occasion(household: Household, user: Any, answers: dict[str, Any]) -> None:
    occasion_report(household=household, by=user, **answers)


def _task(household: Household, user: Any, answers: dict[str, Any]) -> None:
    task_open(household=household, by=user, **answers)


def _record(household: Household, user: Any) -> QuickAction | None:
    url = _key_in(household, user)
    return QuickAction(_("Key in a visit"), url, "directions_walk", group=GROUP) if url else None


def _may(policy: Any) -> Any:
    return lambda household, user: bool(policy(household, user))


add_panel(
    Panel(
        "visits", pgettext_lazy("followups", "Visits"), "followups/household_panel.html", _context, count=_count,
        may=lambda user: user.has_perm(VIEW), place=42, group="contact",
    )
)  # fmt: skip
add_concerns(_concerns)
add_timeline(_events)
add_action(_record)
for key, words, icon, form, act, may, hint in (
    ("visit-task", gettext_lazy("Something to be done"), "add_task", TaskForm, _task, may_open_task,
     gettext_lazy("Whoever is named gets a message, and another before it is due.")),
    ("visit-level", gettext_lazy("Set the risk level"), "monitor_heart", lambda home, data: LevelForm(data), _level,
     may_set_level, gettext_lazy("Visits follow the level from the coming night on.")),
    ("visit-worker", gettext_lazy("Give to a worker"), "person_add", WorkerForm, _worker, may_assign,
     gettext_lazy("Visits to be made and open tasks go along; both are told.")),
    ("visit-occasion", gettext_lazy("Accident, disaster or hardship"), "bolt",
     lambda home, data: OccasionForm(data), _occasion,
     may_open_task, gettext_lazy("A visit is planned at once.")),
):  # fmt: skip
    add_dialog(
        Dialog(
            key=key, words=words, icon=icon, act=act, may=_may(may), hint=hint, group=GROUP,
            form=lambda household, user, data, form=form: form(household, data),
        )
    )  # fmt: skip
