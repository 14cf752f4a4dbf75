"""A household in words: for the page, the phone and whoever else tells of it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core import ui
from apps.households.known import known
from apps.households.models import Household, Membership
from apps.households.privacy.erased import ERASED_NAME
from apps.households.vocabulary import Relation


def title_of(household: Any) -> str:
    """The household by its head, as people say it."""
    name = household.head_name or (last_head(household) if household.left_on else "")
    return _("Household of %(name)s") % {"name": name} if name else household.code


def last_head(household: Household) -> str:
    """Who was head when the household left the register; nothing where that was erased."""
    rows = Membership.objects.filter(household=household, relation=Relation.HEAD).exclude(member__name=ERASED_NAME)
    return rows.order_by("-period__startswith", "-pk").values_list("member__name", flat=True).first() or ""


def label_of(household: Any) -> str:
    """3-2-501 谭建国: a household found `with_place` and `with_head`, in one line."""
    return f"{household.place_label or _('no dwelling')} {household.head_name or household.code}"


def people_words(household: Any) -> str:
    """5 people: 2 under 16, 2 from 16 to 59, 1 aged 60 and over."""
    people = known(household).people
    children, grown, old, unknown = known(household).ages()
    parts = [
        (children, _("%(n)s under 16")), (grown, _("%(n)s from 16 to 59")), (old, _("%(n)s aged 60 or more")),
        (unknown, _("%(n)s of unknown age")),
    ]  # fmt: skip
    told = _(", ").join(words % {"n": count} for count, words in parts if count)
    size = ngettext("%(n)s person", "%(n)s people", len(people)) % {"n": len(people)}
    return _("%(size)s: %(ages)s") % {"size": size, "ages": told} if told else size


def dwelling_words(household: Any) -> str | None:
    """125 m², 25 m² a person (norm 25); the room itself stands in the line above."""
    held = known(household).occupancy
    if held is None or not held.dwelling.area_m2:
        return None
    words = _("%(area)s m²") % {"area": ui.plain(held.dwelling.area_m2)}
    each, norm = known(household).area_each, known(household).area_norm
    if each is None:
        return words
    said = {"area": words, "each": ui.plain(each), "norm": norm}
    if norm is None:
        return _("%(area)s, %(each)s m² a person") % said
    if each > norm:
        return _("%(area)s, %(each)s m² a person: above the norm of %(norm)s") % said
    return _("%(area)s, %(each)s m² a person (norm %(norm)s)") % said


def residence_words(household: Any) -> str | None:
    """How they live, and where, as of today."""
    row = known(household).presence
    return None if row is None else " · ".join(filter(None, (str(row.get_status_display()), row.place)))


def old_house_words(household: Any) -> str | None:
    """What became of the old house, and whether the new one's title was issued."""
    issued = {True: _("title issued"), False: _("no title yet"), None: ""}[household.title_issued]
    return " · ".join(filter(None, (str(household.get_old_house_display()), issued))) or None
