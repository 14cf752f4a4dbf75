"""The fixed words of public facilities."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PHOTOS_EACH = 6  # of one defect or inspection


class Kind(models.TextChoices):
    """What a facility is."""

    KINDERGARTEN = "kindergarten", _("kindergarten")
    PRIMARY_SCHOOL = "primary_school", _("primary school")
    CLINIC = "clinic", _("clinic")
    ELDER_CARE = "elder_care", _("elder care")
    ACTIVITY_CENTRE = "activity_centre", _("activity centre")
    LIBRARY = "library", _("reading room")
    SERVICE_HALL = "service_hall", _("service hall")
    MARKET = "market", _("market")
    WASTE_POINT = "waste_point", _("waste point")
    TOOL_STORE = "tool_store", _("tool store")
    WORKSHOP = "workshop", _("workshop")
    CHARGING = "charging", _("charging and parking")
    SPORTS_GROUND = "sports_ground", _("sports ground")
    OTHER = "other", pgettext_lazy("facility", "other")


class Unit(models.TextChoices):
    """What the capacity counts."""

    PLACES = "places", _("places")
    BEDS = "beds", _("beds")
    SEATS = "seats", _("seats")
    STALLS = "stalls", _("stalls")
    BINS = "bins", _("bins")
    LOCKERS = "lockers", _("lockers")
    JOBS = "jobs", _("jobs")
    SPACES = "spaces", _("parking spaces")
    SQUARE_METRES = "m2", _("m²")


USUAL_UNIT = {
    Kind.CLINIC: Unit.BEDS,
    Kind.ELDER_CARE: Unit.BEDS,
    Kind.ACTIVITY_CENTRE: Unit.SEATS,
    Kind.LIBRARY: Unit.SEATS,
    Kind.SERVICE_HALL: Unit.SEATS,
    Kind.MARKET: Unit.STALLS,
    Kind.WASTE_POINT: Unit.BINS,
    Kind.TOOL_STORE: Unit.LOCKERS,
    Kind.WORKSHOP: Unit.JOBS,
    Kind.CHARGING: Unit.SPACES,
    Kind.SPORTS_GROUND: Unit.SQUARE_METRES,
}


class Holidays(models.TextChoices):
    """What the opening hours mean on public holidays; empty: not collected."""

    OPEN = "open", _("open as usual")
    CLOSED = "closed", pgettext_lazy("on holidays", "closed")


class StaffRole(models.TextChoices):
    """Who works there."""

    TEACHER = "teacher", _("teacher")
    CARER = "carer", _("child carer")
    DOCTOR = "doctor", _("doctor")
    NURSE = "nurse", _("nurse")
    CARE_WORKER = "care_worker", _("care worker")
    ORGANISER = "organiser", _("activity organiser")
    LIBRARIAN = "librarian", _("librarian")
    CLERK = "clerk", _("clerk")
    COOK = "cook", _("cook")
    CLEANER = "cleaner", _("cleaner")
    GUARD = "guard", _("guard")
    KEEPER = "keeper", _("keeper")
    OTHER = "other", pgettext_lazy("staff of a facility", "other")


class Severity(models.TextChoices):
    """How bad a defect is."""

    DANGER = "danger", pgettext_lazy("defect", "danger")
    HINDERS = "hinders", _("hinders use")
    MINOR = "minor", pgettext_lazy("defect", "minor")


class Result(models.TextChoices):
    """What an inspection found."""

    PASSED = "passed", pgettext_lazy("inspection", "in order")
    FAULTS = "faults", _("usable, with faults")
    FAILED = "failed", _("not fit for use")


class Source(models.TextChoices):
    """Where a defect was heard of."""

    STAFF = "staff", pgettext_lazy("defect", "staff")
    INSPECTION = "inspection", _("inspection")
    COMPLAINT = "complaint", _("complaint of a resident")
