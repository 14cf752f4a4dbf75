"""How two records of one person or household become one: whose rows are whose, where they clash, how that is settled.

Rows of every app are found by their foreign keys, so that a new register is moved without being named here. What is no
foreign key, an app adds with `moves_with_member`; what must not be chosen between, it settles with
`settles_households`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from apps.core.models.base import log_of
from apps.core.periods import since
from apps.households.journal import Journal
from apps.households.models import ClassPeriod, Household, Member, Membership
from apps.households.models.duplicate import Pair
from apps.households.models.duplicate_household import HouseholdPair

TECHNICAL = frozenset({"id", "created_at", "updated_at", "community", "name_key", "period"})
# Chosen together: a number says the birth date and the sex.
NUMBER = ("id_number", "id_index", "birth_date", "sex")

# Registers of a household that its merge settles itself; nobody is asked about their rows one by one.
SETTLED = (Membership, ClassPeriod)

Mover = Callable[[Member, Member, Journal], None]
MOVERS: list[Mover] = []


def moves_with_member(mover: Mover) -> Mover:
    """For apps above: move what hangs on the second person without a foreign key to the first, through the journal."""
    if mover not in MOVERS:
        MOVERS.append(mover)
    return mover


# Of two households: the one that stays, the one that goes, who merges them.
Settler = Callable[[Household, Household, Any, Journal], None]
SETTLERS: list[Settler] = []
SETTLED_ABOVE: set[type[models.Model]] = set()
LOGS: list[type[models.Model]] = []


def settles_households(
    *models_: type[models.Model], logs: tuple[type[models.Model], ...] = ()
) -> Callable[[Settler], Settler]:
    """For apps above: settle where rows of these registers cannot stand together, before those of `drop` move.

    Nobody is asked about these rows. `logs` are append-only tables that the settler changes through the journal.
    """

    def register(settler: Settler) -> Settler:
        if settler not in SETTLERS:
            SETTLERS.append(settler)
            SETTLED_ABOVE.update(models_)
            LOGS.extend(logs)
        return settler

    return register


# What a merge of two households does besides, in words: for the page on which it is decided.
Foreteller = Callable[[Household, Household], list[str]]
FORETELLERS: list[Foreteller] = []


def foretells_merge(foreteller: Foreteller) -> Foreteller:
    """For apps above: say beforehand what their settler would do to rows that cannot stand together."""
    if foreteller not in FORETELLERS:
        FORETELLERS.append(foreteller)
    return foreteller


def foretold(keep: Household, drop: Household) -> list[str]:
    """What merging these two would do besides, in words."""
    return [words for foreteller in FORETELLERS for words in foreteller(keep, drop)]


def logs() -> list[str]:
    """The triggers that a merge steps around: whole households move, with the logs of what happened to them."""
    moved = [model for model, _field in registers(Household)]
    return sorted({log_of(model) for model in (*moved, *LOGS)} - {""})


@dataclass(frozen=True, slots=True)
class Clash:
    """A row of the dropped person, and rows of the kept one beside which it cannot stand."""

    row: Any
    others: tuple[Any, ...]
    alike: bool

    @property
    def key(self) -> str:
        """How a choice names it."""
        return f"{self.row._meta.label_lower}:{self.row.pk}"


def person_fields(whose: type[models.Model] = Member) -> list[models.Field]:
    """The columns of a person (or household) that one may choose between."""
    skipped = TECHNICAL | {"id_index", "left_on"}
    return [
        field
        for field in whose._meta.concrete_fields
        if field.name not in skipped and not getattr(field, "generated", False)
    ]


def registers(whose: type[models.Model] = Member) -> Iterator[tuple[type[models.Model], models.ForeignKey]]:
    """Every table with a foreign key to a person (or household), histories and suggestions left out."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or hasattr(model, "pgh_tracked_model") or issubclass(model, Pair | HouseholdPair):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is whose:
                yield model, field


