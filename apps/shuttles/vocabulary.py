"""The fixed words of shuttles."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class StopKind(models.TextChoices):
    """What lies at a stop."""

    COMMUNITY = "community", pgettext_lazy("stop", "community")
    FIELD = "field", pgettext_lazy("stop", "fields")
    SCHOOL = "school", pgettext_lazy("stop", "school")
    TOWN = "town", pgettext_lazy("stop", "town")


class Purpose(models.TextChoices):
    """Where a route takes people."""

    FIELD = "field", pgettext_lazy("shuttle", "to the fields")
    SCHOOL = "school", pgettext_lazy("shuttle", "to school")
    TOWN = "town", pgettext_lazy("shuttle", "to town")


class OnHolidays(models.TextChoices):
    """What a pattern of days does on a public holiday."""

    RUN = "run", pgettext_lazy("public holidays", "as on any day")
    SKIP = "skip", pgettext_lazy("public holidays", "does not run")
    AS_SUNDAY = "as_sunday", pgettext_lazy("public holidays", "as on a Sunday")


class OnMakeupDays(models.TextChoices):
    """What a pattern of days does on a weekend day on which people work instead (调休)."""

    RUN = "run", pgettext_lazy("make-up days", "as on any such weekday")
    SKIP = "skip", pgettext_lazy("make-up days", "does not run")
    AS_WEEKDAY = "as_weekday", pgettext_lazy("make-up days", "as on a working day")


class LicenceClass(models.TextChoices):
    """Driving licences that carry people (公安部令第162号, annex 1); LICENSED_SEATS says how many."""

    A1 = "A1", _("A1 large bus")
    A3 = "A3", _("A3 city bus")
    B1 = "B1", _("B1 medium bus")
    C1 = "C1", _("C1 car")


# Seats, the driver's included, of the largest vehicle that each class may drive.
LICENSED_SEATS = {LicenceClass.A1: 100, LicenceClass.A3: 100, LicenceClass.B1: 19, LicenceClass.C1: 9}


class Channel(models.TextChoices):
    """How a seat was booked or a wish was told."""

    PHONE = "phone", _("by the resident's phone")
    STAFF = "staff", _("by staff")
    GRID = "grid", _("at the door")
    STANDING = "standing", _("standing booking")


class Priority(models.IntegerChoices):
    """Who is promoted first from a waitlist: the higher, the earlier."""

    USUAL = 0, pgettext_lazy("priority on a shuttle", "none")
    OLD_OR_DISABLED = 1, _("old or disabled")


class StandingState(models.TextChoices):
    """Whether a standing booking still books."""

    LIVE = "live", pgettext_lazy("standing booking", "in force")
    ENDED = "ended", pgettext_lazy("standing booking", "ended")


class WishState(models.TextChoices):
    """What became of a wish for a shuttle."""

    OPEN = "open", pgettext_lazy("wish for a shuttle", "open")
    PLANNED = "planned", pgettext_lazy("wish for a shuttle", "in a plan")
    WITHDRAWN = "withdrawn", pgettext_lazy("wish for a shuttle", "withdrawn")


class PlanProblem(models.TextChoices):
    """Why a plan was not computed, and what to do."""

    BROKE_OFF = "broke_off", _("The computation broke off, as when the server is restarted. Compute another plan.")
    FAULT = "fault", _("The program made a mistake, which is in its log. Tell whoever looks after the server.")


class Tick(models.TextChoices):
    """What a driver notes on the boarding list."""

    BOARD = "board", pgettext_lazy("boarding list", "on board")
    UNBOARD = "unboard", pgettext_lazy("boarding list", "not on board after all")
    MISS = "miss", pgettext_lazy("boarding list", "did not come")
    UNMISS = "unmiss", pgettext_lazy("boarding list", "still expected after all")
    WALK_ON = "walk_on", pgettext_lazy("boarding list", "on board without a booking")
    WALK_OFF = "walk_off", pgettext_lazy("boarding list", "without a booking, not on board after all")
