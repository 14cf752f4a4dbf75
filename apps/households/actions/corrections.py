"""Corrections of life events: the old one stays where it is, a new one says what became of it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from apps.core.errors import InvalidInput, ensure
from apps.core.text import prose
from apps.households.life.draft import Draft, event_words, stop
from apps.households.life.kinds import APPLY
from apps.households.life.ledger import Change, Disturbed, read_changes, undo
from apps.households.life.policies import may_correct
from apps.households.models import Correction, EventKind, Household, LifeEvent, Member

LINKS = ("to_household", "from_household", "into", "other_household")  # details that name another household
WHY_AT_LEAST = 2


@transaction.atomic
def event_cancel(*, event: LifeEvent, by: Any, why: str) -> LifeEvent:
    """It never happened: everything is put back as it was, and a cancellation is appended.

    Refused (`later_event`, naming it) where something later builds on it, or (`register_changed`) where the register
    was changed by hand since.
    """
    draft = _open(event, by, why, event.happened_on)
    changes = read_changes(event.changes)
    _undo(draft, event, changes)
    inverse = [Change(c.table, c.key, c.after, c.before) for c in changes]
    draft.ledger.adopt(inverse)
    return draft.finish(event.details, corrects=event, correction=Correction.CANCELLED)


@transaction.atomic
def event_correct(
    *,
    event: LifeEvent,
    by: Any,
    why: str,
    happened_on: date | None = None,
    note: str | None = None,
    document: str | None = None,
    **details: Any,
) -> LifeEvent:
    """It happened otherwise: on another day, or with other `details` (as the event keeps them).

    Appends the new version. What the first version founded, a child or a household, is kept.
    """
    unknown = details.keys() - event.details.keys()
    if unknown:
        raise InvalidInput(_("This cannot be corrected. Cancel the event and record it anew."), code="unknown_detail")
    day = happened_on or event.happened_on
    draft = _open(event, by, why, day, {**event.details, **details})
    draft.note = (event.note if note is None else note).strip()[:200]
    draft.document = (event.document if document is None else document).strip()[:60]
    kept = _undo(draft, event, read_changes(event.changes), keep_founded=True)
    draft.ledger.adopt(kept)
    changed = {**event.details, **details, "why": prose(why)}
    if event.kind == EventKind.BIRTH:
        _born_on(changed["member"], day)
    APPLY[event.kind](draft, changed)
    return draft.finish(changed, corrects=event, correction=Correction.CHANGED)


def _born_on(member: int, day: date) -> None:
    """The day of birth is the day of the event; a number that says otherwise wins."""
    child = Member.objects.select_for_update().get(pk=member)
    if child.id_number and child.birth_date != day:
        message = _("The number says another birth date. Check both against the booklet.")
        raise stop("birth_date_differs", message, field="happened_on")
    child.birth_date = day
    child.save(update_fields=["birth_date", "name_key", "updated_at"])


def _open(event: LifeEvent, by: Any, why: str, day: date, details: dict[str, Any] | None = None) -> Draft:
    if len(prose(why)) < WHY_AT_LEAST:
        raise InvalidInput(_("Write why it is corrected."), code="reason_needed", field="why")
    named = {(details or event.details).get(name) for name in LINKS} | set(event.other_households)
    others = Household.objects.filter(pk__in=[key for key in named if key]).order_by("pk")
    draft = Draft(
        kind=event.kind, household=event.household, by=by, happened_on=day, others=others, note=why, after_leaving=True
    )
    draft.members |= set(event.members)
    # Under the lock of the household nobody else corrects it: ask now.
    ensure(may_correct(LifeEvent.objects.select_related("household").get(pk=event.pk), by))
    return draft


def _undo(draft: Draft, event: LifeEvent, changes: list[Change], *, keep_founded: bool = False) -> list[Change]:
    try:
        kept = undo(changes, keep_founded=keep_founded)
    except Disturbed as disturbed:
        raise _because(event, disturbed) from disturbed
    for household in draft.households.values():
        if not Household.objects.filter(pk=household.pk).exists():
            continue
        household.refresh_from_db()
    draft.forget_missing()
    draft.begin_here()
    return kept


def _because(event: LifeEvent, disturbed: Disturbed) -> Exception:
    """Which later event builds on this one."""
    later = LifeEvent.objects.standing().filter(pk__gt=event.pk)
    rows = later.filter(touched__overlap=disturbed.names or event.touched)
    found = rows.order_by("pk").first()
    if found is None:
        near = later.filter(household__in=[event.household_id, *event.other_households]) | later.filter(
            members__overlap=event.members
        )
        found = near.order_by("pk").first()
    if found is None:
        message = _("The register was changed by hand since. Correct it there, or record a new event.")
        return stop("register_changed", message)
    message = _("A later event builds on this one: %(event)s. Correct that one first.") % {"event": event_words(found)}
    return stop("later_event", message)
