"""The parts that events are made of: people join, leave and move; a head follows; a household is founded or closes."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from apps.communities.models import Dwelling
from apps.core.errors import InvalidInput
from apps.core.periods import since
from apps.households.life.draft import Draft, day_words, stop
from apps.households.models import Household, Member, Membership, Occupancy, Presence
from apps.households.vocabulary import Relation

Relations = Mapping[int, str]
CODE_LENGTH = 20

# What the others become to a new head, by what the new head and they were to the old one; "" is not known.
SEEN_FROM: dict[str, dict[str, str]] = {
    Relation.SPOUSE: {Relation.HEAD: Relation.SPOUSE, Relation.CHILD: Relation.CHILD,
                      Relation.CHILD_IN_LAW: Relation.CHILD_IN_LAW, Relation.GRANDCHILD: Relation.GRANDCHILD},
    Relation.CHILD: {Relation.HEAD: Relation.PARENT, Relation.SPOUSE: Relation.PARENT,
                     Relation.CHILD: Relation.SIBLING, Relation.PARENT: Relation.GRANDPARENT},
    Relation.PARENT: {Relation.HEAD: Relation.CHILD, Relation.SPOUSE: Relation.CHILD_IN_LAW,
                      Relation.CHILD: Relation.GRANDCHILD, Relation.PARENT: Relation.SPOUSE,
                      Relation.SIBLING: Relation.CHILD},
    Relation.SIBLING: {Relation.HEAD: Relation.SIBLING, Relation.SIBLING: Relation.SIBLING,
                       Relation.PARENT: Relation.PARENT, Relation.GRANDPARENT: Relation.GRANDPARENT},
    Relation.GRANDCHILD: {Relation.HEAD: Relation.GRANDPARENT, Relation.SPOUSE: Relation.GRANDPARENT},
}  # fmt: skip


def seen_from(new_head: str, other: str) -> str:
    """The relation of somebody to the new head."""
    return str(SEEN_FROM.get(new_head, {}).get(other, ""))


def held(household: Household, day: date) -> list[Membership]:
    """Who belongs to the household on the day, with their person; rows locked."""
    rows = Membership.objects.select_for_update(of=("self",)).filter(household=household, period__holds_on=day)
    return list(rows.select_related("member").order_by("pk"))


def belongs(draft: Draft, household: Household, member: Member) -> Membership:
    """The person's place in the household on the day; refused where there is none."""
    row = next((row for row in held(household, draft.day) if row.member_id == member.pk), None)
    if row is None:
        facts = {"name": member.name, "household": household.code, "day": day_words(draft.day)}
        message = _("%(name)s did not belong to household %(household)s on %(day)s. Check person and day.") % facts
        raise stop("not_a_member", message, field="member")
    return row


def only_last(draft: Draft, row: Membership, *, ever: bool) -> date | None:
    """Until when a change of this place may last: to its end. Refused where a later change of the same place, or
    (`ever`) any later place of the person, was recorded."""
    if row.ended is None:
        return None
    later = Membership.objects.filter(member=row.member_id, period__startswith__gte=row.ended)
    if not ever:
        later = later.filter(period__startswith=row.ended, household=row.household_id)
    if later.exists():
        raise draft.in_the_way(row.member.name, row.member_id)
    return row.ended


def leave(
    draft: Draft,
    source: Household,
    members: Collection[Member],
    *,
    to: Household | None = None,
    relations: Relations | None = None,
    new_head: int | None = None,
    ever: bool = False,
) -> None:
    """These people leave `source`, for `to` or away; who stays keeps a head, and a household of nobody closes."""
    before = {row.member_id: row for row in held(source, draft.day)}
    heads_went = [m for m in members if before.get(m.pk) and before[m.pk].relation == Relation.HEAD]
    ends = {member.pk: only_last(draft, belongs(draft, source, member), ever=ever) for member in members}
    for member in members:
        draft.ledger.cut(Membership.objects.filter(member=member), draft.day, ends[member.pk])
    if to is not None:
        for member in sorted(members, key=lambda m: m.pk):
            enter(draft, to, member, (relations or {}).get(member.pk, ""), until=ends[member.pk])
    if not held(source, draft.day):
        close(draft, source)
    elif heads_went:
        promote(draft, source, new_head)


def enter(draft: Draft, household: Household, member: Member, relation: str, *, until: date | None = None) -> None:
    """The person belongs to the household from the day on."""
    if relation and relation not in Relation.values:
        raise InvalidInput(_("Choose a relation from the list."), code="relation", field="relation")
    days = since(draft.day, until)
    if (
        relation == Relation.HEAD
        and Membership.objects.filter(household=household, relation=Relation.HEAD, period__overlap=days).exists()
    ):
        message = _("Household %(household)s has a head already. Record a change of head.") % {
            "household": household.code
        }
        raise stop("two_heads", message, field="relation")
    taken = Membership.objects.filter(member=member, period__overlap=days).order_by("period").first()
    if taken is not None:
        raise draft.in_the_way(member.name, member.pk)
    draft.ledger.put(
        Membership, draft.day, until, household_id=household.pk, member_id=member.pk, relation=relation,
        community_id=household.community_id,
    )  # fmt: skip


