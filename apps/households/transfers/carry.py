"""Carrying out an accepted transfer: the only code that writes rows of two communities.

The file goes with the household or the person: every row about them then belongs to the receiving community, the past
included, since that side answers for them now. What stays behind is the story of the old place: which flats were held
when, the events that were recorded there, the request itself; and complaints, which their community answered.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from apps.communities.models import Dwelling
from apps.core.rowscope import elevated
from apps.core.scope import communities
from apps.households.life import family
from apps.households.life.draft import Draft, stop
from apps.households.models import (
    EventKind,
    Household,
    LifeEvent,
    Member,
    Membership,
    Occupancy,
    Presence,
    Transfer,
)
from apps.households.models.household import HouseholdOwned
from apps.households.models.member import MemberOwned

Check = Callable[[Household, int], None]
CHECKS: list[Check] = []


def checks_transfer(check: Check) -> Check:
    """For apps above: refuse, before a household's file goes to a community, what cannot stand there."""
    if check not in CHECKS:
        CHECKS.append(check)
    return check


STAYS_BEHIND: list[Any] = [Occupancy, LifeEvent, Transfer]


def stays_behind(*models: Any) -> None:
    """For apps above: registers that belong to the place, and stay in its community when a household's file goes."""
    STAYS_BEHIND.extend(model for model in models if model not in STAYS_BEHIND)


def carry(
    transfer: Transfer,
    *,
    by: Any,
    code: str = "",
    dwelling: Dwelling | None = None,
    to_household: Household | None = None,
    relation: str = "",
) -> None:
    """Carry out what both sides agreed: within the two communities, and only here, whoever decides writes in both."""
    both = communities(transfer.community_id, transfer.to_community_id)
    with elevated("an accepted transfer is written in both communities", both):
        if transfer.member_id is None:
            carry_household(transfer, by=by, code=code, dwelling=dwelling)
        else:
            carry_person(transfer, by=by, to_household=to_household, relation=relation)


def carry_household(transfer: Transfer, *, by: Any, code: str = "", dwelling: Dwelling | None = None) -> None:
    """The whole household, its people and its file."""
    draft = _draft(transfer, by)
    household = draft.household
    draft.active(household)
    rows = family.held(household, draft.day)
    if not rows:
        raise stop("nobody_there", _("Nobody belonged to this household on that day."))
    for row in rows:
        family.only_last(draft, row, ever=True)
    members = draft.people([row.member_id for row in rows])
    draft.ledger.cut(Occupancy.objects.filter(household=household), draft.day)
    draft.ledger.cut(Presence.objects.filter(household=household), draft.day)
    draft.finish(_details(transfer))
    household.code = _free_code(household, transfer, code)
    for check in CHECKS:
        check(household, transfer.to_community_id)
    household.community_id = transfer.to_community_id
    household.moved_in_on = transfer.happens_on
    household.save(update_fields=["code", "community", "moved_in_on", "updated_at"])
    _move(owned_by(HouseholdOwned, "household"), "household", [household.pk], transfer.to_community_id)
    _move_people(members, transfer.to_community_id)
    arrival = _draft(transfer, by, EventKind.TRANSFER_IN)
    arrival.members |= draft.members
    if dwelling is not None:
        family.house(arrival, arrival.household, dwelling.pk)
    arrival.finish(_details(transfer))


def carry_person(transfer: Transfer, *, by: Any, to_household: Household | None, relation: str = "") -> None:
    """One person, from one household into another."""
    if to_household is None or to_household.community_id != transfer.to_community_id:
        message = _("Choose the household of your community that the person joins.")
        raise stop("household_needed", message, field="to_household")
    draft = _draft(transfer, by)
    assert transfer.member_id is not None
    members = draft.people([transfer.member_id])
    family.leave(draft, draft.household, members, new_head=transfer.new_head_id, ever=True)
    draft.finish(_details(transfer))
    _move_people(members, transfer.to_community_id)
    arrival = Draft(
        kind=EventKind.TRANSFER_IN, household=to_household, by=by, happened_on=transfer.happens_on,
        note=transfer.why, document=transfer.document, trusted=True,
    )  # fmt: skip
    arrival.active(arrival.household)
    (member,) = arrival.people([transfer.member_id])
    family.enter(arrival, arrival.household, member, relation)
    arrival.finish(_details(transfer))


def _draft(transfer: Transfer, by: Any, kind: str = EventKind.TRANSFER_OUT) -> Draft:
    household = Household.objects.get(pk=transfer.household_id)
    return Draft(
        kind=kind, household=household, by=by, happened_on=transfer.happens_on, note=transfer.why,
        document=transfer.document, trusted=True,
    )  # fmt: skip


def _details(transfer: Transfer) -> dict[str, Any]:
    return {
        "transfer": transfer.pk, "from_community": transfer.community_id, "to_community": transfer.to_community_id,
        "marriage": transfer.marriage, "person": transfer.member_id,
    }  # fmt: skip


def _free_code(household: Household, transfer: Transfer, code: str) -> str:
    wished = code.strip() or household.code
    there = Household.objects.filter(community=transfer.to_community_id, code=wished)
    if there.exists():
        message = _("The code %(code)s is taken in your community. Enter another one.") % {"code": wished}
        raise stop("code_taken", message, field="code")
    return wished[: family.CODE_LENGTH]


def owned_by(base: type[Any], key: str) -> list[Any]:
    """The registers about a household, or a person, that go along."""
    models = apps.get_models()
    return [
        model
        for model in models
        if issubclass(model, base)
        and model not in STAYS_BEHIND
        and not hasattr(model, "pgh_tracked_model")
        and any(field.name == key for field in model._meta.concrete_fields)
    ]


def _move(models: Iterable[Any], key: str, keys: list[int], community: int) -> None:
    for model in models:
        model._base_manager.filter(**{f"{key}__in": keys}).exclude(community=community).update(community=community)


def _move_people(members: list[Member], community: int) -> None:
    """The people and every register about them; their places in households go with the household."""
    keys = [member.pk for member in members]
    registers = [model for model in owned_by(MemberOwned, "member") if model is not Membership]
    _move(registers, "member", keys, community)
    Member.objects.filter(pk__in=keys).exclude(community=community).update(community=community)
