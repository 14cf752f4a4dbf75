"""Merging two records of one person, taking that back, and saying that two people are two."""

from collections.abc import Mapping
from typing import Any

import pgtrigger
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.decisions import refuse
from apps.core.errors import InvalidInput, Refused, ensure
from apps.core.rowscope import elevated
from apps.core.text import prose
from apps.households.journal import Journal, Stale, read, take_back
from apps.households.likeness import merging
from apps.households.likeness import policies as merge_policies
from apps.households.models import Member, MergeRecord
from apps.households.models.duplicate import LikelyPair, MergeUndo, NotSame, Pair

Choices = Mapping[str, str]
# The journal says every class period; none may begin by itself while a household is written back.
FOLLOWERS = ("households.Household:class_begins", "households.Household:class_follows")


@transaction.atomic
def members_merge(*, keep: Member, drop: Member, by: Any, choices: Choices | None = None, why: str = "") -> MergeRecord:
    """Make one record of two. What belonged to `drop` belongs to `keep` then; `drop` is gone from the register.

    `choices` says “keep” or “drop” by column (`phone`) or by row that cannot stand beside another
    (`households.membership:12`); without a choice the kept person's value stays, or the other's where there is none.
    Raises Refused: `not_your_role`, `not_in_scope`, `same`, `choose_number` (two different identity numbers), `choose`
    (rows that contradict each other and no choice), and InvalidInput for a choice that is neither.
    """
    choices = dict(choices or {})
    if any(choice not in ("keep", "drop") for choice in choices.values()):
        raise InvalidInput(_("Choose one of the two people for each line."), code="choice", field="choices")
    keep, drop = _lock(keep, drop)
    ensure(merge_policies.may_merge(keep, drop, by))
    ensure(merge_policies.numbers_settled(keep, drop, choices))
    values = values_of(keep, drop, choices)
    journal = Journal()
    with elevated("a person's rows may stand in another community, and all of them move"), told_as_refusal():
        join_people(keep, drop, values, choices, journal)
    return MergeRecord.objects.create(
        community_id=keep.community_id, kept=keep.pk, dropped=drop.pk, by=by, why=prose(why)[:200],
        journal=journal.dump(),
    )  # fmt: skip


def join_people(keep: Member, drop: Member, values: Mapping[str, Any], choices: Choices, journal: Journal) -> None:
    """Everything that makes one person of two, through the journal; the caller has asked and holds the locks."""
    _clear_pairs(drop, journal)
    for mover in merging.MOVERS:
        mover(keep, drop, journal)
    move_rows(keep, drop, choices, journal)
    journal.remove(drop)
    if values:
        journal.change(keep, **values)


@transaction.atomic
def merge_undo(*, merge: MergeRecord, by: Any, why: str = "") -> MergeUndo:
    """Take a merge back: both people are as they were before it, and what was moved goes back.

    Raises Refused: `not_your_role`, `not_in_scope`, `undone`, `erased`, and `changed_since` when something that the
    merge moved was changed afterwards.
    """
    locked = MergeRecord.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    ensure(merge_policies.may_undo(locked, by))
    try:
        with (
            elevated("what was moved may stand in another community"),
            pgtrigger.ignore(*merging.logs(), *FOLLOWERS),
            transaction.atomic(),
        ):
            take_back(read(locked.journal or "[]"))
    except Stale as stale:
        raise Refused(_changed_since(str(stale.model._meta.verbose_name))) from stale
    except IntegrityError as error:
        raise Refused(_changed_since(str(Member._meta.verbose_name))) from error
    return MergeUndo.objects.create(merge=locked, by=by, why=prose(why)[:200], at=clock.now())


def _changed_since(what: str) -> Any:
    words = _("This merge cannot be undone: %(what)s was changed after it. Correct the register by hand instead.")
    return refuse("changed_since", words % {"what": what})


