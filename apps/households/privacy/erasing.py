"""What is erased of a household that left long ago, in every register, its history and the staged rosters.

Text goes, codes and numbers stay: a name, a telephone, a diagnosis, a note, a place are blanked wherever they stand,
also in tables that are added later; classes, days, areas and amounts stay without a name, so that the figures of past
months remain as they were. A birth date becomes the first of its month, which is all that ages at the end of a month
depend on. Skills, bank accounts and further contacts are deleted. What hangs on a household in an app above, that app
erases itself (`erases_household`).
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import Any

import pgtrigger
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import TruncMonth

from apps.core.fields import BlindIndexField, EncryptedTextField
from apps.core.models.base import log_of
from apps.core.sheets import staging
from apps.households.models import (
    BankAccount,
    Contact,
    Erasure,
    Household,
    LikelyHouseholds,
    LikelyPair,
    Member,
    Membership,
    MemberSkill,
    MergeRecord,
    NotSame,
    NotSameHousehold,
    RosterHousehold,
    RosterImport,
)
from apps.households.models.duplicate import Merged
from apps.households.models.erasure import ErasureState
from apps.households.privacy.erased import ERASED_NAME

# Text that says nothing of anybody: the household's own code, which the tombstone needs; statutes and departments.
KEPT = {
    "household": {"code"},
    "consent": {"law", "recipient"},
    "erasure": {"why"},
    "lifeevent": {"document"},
}
DELETED = (BankAccount, Contact, MemberSkill)
# JSON that may hold what a person was called.
EMPTIED: dict[str, dict[str, Any]] = {"lifeevent": {"changes": []}}
SKIPPED = (
    Membership._meta.label,
    LikelyPair._meta.label,
    NotSame._meta.label,
    LikelyHouseholds._meta.label,
    NotSameHousehold._meta.label,
    MergeRecord._meta.label,
    RosterHousehold._meta.label,
)

Eraser = Callable[[Household, list[int]], dict[str, int]]
ERASERS: list[Eraser] = []


def erases_household(eraser: Eraser) -> Eraser:
    """For apps above: `eraser(household, member keys)` blanks what that app holds; rows by table are its answer."""
    if eraser not in ERASERS:
        ERASERS.append(eraser)
    return eraser


def people_of(household: Household) -> list[int]:
    """Those who belonged to nobody else: somebody who lives on in another household is not erased.

    People who were merged into them are theirs too, in the history.
    """
    erased = Erasure.objects.filter(state=ErasureState.DONE).order_by().values("household")
    elsewhere = Membership.objects.exclude(household=household).exclude(household__in=erased).order_by()
    belonged = Member.objects.filter(memberships__household=household).exclude(pk__in=elsewhere.values("member"))
    found = list(belonged.order_by().values_list("pk", flat=True))
    return sorted({*found, *MergeRecord.objects.merged_into(found)})


def tables() -> Iterator[tuple[Any, Any]]:
    """Every register of this app that speaks of a household or a person, with its history (None where it has none)."""
    for model in apps.get_app_config("households").get_models():
        if model._meta.proxy or model._meta.label in SKIPPED or hasattr(model, "pgh_tracked_model"):
            continue
        if _points_at(model):
            yield model, getattr(model, "pgh_event_model", None)


def _points_at(model: Any) -> list[str]:
    """The columns by which rows of this table belong to a household or a person."""
    if model in (Household, Member):
        return ["id"]
    return [
        field.attname
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model in (Household, Member)
    ]


def texts_of(model: Any) -> dict[str, Any]:
    """The columns that are blanked, with what stands there afterwards."""
    noun = model._meta.model_name.removesuffix("event") if hasattr(model, "pgh_tracked_model") else None
    noun = noun or model._meta.model_name
    kept = KEPT.get(noun, set())
    found: dict[str, Any] = dict(EMPTIED.get(noun, {}))
    for field in model._meta.concrete_fields:
        if field.name.startswith("pgh_") or field.name in kept or not _is_text(field):
            continue
        found[field.attname] = None if field.null else ""
    if noun == "member":
        found["name"] = ERASED_NAME
    return found


def _is_text(field: Any) -> bool:
    if getattr(field, "generated", False) or field.primary_key or field.choices or field.is_relation:
        return False
    if isinstance(field, ArrayField):
        return False
    return isinstance(field, EncryptedTextField | BlindIndexField | models.CharField | models.TextField)


def _mine(model: Any, homes: list[int], people: list[int]) -> Q:
    """Which rows of a table, or of a history, are about these households and these people alone."""
    names = {field.attname for field in model._meta.concrete_fields}
    tracked = getattr(model, "pgh_tracked_model", model)
    own = "pgh_obj_id" if "pgh_obj_id" in names else "id"
    if tracked is Household:
        return Q(**{f"{own}__in": homes})
    if tracked is Member:
        return Q(**{f"{own}__in": people})
    about = Q(pk__in=[])
    if "member_id" in names:
        about |= Q(member_id__in=people)
    if "household_id" in names:
        nobody = Q(member_id__isnull=True) if "member_id" in names else Q()
        about |= Q(household_id__in=homes) & nobody
    return about


def blank(household: Household) -> dict[str, int]:
    """Erase; rows by table. The caller has asked the policy and holds the lock. One statement a table."""
    people = people_of(household)
    homes = [household.pk, *MergeRecord.objects.merged_into([household.pk], Merged.HOUSEHOLD)]
    counts: Counter[str] = Counter()
    counts.update(_staged(household))
    registers = list(tables())
    for model in [row for row, _history in registers] + [history for _row, history in registers if history]:
        rows = model._base_manager.filter(_mine(model, homes, people))
        tracked = getattr(model, "pgh_tracked_model", model)
        if tracked in DELETED:
            counts[model._meta.db_table] += rows._raw_delete("default") or 0  # None where nothing can match
            continue
        values = texts_of(model)
        if tracked is Member:
            values["birth_date"] = TruncMonth("birth_date")
        if values:
            with _quiet(model):
                counts[model._meta.db_table] += rows.update(**values)
    pairs = Q(first__in=people) | Q(second__in=people)
    for pair in (LikelyPair, NotSame):
        pair.objects.filter(pairs).delete()
    for homes_pair in (LikelyHouseholds, NotSameHousehold):
        homes_pair.objects.filter(Q(first__in=homes) | Q(second__in=homes)).delete()
    with pgtrigger.ignore("households.MergeRecord:append_only"):
        of_people = Q(kept__in=people) | Q(dropped__in=people)
        of_homes = Q(kept__in=homes) | Q(dropped__in=homes)
        merges = MergeRecord.objects.filter(Q(kind=Merged.PERSON) & of_people | Q(kind=Merged.HOUSEHOLD) & of_homes)
        counts[MergeRecord._meta.db_table] += merges.update(journal=None, why="")
    for eraser in ERASERS:
        counts.update(eraser(household, people))
    return {table: rows for table, rows in counts.items() if rows}


def _quiet(model: Any) -> Any:
    """Step around the one trigger that keeps a log from being edited; the history triggers stay on."""
    log = log_of(model)
    return pgtrigger.ignore(log) if log else nullcontext()


def _staged(household: Household) -> dict[str, int]:
    """Rosters that still hold the household: the file and all its details, which were due to be deleted anyway."""
    rosters = RosterHousehold.objects.filter(Q(household=household) | Q(absences__membership__household=household))
    found = list(RosterImport.objects.filter(pk__in=rosters.order_by().values("roster")).order_by("pk"))
    for roster in found:
        staging.forget(roster)
    return {RosterHousehold._meta.db_table: len(found)}


def blank_with_history(household: Household, values: dict[Any, dict[str, Any]]) -> dict[str, int]:
    """For an eraser of an app above: these values by model in the household's rows and their history; rows by table."""
    done: dict[str, int] = {}
    for model, new in values.items():
        done[model._meta.db_table] = model.objects.filter(household=household).update(**new)
        history = getattr(model, "pgh_event_model", None)
        if history is not None:
            history.objects.filter(household=household).update(**new)
    return done
