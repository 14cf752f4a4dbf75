"""Two records of one household side by side, in words: what each says, who of it is entered twice."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.encoding import force_str
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.core import clock, ui
from apps.households.likeness import compare, merging
from apps.households.models import Household, Member, Membership


def lines(keep: Household, drop: Household) -> list[dict[str, Any]]:
    """One line a fact of the household itself: both values, and whether somebody may choose."""
    found = []
    for field in merging.person_fields(Household):
        mine, theirs = getattr(keep, field.name), getattr(drop, field.name)
        if mine in (None, "") and theirs in (None, ""):
            continue
        both = mine not in (None, "") and theirs not in (None, "")
        found.append(
            {
                "name": field.name, "label": capfirst(force_str(field.verbose_name)), "kept": _words(keep, field),
                "dropped": _words(drop, field), "choose": mine != theirs and both,
            }
        )  # fmt: skip
    return found


def _words(household: Household, field: models.Field) -> Any:
    value = getattr(household, field.name)
    if value in (None, ""):
        return ui.missing()
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return ui.plain(value)
    if isinstance(field, models.DateField):
        return ui.exact(value)
    return force_str(dict(field.flatchoices).get(value, value))


def people(household: Household) -> list[Membership]:
    """Today's people, the head first."""
    rows = Membership.objects.filter(household=household, period__holds_on=clock.today())
    found = rows.select_related("member").order_by("pk")
    return sorted(found, key=lambda row: (row.relation != "head", row.pk))


def same_people(keep: list[Membership], drop: list[Membership]) -> dict[int, int]:
    """Who of the second household is likely who of the first: same name, and nothing known that speaks against it."""
    found: dict[int, int] = {}
    for row in drop:
        for other in keep:
            if other.member_id not in found.values() and _likely(row.member, other.member):
                found[row.member_id] = other.member_id
                break
    return found


def _likely(one: Member, other: Member) -> bool:
    born = one.birth_date is None or other.birth_date is None or one.birth_date == other.birth_date
    numbers = one.id_index is None or other.id_index is None
    return one.pk != other.pk and one.name == other.name and born and numbers


def decisions(keep: Household, drop: Household, same: dict[int, int]) -> list[dict[str, Any]]:
    """The rows that contradict each other, of the household and of the people entered twice."""
    found = [_decision(clash, "") for clash in merging.clashes(keep, drop, besides=merging.SETTLED)]
    known = Member.objects.in_bulk([*same, *same.values()])
    for other, one in same.items():
        clashes = merging.clashes(known[one], known[other], besides=(Membership,))
        found += [_decision(clash, known[one].name) for clash in clashes]
    return found


def _decision(clash: merging.Clash, name: str) -> dict[str, Any]:
    label = capfirst(force_str(clash.row._meta.verbose_name))
    return {
        "key": clash.key, "label": f"{name} · {label}" if name else label,
        "kept": [compare.describe(other) for other in clash.others], "dropped": compare.describe(clash.row),
    }  # fmt: skip
