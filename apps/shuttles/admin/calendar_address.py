"""The secret address of a household's shuttle calendar, on its file: given, shown with its code, revoked."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.addresses import qr_svg
from apps.core.deeds import NothingToAsk
from apps.households.file import Dialog, add_dialog
from apps.households.models import Household
from apps.shuttles.actions import calendar_link_give, calendar_link_revoke
from apps.shuttles.ics.addresses import household_address
from apps.shuttles.models import CalendarLink
from apps.shuttles.policies import may_have_calendar

GROUP = gettext_lazy("Shuttles")


def _has(household: Household) -> bool:
    return CalendarLink.objects.filter(household=household, revoked_at=None).exists()


def _form(household: Household, user: Any, data: Any) -> forms.BaseForm:
    return NothingToAsk(data)


def _give(household: Household, user: Any, answers: dict[str, Any]) -> str:
    link = calendar_link_give(household=household, by=user)
    return _("The address: %(address)s") % {"address": household_address(link)}


def _revoke(household: Household, user: Any, answers: dict[str, Any]) -> str:
    calendar_link_revoke(household=household, by=user)
    return _("The address leads nowhere from now on.")


def _shown(household: Household, user: Any) -> dict[str, Any]:
    link = CalendarLink.objects.visible_to(user).filter(household=household, revoked_at=None).first()
    address = household_address(link) if link else ""
    return {"address": address, "qr": qr_svg(address) if address else ""}


add_dialog(
    Dialog(
        key="shuttle-calendar", words=gettext_lazy("Give a calendar of its shuttles"), icon="calendar_add_on",
        form=_form, act=_give, group=GROUP, button=gettext_lazy("Give the address"),
        may=lambda household, user: bool(may_have_calendar(household, user)) and not _has(household),
        hint=gettext_lazy(
            "The phone's calendar then shows the household's seats, and follows when a trip is late or cancelled. Who"
            " has the address can read it."
        ),
    )
)  # fmt: skip
add_dialog(
    Dialog(
        key="shuttle-calendar-revoke", words=gettext_lazy("Calendar address of its shuttles"), icon="calendar_month",
        form=_form, act=_revoke, group=GROUP, button=gettext_lazy("Revoke the address"), context=_shown,
        template="shuttles/calendar_address.html",
        may=lambda household, user: bool(may_have_calendar(household, user)) and _has(household),
        hint=gettext_lazy("Revoke it when it got about. The next one that is given is another."),
    )
)  # fmt: skip