def rows_of(model: type[models.Model], field: models.ForeignKey, member: Any) -> list[Any]:
    """A person's rows of one register."""
    return list(model._base_manager.filter(**{field.attname: member.pk}).order_by("pk"))


def clash_of(model: type[models.Model], field: models.ForeignKey, row: Any, keep: Any) -> Clash | None:
    """What forbids this row to belong to the kept person: read from the constraints of the register itself."""
    found: dict[Any, Any] = {}
    for wanted, condition in _rivals(model, field, row):
        rows = model._base_manager.filter(wanted, **{field.attname: keep.pk})
        if condition is not None:
            if not model._base_manager.filter(condition, pk=row.pk).exists():
                continue
            rows = rows.filter(condition)
        found |= {other.pk: other for other in rows.order_by("pk")}
    others = tuple(found.values())
    return Clash(row, others, all(_alike(row, other, field) for other in others)) if others else None


def _rivals(model: type[models.Model], field: models.ForeignKey, row: Any) -> Iterator[tuple[Q, Q | None]]:
    for constraint in model._meta.constraints:
        if isinstance(constraint, ExclusionConstraint):
            parts = [(str(name), operator) for name, operator in constraint.expressions]
        elif isinstance(constraint, models.UniqueConstraint) and constraint.fields:
            parts = [(name, RangeOperators.EQUAL) for name in constraint.fields]
        else:
            continue
        if field.name not in {name for name, _operator in parts}:
            continue
        wanted = Q()
        for name, operator in parts:
            if name != field.name:
                look = name if operator == RangeOperators.EQUAL else f"{name}__overlap"
                wanted &= Q(**{look: getattr(row, name)})
        yield wanted, constraint.condition


def _alike(row: Any, other: Any, field: models.ForeignKey) -> bool:
    """Whether both say the same, apart from when."""
    names = [f.attname for f in row._meta.concrete_fields if f.name not in TECHNICAL | {field.name}]
    return all(getattr(row, name) == getattr(other, name) for name in names)


def settle(clash: Clash, choice: str, journal: Journal) -> bool:
    """Make room: True when the dropped person's row may now be moved, False when it was set aside.

    Rows that say the same become one over the whole time; else `choice` (keep or drop) says whose rows stay.
    """
    if clash.alike:
        set_aside(clash.row, journal)
        if hasattr(clash.row, "period"):
            first, *rest = clash.others
            for other in rest:
                set_aside(other, journal)
            whole = _span([clash.row, *clash.others])
            if whole != first.period:
                journal.change(first, period=whole)
        return False
    if choice == "keep":
        set_aside(clash.row, journal)
        return False
    for other in clash.others:
        set_aside(other, journal)
    return True


def set_aside(row: models.Model, journal: Journal) -> None:
    """Remove a row with what hangs on it, such as the visits to a plot; what can stand without it lets go of it."""
    for relation in row._meta.related_objects:
        field, model = relation.field, relation.related_model
        if hasattr(model, "pgh_tracked_model") or not field.concrete or field.many_to_many:
            continue
        for child in model._base_manager.filter(**{field.attname: row.pk}).order_by("pk"):
            if field.null:
                journal.change(child, **{field.attname: None})
            else:
                set_aside(child, journal)
    journal.remove(row)


def _span(rows: list[Any]) -> Any:
    starts = [row.period.lower for row in rows]
    ends = [row.period.upper for row in rows]
    first = None if None in starts else min(starts)
    return since(first, None if None in ends else max(ends))  # type: ignore[arg-type]


def clashes(keep: Any, drop: Any, *, besides: tuple[type[models.Model], ...] = ()) -> list[Clash]:
    """What somebody must decide before the two can become one; registers `besides` are settled elsewhere."""
    found = []
    for model, field in registers(type(keep)):
        if model in besides or model in SETTLED_ABOVE:
            continue
        for row in rows_of(model, field, drop):
            clash = clash_of(model, field, row, keep)
            if clash is not None and not clash.alike:
                found.append(clash)
    return found
