"""Awarding points, checking awards, taking them back; every change of a balance is a new line of the ledger."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.actors import person
from apps.core.constraints import checked, held
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.core.text import prose
from apps.households.models import Household
from apps.neighbourhood.actions.stepping import locked, moved
from apps.neighbourhood.ledger import balance_of
from apps.neighbourhood.models import Activity, Award, Competition, PointsAccount, PointsEntry
from apps.neighbourhood.policies import may_award, may_award_step, may_write_off
from apps.neighbourhood.rules import CHECKED_FROM, number_of
from apps.neighbourhood.vocabulary import Cause, EntryKind
from apps.neighbourhood.workflow import AWARD_WORKFLOW

EVENT = "points_award"


def line(household: Household, kind: str, points: int, by: Any, **facts: Any) -> PointsEntry:
    """Append a line. Raises InvalidInput where the balance would fall below zero."""
    facts["text"] = prose(str(facts.get("text", "")))[:100]
    row: PointsEntry = held(
        PointsEntry(
            household=household, community_id=household.community_id, kind=kind, points=points, by=person(by),
            at=clock.now(), **facts,
        )
    )  # fmt: skip
    emit("points.line", key=row.pk, household=household.pk)
    return row


def account_locked(household: Household) -> None:
    """Whoever else spends this household's points waits until the transaction ends."""
    PointsAccount.objects.select_for_update().filter(household=household).order_by("pk").first()


@transaction.atomic
def award_make(*, household: Household, by: Any, points: int, cause: str = Cause.OTHER, text: str = "") -> Award:
    """Award points. Above the county's limit they are on the account only when somebody else granted them.

    Raises Refused, InvalidInput.
    """
    ensure(may_award(household, by))
    if cause == Cause.OTHER and not prose(text):
        raise InvalidInput(_("Say what the points are for."), field="text")
    return _award(household, by, points, cause, text)


def award_all(
    households: Iterable[Household], *, by: Any, points: int, cause: str, text: str,
    competition: Competition | None = None, activity: Activity | None = None,
) -> list[Award]:  # fmt: skip
    """The same for many, for what was decided elsewhere: a competition's places, an activity's visitors.

    Who has these points already gets none again. Asks no policy.
    """
    given = Award.objects.filter(competition=competition, activity=activity).exclude(state__in=("refused", "reversed"))
    known = set(given.order_by().values_list("household", flat=True))
    return [
        _award(household, by, points, cause, text, competition=competition, activity=activity)
        for household in households
        if household.pk not in known
    ]


def _award(household: Household, by: Any, points: int, cause: str, text: str, **of: Any) -> Award:
    large = points > number_of(CHECKED_FROM)
    award: Award = checked(
        Award(
            household=household, community_id=household.community_id, points=points, cause=cause,
            text=prose(text)[:100], needs_check=large, made_by=person(by), made_at=clock.now(), **of,
        ),
        exclude=("made_by",),
    )  # fmt: skip
    emit(f"{EVENT}.make", key=award.pk)
    return award if large else _granted(award, by)


def _granted(award: Award, by: Any) -> Award:
    moved(AWARD_WORKFLOW, award, "grant", EVENT, checked_by=person(by), checked_at=clock.now())
    line(award.household, EntryKind.AWARD, award.points, by, award=award, text=award.text)
    return award


def _asked(award: Award, step: str, by: Any, why: str = "") -> Award:
    row: Award = locked(award)
    ensure(may_award_step(row, step, by, {"why": why}))
    return row


@transaction.atomic
def award_grant(*, award: Award, by: Any, why: str = "") -> Award:
    """A large award was checked: the points are on the account."""
    return _granted(_asked(award, "grant", by), by)


@transaction.atomic
def award_refuse(*, award: Award, by: Any, why: str = "") -> Award:
    """A large award is not granted; nothing reaches the account."""
    checks = {"checked_by": person(by), "checked_at": clock.now(), "why": prose(why)[:200]}
    return moved(AWARD_WORKFLOW, _asked(award, "refuse", by, why), "refuse", EVENT, **checks)


@transaction.atomic
def award_reverse(*, award: Award, by: Any, why: str = "") -> Award:
    """Take granted points back by a line of the opposite amount. Raises Refused (`spent`) where they were redeemed."""
    account_locked(award.household)
    row = _asked(award, "reverse", by, why)
    moved(AWARD_WORKFLOW, row, "reverse", EVENT, why=prose(why)[:200])
    before = row.entries.get(kind=EntryKind.AWARD)
    line(row.household, EntryKind.REVERSAL, -row.points, by, award=row, reverses=before, text=why)
    return row


@transaction.atomic
def points_write_off(*, household: Household, by: Any, points: int | None = None, why: str = "") -> PointsEntry:
    """Write points off (without a number: all), such as of a household that moves away. Raises Refused."""
    account_locked(household)
    ensure(may_write_off(household, by))
    if not prose(why):
        raise InvalidInput(_("Please write why."), code="required", field="why")
    balance = balance_of(household)
    wanted = balance if points is None else points
    if not 1 <= wanted <= balance:
        raise InvalidInput(_("The household has %(balance)s points.") % {"balance": balance}, field="points")
    return line(household, EntryKind.WRITTEN_OFF, -wanted, by, text=why)
