"""Registers of a household that answers write: guarantees, income, presence, telephone, spending."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.followups.models import Occasion
from apps.followups.vocabulary import Happened
from apps.followups.writing.base import (
    CHECKED,
    CHOICE,
    NUMBER,
    Now,
    Register,
    Subjects,
    Told,
    add,
    exact,
    gathered,
    holding,
    last_year,
    plain,
    written_by,
)
from apps.households import actions
from apps.households.actions.persons import contact_add
from apps.households.known import known
from apps.households.models import Expense, GuaranteeCheck, Household, Income, Presence, VegetableSpending
from apps.households.vocabulary import (
    CheckResult,
    ExpenseKind,
    Guarantee,
    HousingGrade,
    IncomeSource,
    Phase,
    ResidenceStatus,
)
from apps.instruments.writes import Target

FOUND = {"yes": CheckResult.PASS.value, "no": CheckResult.FAIL.value}
YES_NO = {result: answer for answer, result in FOUND.items()}
GRADED = {
    grade.value: CheckResult.FAIL.value if grade in (HousingGrade.C, HousingGrade.D) else CheckResult.PASS.value
    for grade in HousingGrade
}


def _guarantees(homes: Subjects, told: Told) -> Now:
    """The grade of a house where it is known: it says more than that it passed."""
    rows = GuaranteeCheck.objects.newest(told.as_of).filter(household__in=homes).order_by("pk")
    return gathered((row.household_id, f"guarantee.{row.guarantee}", row.grade or row.result) for row in rows)


def _check(home: Household, values: dict[str, Any], told: Told) -> None:
    """A grade says by itself whether the house is safe."""
    for key, value in values.items():
        result = {**FOUND, **GRADED}.get(value, value)
        actions.guarantee_check(
            household=home, by=told.by, guarantee=key.removeprefix("guarantee."), result=result,
            grade=value if value in GRADED else "", checked_on=told.day,
        )  # fmt: skip


add(
    Register(
        tuple(Target(f"guarantee.{row.value}", row.label, CHECKED) for row in Guarantee),
        _guarantees, _check, always=True,
    )
)  # fmt: skip


def _income(homes: Subjects, told: Told) -> Now:
    year = last_year(told)
    rows = written_by(Income.objects.filter(household__in=homes, year=year), told)
    said = rows.values_list("household", "source", "amount")
    found = gathered((home, f"income.{source}", plain(amount)) for home, source, amount in said)
    return {home.pk: {"income.year": year, **found.get(home.pk, {})} for home in homes}


def _earned(home: Household, values: dict[str, Any], told: Told) -> None:
    amounts = {key.removeprefix("income."): exact(value) for key, value in values.items() if key != "income.year"}
    if amounts:
        actions.income_record(household=home, by=told.by, year=last_year(told), amounts=amounts)


add(
    Register(
        (Target("income.year", _("year of the income"), NUMBER),
         *(Target(f"income.{row.value}", row.label, NUMBER) for row in IncomeSource)),
        _income, _earned,
    )
)  # fmt: skip


def _lives(homes: Subjects, told: Told) -> Now:
    rows = holding(Presence.objects.filter(household__in=homes), told).order_by("-pk")
    return {row.household_id: {"presence": row.status, "presence.months_at_home": row.months_at_home} for row in rows}


def _settle(home: Household, values: dict[str, Any], told: Told) -> None:
    """What is known of the place and the reason stays while the status does."""
    row = Presence.objects.current().filter(household=home).order_by("pk").first()
    status = values.get("presence") or (row.status if row else "")
    if not status:
        return
    kept = {"place": row.place, "reason": row.reason} if row and row.status == status else {}
    months = values.get("presence.months_at_home", row.months_at_home if kept and row else None)
    months = int(months) if months is not None and status == ResidenceStatus.DUAL else None
    actions.presence_record(
        household=home, by=told.by, status=status, start=told.day, months_at_home=months, **kept
    )  # fmt: skip


add(
    Register(
        (Target("presence", _("residence status"), CHOICE),
         Target("presence.months_at_home", _("months at home a year"), NUMBER)),
        _lives, _settle,
    )
)  # fmt: skip


def _reached(homes: Subjects, told: Told) -> Now:
    return {home.pk: {"telephone": _number(home, told)} for home in homes}


def _number(home: Household, told: Told) -> str | None:
    """A number that is known of the contact already counts as said; else the one that is called first."""
    person = known(home).head or known(home).contact
    if person is None:
        return None
    member: Any = person.member
    numbers = [number for number in (member.phone, *(row.phone for row in member.numbers)) if number]
    said = str(told.said.get("telephone") or "").replace(" ", "")
    return said if said in numbers else next(iter(numbers), None)


def _ring(home: Household, values: dict[str, Any], told: Told) -> None:
    """One more number: none that is known is lost."""
    person = known(home).head or known(home).contact
    if person is not None:
        contact_add(member=person.member, by=told.by, phone=str(values["telephone"]))


add(Register((Target("telephone", _("telephone"), frozenset({"phone", "text"})),), _reached, _ring))


def _vegetables(homes: Subjects, told: Told) -> Now:
    rows = VegetableSpending.objects.filter(household__in=homes).order_by("asked_on", "pk")
    rows = rows.filter(asked_on__lte=told.as_of) if told.as_of else rows
    return gathered((row.household_id, f"vegetables.{row.phase}", plain(row.yuan_a_month)) for row in rows)


def _cook(home: Household, values: dict[str, Any], told: Told) -> None:
    for key, value in values.items():
        actions.vegetables_record(
            household=home, by=told.by, phase=key.removeprefix("vegetables."), yuan_a_month=exact(value),
            asked_on=told.day,
        )  # fmt: skip


add(
    Register(
        tuple(Target(f"vegetables.{row.value}", _("vegetables (yuan a month)"), NUMBER) for row in Phase),
        _vegetables, _cook, always=True,
    )
)  # fmt: skip


def _spent(homes: Subjects, told: Told) -> Now:
    rows = written_by(Expense.objects.filter(household__in=homes, year=last_year(told)), told)
    said = rows.values_list("household", "kind", "amount")
    return gathered((home, f"expense.{kind}", plain(amount)) for home, kind, amount in said)


def _spend(home: Household, values: dict[str, Any], told: Told) -> None:
    for key, value in values.items():
        kind = key.removeprefix("expense.")
        actions.expense_record(household=home, by=told.by, year=last_year(told), kind=kind, amount=exact(value))


add(Register(tuple(Target(f"expense.{row.value}", row.label, NUMBER) for row in ExpenseKind), _spent, _spend))


def _happened(homes: Subjects, told: Told) -> Now:
    """What was told before is told again each time: nothing is there to compare with."""
    return {home.pk: {"events": None} for home in homes}


def _tell(home: Household, values: dict[str, Any], told: Told) -> None:
    """An accident or a disaster is noted as such; illness and work stand in registers of their own."""
    from apps.followups.actions.levels import occasion_report  # actions know this module

    if STRUCK & {str(value) for value in values["events"]}:
        known_already = Occasion.objects.filter(household=home, kind=Happened.DISASTER, happened_on=told.day)
        if not known_already.exists():
            occasion_report(household=home, by=told.by, kind=Happened.DISASTER, happened_on=told.day)


STRUCK = {"accident", "disaster"}
add(Register((Target("events", _("what happened"), frozenset({"choose_many"})),), _happened, _tell))
