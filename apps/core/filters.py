"""Filter sets: one per model, for admin lists, API and exports alike (house rule 7)."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db import models
from django.utils.choices import BaseChoiceIterator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django_filters.widgets import DateRangeWidget

from apps.core.periods import lasting


def visible(model: type[models.Model]) -> Callable[[Any], models.QuerySet]:
    """Choices of a ModelChoiceFilter: the rows that the person who asks may see."""

    def queryset(request: Any) -> models.QuerySet:
        manager: Any = model._default_manager
        return manager.none() if request is None else manager.visible_to(request.user)

    return queryset


class _Choices(BaseChoiceIterator):
    """The choices of a list's filter, read when they are shown (never for the API), and then once.

    Widgets read at once whatever is not Django's own iterator of choices.
    """

    def __init__(self, choices: Iterable[Any], every: str) -> None:
        self._source, self._every = choices, every
        self._read: list[Any] | None = None

    def _all(self) -> list[Any]:
        if self._read is None:
            self._read = [(key, word if key else self._every) for key, word in self._source]
        return self._read

    def __iter__(self) -> Iterator[Any]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


class OneOfMany(forms.SelectMultiple):
    """A filter that takes several values, offered as one choice; an address may still name several."""

    allow_multiple_selected = False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return [value for value in super().value_from_datadict(data, files, name) or () if value]


class DaysWidget(DateRangeWidget):
    """From and until, on the browser's own calendar, with a word before them."""

    def __init__(self, word: Any) -> None:
        super().__init__({"type": "date"})
        self.word = word

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        boxes = super().render(name, value, attrs, renderer)
        return format_html('<span class="aj-days"><span>{}</span>{}</span>', self.word, boxes)


class FilterSet(django_filters.FilterSet):
    """The base of our filter sets. The rows to filter are already within scope; a filter only narrows them.

    A filter called `q` is the search box of the list. `shown_after` names choices that lists offer only after another
    was made; `unseen` are asked by tabs and links, never by a box: the form carries them along hidden.
    """

    shown_after: ClassVar[dict[str, str]] = {}
    unseen: ClassVar[tuple[str, ...]] = ()

    @property
    def form(self) -> forms.Form:
        """The form of the filters, with words that need no label beside them."""
        if not hasattr(self, "_form"):
            for name, field in super().form.fields.items():
                if name in self.unseen:
                    field.widget = forms.HiddenInput()
                else:
                    self._word(name, field)
        return self._form

    def _word(self, name: str, field: forms.Field) -> None:
        label = capfirst(str(field.label or name))
        if isinstance(field, forms.NullBooleanField):
            field.widget = forms.Select(choices=[("", ""), ("true", _("yes")), ("false", _("no"))])
        if type(field.widget) is DateRangeWidget:
            field.widget = DaysWidget(label)
        if type(field.widget) is forms.SelectMultiple:
            field.widget = OneOfMany(choices=[("", ""), *field.widget.choices])
        if isinstance(field.widget, forms.Select):
            every = _("%(label)s: all") % {"label": label}
            field.widget.choices = _Choices(field.widget.choices, every)
        else:
            field.widget.attrs.setdefault("placeholder", label)
        field.widget.attrs.setdefault("aria-label", label)

    @property
    def bar(self) -> list[forms.BoundField]:
        """The fields that a list shows; a choice among one thing is none, and is left out."""
        return [bound for bound in self.form if not self._waits(bound) and not self._pointless(bound)]

    def _waits(self, bound: forms.BoundField) -> bool:
        """Buildings are offered once there is one community: a county has hundreds."""
        after = self.shown_after.get(bound.name)
        if not after or bound.value() or after not in self.form.fields:
            return False
        return not self.form[after].value() and not self._pointless(self.form[after])

    @staticmethod
    def _pointless(bound: forms.BoundField) -> bool:
        if bound.name == "q" or bound.is_hidden or not isinstance(bound.field, forms.ModelChoiceField):
            return bound.name == "q"
        widget: Any = bound.field.widget
        return not bound.value() and len(widget.choices) <= 2

    @property
    def active(self) -> bool:
        """Whether anything is narrowed."""
        return any(self.data.get(name) for name in self.parameters())

    @property
    def clearable(self) -> bool:
        """Whether a box of the list narrows it: what the tabs over a list ask is no filter to clear."""
        return any(self.data.get(name) for name in self.parameters() - set(self.unseen))

    @classmethod
    def parameters(cls) -> set[str]:
        """The names that this filter set reads from the query string, with the two ends of ranges."""
        names = set(cls.base_filters)
        for name, item in cls.base_filters.items():
            for suffix in getattr(item.field_class.widget, "suffixes", None) or ():
                names.add(f"{name}_{suffix}")
        return names


class Ended(django_filters.BooleanFilter):
    """Whether the day in its column, from which a row is no more, has come."""

    def filter(self, queryset: models.QuerySet, value: bool | None) -> models.QuerySet:
        still = lasting(str(self.field_name))
        return queryset if value is None else queryset.filter(~still if value else still)
