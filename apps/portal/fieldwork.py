"""What a field worker does on the phone: whose work it is, in which order, and the steps as forms."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import F
from django.http import QueryDict
from django.utils.translation import gettext as _

from apps.communities.models import Building, Community
from apps.complaints.models import Complaint
from apps.complaints.policies import dealt_with_by, possible_handlers, steps_for
from apps.complaints.vocabulary import Satisfaction, Urgency
from apps.complaints.workflow import HANDLERS, State
from apps.core.errors import InvalidInput
from apps.core.requests import key_of
from apps.core.scope import scope_of
from apps.core.workflow import Transition
from apps.portal.places import Place
from apps.portal.workers import view_of

MOST_ROWS = 200
# Merging needs a search over other complaints: that is office work, and stands in the admin.
OFFICE_ONLY = frozenset({"merge"})
SPOKEN = (Satisfaction.SATISFIED, Satisfaction.FAIR, Satisfaction.DISSATISFIED, Satisfaction.NOT_REACHED)


field_view = view_of(HANDLERS)  # For managers and grid workers.


@dataclass(frozen=True, slots=True)
class Group:
    """Complaints of one building (None: no building), most urgent first."""

    building: Building | None
    complaints: list[Complaint]


@dataclass(frozen=True, slots=True)
class StepForm:
    """A step as a button with what it needs: fields among why, handler, satisfaction, urgency, days."""

    step: Transition
    fields: tuple[str, ...]
    choices: dict[str, list[tuple[Any, Any]]]

    @property
    def immediate(self) -> bool:
        """One tap is enough."""
        return not self.fields


def my_work(user: Any) -> list[Group]:
    """What was given to this person and is open, by building, most urgent first in each."""
    rows = list(_my_open(user)[:MOST_ROWS])
    rows.sort(key=lambda row: row.building.number if row.building else 0)
    return [Group(building, list(group)) for building, group in groupby(rows, key=lambda row: row.building)]


def to_accept(user: Any) -> list[Complaint]:
    """New ones that wait for a manager."""
    return list(_fresh(user)[:MOST_ROWS])


def to_call_back(user: Any) -> list[Complaint]:
    """Dealt with by somebody else: ask the resident how it went."""
    return list(_resolved_by_others(user)[:MOST_ROWS])


def left_out(user: Any, *lists: list[Complaint]) -> int:
    """How many there are beyond those shown; counted only where a list is full."""
    sources = (_my_open, _fresh, _resolved_by_others)
    full = [source for source, shown in zip(sources, lists, strict=True) if len(shown) >= MOST_ROWS]
    return sum(source(user).count() - MOST_ROWS for source in full)


def _my_open(user: Any) -> Any:
    return _work(user).open().filter(handler=user)


def _fresh(user: Any) -> Any:
    return _work(user).filter(state=State.SUBMITTED)


def _resolved_by_others(user: Any) -> Any:
    return _work(user).filter(~dealt_with_by(user), state=State.RESOLVED)


def step_forms(complaint: Complaint, user: Any) -> list[StepForm]:
    """The steps open to this person now, in the order of the work."""
    found = [step for step in steps_for(complaint, user) if step.name not in OFFICE_ONLY]
    return [_form(complaint, step, user) for step in found]


def step_inputs(complaint: Complaint, step: Transition, data: QueryDict, user: Any) -> dict[str, Any]:
    """What the form of a step says, as its action takes it. Raises InvalidInput for what cannot be read."""
    inputs: dict[str, Any] = {"why": data.get("why", "").strip()}
    if "handler" in step.requires:
        key = key_of(data.get("handler"))
        found = None if key is None else possible_handlers(complaint, user).filter(pk=key).first()
        if found is None:
            raise InvalidInput(_("Choose who is to deal with it."), code="required", field="handler")
        inputs["handler"] = found
    for name in ("satisfaction", "urgency"):
        if name in step.requires:
            inputs[name] = data.get(name, "")
    if step.name == "accept" and data.get("urgency"):
        inputs["urgency"] = data["urgency"]
    if "days" in step.requires:
        days = key_of(data.get("days"))
        if days is None:
            raise InvalidInput(_("Write how many more days are needed."), code="required", field="days")
        inputs["days"] = days
    return inputs


def may_see_place(user: Any, place: Place) -> bool:
    """Whether this person works there."""
    return bool(Community.objects.visible_to(user).filter(pk=place.community.pk).exists())


def own_part(user: Any, place: Place) -> Place:
    """The place with the buildings this person was given."""
    scope = scope_of(user)
    community = place.community
    if scope.county or community.pk in scope.communities or community.township_id in scope.townships:
        return place
    return Place(community, {key: building for key, building in place.buildings.items() if key in scope.buildings})


def _work(user: Any) -> Any:
    rows = Complaint.objects.visible_to(user).with_due().select_related("community", "building")
    return rows.defer("reporter_name", "reporter_phone").order_by(F("due_at").asc(nulls_last=True), "pk")


def _form(complaint: Complaint, step: Transition, user: Any) -> StepForm:
    fields = list(step.requires)
    if step.name == "call_back":
        fields.append("why")  # what a resident who is not satisfied says
    choices: dict[str, list[tuple[Any, Any]]] = {}
    if "handler" in fields:
        choices["handler"] = [(person.pk, person.name) for person in possible_handlers(complaint, user)]
    if "satisfaction" in fields:
        choices["satisfaction"] = [(value.value, value.label) for value in SPOKEN]
    if "urgency" in fields:
        choices["urgency"] = list(Urgency.choices)
    return StepForm(step, tuple(fields), choices)
