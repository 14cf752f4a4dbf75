"""Changes of rows, written down while they are made, so that an event can be previewed, told and taken back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from apps.core.periods import since

UNTOLD = frozenset({"id", "created_at", "updated_at"})
FOUNDED = ("household", "member")  # what an event may found; of these no values are kept, they are personal
FORGETS: list[Callable[[int], object]] = []


@dataclass(slots=True)
class Change:
    """One row: `before` is None where it was made, `after` is None where it was removed. Plain values."""

    table: str
    key: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def name(self) -> str:
        return f"{self.table}:{self.key}"

    def as_json(self) -> dict[str, Any]:
        return {"table": self.table, "key": self.key, "before": self.before, "after": self.after}


class Disturbed(Exception):
    """A row is no longer as the event left it; `names` are those rows."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        super().__init__(", ".join(names))


def model_of(table: str) -> Any:
    return apps.get_model("households", table)


def plain(value: Any) -> Any:
    """A column's value as JSON keeps it."""
    if hasattr(value, "lower") and hasattr(value, "upper") and not isinstance(value, str):
        return [plain(value.lower), plain(value.upper)]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def lively(field: models.Field, value: Any) -> Any:
    """What plain() kept, as the column takes it."""
    if isinstance(value, list):
        start, end = (date.fromisoformat(part) if part else None for part in value)
        assert start is not None
        return since(start, end)
    return field.to_python(value)


def snapshot(row: models.Model) -> dict[str, Any]:
    """All values of a row of periods."""
    return {f.attname: plain(getattr(row, f.attname)) for f in row._meta.concrete_fields if f.name not in UNTOLD}


class Ledger:
    """Makes changes and remembers them, row by row, in the order in which rows first came."""

    def __init__(self) -> None:
        self.changes: dict[str, Change] = {}

    def _note(self, row: models.Model, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        change = Change(str(row._meta.model_name), row.pk, before, after)
        known = self.changes.get(change.name)
        if known is None:
            self.changes[change.name] = change
            return
        if known.before is not None and before is not None:
            known.before = {**before, **known.before}
        known.after = None if after is None else {**(known.after or {}), **after}
        if known.before is None and known.after is None:
            del self.changes[change.name]

    def adopt(self, changes: Iterable[Change]) -> None:
        """Take over what an earlier version of this event founded."""
        self.changes |= {change.name: change for change in changes}

    def found(self, row: models.Model) -> None:
        """Write a new household or person."""
        row.save(force_insert=True)
        self._note(row, None, {})

    def update(self, row: models.Model, **values: Any) -> None:
        """Change columns of a row."""
        before = {name: plain(getattr(row, name)) for name in values}
        after = {name: plain(value) for name, value in values.items()}
        if before == after:
            return
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=[*values, "updated_at"])
        self._note(row, before, after)

    def put(self, model: Any, start: date, end: date | None = None, **values: Any) -> Any:
        """A new period from `start` to before `end`."""
        row = model(period=since(start, end), **values)
        row.save(force_insert=True)
        self._note(row, None, snapshot(row))
        return row

    def cut(self, rows: Any, start: date, end: date | None = None) -> None:
        """Take the days from `start` to before `end` out of the periods of these rows; no period stays empty."""
        overlapping = rows.filter(period__overlap=since(start, end)).select_for_update(of=("self",))
        for row in overlapping.order_by("pk"):
            self._cut(row, start, end)

    def _cut(self, row: Any, start: date, end: date | None) -> None:
        first, last = row.period.lower, row.period.upper
        stays_after = end is not None and (last is None or last > end)
        if first is not None and first >= start and not stays_after:
            whole = snapshot(row)
            self._note(row, whole, None)
            type(row)._base_manager.filter(pk=row.pk).delete()
        elif first is not None and end is not None and first >= start:
            self.update(row, period=since(end, last))
        else:
            kept = snapshot(row)
            self.update(row, period=since(first, start))
            if stays_after:
                values = {k: v for k, v in kept.items() if k != "period"}
                self._copy(row, values, end, last)

    def _copy(self, row: Any, values: dict[str, Any], start: date | None, end: date | None) -> None:
        assert start is not None
        model = type(row)
        fields = {f.attname: f for f in model._meta.concrete_fields}
        self.put(model, start, end, **{name: lively(fields[name], value) for name, value in values.items()})

    def as_json(self) -> list[dict[str, Any]]:
        return [change.as_json() for change in self.changes.values()]

    def touched(self) -> list[str]:
        return list(self.changes)


def forgets_founded(forget: Callable[[int], object]) -> Callable[[int], object]:
    """For apps above: take away what came by itself for a household, by its key, that turns out not to be one."""
    if forget not in FORGETS:
        FORGETS.append(forget)
    return forget


def read_changes(stored: list[dict[str, Any]]) -> list[Change]:
    """Changes as an event keeps them."""
    return [Change(**row) for row in stored]


def undo(changes: list[Change], *, keep_founded: bool = False) -> list[Change]:
    """Put every row back as it was; returns what was founded and kept.

    Raises Disturbed naming the rows that something later changed, or that are in use.
    """
    disturbed = [change.name for change in changes if not _is_as_left(change)]
    if disturbed:
        raise Disturbed(disturbed)
    try:
        with transaction.atomic():
            return _undo(changes, keep_founded)
    except IntegrityError as error:
        raise Disturbed([]) from error


def _undo(changes: list[Change], keep_founded: bool) -> list[Change]:
    made = [change for change in changes if change.before is None]
    founded = [change for change in made if change.table in FOUNDED]
    for change in made:
        if change.table not in FOUNDED:
            model_of(change.table)._base_manager.filter(pk=change.key).delete()
    for change in changes:
        if change.before is not None and change.after is not None:
            model_of(change.table)._base_manager.filter(pk=change.key).update(**_values(change.table, change.before))
    for change in changes:
        if change.after is None:
            model_of(change.table)(pk=change.key, **_values(change.table, change.before or {})).save(force_insert=True)
    if keep_founded:
        return founded
    for change in founded:
        _remove(change)
    return []


def _values(table: str, stored: dict[str, Any]) -> dict[str, Any]:
    fields = {f.attname: f for f in model_of(table)._meta.concrete_fields}
    return {name: lively(fields[name], value) for name, value in stored.items() if name in fields}


def _is_as_left(change: Change) -> bool:
    row = model_of(change.table)._base_manager.select_for_update().filter(pk=change.key).first()
    if row is None or change.after is None:
        return row is None and change.after is None
    return all(plain(getattr(row, name, None)) == value for name, value in change.after.items())


def _remove(change: Change) -> None:
    """Delete what was founded, unless something else has come to hang on it."""
    model = model_of(change.table)
    if change.table == "household":  # the class that came with it, by itself
        model_of("classperiod")._base_manager.filter(household=change.key, reason="").delete()
        for forget in FORGETS:
            forget(change.key)
    for relation in model._meta.related_objects:
        if relation.on_delete is models.DO_NOTHING:
            continue  # the history of the row
        if relation.related_model._base_manager.filter(**{relation.field.name: change.key}).exists():
            raise Disturbed([change.name])
    model._base_manager.filter(pk=change.key).delete()
