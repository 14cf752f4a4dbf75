"""Registering needs, and deciding on eligibility."""

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.actors import person
from apps.core.constraints import checked
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.core.text import prose
from apps.gardens.actions.stepping import asked, locked, take
from apps.gardens.judging import facts_of, freeze, judge
from apps.gardens.models import GardenRequest, GardenRound
from apps.gardens.notes import note
from apps.gardens.policies import may_register, may_request, registering
from apps.gardens.vocabulary import Channel, Eligibility, Reason
from apps.gardens.workflow import State
from apps.households.models import Household

WISHES = ("together", "needs_accessible", "keep_present", "note")


def _wishes(given: dict[str, Any]) -> dict[str, Any]:
    unknown = set(given) - set(WISHES)
    if unknown:
        raise TypeError(f"no wishes: {sorted(unknown)}")
    return {name: prose(value) if isinstance(value, str) else bool(value) for name, value in given.items()}


def _known(client_id: uuid.UUID | None, round: GardenRound, household: Household) -> GardenRequest | None:
    """What this form, or another, registered before."""
    rows = GardenRequest.objects.filter(round=round, household=household)
    return rows.filter(client_id=client_id).first() if client_id else None


@transaction.atomic
def request_register(
    *, round: GardenRound, household: Household, by: Any, client_id: uuid.UUID | None = None,
    channel: str = Channel.STAFF, **wishes: Any,
) -> tuple[GardenRequest, bool]:  # fmt: skip
    """Register a household's need, with its WISHES. (request, False): this form was sent before.

    Raises Refused, or InvalidInput when the household is registered already.
    """
    if (before := _known(client_id, round, household)) is not None:
        return before, False
    ensure(may_register(locked(round), household, by))
    return _register(round, household, by, client_id, channel, wishes)


def _register(
    round: GardenRound, household: Household, by: Any, client_id: uuid.UUID | None, channel: str, wishes: dict[str, Any]
) -> tuple[GardenRequest, bool]:
    given = _wishes(wishes)
    withdrawn = round.requests.filter(household=household, eligibility=Eligibility.WITHDRAWN).first()
    request = withdrawn or GardenRequest(round=round, household=household, community_id=round.community_id)
    for name, value in given.items():
        setattr(request, name, value)
    request.channel, request.registered_by, request.registered_at = channel, person(by), clock.now()
    request.client_id = client_id or uuid.uuid4()
    request.eligibility, request.reason, request.reason_note = Eligibility.UNJUDGED, "", ""
    checked(request)
    emit("garden_request.register", request_id=request.pk, round_id=round.pk)
    return request, True


@transaction.atomic
def need_submit(
    *, round: GardenRound, household: Household, client_id: uuid.UUID, **wishes: Any
) -> tuple[GardenRequest, bool]:
    """A resident registers the need of a household that showed itself at the door (apps/portal/doorway.py).

    The caller has the round's community as its scope (`elevated`). (request, False): this form was sent before. Raises
    Refused when needs are not registered now, InvalidInput otherwise.
    """
    row = locked(round)
    ensure(registering(row))
    if household.community_id != row.community_id:
        raise InvalidInput(_("This household belongs to another community."), field="household")
    if (before := _known(client_id, row, household)) is not None:
        return before, False
    return _register(row, household, None, client_id, Channel.PHONE, wishes)


@transaction.atomic
def round_register_all(*, round: GardenRound, by: Any) -> int:
    """Register every household of the community's register that is not registered yet; how many."""
    row = asked(round, "register_all", by)
    there = GardenRequest.objects.filter(round=row).values("household")
    here = Household.objects.active().filter(community=row.community_id).exclude(pk__in=there).order_by("code")
    given: dict[str, Any] = {"round": row, "community_id": row.community_id, "channel": Channel.ROSTER}
    made = [GardenRequest(household=household, registered_by=person(by), **given) for household in here]
    GardenRequest.objects.bulk_create(made, batch_size=1_000)
    take(row, "register_all", by, note("households", len(made)))
    return len(made)


def _asked(request: GardenRequest, step: str, by: Any, **inputs: Any) -> GardenRequest:
    locked(request.round)
    rows = GardenRequest.objects.select_for_update(of=("self",)).select_related("household", "round__community")
    row = rows.get(pk=request.pk)
    ensure(may_request(row, step, by, inputs))
    return row


@transaction.atomic
def request_change(*, request: GardenRequest, by: Any, **wishes: Any) -> GardenRequest:
    """Change the WISHES. Where requests are being judged, the rules judge it anew; what a person decided stays."""
    row = _asked(request, "change_request", by)
    for name, value in _wishes(wishes).items():
        setattr(row, name, value)
    if row.round.state == State.ELIGIBILITY:
        judge(row.round, [row])
    emit("garden_request.change", request_id=row.pk, round_id=row.round_id)
    return checked(row)


@transaction.atomic
def request_withdraw(*, request: GardenRequest, by: Any, why: str = "") -> GardenRequest:
    """The household needs no plot after all."""
    row = _asked(request, "withdraw_request", by, why=why)
    row.eligibility, row.reason, row.reason_note = Eligibility.WITHDRAWN, "", prose(why)[:200]
    emit("garden_request.withdraw", request_id=row.pk, round_id=row.round_id)
    return checked(row)


@transaction.atomic
def eligibility_decide(*, request: GardenRequest, by: Any, eligible: bool, why: str = "") -> GardenRequest:
    """A person decides, against or beside the rules; `why` is kept and shown to the household."""
    row = _asked(request, "judge", by, why=why)
    if eligible and row.building_id is None:
        raise InvalidInput(
            _("A household without a dwelling here has no way to a plot. Record its dwelling first."), field="eligible"
        )
    row.eligibility = Eligibility.ELIGIBLE if eligible else Eligibility.REFUSED
    row.reason, row.reason_note = Reason.BY_HAND, prose(why)[:200]
    row.judged_by, row.judged_at = person(by), clock.now()
    emit("garden_request.judge", request_id=row.pk, round_id=row.round_id)
    return checked(row)


def facts_refresh(request: GardenRequest) -> None:
    """Read the household's facts anew and keep them (an objection was upheld). The caller saves."""
    freeze(request, facts_of([request.household_id], request.community_id)[request.household_id])
