"""Columns of the list of households that apps above add, read only when chosen; and columns of a household's rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.households.shown import with_homes
from apps.households.words import label_of


@dataclass(frozen=True, slots=True)
class Column:
    """`prepare` adds to the rows what `show` says of a household; a number stands on the right."""

    name: str
    words: Any
    prepare: Callable[[Any], Any]
    show: Callable[[Any], Any]
    number: bool = False


COLUMNS: dict[str, Column] = {}


def add_column(column: Column) -> None:
    """Offer a column; its name must be new."""
    from apps.households.admin.household import HouseholdAdmin

    if column.name in COLUMNS or hasattr(HouseholdAdmin, column.name):
        raise ValueError(f"two columns of households are called {column.name}")
    COLUMNS[column.name] = column
    shown: Any = display(description=column.words)(lambda _admin, household: column.show(household))
    setattr(HouseholdAdmin, column.name, shown)
    HouseholdAdmin.more_columns += (column.name,)
    if column.number:
        HouseholdAdmin.list_numbers += (column.name,)


def prepared(rows: Any, names: Any) -> Any:
    """The rows with what the added columns among these need."""
    for name in names:
        if name in COLUMNS:
            rows = COLUMNS[name].prepare(rows)
    return rows


class HouseholdColumns:
    """For rows of a household: room and head; code beside."""

    def get_queryset(self, request: Any) -> Any:
        return with_homes(super().get_queryset(request))

    @display(description=_("household"), ordering="household__code")
    def whose(self, row: Any) -> str:
        return label_of(row.household)

    @display(description=_("household code"), ordering="household__code")
    def code(self, row: Any) -> str:
        return row.household.code

    @display(description=_("community"), ordering="community")
    def in_community(self, row: Any) -> str:
        return row.community.name


class OnHouseholdPage(HouseholdColumns):
    """For rows that have no page of their own: each leads to `household_tab` of its household's page."""

    household_tab: ClassVar[str]

    def change_view(
        self: Any, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """To the household."""
        found = self.get_object(request, object_id)
        if found is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        page = reverse("admin:households_household_change", args=[found.household_id])
        return HttpResponseRedirect(f"{page}?tab={self.household_tab}")

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """To the household as well: its history has what happened to the row."""
        return self.change_view(request, object_id)
