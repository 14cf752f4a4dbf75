"""Answers that update registers, so that nothing is typed twice, and what the registers know before they are asked.

A field is a target's key, with “:member” where it is about a person. Where the register says something else than what
the worker had seen (`base`), nothing is overwritten: both are kept as a VisitClash until somebody settles it.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db import transaction

from apps.core.errors import DomainError
from apps.followups.models import Visit, VisitClash
from apps.followups.vocabulary import ClashState
from apps.followups.writing import homes
from apps.followups.writing import people as _people  # noqa: F401 — offers its registers
from apps.followups.writing.base import REGISTERS, Register, Told
from apps.households.known import known
from apps.households.models import Household, Member
from apps.instruments.form import Definition

MEMBER = "member"
Said = dict[int | None, dict[str, Any]]  # by member (None: the household): what was said, by target


def said_in(definition: Definition, answers: Mapping[str, Any], relevant: frozenset[str]) -> Said:
    """What answers say about registers, of questions that apply and were answered."""
    said: Said = {}
    for question in definition.by_key.values():
        if not question.writes:
            continue
        repeat = definition.repeat_of.get(question.key)
        if repeat is None:
            _note(said, None, question.writes, answers.get(question.key), question.key in relevant)
            continue
        for row in answers.get(repeat.key) or ():
            member = int(row[MEMBER])
            asked = f"{repeat.key}.{row[MEMBER]}.{question.key}" in relevant
            _note(said, member, question.writes, row.get(question.key), asked)
    return said


def _note(said: Said, member: int | None, target: str, value: Any, asked: bool) -> None:
    if asked and value not in (None, "", []):
        value = homes.FOUND.get(value, value) if isinstance(value, str) and target.startswith("guarantee.") else value
        said.setdefault(member, {})[target] = sorted(value) if isinstance(value, list) else value


def field_of(target: str, member: int | None) -> str:
    """How a clash and a base name one fact."""
    return target if member is None else f"{target}:{member}"


def fields_of(said: Said) -> dict[str, Any]:
    """What was said, by field."""
    return {field_of(key, member): value for member, values in said.items() for key, value in values.items()}


def registers_write(
    *, visit: Visit, home: Household, said: Said, base: Mapping[str, Any], by: Any,
    only: Collection[str] | None = None,
) -> list[VisitClash]:  # fmt: skip
    """Record what was said through the households' own actions; what could not be is kept as a clash. Which.

    Of a field that `base` does not hold, what the register said before the day of the visit counts as read: so it is
    on paper. `only`: the fields that are meant; the others were said before.
    """
    assert visit.done_on is not None
    clashes: list[VisitClash] = []
    for member, subject in _subjects(home, said):
        told = Told(by, visit.done_on, said[member])
        for register in REGISTERS:
            given = {
                key: told.said[key]
                for key in register.keys
                if key in told.said and (only is None or field_of(key, member) in only)
            }
            if given and register.of_member == (member is not None):
                seen = _seen(register, subject, given, told, base, member)
                clashes += _written(visit, register, subject, given, told, seen, member)
    return clashes


def _subjects(home: Household, said: Said) -> Iterator[tuple[int | None, Any]]:
    """The household, and those of its people of whom something was said; strangers to it are passed over."""
    members = {row.member_id: row.member for row in known(home).people}
    for member in said:
        subject = home if member is None else members.get(member)
        if subject is not None:
            yield member, subject


def _seen(
    register: Register, subject: Any, given: Collection[str], told: Told, base: Mapping[str, Any], member: int | None
) -> Mapping[str, Any]:  # fmt: skip
    """What had been read of each field; where nobody noted it, what one who set out in the morning could have known."""
    if all(field_of(key, member) in base for key in given):
        return base
    found = register.read(subject, told.evening_before)
    return {field_of(key, member): found.get(key) for key in register.keys} | dict(base)


def _written(
    visit: Visit, register: Register, subject: Any, given: dict[str, Any], told: Told, base: Mapping[str, Any],
    member: int | None,
) -> list[VisitClash]:  # fmt: skip
    now = register.read(subject, told)
    fresh, clashes = {}, []
    for key, value in given.items():
        field, theirs = field_of(key, member), now.get(key)
        if value == theirs:
            if register.always:
                fresh[key] = value
        elif base[field] != theirs:
            clashes.append((field, value, theirs, ""))
        else:
            fresh[key] = value
    try:
        with transaction.atomic():
            if fresh:
                register.write(subject, dict(fresh), told)
    except DomainError as error:
        clashes += [(field_of(key, member), value, now.get(key), str(error.message)) for key, value in fresh.items()]
    return [_kept(visit, *clash, base=base) for clash in clashes]


def _kept(visit: Visit, field: str, mine: Any, theirs: Any, why: str, *, base: Mapping[str, Any]) -> VisitClash:
    """Once for a field; where a correction says yet something else, it waits to be settled anew."""
    values = {"mine": mine, "theirs": theirs, "base": base.get(field), "why": why[:200]}
    home = {"household_id": visit.household_id, "community_id": visit.community_id}
    row, made = VisitClash.objects.get_or_create(visit=visit, field=field, defaults={**home, **values})
    if not made and row.mine != mine:
        for name, value in {**values, "state": ClashState.OPEN, "settled_by": None, "settled_at": None}.items():
            setattr(row, name, value)
        row.save()
    return row


def clash_write(clash: VisitClash, by: Any, told: Told) -> None:
    """The visit's answer goes into the register after all, from the day of `told`. Raises what the action raises."""
    target, _sep, member = clash.field.partition(":")
    register = next(row for row in REGISTERS if target in row.keys)
    subject: Any = Member.objects.get(pk=int(member)) if member else clash.household
    register.write(subject, {target: clash.mine}, told)


def registers_now(homes: Collection[Household], told: Told) -> dict[int, dict[str, Any]]:
    """Everything that the registers say of households and their people, by household and field; a query a register."""
    people = {row.member_id: (home.pk, row.member) for home in homes for row in known(home).people}
    found: dict[int, dict[str, Any]] = {home.pk: {} for home in homes}
    for register in REGISTERS:
        if register.of_member:
            values = register.read_many([member for _home, member in people.values()], told)
            for key, (home_key, _member) in people.items():
                found[home_key] |= {field_of(name, key): values.get(key, {}).get(name) for name in register.keys}
        else:
            values = register.read_many(homes, told)
            for home in homes:
                found[home.pk] |= {name: values.get(home.pk, {}).get(name) for name in register.keys}
    return found


def prefills(
    definition: Definition, home: Household, told: Told, now: Mapping[str, Any] | None = None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """(answers, base): what the registers know already, as answers to the questions that would update them.

    `now` is what `registers_now` said of this household, where the caller has asked for several.
    """
    now = registers_now([home], told)[home.pk] if now is None else now
    base: dict[str, Any] = {}
    answers: dict[str, Any] = {}
    rows: dict[str, list[dict[str, Any]]] = {}
    for question in definition.by_key.values():
        if question.kind == "repeat":
            rows[question.key] = answers[question.key] = [{MEMBER: row.member_id} for row in known(home).people]
        repeat = definition.repeat_of.get(question.key)
        for row in rows[repeat.key] if repeat else [answers]:
            field = field_of(question.writes, row[MEMBER] if repeat else None)
            if question.writes and field in now:
                base[field] = now[field]
                if now[field] is not None:
                    row[question.key] = homes.YES_NO.get(now[field]) if question.kind == "yes_no" else now[field]
    return answers, base
