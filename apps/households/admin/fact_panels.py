"""The tabs of a household's facts: income and spending, living, guarantees, belongings."""

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core import clock, ui
from apps.core.rules import value_of
from apps.households import fact_events  # noqa: F401  its timeline registers itself
from apps.households.admin import class_dialogs  # noqa: F401  registers itself
from apps.households.admin.fact_dialogs import buttons, link
from apps.households.admin.file_panels import line_words
from apps.households.charts import income_chart
from apps.households.file import Panel, add_panel
from apps.households.guarantees import Standing, standings_of
from apps.households.income import IncomeYear
from apps.households.known import known
from apps.households.models import Asset, ClassPeriod, Debt, Expense, Household, Occupancy, Presence, VegetableSpending
from apps.households.models.derived import AREA_RULE, AtHomeVerdict, Space, SpaceVerdict, at_home
from apps.households.residence import residence_chip
from apps.households.vocabulary import ExpenseKind, IncomeSource, Phase


def yuan(amount: Any) -> str | None:
    """Thousands separated, cents only where there are some."""
    return None if amount is None else f"{amount:,.2f}".removesuffix(".00")


def plain(number: Any) -> str | None:
    """100 for 100.00, 12.5 for 12.50."""
    return None if number is None else f"{number:,.2f}".rstrip("0").rstrip(".")


def _money(household: Household, user: Any) -> dict[str, Any]:
    years, lines = known(household).income_years, known(household).income_lines
    spent = Expense.objects.visible_to(user).filter(household=household).order_by("-year", "kind")
    return {
        "chart": income_chart(years, lines),
        "headers": [
            _("year"), *((source.label, "num") for source in IncomeSource), (_("Net"), "num"), (_("People"), "num"),
            (_("Net per person"), "num"), (_("line"), "num"), "",
        ],
        "rows": [_income_row(year, lines[year.year], household, user) for year in reversed(years)],
        "expense_headers": [_("year"), _("for what"), (_("amount (yuan)"), "num"), _("note")],
        "expenses": [[str(row.year), row.get_kind_display(), yuan(row.amount), row.note or "—"] for row in spent],
        "expense_kinds": ExpenseKind.choices,
        "income_buttons": buttons(household, user, "income"),
        "expense_buttons": buttons(household, user, "expense"),
        **_vegetables(household, user),
    }  # fmt: skip


def _income_row(year: IncomeYear, line: Any, household: Household, user: Any) -> list[Any]:
    parts = [year.amounts.get(source) for source in IncomeSource.values]
    query = urlencode({"year": year.year, **{s: f"{a}" for s, a in year.amounts.items()}})
    return [
        str(year.year), *map(yuan, parts), yuan(year.net), year.people, yuan(year.per_capita), line_words(line),
        link("income", household, user, words=_("Correct"), query=f"?{query}"),
    ]  # fmt: skip


def _vegetables(household: Household, user: Any) -> dict[str, Any]:
    asked = list(VegetableSpending.objects.visible_to(user).filter(household=household).order_by("-asked_on", "-pk"))
    newest: dict[str, Any] = {}
    for row in asked:
        newest.setdefault(row.phase, row.yuan_a_month)
    before, after = newest.get(Phase.BEFORE), newest.get(Phase.AFTER)
    change = None if before is None or after is None else after - before
    return {
        "vegetables": [
            (_("before the move (yuan a month)"), yuan(before)),
            (_("after the move (yuan a month)"), yuan(after)),
            (_("change (yuan a month)"), None if change is None else ("+" if change > 0 else "") + str(yuan(change))),
        ],
        "vegetable_headers": [_("asked on"), _("before or after the move"), (_("yuan a month"), "num")],
        "vegetable_rows": [[ui.exact(r.asked_on), r.get_phase_display(), yuan(r.yuan_a_month)] for r in asked],
        "vegetable_buttons": buttons(household, user, "vegetables"),
    }


SPACE_CHIPS = {
    SpaceVerdict.UNDER: ("due", "trending_down"),
    SpaceVerdict.EXACT: ("done", "check_circle"),
    SpaceVerdict.OVER: ("neutral", "trending_up"),
}


