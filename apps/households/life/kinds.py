"""What each kind of event does to the register. `details` are keys and plain values, as the event keeps them.

A correction runs the same functions again: what the first version founded (a child, a new household) is kept.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from apps.core.errors import InvalidInput
from apps.core.periods import Period
from apps.households.life import family
from apps.households.life.draft import Draft, day_words, stop
from apps.households.life.marrying import free_to_marry
from apps.households.models import EventKind, Household, Member, Membership
from apps.households.models.member import MemberOwned
from apps.households.vocabulary import Relation

Details = dict[str, Any]


def relations_of(details: Details) -> dict[int, str]:
    """Relations by person; keys are strings in what was stored."""
    return {int(key): relation for key, relation in (details.get("relations") or {}).items()}


def apply_birth(draft: Draft, details: Details) -> None:
    """The child, already entered, belongs to the household from the day of birth."""
    draft.active(draft.household)
    (child,) = draft.people([details["member"]])
    family.enter(draft, draft.household, child, details.get("relation", ""))


def apply_joined(draft: Draft, details: Details) -> None:
    """Somebody new to the register, already entered, belongs to the household from the day on."""
    apply_birth(draft, details)
    draft.heads_settled = True  # who joins takes no head away; a new household is filled in any order


def apply_death(draft: Draft, details: Details) -> None:
    """All that lasts of the person ends; another becomes head, or the household leaves with its last member."""
    (member,) = draft.people([details["member"]])
    family.leave(draft, draft.household, [member], new_head=details.get("new_head"), ever=True)
    for model in facts_of_people():
        _end_fact(draft, model, member)
    draft.ledger.update(member, died_on=draft.day)


def facts_of_people() -> list[Any]:
    """Every register of people that is kept in periods: health, work, whatever comes."""
    from django.apps import apps

    return [m for m in apps.get_app_config("households").get_models() if issubclass(m, MemberOwned) and
            issubclass(m, Period)]  # fmt: skip


def _end_fact(draft: Draft, model: Any, member: Member) -> None:
    rows = model.objects.filter(member=member)
    if rows.filter(period__startswith__gte=draft.day).exists():
        facts = {"what": model._meta.verbose_name, "name": member.name}
        message = _("“%(what)s” of %(name)s is recorded from a later day on. Correct that first.") % facts
        raise stop("later_record", message, field="happened_on")
    draft.ledger.cut(rows, draft.day)


def apply_marriage_in(draft: Draft, details: Details) -> None:
    """Somebody new, or of another household of the community, joins."""
    draft.active(draft.household)
    (member,) = draft.people([details["member"]])
    spouse = details.get("spouse")
    free_to_marry([member, *draft.people([spouse] if spouse else [])], draft.day)
    relation = details.get("relation") or _relation_by_marriage(draft, spouse)
    origin = next((h for h in draft.households.values() if h.pk != draft.household.pk), None)
    if origin is None:
        family.enter(draft, draft.household, member, relation)
        return
    family.leave(
        draft, origin, [member], to=draft.household, relations={member.pk: relation}, new_head=details.get("new_head")
    )


def apply_marriage(draft: Draft, details: Details) -> None:
    """Two of two households marry; one of them joins the other's household."""
    here, there = draft.household, draft.households[details["other_household"]]
    for household in (here, there):
        draft.active(household)
    member, spouse = (draft.people([details[name]])[0] for name in ("member", "spouse"))
    if here.pk == there.pk:
        message = _("Both belong to this household already. Correct their relations by a change of head.")
        raise stop("same_household", message, field="spouse")
    family.belongs(draft, here, member)
    family.belongs(draft, there, spouse)
    free_to_marry([member, spouse], draft.day)
    comes = details["moving"] == spouse.pk
    moving, stays, source, target = (spouse, member, there, here) if comes else (member, spouse, here, there)
    relation = details.get("relation") or _relation_by_marriage(draft, stays.pk, target)
    family.leave(draft, source, [moving], to=target, relations={moving.pk: relation}, new_head=details.get("new_head"))


def _relation_by_marriage(draft: Draft, spouse: int | None, household: Household | None = None) -> str:
    if spouse is None:
        return ""
    (partner,) = draft.people([spouse])
    place = family.belongs(draft, household or draft.household, partner).relation
    married = {Relation.HEAD: Relation.SPOUSE, Relation.CHILD: Relation.CHILD_IN_LAW}
    return str(married.get(Relation(place), Relation.OTHER)) if place else ""


def apply_marriage_out(draft: Draft, details: Details) -> None:
    """Somebody leaves for another household of the community, or away."""
    (member,) = draft.people([details["member"]])
    free_to_marry([member], draft.day)
    target = draft.households.get(details.get("to_household") or 0)
    if target is not None:
        draft.active(target)
    relations = {member.pk: details.get("relation", "")}
    family.leave(draft, draft.household, [member], to=target, relations=relations, new_head=details.get("new_head"))


