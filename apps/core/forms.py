"""Fields that forms of all apps share."""

from typing import Any

from django import forms


class DayField(forms.DateField):
    """A day, picked with the browser's own calendar: works in a dialog, on a phone and by keyboard."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(**options)