def promote(
    draft: Draft,
    household: Household,
    new_head: int | None,
    *,
    relations: Relations | None = None,
) -> None:
    """Make somebody of the household its head from the day on, until the next head that is recorded."""
    here = {row.member_id: row for row in held(household, draft.day)}
    if new_head is None and len(here) == 1:
        new_head = next(iter(here))  # nobody else could be
    if new_head is None:
        message = _("Household %(household)s needs a head: choose who becomes head.") % {"household": household.code}
        raise stop("head_needed", message, field="new_head")
    if new_head not in here:
        raise stop("head_not_member", _("The new head must belong to the household on that day."), field="new_head")
    chosen = here[new_head]
    if chosen.relation == Relation.HEAD:
        raise stop("already_head", _("This person is the head already."), field="new_head")
    until = _next_head(household, draft.day)
    changed = {new_head: str(Relation.HEAD)}
    for key, row in here.items():
        if key != new_head:
            given = (relations or {}).get(key)
            changed[key] = seen_from(chosen.relation, row.relation) if given is None else given
    spans = {key: _earlier(here[key].ended, until) for key in changed}
    draft.members |= {key for key, relation in changed.items() if here[key].relation != relation}
    for key, relation in changed.items():
        if here[key].relation != relation:
            draft.ledger.cut(Membership.objects.filter(pk=here[key].pk), draft.day, spans[key])
    for key, relation in changed.items():
        if here[key].relation != relation:
            enter(draft, household, here[key].member, relation, until=spans[key])


def _next_head(household: Household, day: date) -> date | None:
    later = Membership.objects.filter(household=household, relation=Relation.HEAD, period__startswith__gt=day)
    return min((row.period.lower for row in later), default=None)


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day), default=None)


def close(draft: Draft, household: Household) -> None:
    """The household leaves the register on the day: its dwelling and presence end, and it is counted no more."""
    if Membership.objects.filter(household=household, period__startswith__gte=draft.day).exists():
        raise draft.in_the_way(household.code)
    draft.ledger.cut(Occupancy.objects.filter(household=household), draft.day)
    draft.ledger.cut(Presence.objects.filter(household=household), draft.day)
    draft.ledger.update(household, left_on=draft.day)


def found(draft: Draft, source: Household, code: str, *, kept: Household | None = None) -> Household:
    """A new household beside `source`: of its class and village, with nothing else taken over."""
    if kept is not None:
        draft.add_household(kept)
        return kept
    code = code.strip() or next_code(source)
    if Household.objects.filter(community=source.community_id, code=code).exists():
        message = _("This community already has a household with this code.")
        raise stop("code_taken", message, field="code")
    household = Household(
        community_id=source.community_id, code=code[:CODE_LENGTH], kind=source.kind, moved_in_on=draft.day,
        origin_village=source.origin_village,
    )  # fmt: skip
    draft.ledger.found(household)
    draft.add_household(household)
    return household


def next_code(source: Household) -> str:
    """The code of a household that splits off: H00012-2, H00012-3 …"""
    stem = source.code.rsplit("-", 1)[0] if source.code.rsplit("-", 1)[-1].isdigit() else source.code
    stem = stem[: CODE_LENGTH - 4]
    like = Household.objects.filter(community=source.community_id, code__startswith=f"{stem}-")
    taken = set(like.order_by("pk").values_list("code", flat=True))
    return next(code for number in range(2, 1000) if (code := f"{stem}-{number}") not in taken)


def house(draft: Draft, household: Household, dwelling: int | None, *, field: str = "dwelling") -> None:
    """The household holds this dwelling from the day on. Others may live there too: the flat allows it."""
    chosen = Dwelling.objects.filter(pk=dwelling).select_related("building").first()
    if chosen is None or chosen.community_id != household.community_id:
        message = _("Choose a dwelling of the household's community.")
        raise stop("other_community", message, field=field)
    rows = Occupancy.objects.filter(household=household)
    now = rows.filter(period__holds_on=draft.day).order_by("pk").first()
    if now is not None and now.dwelling_id == chosen.pk:
        raise stop("same_dwelling", _("The household lives in this dwelling on that day already."), field=field)
    until = now.ended if now is not None else _next_dwelling(rows, draft.day)
    draft.ledger.cut(rows, draft.day, until)
    draft.ledger.put(
        Occupancy, draft.day, until, household_id=household.pk, dwelling_id=chosen.pk,
        community_id=household.community_id,
    )  # fmt: skip


def _next_dwelling(rows: Any, day: date) -> date | None:
    return min((row.period.lower for row in rows.filter(period__startswith__gt=day)), default=None)


def dwelling_of(household: Household, day: date) -> int | None:
    """The dwelling that the household holds on the day."""
    rows = Occupancy.objects.filter(household=household, period__holds_on=day).order_by("pk")
    return rows.values_list("dwelling", flat=True).first()
