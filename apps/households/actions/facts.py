"""Recording, correcting and ending what is known of a person. The verbs of each noun stand in person_facts.py."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apps.core.constraints import message_of
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.core.periods import since
from apps.core.text import tidied
from apps.households.models import Member
from apps.households.people.policies import may_record

CHANGED = "households.person_changed"  # payload: member, fact


def locked(member: Member) -> Member:
    """The person, held until the transaction ends: all that is written of one person waits for its turn."""
    return Member.objects.select_for_update(of=("self",)).get(pk=member.pk)


def span(starts: date, ends: date | None) -> Any:
    """The period. Raises InvalidInput when it ends no later than it begins."""
    if ends is not None and ends <= starts:
        raise InvalidInput(_("This day must be later than the first."), code="ends_too_early", field="ends")
    return since(starts, ends)


def begin(
    model: type[models.Model],
    *,
    member: Member,
    by: Any,
    starts: date,
    ends: date | None = None,
    same: Mapping[str, Any] | None = None,
    values: Mapping[str, Any],
) -> Any:
    """Write a row that holds from `starts`.

    Of rows that exclude each other (those of this person that agree in `same`), the open one ends on that day. Raises
    Refused, and InvalidInput `already_recorded` where a row begins on that day or later, or was ended after it: the
    past is corrected row by row, not run over.
    """
    member = locked(member)
    noun = str(model._meta.model_name)
    ensure(may_record(member, by, noun, starts=starts))
    period = span(starts, ends)
    if same is not None:
        _make_room(model, member, same, period)
    row = model(community_id=member.community_id, member=member, period=period, **_tidy(values))
    save_row(row)
    emit(CHANGED, member=member.pk, fact=noun)
    return row


def _make_room(model: Any, member: Member, same: Mapping[str, Any], period: Any) -> None:
    for row in model.objects.filter(member=member, period__overlap=period, **same).order_by("pk"):
        if row.started < period.lower and row.ended is None:
            row.period = since(row.started, period.lower)
            row.save()
        else:
            said = _("“%(what)s” is recorded from %(day)s. Correct that entry, or choose other days.")
            words = {"what": str(row), "day": date_format(row.started)}
            raise InvalidInput(said % words, code="already_recorded", field="starts")


@transaction.atomic
def fact_correct(
    *, row: Any, by: Any, starts: date | None = None, ends: date | None = None, still: bool = False, **values: Any
) -> Any:
    """Correct a row in place: what was wrong from the start. The history keeps what stood there.

    `ends` is the day from which it no longer holds; `still` says that it holds on. Raises Refused and InvalidInput.
    """
    member = locked(row.member)
    row = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    noun = row._meta.model_name
    dated = hasattr(row, "period")
    ensure(may_record(member, by, noun, starts=starts, verb="change"))
    if dated:
        row.period = span(starts or row.started, None if still else ends or row.ended)
    for name, value in _tidy(values).items():
        setattr(row, name, value)
    save_row(row)
    emit(CHANGED, member=member.pk, fact=noun)
    return row


@transaction.atomic
def fact_end(*, row: Any, by: Any, on: date) -> Any:
    """It no longer holds from this day on. Raises Refused, and InvalidInput `ends_too_early` or `already_ended`."""
    member = locked(row.member)
    row = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    noun = row._meta.model_name
    ensure(may_record(member, by, noun, starts=on, verb="change"))
    if row.ended is not None and row.ended <= on:
        said = _("This ended on %(day)s already.") % {"day": date_format(row.ended)}
        raise InvalidInput(said, code="already_ended", field="on")
    if on <= row.started:
        raise InvalidInput(_("This day must be later than the first."), code="ends_too_early", field="on")
    row.period = since(row.started, on)
    save_row(row)
    emit(CHANGED, member=member.pk, fact=noun)
    return row


def _tidy(values: Mapping[str, Any]) -> dict[str, Any]:
    return tidied(values)


def save_row(row: models.Model) -> None:
    """Save; a constraint of the database that nothing foresaw is told in its own words."""
    settle = getattr(row, "settle", None)
    if settle is not None:
        settle()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise InvalidInput(message_of(error), code="constraint") from error
