"""Objections to a published list: recorded, rejected, or upheld with what moves."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.actors import person
from apps.core.constraints import checked
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.gardens.actions.drafting import keep
from apps.gardens.actions.requests import facts_refresh
from apps.gardens.actions.stepping import asked, locked, take
from apps.gardens.drafts import gather_again, moves_between
from apps.gardens.models import GardenPlot, GardenRequest, GardenRound, Objection
from apps.gardens.notes import note
from apps.gardens.policies import may_object, objecting
from apps.gardens.vocabulary import Condition, Eligibility, Reason, Remedy
from apps.gardens.workflow import OBJECTION_WORKFLOW
from apps.households.models import Household


@transaction.atomic
def objection_file(*, round: GardenRound, household: Household, by: Any, text: str = "") -> Objection:
    """Record what a household holds against the published list. Raises Refused, InvalidInput."""
    return _filed(asked(round, "object", by, text=text), household, by, text)


@transaction.atomic
def objection_submit(*, round: GardenRound, household: Household, text: str = "") -> Objection:
    """The same by phone, of a household that showed itself at the door; the caller has its community's scope."""
    row = locked(round)
    ensure(objecting(row, text))
    return _filed(row, household, None, text)


def _filed(row: GardenRound, household: Household, by: Any, text: str) -> Objection:
    if household.community_id != row.community_id:
        raise InvalidInput(_("This household belongs to another community."), field="household")
    objection: Objection = checked(
        Objection(
            round=row, household=household, community_id=row.community_id, text=text.strip()[:500],
            recorded_by=person(by),
        ),
        exclude=() if by else ("recorded_by",),
    )  # fmt: skip
    take(row, "object", by, note("household", household.code))
    return objection


def _asked(objection: Objection, step: str, by: Any, **inputs: Any) -> Objection:
    locked(objection.round)
    rows = Objection.objects.select_for_update(of=("self",)).select_related("round__published", "household", "about")
    row: Objection = rows.get(pk=objection.pk)
    ensure(may_object(row, step, by, inputs))
    return row


def _decided(row: Objection, step: str, by: Any, why: str) -> Objection:
    OBJECTION_WORKFLOW.move(row, step)
    row.decided_by, row.decided_at, row.why = person(by), clock.now(), why.strip()[:500]
    checked(row)
    emit(f"garden_objection.{step}", objection_id=row.pk, round_id=row.round_id)
    return row


@transaction.atomic
def objection_reject(*, objection: Objection, by: Any, why: str = "") -> Objection:
    """The list stands; `why` is told to the household."""
    return _decided(_asked(objection, "reject", by, why=why), "reject", by, why)


@transaction.atomic
def objection_uphold(
    *, objection: Objection, by: Any, why: str = "", remedy: str = "", about: Household | None = None,
    plot: GardenPlot | None = None,
) -> Objection:  # fmt: skip
    """The household is right: `remedy` (a Remedy) changes `about` (default: itself) or `plot`, and the list follows.

    Among all best allocations the one that moves the fewest households is taken; `objection.moved` says who, and the
    round's published draft becomes the new one. Raises Refused, InvalidInput.
    """
    row = _asked(objection, "uphold", by, why=why, remedy=remedy)
    if remedy not in Remedy.values:
        raise InvalidInput(_("Choose what changes."), field="remedy")
    row.remedy, row.about, row.plot = remedy, about, plot
    round: GardenRound = locked(row.round)
    _mend(round, row, by)
    before: Any = round.published
    draft = keep(round, by, gather_again(round, before), base=before)
    row.draft, row.moved = draft, moves_between(before, draft)
    round.published = draft
    round.save()
    return _decided(row, "uphold", by, why)


def _mend(round: GardenRound, row: Objection, by: Any) -> None:
    """Change what the remedy names."""
    if row.remedy == Remedy.PLOT_UNFIT:
        if row.plot is None:
            raise InvalidInput(_("Choose the plot that cannot be used."), field="plot")
        row.plot.condition = Condition.UNUSABLE
        row.plot.save()
        return
    household = row.about or row.household
    request = GardenRequest.objects.select_for_update().filter(round=round, household=household).first()
    if request is None:
        raise InvalidInput(_("This household is not registered in this round."), field="about")
    if row.remedy == Remedy.FACTS:
        facts_refresh(request)
    elif row.remedy == Remedy.ACCESSIBLE:
        request.needs_accessible = True
    elif row.remedy == Remedy.SEPARATE:
        request.together = ""
    else:
        _admit(request, admitted=row.remedy == Remedy.ADMIT, by=by)
    checked(request)


def _admit(request: GardenRequest, *, admitted: bool, by: Any) -> None:
    if admitted and request.building_id is None:
        facts_refresh(request)
        if request.building_id is None:
            raise InvalidInput(
                _("A household without a dwelling here has no way to a plot. Record its dwelling first.")
            )
    request.eligibility = Eligibility.ELIGIBLE if admitted else Eligibility.REFUSED
    request.reason, request.judged_by, request.judged_at = Reason.BY_HAND, person(by), clock.now()
