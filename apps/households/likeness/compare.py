"""Two records side by side, in words: what each says, what differs, what must be decided before they become one."""

from typing import Any

from django.db import models
from django.utils.encoding import force_str
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.core import ui
from apps.core.fields import EncryptedTextField
from apps.households.likeness import merging
from apps.households.models import Member
from apps.households.register_words import words_of


def lines(keep: Member, drop: Member) -> list[dict[str, Any]]:
    """One line a fact: both values, whether they differ, and what a merge would take unless somebody chooses."""
    found = []
    for field in merging.person_fields():
        mine, theirs = getattr(keep, field.name), getattr(drop, field.name)
        if mine in (None, "") and theirs in (None, ""):
            continue
        differ = mine != theirs
        found.append(
            {
                "name": field.name,
                "label": capfirst(force_str(_("age") if field.name == "birth_date" else field.verbose_name)),
                "kept": words(keep, field),
                "dropped": words(drop, field),
                "differ": differ,
                "choose": differ and mine not in (None, "") and theirs not in (None, ""),
                "must": field.name == "id_number",
            }
        )
    return found


def words(member: Member, field: models.Field) -> Any:
    """A fact as it may be shown: an age instead of a birth date, first and last digit of a number."""
    value = getattr(member, field.name)
    if value in (None, ""):
        return ui.missing()
    if field.name == "birth_date":
        return _("%(n)s years") % {"n": member.age}
    if field.name == "id_number":
        return f"{value[0]}••••{value[-1]}"
    if isinstance(field, EncryptedTextField):
        return "•••"
    return ui.exact(value) if isinstance(field, models.DateField) else _choice(member, field, value)


def _choice(row: Any, field: models.Field, value: Any) -> str:
    return force_str(dict(field.flatchoices).get(value, value))


def belongings(keep: Any, drop: Any) -> list[list[Any]]:
    """How many rows of each register hang on either; what is moved."""
    found = []
    for model, field in merging.registers(type(keep)):
        counts = [model._base_manager.filter(**{field.attname: member.pk}).count() for member in (keep, drop)]
        if any(counts):
            found.append([words_of(model), *counts])
    return found


def decisions(keep: Member, drop: Member) -> list[dict[str, Any]]:
    """The rows that contradict each other, in words."""
    return [
        {
            "key": clash.key,
            "label": capfirst(force_str(clash.row._meta.verbose_name)),
            "kept": [describe(other) for other in clash.others],
            "dropped": describe(clash.row),
        }
        for clash in merging.clashes(keep, drop)
    ]


def describe(row: Any) -> str:
    """A row of a register: what it says, and since when."""
    said = []
    for field in row._meta.concrete_fields:
        if field.name in merging.TECHNICAL or isinstance(field, EncryptedTextField):
            continue
        if isinstance(field, models.ForeignKey):
            if field.related_model is not Member:
                said.append(force_str(getattr(row, field.name) or ""))
        elif isinstance(field, models.CharField):
            said.append(_choice(row, field, getattr(row, field.name)))
    if hasattr(row, "period"):
        start, end = row.period.lower, row.period.upper
        said.append(f"{ui.exact(start) if start else '…'} – {ui.exact(end) if end else _('still')}")
    return " · ".join(filter(None, said))
