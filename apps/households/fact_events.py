"""What happened to a household by its facts: title, old house, failed checks, debts."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from apps.households.file import Entry, add_timeline
from apps.households.models import Debt, GuaranteeCheck, Household
from apps.households.vocabulary import CheckResult


def fact_events(household: Household, user: Any) -> Iterable[Entry]:
    """Days of the title and the old house, checks that failed or were mended since, debts. Two queries."""
    yield from _house(household)
    yield from _checks(household)
    yield from _debts(household)


def _house(household: Household) -> Iterable[Entry]:
    amount = household.compensation_yuan
    paid = _("%(n)s yuan") % {"n": f"{amount:,.0f}"} if amount is not None else ""
    for day, text, note in (
        (household.title_issued_on, _("The title of the flat was issued"), household.title_number),
        (household.demolished_on, _("The old house was demolished"), household.origin_village),
        (household.reclaimed_on, _("The land of the old house was reclaimed"), household.origin_village),
        (household.compensation_paid_on, _("Compensation for the old house was paid"), paid),
    ):
        if day is not None:
            yield Entry(day, text, note=note, topic="home", icon="house")


def _checks(household: Household) -> Iterable[Entry]:
    failed: set[str] = set()
    rows = GuaranteeCheck.objects.counting().filter(household=household).order_by("checked_on", "pk")
    for row in rows:
        what = {"what": row.get_guarantee_display()}
        if row.result == CheckResult.FAIL:
            failed.add(row.guarantee)
            text = _("Guarantee failed: %(what)s") % what
            yield Entry(row.checked_on, text, note=row.note, kind="late", topic="money", icon="gpp_bad")
        elif row.guarantee in failed:
            failed.discard(row.guarantee)
            text = _("Guarantee passed again: %(what)s") % what
            yield Entry(row.checked_on, text, note=row.note, kind="done", topic="money", icon="verified_user")


def _debts(household: Household) -> Iterable[Entry]:
    for row in Debt.objects.filter(household=household).order_by("pk"):
        said = {"amount": f"{row.amount:,.0f}", "what": row.get_kind_display()}
        if row.since is not None:
            text = _("Borrowed %(amount)s yuan for: %(what)s") % said
            yield Entry(row.since, text, note=row.get_lender_display(), topic="money", icon="credit_score")
        if row.settled_on is not None:
            text = _("Paid back %(amount)s yuan for: %(what)s") % said
            yield Entry(row.settled_on, text, kind="done", topic="money", icon="task_alt")


add_timeline(fact_events)