@transaction.atomic
def members_not_same(*, one: Member, other: Member, by: Any) -> NotSame:
    """Remember that these are two people; they are not suggested again. Raises Refused as a merge does."""
    ensure(merge_policies.may_merge(one, other, by))
    first, second = sorted((one, other), key=lambda member: member.pk)
    LikelyPair.objects.filter(first=first, second=second).delete()
    said, _new = NotSame.objects.get_or_create(first=first, second=second, defaults={"by": by})
    return said


@transaction.atomic
def members_maybe_same(*, said: NotSame, by: Any) -> None:
    """Take that back; the next comparison may suggest them again."""
    ensure(merge_policies.may_merge(said.first, said.second, by))
    said.delete()


def _lock(keep: Member, drop: Member) -> tuple[Member, Member]:
    keys = (keep.pk, drop.pk)
    found = {row.pk: row for row in Member.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")}
    if len(found) != len(set(keys)):
        raise Refused(refuse("gone", _("One of the two is no longer in the register. Look at the list again.")))
    return found[keep.pk], found[drop.pk]


def values_of(keep: Any, drop: Any, choices: Choices) -> dict[str, Any]:
    """What changes on the kept person or household."""
    fields = {field.name: field for field in merging.person_fields(type(keep))}
    rows = {key for key in choices if ":" in key}
    if unknown := set(choices) - set(fields) - rows:
        raise InvalidInput(_("There is nothing to choose about “%(name)s”.") % {"name": min(unknown)}, code="choice")
    taken: dict[str, Any] = {}
    for name in fields:
        mine, theirs = getattr(keep, name), getattr(drop, name)
        default = "drop" if mine in (None, "") and theirs not in (None, "") else "keep"
        if choices.get(name, default) == "drop" and mine != theirs:
            taken[name] = theirs
    if "id_number" in taken:  # the number says birth date and sex too
        taken |= {name: getattr(drop, name) for name in merging.NUMBER}
    elif getattr(keep, "id_number", None):
        for name in merging.NUMBER:
            taken.pop(name, None)
    if "name" in taken and isinstance(keep, Member):
        taken["name_key"] = drop.name_key
    return taken


def move_rows(
    keep: Any, drop: Any, choices: Choices, journal: Journal, besides: tuple[type[models.Model], ...] = ()
) -> None:
    """What belonged to the second belongs to the first; raises Refused where rows contradict and nothing was chosen."""
    for model, field in merging.registers(type(keep)):
        if model in besides:
            continue
        for row in merging.rows_of(model, field, drop):
            if not model._base_manager.filter(pk=row.pk).exists():
                continue
            clash = merging.clash_of(model, field, row, keep)
            if clash is not None:
                choice = choices.get(clash.key, "")
                if not clash.alike and not choice:
                    raise Refused(merge_policies.choose(clash))
                if not merging.settle(clash, choice, journal):
                    continue
            journal.change(row, **_moved(row, field, keep))


def _moved(row: models.Model, field: models.ForeignKey, keep: Any) -> dict[str, Any]:
    """A row about the person alone belongs to the person's community; one about a household stays with that."""
    names = {f.name for f in row._meta.concrete_fields}
    values: dict[str, Any] = {field.attname: keep.pk}
    if "community" in names and "household" not in names:
        values["community_id"] = keep.community_id
    return values


def _clear_pairs(drop: Member, journal: Journal) -> None:
    """Suggestions about the dropped person go; what was said of them comes back with an undoing."""
    about: Any = models.Q(first=drop) | models.Q(second=drop)
    LikelyPair.objects.filter(about).delete()
    said: list[Pair] = list(NotSame.objects.filter(about).order_by("pk"))
    for row in said:
        journal.remove(row)


class told_as_refusal:
    """A constraint that nobody foresaw becomes a refusal; the outer transaction rolls back."""

    def __enter__(self) -> None:
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        self.savepoint.__exit__(kind, error, trace)
        if isinstance(error, IntegrityError):
            from apps.core.constraints import message_of

            raise Refused(refuse("constraint", message_of(error))) from error
