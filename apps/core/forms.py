"""Forms over registers that hold for a time."""

from typing import Any

from django import forms
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminSingleDateWidget

from apps.core import clock
from apps.core.periods import since


class DayField(forms.DateField):
    """A day, picked with the browser's own calendar: works in a dialog, on a phone and by keyboard."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(**options)


class PeriodForm(forms.ModelForm):
    """A row with a first day, and a day from which it no longer holds (empty while it does)."""

    starts = forms.DateField(label=gettext_lazy("since"), widget=UnfoldAdminSingleDateWidget)
    ends = forms.DateField(
        label=gettext_lazy("until"),
        required=False,
        widget=UnfoldAdminSingleDateWidget,
        help_text=gettext_lazy("Empty while it lasts; from this day on it no longer holds."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        period = self.instance.period
        if period is not None:
            self.initial = {**self.initial, "starts": period.lower, "ends": period.upper}
        else:
            self.initial.setdefault("starts", clock.today())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("This day must be later than the first."))
        elif starts:
            self.instance.period = since(starts, ends)
        return cleaned


class PeriodFormSet(BaseInlineFormSet):
    """Rows of which, for the same `same` fields, only one may hold at a time; the database holds it too."""

    same: tuple[str, ...] = ()
    overlap_message: Any = gettext_lazy("These overlap: end one the day the next begins.")

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if self._counts(form)]
        for index, form in enumerate(kept):
            for other in kept[:index]:
                if self._alike(form, other) and _overlap(form.instance.period, other.instance.period):
                    form.add_error("starts", self.overlap_message)

    def _counts(self, form: Any) -> bool:
        deleted = self.can_delete and self._should_delete_form(form)  # type: ignore[attr-defined]
        return not deleted and not form.errors and form.instance.period is not None and self.concerns(form)

    def concerns(self, form: Any) -> bool:
        """Whether the row takes part in the rule."""
        return True

    def _alike(self, form: Any, other: Any) -> bool:
        return all(form.cleaned_data.get(name) == other.cleaned_data.get(name) for name in self.same)


def _overlap(one: Any, other: Any) -> bool:
    begins = max(one.lower, other.lower)
    return all(end is None or begins < end for end in (one.upper, other.upper))
