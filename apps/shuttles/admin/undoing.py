"""What the register's pages take back: an outage or absence that ends earlier or never was, an exception of a day."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core import clock, ui
from apps.core.deeds import Deed
from apps.core.forms import DayField
from apps.shuttles.actions import exception_drop, unavailability_end
from apps.shuttles.admin.columns import days_of, plans
from apps.shuttles.models import ServicePattern


class RowField(forms.ModelChoiceField):
    """One of few rows; each is said in words by `say`."""

    def __init__(self, rows: Any, say: Any, label: Any) -> None:
        super().__init__(rows, label=label, empty_label=None)
        self.say = say

    def label_from_instance(self, obj: Any) -> str:
        return str(self.say(obj))


class EndSpanForm(forms.Form):
    """Which outage or absence, and its last day."""

    last = DayField(
        label=_("last day"), initial=clock.today,
        help_text=_("A day before its first one takes it out: it was recorded by mistake."),
    )  # fmt: skip

    def __init__(self, rows: Any, data: Any) -> None:
        super().__init__(data)
        self.fields["span"] = RowField(rows, _span_words, _("which"))
        self.order_fields(["span", "last"])


class DropForm(forms.Form):
    """Which exception."""

    def __init__(self, row: ServicePattern, data: Any) -> None:
        super().__init__(data)
        self.fields["exception"] = RowField(_ahead(row), _exception_words, _("day"))


def ends_span(of: str, words: Any, icon: str) -> Deed:
    """The deed that ends one of the row's spans (`of`: outages or absences) that are not over."""

    def spans(row: Any) -> Any:
        return getattr(row, of).filter(Q(period__upper_inf=True) | Q(period__endswith__gt=clock.today()))

    def act(row: Any, user: Any, answers: dict[str, Any]) -> None:
        unavailability_end(row=answers["span"], by=user, last=answers["last"])

    return Deed(
        f"{of}-end", words, act, lambda row, user: plans(row, user) and spans(row).exists(), icon=icon,
        form=lambda row, user, data: EndSpanForm(spans(row).order_by("period"), data),
    )  # fmt: skip


def _ahead(row: ServicePattern) -> Any:
    return row.exceptions.filter(day__gte=clock.today()).order_by("day")


def _drop(row: ServicePattern, user: Any, answers: dict[str, Any]) -> None:
    exception_drop(exception=answers["exception"], by=user)


DROPS = Deed(
    "exception-drop", _("Take an exception out"), _drop,
    lambda row, user: plans(row, user) and _ahead(row).exists(), icon="event_repeat",
    form=lambda row, user, data: DropForm(row, data),
    hint=_("The day then follows the rule. Trips that are missing are made when they are put there again or at night."),
)  # fmt: skip


def _span_words(row: Any) -> str:
    return _joined(" – ".join(days_of(row)), row.why)


def _exception_words(row: Any) -> str:
    return _joined(ui.exact(row.day), _("it runs") if row.runs else _("it does not run"), row.why)


def _joined(*parts: Any) -> str:
    return " · ".join(str(part) for part in parts if part)
