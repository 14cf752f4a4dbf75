"""A marriage of two who both are in the register."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from apps.core.errors import InvalidInput
from apps.households.actions.transfers import transfer_request
from apps.households.life.draft import Draft, stop
from apps.households.life.home import home_of
from apps.households.life.recording import key_of, record
from apps.households.models import EventKind, Household, LifeEvent, Member, Transfer


@transaction.atomic
def marriage_record(
    *,
    household: Household,
    by: Any,
    happened_on: date,
    member: Member,
    spouse: Member,
    live_here: bool = True,
    relation: str = "",
    new_head: Member | None = None,
    note: str = "",
    document: str = "",
) -> LifeEvent | Transfer:
    """`member` of this household marries `spouse` of another one; they live in this household, or in the spouse's.

    Whoever moves leaves their household, where `new_head` follows if they were its head; a household of one closes.
    Without `relation` it follows from whom they married. Where the two live in different communities, whoever moves
    is asked for as a transfer, by the community they leave: nothing moves until the other one accepts.
    Raises Refused: `same_household`, `no_household`, `not_a_member`, `head_needed`, `two_heads`, `not_in_scope` …
    """
    if member.pk == spouse.pk:
        raise InvalidInput(_("Choose two people."), code="same_person", field="spouse")
    other = home_of(spouse, happened_on)
    if other is None:
        message = _("%(name)s belonged to no household on that day.") % {"name": spouse.name}
        raise stop("no_household", message, field="spouse")
    moving, source, target = (spouse, other, household) if live_here else (member, household, other)
    if source.community_id != target.community_id:
        return transfer_request(
            household=source, by=by, to_community=target.community, happened_on=happened_on, member=moving,
            new_head=new_head, marriage=True, why=note, document=document,
        )  # fmt: skip
    draft = Draft(
        kind=EventKind.MARRIAGE, household=household, by=by, happened_on=happened_on, note=note, document=document,
        others=[other],
    )  # fmt: skip
    return record(
        draft, member=member.pk, spouse=spouse.pk, moving=moving.pk, other_household=other.pk, relation=relation,
        new_head=key_of(new_head),
    )  # fmt: skip
