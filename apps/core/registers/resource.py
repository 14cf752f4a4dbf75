"""A register's columns, by django-import-export: natural keys, the reader's headings, only one's own area."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override
from import_export import fields, resources, widgets

from apps.core.text import squash

YES, NO = {"yes", "y", "true", "1", "是", "有"}, {"no", "n", "false", "0", "否", "无", "没有"}


class Visible(widgets.ForeignKeyWidget):
    """Another row by what people call it, among those the person sees. `user` is set by the register."""

    user: Any = None

    def get_queryset(self, value: Any, row: Any, *args: Any, **kwargs: Any) -> Any:
        return self.model._default_manager.visible_to(self.user)

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        value = squash(str(value or ""))
        if not value:
            return None
        found = self.get_queryset(value, row).filter(**{self.field: value}).order_by("pk").first()
        if found is None:
            words = _("“%(value)s” is not in your area. Check how it is written.")
            raise ValueError(words % {"value": value})
        return found


class YesNo(widgets.Widget):
    """Yes, no, or nothing known."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool | None:
        word = squash(str(value or "")).lower()
        if word in YES or word in NO:
            return word in YES
        if word:
            raise ValueError(_("Write yes or no."))
        return None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else _("yes") if value else _("no")


class Text(widgets.CharWidget):
    """Plain text, trimmed."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return squash(str(value or ""))


class Whole(widgets.Widget):
    """A whole number."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        text = squash(str(value or "")).removesuffix(".0")
        if not text:
            return None
        if not (text.isascii() and text.lstrip("-").isdigit() and len(text) < 10):
            raise ValueError(_("Write a whole number, without words."))
        return int(text)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else str(value)


class Decimals(widgets.DecimalWidget):
    """A number."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        try:
            return super().clean(squash(str(value or "")), row, **kwargs)
        except (ValueError, ArithmeticError) as error:
            raise ValueError(_("Write a number, without words.")) from error

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else f"{Decimal(str(value)).normalize():f}"


class Day(widgets.DateWidget):
    """A day."""

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")
        self.formats = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d")

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        try:
            return super().clean(squash(str(value or "")), row, **kwargs)
        except ValueError as error:
            raise ValueError(_("Write a date like 2026-05-01.")) from error


class Misread(ValueError):
    """A cell that cannot be read, and in which column."""

    column = ""


class Column(fields.Field):
    """A column that names itself where a cell cannot be read, also in a key."""

    def clean(self, row: Any, **kwargs: Any) -> Any:
        try:
            return super().clean(row, **kwargs)
        except ValueError as error:
            misread = Misread(*error.args)
            misread.column = self.column_name
            raise misread from error


def column(name: str, widget: widgets.Widget | None = None) -> Column:
    """A column that holds the model's field of this name."""
    return Column(attribute=name, column_name=name, widget=widget or Text())


class Register(resources.ModelResource):
    """The base of our registers. `keys` are the columns that say which row is meant."""

    keys: ClassVar[Sequence[str]] = ()

    class Meta:
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True

    def __init__(self, user: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.user = user
        for field in self.fields.values():
            if isinstance(field.widget, Visible):
                field.widget.user = user

    def get_queryset(self) -> Any:
        return self._meta.model._default_manager.visible_to(self.user)

    def heading(self, name: str) -> str:
        """The column's words in the reader's language."""
        field: models.Field = self._meta.model._meta.get_field(name)
        return capfirst(str(field.verbose_name))

    def headings(self) -> dict[str, str]:
        """Every spelling of a heading, in all languages, and the column it means."""
        found: dict[str, str] = {}
        for language, _word in settings.LANGUAGES:
            with override(language):
                found |= {self.heading(name).lower(): name for name in self.fields}
        return found

    def required(self) -> list[str]:
        """Columns without which no row can be told from another."""
        return list(self._meta.import_id_fields)
