"""What the dialogs over a household's facts ask for. Fields come from the models: same words, same limits."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.forms import DayField
from apps.households.models import Asset, Debt, Expense, GuaranteeCheck, Household, VegetableSpending
from apps.households.vocabulary import CheckResult, Guarantee, IncomeSource, Phase


def _day(field: models.Field, **options: Any) -> Any:
    if isinstance(field, models.DateField):
        return DayField(label=field.verbose_name, required=not field.blank)
    return field.formfield(**options)


def _of(model: Any, *names: str) -> dict[str, Any]:
    return forms.models.fields_for_model(model, names, formfield_callback=_day)


def _form(doc: str, fields: dict[str, Any]) -> type[forms.Form]:
    return type("FactForm", (forms.Form,), {"__doc__": doc, "__module__": __name__, **fields})


def this_year() -> int:
    return clock.today().year


YES_NO = forms.TypedChoiceField(
    label=_("title issued"),
    choices=[("", _("not known")), ("true", _("yes")), ("false", _("no"))],
    coerce=lambda value: value == "true",
    empty_value=None,
    required=False,
)
TitleForm = _form(
    "The title of the new dwelling.", {"title_issued": YES_NO, **_of(Household, "title_issued_on", "title_number")}
)
OldHouseForm = _form(
    "What became of the old house.",
    _of(Household, "old_house", "demolished_on", "reclaimed_on", "compensation_yuan", "compensation_paid_on"),
)
YEAR = forms.IntegerField(label=_("year"), min_value=1990, max_value=2100)
IncomeForm = _form(
    "Income of one year.",
    {
        "year": YEAR,
        **{
            source.value: forms.DecimalField(
                label=source.label,
                required=False,
                min_value=0,
                max_digits=12,
                decimal_places=2,
            )
            for source in IncomeSource
        },
    },
)
ExpenseForm = _form("One large expense.", {"year": YEAR, **_of(Expense, "kind", "amount", "note")})
VegetablesForm = _form(
    "What vegetables cost.",
    {
        "phase": forms.ChoiceField(
            label=_("before or after the move"), choices=Phase.choices, widget=forms.RadioSelect
        ),
        **_of(VegetableSpending, "yuan_a_month", "asked_on"),
    },
)
GuaranteeForm = _form(
    "What a check found.",
    {
        "guarantee": forms.ChoiceField(label=_("guarantee"), choices=Guarantee.choices),
        "result": forms.ChoiceField(label=_("result"), choices=CheckResult.choices, widget=forms.RadioSelect),
        **_of(GuaranteeCheck, "grade", "checked_on", "note"),
    },
)
AssetForm = _form("Things of worth.", _of(Asset, "kind", "count", "note"))
DebtForm = _form("Money borrowed.", _of(Debt, "kind", "amount", "lender", "since", "note"))


class WithdrawForm(forms.Form):
    """Which check was entered by mistake."""

    check = forms.ModelChoiceField(label=_("check of a guarantee"), queryset=GuaranteeCheck.objects.none())

    def __init__(self, household: Household, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = GuaranteeCheck.objects.visible_to(user).counting().filter(household=household)
        self.fields["check"].queryset = rows.order_by("-checked_on", "-pk")  # type: ignore[attr-defined]


class SettleForm(forms.Form):
    """Which debt was paid back, and when."""

    debt = forms.ModelChoiceField(label=_("debt"), queryset=Debt.objects.none())
    settled_on = DayField(label=_("settled on"))

    def __init__(self, household: Household, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Debt.objects.visible_to(user).unsettled().filter(household=household)
        self.fields["debt"].queryset = rows.order_by("-since", "-pk")  # type: ignore[attr-defined]
