"""What may be done on the page of a trip: its steps, booking, vehicle and driver, delay."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.deeds import Deed
from apps.core.forms import WhyForm
from apps.households.asking import household_named
from apps.shuttles.actions import BY_STEP, seat_book, trip_change, trip_report_late
from apps.shuttles.forms import BookForm, CrewForm, FinishForm, LateForm
from apps.shuttles.models import Trip
from apps.shuttles.policies import may
from apps.shuttles.times import moment
from apps.shuttles.vocabulary import Channel
from apps.shuttles.words import booked_words
from apps.shuttles.workflow import STEPS

ICONS = {"open": "event_seat", "begin_boarding": "how_to_reg", "depart": "departure_board", "finish": "flag"}
HINTS = {
    "open": _("Then residents can book seats on their phones."),
    "begin_boarding": _("Then the driver ticks off who boards; residents can no longer book."),
    "depart": _("At later stops people still get on."),
    "finish": _(
        "Who had a seat and was not ticked off did not come. What it cost follows from the kilometres and the prices of"
        " the vehicle."
    ),
}


def _may(step: str) -> Any:
    return lambda row, user: may(row, step, user)


def stops_of(row: Trip) -> list[Any]:
    """The stops at which it calls, in order."""
    return [one.stop for one in row.stops.select_related("stop").order_by("place")]


def _step(step: str) -> Deed:
    def act(row: Trip, user: Any, answers: dict[str, Any]) -> None:
        BY_STEP[step](trip=row, by=user, **answers)

    forms: dict[str, Any] = {"finish": lambda row, user, data: FinishForm(data)}
    form = {"form": forms[step]} if step in forms else {}
    return Deed(step, STEPS[step].word, act, _may(step), icon=ICONS[step], hint=HINTS[step], place="next", **form)


def _cancel(row: Trip, user: Any, answers: dict[str, Any]) -> None:
    BY_STEP["cancel"](trip=row, by=user, why=answers["why"])


def _change(row: Trip, user: Any, answers: dict[str, Any]) -> None:
    starts_at = moment(row.day, answers.pop("departs_at"))
    trip_change(trip=row, by=user, starts_at=starts_at, **answers)


def _late(row: Trip, user: Any, answers: dict[str, Any]) -> None:
    trip_report_late(trip=row, by=user, minutes=answers["minutes"], why=answers["why"])


def _book(row: Trip, user: Any, answers: dict[str, Any]) -> str:
    household = household_named(user, row.community, answers.pop("household"))
    booking, _made = seat_book(trip=row, household=household, by=user, channel=Channel.STAFF, **answers)
    return booked_words(booking)


DEEDS = (
    *(_step(step) for step in ("open", "begin_boarding", "depart", "finish")),
    Deed("book", STEPS["book"].word, _book, _may("book"), icon="person_add", place="seats",
         form=lambda row, user, data: BookForm(stops_of(row), data)),
    Deed("change", STEPS["change"].word, _change, _may("change"), icon="swap_horiz",
         form=lambda row, user, data: CrewForm(row, user, data),
         hint=_("A vehicle with fewer seats than are booked is refused: nobody loses a seat by a change.")),
    Deed("report_late", STEPS["report_late"].word, _late, _may("report_late"), icon="alarm",
         form=lambda row, user, data: LateForm(data, initial={"minutes": row.late_minutes or None}),
         hint=_("Everybody with a seat is told.")),
    Deed("cancel", STEPS["cancel"].word, _cancel, _may("cancel"), icon="cancel", place="cancel", careful=True,
         form=lambda row, user, data: WhyForm(data)),
)  # fmt: skip
