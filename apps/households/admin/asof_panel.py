"""The tab “as of”: the household on any day, as known now or as it had been recorded by then."""

from datetime import date
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core import clock, ui
from apps.households.asof import AsOf, differences, household_as_of, known_when
from apps.households.file import Panel, add_panel
from apps.households.life.draft import event_words
from apps.households.models import Household, LifeEvent
from apps.households.residence import residence_chip


def day_of(text: Any) -> date | None:
    """A day from an address; None for what is none."""
    try:
        return parse_date(str(text or ""))
    except ValueError:
        return None


def _asof(household: Household, user: Any, query: Any) -> dict[str, Any]:
    today = clock.today()
    day = min(day_of(query.get("day")) or today, today)
    known_at = known_when(day_of(query.get("known")))
    state = household_as_of(household, day, known_at)
    context: dict[str, Any] = {
        "day": day.isoformat(),
        "known": query.get("known", "") if known_at else "",
        "today": today.isoformat(),
        "asof_title": _heading(state),
        "asof_facts": _facts(state),
        "asof_headers": [_("name"), _("relation to the head"), (_("age"), "num"), _("health"), _("work"),
                    _("labour ability")],
        "asof_rows": [_person(person) for person in state.people],
        "told_late": [],
        "difference_headers": [],
        "differences": None,
    }  # fmt: skip
    if known_at is not None:
        context["told_late"] = [_late(event) for event in state.late]
        context["difference_headers"] = [_("what"), _("recorded then"), _("known now")]
        context["differences"] = [[d.what, d.then, d.now] for d in differences(state, household_as_of(household, day))]
    return context


def _heading(state: AsOf) -> str:
    if state.known_at is None:
        return _("On %(day)s") % {"day": ui.exact(state.day)}
    facts = {"day": ui.exact(state.day), "known": ui.exact(state.known_at.astimezone().date())}
    return _("On %(day)s, as recorded by %(known)s") % facts


def _facts(state: AsOf) -> list[tuple[Any, Any]]:
    return [
        (_("head"), state.head.name if state.head else None),
        (_("Registered people"), _("%(n)s people") % {"n": len(state.people)}),
        (_("dwelling"), state.dwelling.label if state.dwelling else _("no dwelling")),
        (_("residence status"), residence_chip(state.residence)),
        (_("household class"), state.kind_word or None),
    ]


def _person(person: Any) -> list[Any]:
    return [
        person.name, person.relation_word or None, person.age, "、".join(person.health_words) or None,
        person.work_word or None, person.labour_word or None,
    ]  # fmt: skip


def _late(event: LifeEvent) -> str:
    facts = {"event": event_words(event), "when": ui.exact(event.recorded_at)}
    if event.is_cancellation:
        return _("Cancelled %(when)s: %(event)s") % facts
    if event.corrects_id:
        return _("Corrected %(when)s: %(event)s") % facts
    return _("Recorded late, %(when)s: %(event)s") % facts


add_panel(
    Panel("asof", gettext_lazy("As of"), "households/panel_asof.html", _asof, group="record", place=85, asks_query=True)
)