def apply_split(draft: Draft, details: Details) -> None:
    """Some found a household of their own, in the same flat, another one, or none."""
    source = draft.household
    draft.active(source)
    members = draft.people(details["members"])
    if details["head"] not in {member.pk for member in members}:
        raise stop("head_not_member", _("The head must be one of those who found the household."), field="head")
    staying = {row.member_id for row in family.held(source, draft.day)} - {member.pk for member in members}
    if not staying:
        message = _("Nobody would stay behind. Record a change of head or a move instead.")
        raise stop("nobody_stays", message, field="members")
    flat = family.dwelling_of(source, draft.day)
    kept = Household.objects.filter(pk=details["founded"]).first() if details.get("founded") else None
    new = family.found(draft, source, details.get("code", ""), kept=kept)
    if kept is not None:
        draft.ledger.update(new, moved_in_on=draft.day)
    relations = _seen_from_head(draft, details) | relations_of(details) | {details["head"]: str(Relation.HEAD)}
    family.leave(draft, source, members, to=new, relations=relations, new_head=details.get("new_head"), ever=True)
    details["founded"] = new.pk
    dwelling = flat if details.get("shares_dwelling") else details.get("dwelling")
    if dwelling is not None:
        family.house(draft, new, dwelling)


def _seen_from_head(draft: Draft, details: Details) -> dict[int, str]:
    """What those who go along are to their new head, where it follows surely."""
    was = {row.member_id: row.relation for row in family.held(draft.household, draft.day)}
    head = was.get(details["head"], "")
    same = head == Relation.HEAD  # the old head goes on as head
    return {key: was[key] if same else family.seen_from(head, was[key]) for key in details["members"] if key in was}


def apply_merge(draft: Draft, details: Details) -> None:
    """Everybody of the household joins another, and it leaves the register."""
    target = draft.households[details["into"]]
    for household in (draft.household, target):
        draft.active(household)
    rows = family.held(draft.household, draft.day)
    members = draft.people([row.member_id for row in rows])
    if not members:
        raise stop("nobody_there", _("Nobody belonged to this household on that day."), field="happened_on")
    relations = {m.pk: "" for m in members} | relations_of(details)
    family.leave(draft, draft.household, members, to=target, relations=relations, ever=True)


def apply_head_change(draft: Draft, details: Details) -> None:
    """Somebody else of the household becomes head; the others' relations follow."""
    draft.active(draft.household)
    draft.people([details["new_head"]])
    family.promote(draft, draft.household, details["new_head"], relations=relations_of(details))


def apply_departure(draft: Draft, details: Details) -> None:
    """Some, or all, leave: for another household of the community, or away."""
    draft.active(draft.household)
    here = [row.member_id for row in family.held(draft.household, draft.day)]
    members = draft.people(details.get("members") or here)
    if not members:
        raise stop("nobody_there", _("Nobody belonged to this household on that day."), field="happened_on")
    whole = {member.pk for member in members} >= set(here)
    target = draft.households.get(details.get("to_household") or 0)
    if target is not None:
        draft.active(target)
    family.leave(
        draft, draft.household, members, to=target, relations=relations_of(details),
        new_head=details.get("new_head"), ever=whole,
    )  # fmt: skip


def apply_return(draft: Draft, details: Details) -> None:
    """People come back: to a household that had left, which is counted again, or to one that stayed."""
    household = draft.household
    if household.left_on is not None:
        if household.left_on > draft.day:
            facts = {"household": household.code, "day": day_words(household.left_on)}
            message = _("%(household)s left only on %(day)s. Check the day.") % facts
            raise stop("not_gone", message, field="happened_on")
        draft.ledger.update(household, left_on=None)
    relations = relations_of(details)
    if details.get("head"):
        relations[details["head"]] = str(Relation.HEAD)
    members = draft.people(details["members"])
    if not members:
        raise InvalidInput(_("Choose who came back."), code="members", field="members")
    for member in members:
        family.enter(draft, household, member, relations.get(member.pk) or _former(household, member))
    if details.get("dwelling"):
        family.house(draft, household, details["dwelling"])


def _former(household: Household, member: Member) -> str:
    """What the person last was in this household; a head returns as head only where one is named."""
    rows = Membership.objects.filter(household=household, member=member).order_by("-period")
    relation = rows.values_list("relation", flat=True).first() or ""
    return "" if relation == Relation.HEAD and _has_head(household) else relation


def _has_head(household: Household) -> bool:
    return Membership.objects.filter(household=household, relation=Relation.HEAD, period__upper_inf=True).exists()


def apply_move(draft: Draft, details: Details) -> None:
    """The household holds another dwelling."""
    draft.active(draft.household)
    if not family.held(draft.household, draft.day):
        raise stop("nobody_there", _("Nobody belonged to this household on that day."), field="happened_on")
    family.house(draft, draft.household, details["dwelling"])


APPLY: dict[str, Callable[[Draft, Details], None]] = {
    EventKind.BIRTH: apply_birth,
    EventKind.JOINED: apply_joined,
    EventKind.DEATH: apply_death,
    EventKind.MARRIAGE: apply_marriage,
    EventKind.MARRIAGE_IN: apply_marriage_in,
    EventKind.MARRIAGE_OUT: apply_marriage_out,
    EventKind.DIVORCE: apply_split,
    EventKind.SPLIT: apply_split,
    EventKind.MERGE: apply_merge,
    EventKind.HEAD_CHANGE: apply_head_change,
    EventKind.DEPARTURE: apply_departure,
    EventKind.RETURN: apply_return,
    EventKind.MOVE: apply_move,
}
