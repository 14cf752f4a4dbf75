"""A question to the gap analysis and its rows: the same for the list, its workbook and the API."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from apps.communities.models import Building, Community
from apps.core import clock
from apps.core.forms import DayField, raise_first
from apps.core.lists.export import Column
from apps.facilities.gaps.gather import Matrix, gather
from apps.facilities.gaps.judge import ORDER, Cell, Status
from apps.facilities.models import FacilityStandard
from apps.facilities.vocabulary import Kind

GAP, COMMUNITY, BUILDING = "gap", "community", "building"


@dataclass(frozen=True, slots=True)
class GapRow:
    """The answer for one community, or one building of it, and one kind."""

    community: Community
    building: Building | None
    kind: Kind
    cell: Cell
    standard: FacilityStandard | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, the worst first, and the whole matrix it was read from."""

    matrix: Matrix
    rows: list[GapRow]
    level: str


class GapQuestion(forms.Form):
    """Which answers: of a community, a kind, a status (`gap`: any of the four), by community or by building, on a day.

    Without a level, one community and one kind are answered building by building.
    """

    community = forms.ModelChoiceField(
        queryset=Community.objects.none(), required=False, empty_label=_("all"), label=_("community")
    )
    kind = forms.ChoiceField(choices=[("", _("all")), *Kind.choices], required=False, label=_("kind"))
    status = forms.ChoiceField(
        choices=[("", _("all")), (GAP, _("any gap")), *Status.choices], required=False, label=_("answer")
    )
    level = forms.ChoiceField(
        choices=[("", _("as fits")), (COMMUNITY, _("by community")), (BUILDING, _("by building"))], required=False,
        label=_("counted"),
    )  # fmt: skip
    day = DayField(required=False, label=_("on the day"))

    def __init__(self, data: Any, user: Any) -> None:
        super().__init__(data)
        self.user, fields = user, self.fields
        fields["community"].queryset = Community.objects.visible_to(user).order_by("name", "pk")  # type: ignore[attr-defined]

    def answer(self) -> Answer:
        """The rows. Raises InvalidInput for a question that cannot be read."""
        raise_first(self)
        asked = self.cleaned_data
        one: Community | None = asked["community"]
        level = asked["level"] or (BUILDING if one and asked["kind"] else COMMUNITY)
        places = {place.pk: place for place in ([one] if one else self.fields["community"].queryset)}  # type: ignore[attr-defined]
        matrix = gather(list(places), asked["day"] or clock.today(), with_buildings=level == BUILDING)
        found = _by_building(matrix, self.user, places) if level == BUILDING else _by_community(matrix, places)
        return Answer(matrix, sorted(filter(self._fits, found), key=_worst_first), level)

    def _fits(self, row: GapRow) -> bool:
        kind, status = self.cleaned_data["kind"], self.cleaned_data["status"]
        return (not kind or row.kind == kind) and (
            not status or (row.cell.is_gap if status == GAP else row.cell.status == status)
        )


def _by_community(matrix: Matrix, places: dict[int, Community]) -> Iterator[GapRow]:
    for key, place in places.items():
        for kind in matrix.kinds:
            yield GapRow(place, None, kind, matrix.cells[key][kind], matrix.standards.get(kind))


def _by_building(matrix: Matrix, user: Any, places: dict[int, Community]) -> Iterator[GapRow]:
    for building in Building.objects.visible_to(user).filter(community__in=places).order_by("number", "pk"):
        for kind in matrix.kinds:
            place, cell = places[building.community_id], matrix.buildings[building.pk][kind]
            yield GapRow(place, building, kind, cell, matrix.standards.get(kind))


def _worst_first(row: GapRow) -> Any:
    number = row.building.number if row.building else 0
    return ORDER.index(row.cell.status), -row.cell.far, row.community.name, number, list(Kind).index(row.kind)


def columns() -> list[Column]:
    """The columns of the workbook."""
    return [
        Column(_t("community"), lambda row: row.community.name),
        Column(_t("building"), lambda row: str(row.building) if row.building else None),
        Column(_t("kind"), lambda row: str(row.kind.label)),
        Column(_t("answer"), lambda row: str(row.cell.status.label)),
        Column(_t("concerned"), lambda row: row.cell.concerned if row.standard else None),
        Column(_t("too far on foot"), lambda row: row.cell.far),
        Column(_t("too far also by shuttle"), lambda row: row.cell.far_by_shuttle),
        Column(_t("min on foot"), lambda row: round(row.cell.worst.minutes) if row.cell.worst else None),
        Column(_t("nearest"), lambda row: row.cell.worst.site.name if row.cell.worst else None),
        Column(_t("min by shuttle"), lambda row: round(row.cell.worst.by_shuttle) if row.cell.worst else None),
        Column(_t("nearest elsewhere"), lambda row: row.cell.alternative.site.name if row.cell.alternative else None),
        Column(_t("what is wrong"), lambda row: " ".join(finding.words for finding in row.cell.findings)),
    ]


class Computed:
    """Rows that no table holds, as an export takes them."""

    def __init__(self, rows: list[Any]) -> None:
        self.rows = rows

    def count(self) -> int:
        return len(self.rows)

    def iterator(self, chunk_size: int = 0) -> Iterator[Any]:
        return iter(self.rows)


def day_of(question: GapQuestion) -> date:
    """The day that is asked about."""
    return question.cleaned_data.get("day") or clock.today()