def _living(household: Any, user: Any) -> dict[str, Any]:
    held = list(
        Occupancy.objects.filter(household=household).select_related("dwelling__building").order_by("-period", "-pk")
    )
    lived = list(Presence.objects.filter(household=household).order_by("-period", "-pk"))
    classes = ClassPeriod.objects.visible_to(user).filter(household=household).order_by("-period")
    return {
        "held_headers": [_("room"), (_("floor area (m²)"), "num"), _("since"), _("until")],
        "held": [[row.dwelling.label, plain(row.dwelling.area_m2), *_span(row)] for row in held],
        "lived_headers": [
            _("residence status"), _("where"), _("why"), (_("months at home a year"), "num"), _("since"), _("until"),
        ],
        "lived": [_lived_row(row) for row in lived],
        "home": _home_facts(household, held, lived),
        "title_facts": _title_facts(household),
        "old_house_facts": _old_house_facts(household),
        "presence_buttons": buttons(household, user, "presence"),
        "classes": [[row, row.reason or "—", row.document or "—", *_span(row)] for row in classes],
        "class_headers": [_("household class"), _("reason"), _("document number"), _("since"), _("until")],
        "class_buttons": buttons(household, user, "class", "class-correct"),
        "title_buttons": buttons(household, user, "title", words=_("Record")),
        "old_house_buttons": buttons(household, user, "old-house", words=_("Record")),
    }  # fmt: skip


def _lived_row(row: Presence) -> list[Any]:
    two_homes = row.status == "dual"
    return [
        residence_chip(row.status),
        row.place or "—",
        row.get_reason_display() or (None if two_homes else "—"),
        row.months_at_home if two_homes else "—",
        *_span(row),
    ]


def _span(row: Any) -> tuple[str, str]:
    return (ui.exact(row.started) if row.started else "—", ui.exact(row.ended) if row.ended else _("still"))


def _home_facts(household: Any, held: list[Occupancy], lived: list[Presence]) -> list[tuple[Any, Any]]:
    today = clock.today()
    now = next((row for row in held if today in row.period), None)
    area = now.dwelling.area_m2 if now else None
    space = Space(area, household.size or 0, value_of(AREA_RULE))
    rule = at_home(lived, today)
    months = None if rule.months is None else _("%(n)s months") % {"n": plain(rule.months)}
    return [
        (_("Dwelling"), now.dwelling.label if now else None),
        (_("floor area (m²)"), None if area is None else plain(area)),
        (_("Floor area by the norm (m²)"), None if space.due is None else plain(space.due)),
        (_("Floor area against the norm"), space_chip(space.verdict)),
        (_("At home in the last 12 months"), months),
        (_("8-month rule"), at_home_chip(rule.verdict)),
    ]


def space_chip(verdict: SpaceVerdict | None) -> Any:
    """How the dwelling stands to the norm; None where it is unknown."""
    if verdict is None:
        return None
    kind, icon = SPACE_CHIPS[verdict]
    return ui.chip(kind, verdict.label, icon=icon)


def at_home_chip(verdict: AtHomeVerdict | None) -> Any:
    """Whether the household lives here by the 8-month rule; None where it is unknown."""
    if verdict is None:
        return None
    return ui.chip("done" if verdict is AtHomeVerdict.YES else "due", verdict.label, icon="home")


def _day(day: Any) -> str | None:
    return None if day is None else ui.exact(day)


def _title_facts(household: Household) -> list[tuple[Any, Any]]:
    issued = {None: None, True: _("yes"), False: _("no")}[household.title_issued]
    details = [
        (_("title issued on"), _day(household.title_issued_on)),
        (_("certificate number"), household.title_number or None),
    ]
    return [(_("title issued"), issued), *(details if household.title_issued else [])]


