"""Words of complaints: what is wrong, who says so, how fast it must go."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """What it is about, as residents pick it by icon."""

    WASTE = "waste", _("rubbish and cleanliness")
    POULTRY = "poultry", _("poultry keeping")
    NOISE = "noise", _("neighbours and noise")
    DAMAGE = "damage", _("something broken")
    LIFT = "lift", _("lift")
    UTILITIES = "utilities", _("water and electricity")
    SHUTTLE = "shuttle", _("shuttle bus")
    GARDEN = "garden", _("garden plots")
    HARDSHIP = "hardship", _("hardship")
    FARMLAND = "farmland", _("fields and forest")
    DANGER = "danger", _("danger")
    OTHER = "other", _("something else")


class Kind(models.TextChoices):
    """What sort of request."""

    COMPLAINT = "complaint", _("complaint")
    REQUEST = "request", _("request")
    SUGGESTION = "suggestion", _("suggestion")
    CONSULTATION = "consultation", _("question")


class Urgency(models.TextChoices):
    """The clock that runs."""

    DANGER = "danger", _("danger")
    UTILITIES = "utilities", _("utilities")
    ORDINARY = "ordinary", _("ordinary")
    COMPLEX = "complex", _("complex")


class Channel(models.TextChoices):
    """How it came in."""

    PHONE_PAGE = "phone_page", _("phone page")
    AT_THE_DOOR = "at_the_door", _("filed by staff")
    OFFICE = "office", _("at the office")


class Satisfaction(models.TextChoices):
    """What the resident said at the call-back."""

    SATISFIED = "satisfied", _("satisfied")
    FAIR = "fair", _("fair")
    DISSATISFIED = "dissatisfied", _("not satisfied")
    NOT_REACHED = "not_reached", _("not reached")


VERDICTS = (Satisfaction.SATISFIED, Satisfaction.FAIR, Satisfaction.DISSATISFIED)

URGENCY_OF = {
    Category.DANGER: Urgency.DANGER,
    Category.LIFT: Urgency.UTILITIES,
    Category.UTILITIES: Urgency.UTILITIES,
    Category.HARDSHIP: Urgency.COMPLEX,
    Category.FARMLAND: Urgency.COMPLEX,
}
