"""What the page of a season asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from apps.shuttles.actions import SEASON_FIELDS
from apps.shuttles.calendar.season import with_days
from apps.shuttles.models import ShuttleSeason

DAYS = ("first_day", "last_day")


class SeasonForm(forms.ModelForm):
    """A season; days left empty are those of its busy season."""

    class Meta:
        model = ShuttleSeason
        fields = SEASON_FIELDS

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        words = _("Left empty: as the busy season falls this year, also by the lunar calendar.")
        for name in DAYS:
            self.fields[name].required, self.fields[name].help_text = False, words

    def clean(self) -> dict[str, Any]:
        given = with_days(super().clean() or self.cleaned_data)
        for name in DAYS:
            if not given.get(name) and name not in self.errors:
                self.add_error(name, _t("Enter the day, or choose a busy season."))
        return given