def _old_house_facts(household: Household) -> list[tuple[Any, Any]]:
    state = household.old_house
    rows: list[tuple[Any, Any]] = [(_("old house"), household.get_old_house_display() or None)]
    if state in ("demolished", "reclaimed"):
        rows.append((_("demolished on"), _day(household.demolished_on)))
    if state == "reclaimed":
        rows.append((_("reclaimed on"), _day(household.reclaimed_on)))
    return [
        *rows,
        (_("compensation (yuan)"), yuan(household.compensation_yuan)),
        (_("compensation paid on"), _day(household.compensation_paid_on)),
    ]


def _guarantees(household: Household, user: Any) -> dict[str, Any]:
    standings = standings_of(household)
    past = [check for standing in standings for check in standing.checks]
    past.sort(key=lambda check: (check.checked_on, check.pk), reverse=True)
    return {
        "headers": [_("guarantee"), _("result"), _("checked on"), _("note"), ""],
        "rows": [_standing_row(standing, household, user) for standing in standings],
        "past_headers": [_("checked on"), _("guarantee"), _("result"), _("note"), ""],
        "past": [
            [
                ui.exact(check.checked_on), check.get_guarantee_display(), Standing.words(check), check.note or "—",
                _("withdrawn") if check.withdrawn
                else link("guarantee-withdraw", household, user, words=_("Withdraw"), query=f"?check={check.pk}"),
            ]
            for check in past
        ],
    }  # fmt: skip


def _standing_row(standing: Standing, household: Household, user: Any) -> list[Any]:
    check = standing.newest
    query = urlencode({"guarantee": standing.guarantee.value})
    return [
        standing.guarantee.label,
        standing.chip(),
        "—" if check is None else ui.exact(check.checked_on),
        "—" if check is None else check.note or "—",
        link("guarantee", household, user, words=_("Record a check"), query=f"?{query}"),
    ]


def _belongings(household: Household, user: Any) -> dict[str, Any]:
    things = Asset.objects.visible_to(user).filter(household=household).order_by("kind", "pk")
    debts = list(Debt.objects.visible_to(user).filter(household=household).order_by("settled_on", "-since", "-pk"))
    owed = sum((row.amount for row in debts if row.settled_on is None), start=0)
    return {
        "asset_headers": [_("thing"), (_("how many"), "num"), _("note"), ""],
        "assets": [_asset_row(row, household, user) for row in things],
        "asset_buttons": buttons(household, user, "asset"),
        "debt_headers": [
            _("for what"), (_("amount (yuan)"), "num"), _("lender"), _("since"), _("settled on"), _("note"),
        ],
        "debts": [_debt_row(row, household, user) for row in debts],
        "owed": _("%(owed)s yuan still owed") % {"owed": yuan(owed)} if debts else "",
        "debt_buttons": buttons(household, user, "debt"),
    }  # fmt: skip


def _asset_row(row: Asset, household: Household, user: Any) -> list[Any]:
    query = urlencode({"kind": row.kind, "count": row.count, "note": row.note})
    correct = link("asset", household, user, words=_("Correct"), query=f"?{query}")
    return [row.get_kind_display(), row.count, row.note or "—", correct]


def _debt_row(row: Debt, household: Household, user: Any) -> list[Any]:
    settle = link("debt-settle", household, user, words=_("Settled?"), query=f"?debt={row.pk}")
    settled = ui.exact(row.settled_on) if row.settled_on else settle or _("still owed")
    return [
        row.get_kind_display(), yuan(row.amount), row.get_lender_display(), _day(row.since), settled, row.note or "—",
    ]  # fmt: skip


add_panel(
    Panel(
        "income", gettext_lazy("Income and spending"), "households/panel_income.html", _money, group="money", place=10
    )
)
add_panel(Panel("living", gettext_lazy("Living"), "households/panel_living.html", _living, group="home", place=20))
add_panel(
    Panel(
        "guarantees",
        gettext_lazy("Guarantees"),
        "households/panel_guarantees.html",
        _guarantees,
        group="home",
        place=30,
    )
)
add_panel(
    Panel(
        "belongings",
        gettext_lazy("Assets and debts"),
        "households/panel_belongings.html",
        _belongings,
        group="money",
        place=40,
    )
)
