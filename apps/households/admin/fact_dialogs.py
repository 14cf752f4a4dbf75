"""The dialogs by which a household's facts are recorded, from its tabs: a form each, and the action behind it."""

from collections.abc import Callable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.households import actions
from apps.households.admin import fact_forms as forms
from apps.households.file import Dialog, QuickAction, add_dialog, dialog_for
from apps.households.models import Household
from apps.households.vocabulary import IncomeSource

Act = Callable[[Household, Any, dict[str, Any]], Any]


def _may(household: Household, user: Any) -> bool:
    return user.has_perm("households.change_household") and household.left_on is None


def _at_the_door(household: Household, user: Any) -> bool:
    return user.has_perm("households.add_income") and household.left_on is None


def _plain(action: Callable[..., Any]) -> Act:
    def act(household: Household, user: Any, answers: dict[str, Any]) -> None:
        action(household=household, by=user, **answers)

    return act


def _income(household: Household, user: Any, answers: dict[str, Any]) -> None:
    amounts = {source: answers[source] for source in IncomeSource.values}
    actions.income_record(household=household, by=user, year=answers["year"], amounts=amounts)


def _settle(household: Household, user: Any, answers: dict[str, Any]) -> None:
    actions.debt_settle(debt=answers["debt"], by=user, settled_on=answers["settled_on"])


def _withdraw(household: Household, user: Any, answers: dict[str, Any]) -> None:
    actions.guarantee_withdraw(check=answers["check"], by=user)


def _now(*names: str) -> Callable[[Household], dict[str, Any]]:
    """First values: what the register says of these columns."""
    return lambda household: {name: getattr(household, name) for name in names}


def _title(household: Household) -> dict[str, Any]:
    said = {None: "", True: "true", False: "false"}[household.title_issued]
    return {**_now("title_issued_on", "title_number")(household), "title_issued": said}


def _add(
    key: str, words: Any, icon: str, form: Any, act: Act, first: Callable[[Household], dict[str, Any]], hint: Any = "",
    may: Callable[[Household, Any], bool] = _may,
) -> None:  # fmt: skip
    add_dialog(
        Dialog(
            key=key, words=words, icon=icon, act=act, may=may, hint=hint, listed=False,
            form=lambda household, user, data: form(data, initial=first(household)),
        )
    )  # fmt: skip


def _add_choice(key: str, words: Any, icon: str, form: Any, act: Act, button: Any, hint: Any = "") -> None:
    """A dialog that chooses among rows of the household."""
    add_dialog(
        Dialog(
            key=key, words=words, icon=icon, act=act, may=_may, hint=hint, button=button, listed=False,
            form=lambda household, user, data: form(household, user, data, initial={"settled_on": clock.today()}),
        )
    )  # fmt: skip


_add("title", _("Record the title"), "workspace_premium", forms.TitleForm, _plain(actions.title_record), _title)
_add(
    "old-house",
    _("Record the old house"),
    "house",
    forms.OldHouseForm,
    _plain(actions.old_house_record),
    _now("old_house", "demolished_on", "reclaimed_on", "compensation_yuan", "compensation_paid_on"),
)
_add(
    "income",
    _("Record income of a year"),
    "payments",
    forms.IncomeForm,
    _income,
    lambda household: {"year": forms.this_year() - 1},
    _("In yuan for the whole household. Empty leaves what is there; 0 says that there was none."),
    _at_the_door,
)
_add(
    "expense",
    _("Record a large expense"),
    "receipt_long",
    forms.ExpenseForm,
    _plain(actions.expense_record),
    lambda household: {"year": forms.this_year()},
    _("The whole year in one amount; the same kind and year again corrects it."),
)
_add(
    "vegetables",
    _("Record vegetable spending"),
    "nutrition",
    forms.VegetablesForm,
    _plain(actions.vegetables_record),
    lambda household: {"phase": "after", "asked_on": clock.today()},
)
_add(
    "guarantee",
    _("Record a check"),
    "fact_check",
    forms.GuaranteeForm,
    _plain(actions.guarantee_check),
    lambda household: {"checked_on": clock.today()},
    _("Earlier checks stay in the file; the newest counts."),
)
_add(
    "asset",
    _("Record a durable asset"),
    "chair",
    forms.AssetForm,
    _plain(actions.asset_record),
    lambda household: {"count": 1},
)
_add("debt", _("New debt"), "credit_score", forms.DebtForm, _plain(actions.debt_record), lambda household: {})
_add_choice(
    "guarantee-withdraw",
    _("Withdraw a check"),
    "undo",
    forms.WithdrawForm,
    _withdraw,
    _("Withdraw"),
    _("For what was entered by mistake. The check before it counts again."),
)
_add_choice("debt-settle", _("Debt settled"), "task_alt", forms.SettleForm, _settle, _("Settled"))


def button(key: str, household: Household, user: Any, *, words: Any = "", query: str = "") -> QuickAction | None:
    """The button of a tab that opens a dialog; None where it is not open to this user."""
    dialog = dialog_for(key, household, user)
    if dialog is None:
        return None
    return QuickAction(words or dialog.words, dialog.url(household) + query, dialog.icon, dialog=True)


def buttons(household: Household, user: Any, *keys: str, words: Any = "") -> list[QuickAction]:
    """The buttons of a card."""
    return [found for key in keys if (found := button(key, household, user, words=words))]


def link(key: str, household: Household, user: Any, *, words: Any, query: str) -> SafeString | str:
    """A quiet link in a table that opens a dialog with first values; empty where it is not open to this user."""
    found = button(key, household, user, words=words, query=query)
    if found is None:
        return ""
    return format_html(
        '<a class="aj-do" href="{0}" hx-get="{0}" hx-target="#aj-dialog" aria-haspopup="dialog">{1}</a>',
        found.url,
        found.words,
    )
