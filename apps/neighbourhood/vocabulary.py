"""The fixed words of community life."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MOST_PEOPLE = 20  # of one household, at a meeting or an activity


class CompetitionKind(models.TextChoices):
    """What is compared."""

    HOMES = "homes", _("clean homes")
    STAIRWAYS = "stairways", _("clean stairways and landings")
    SURROUNDINGS = "surroundings", _("tidy surroundings")
    OTHER = "other", pgettext_lazy("competition", "other")


class Unit(models.TextChoices):
    """Who competes."""

    HOUSEHOLD = "household", pgettext_lazy("competition", "households")
    BUILDING = "building", pgettext_lazy("competition", "buildings")


class Remedy(models.TextChoices):
    """What changes when an objection is upheld."""

    SCORE = "score", _("another score")
    WITHDRAW = "withdraw", _("the entry is taken out")


class EntryKind(models.TextChoices):
    """Why points came or went."""

    AWARD = "award", pgettext_lazy("points", "awarded")
    REDEMPTION = "redemption", pgettext_lazy("points", "redeemed")
    RETURNED = "returned", pgettext_lazy("points", "given back")
    REVERSAL = "reversal", pgettext_lazy("points", "taken back")
    WRITTEN_OFF = "written_off", pgettext_lazy("points", "written off")


class Cause(models.TextChoices):
    """What points are awarded for."""

    COMPETITION = "competition", pgettext_lazy("points for", "a competition")
    ACTIVITY = "activity", pgettext_lazy("points for", "an activity")
    MEETING = "meeting", pgettext_lazy("points for", "a meeting")
    VOLUNTEERING = "volunteering", pgettext_lazy("points for", "volunteering")
    HELP = "help", pgettext_lazy("points for", "helping neighbours")
    OTHER = "other", pgettext_lazy("points for", "something else")


class Channel(models.TextChoices):
    """How a household signed up, asked or objected."""

    PHONE = "phone", _("by the resident's phone")
    STAFF = "staff", _("by staff")
    DOOR = "door", _("came without signing up")


class GroupKind(models.TextChoices):
    """What residents come together for."""

    MANAGEMENT = "management", _("self-management of a building")
    VOLUNTEERS = "volunteers", pgettext_lazy("residents' group", "volunteers")
    MEDIATION = "mediation", pgettext_lazy("residents' group", "mediation")
    CUSTOMS = "customs", _("weddings and funerals council")
    CULTURE = "culture", pgettext_lazy("residents' group", "song, dance and sports")
    OTHER = "other", pgettext_lazy("residents' group", "other")


class GroupRole(models.TextChoices):
    """What somebody does in a group."""

    LEAD = "lead", pgettext_lazy("residents' group", "leads it")
    DEPUTY = "deputy", pgettext_lazy("residents' group", "deputy")
    MEMBER = "member", pgettext_lazy("residents' group", "member")


class ActivityKind(models.TextChoices):
    """What is done together."""

    CULTURE = "culture", pgettext_lazy("activity", "song, dance, festival")
    SPORT = "sport", pgettext_lazy("activity", "sports")
    HEALTH = "health", pgettext_lazy("activity", "health")
    LEARNING = "learning", pgettext_lazy("activity", "learning")
    HELPING = "helping", pgettext_lazy("activity", "volunteering")
    CHILDREN = "children", pgettext_lazy("activity", "children")
    OTHER = "other", pgettext_lazy("activity", "other")
