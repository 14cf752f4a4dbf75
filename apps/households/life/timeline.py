"""Life events on the timeline of a household; what the periods would say of the same day and person is left out."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core import ui
from apps.households.file import Entry, add_timeline
from apps.households.models import EventKind, Household, LifeEvent, Member

ICONS = {
    EventKind.BIRTH: "child_friendly", EventKind.DEATH: "deceased", EventKind.JOINED: "person_add",
    EventKind.MARRIAGE: "diversity_1", EventKind.MARRIAGE_IN: "favorite",
    EventKind.MARRIAGE_OUT: "favorite", EventKind.DIVORCE: "heart_broken", EventKind.SPLIT: "call_split",
    EventKind.MERGE: "merge", EventKind.HEAD_CHANGE: "badge", EventKind.DEPARTURE: "logout", EventKind.RETURN: "login",
    EventKind.MOVE: "door_open", EventKind.TRANSFER_OUT: "move_up", EventKind.TRANSFER_IN: "move_down",
}  # fmt: skip
NAMED = 3


def life_events(household: Household, user: Any) -> Iterable[Entry]:
    """Every event with whom it concerned; a corrected one says so. Two queries."""
    rows = LifeEvent.objects.visible_to(user).about(household).select_related("corrected_by", "corrects")
    events = [event for event in rows if not event.is_cancellation]
    keys = {key for event in events for key in event.members}
    names = dict(Member.objects.filter(pk__in=keys).order_by("pk").values_list("pk", "name"))
    may_open = user.has_perm("households.view_lifeevent")
    for event in events:
        who = [names[key] for key in event.members if key in names]
        text = str(event.get_kind_display())
        if who and event.kind != EventKind.MOVE:
            told = "、".join(who[:NAMED])
            text = _("%(event)s: %(who)s") % {"event": text, "who": f"{told} …" if len(who) > NAMED else told}
        url = reverse("admin:households_lifeevent_change", args=[event.pk]) if may_open else ""
        yield Entry(
            event.happened_on, text, url=url, kind="neutral" if event.successor is not None else "",
            note=_note(event), topic="home" if event.kind == EventKind.MOVE else "people",
            icon=ICONS[EventKind(event.kind)],
        )  # fmt: skip


def _note(event: LifeEvent) -> str:
    words = [event.note, event.document]
    if event.successor is not None:
        facts = {"day": ui.exact(event.successor.recorded_at)}
        cancelled = event.successor.is_cancellation
        words.append(_("cancelled on %(day)s") % facts if cancelled else _("corrected on %(day)s") % facts)
    elif event.corrects_id:
        words.append(_("corrected version"))
    return " · ".join(filter(None, words))


def told_by_events(household: Household) -> tuple[set[tuple[date, int]], set[date]]:
    """What the timeline has from standing events already: (day, person), and the days on which a dwelling changed."""
    rows = LifeEvent.objects.standing().about(household).values_list("kind", "happened_on", "members")
    told = {(day, member) for _kind, day, members in rows for member in members}
    moved = {day for kind, day, _members in rows if kind not in (EventKind.BIRTH, EventKind.HEAD_CHANGE)}
    return told, moved


add_timeline(life_events)
