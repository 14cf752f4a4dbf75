"""The fixed words of visits, caseloads and tasks."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class VisitKind(models.TextChoices):
    """Why a household is visited, the most pressing first."""

    EVENT = "event", pgettext_lazy("visit", "something happened")
    MUST = "must", pgettext_lazy("visit", "must be visited")
    TASK = "task", pgettext_lazy("visit", "for a task")
    BASELINE = "baseline", pgettext_lazy("visit", "assessment due")
    ROUTINE = "routine", pgettext_lazy("visit", "routine")


UNPLANNED = "unplanned"  # the reason of a visit that nobody had planned


class MustVisit(models.TextChoices):
    """The eight groups that must be visited at once (DOMAIN: Visits)."""

    LOW_INCOME = "low_income", _("low or fallen income")
    ILLNESS = "illness", _("serious or chronic illness")
    EXTREMELY_POOR = "extremely_poor", _("extremely poor, living dispersed")
    SUBSISTENCE = "subsistence", _("receives subsistence allowance")
    DISABLED = "disabled", pgettext_lazy("must be visited", "disabled")
    STUDENTS = "students", _("many students")
    UNSTABLE_WORK = "unstable_work", _("unstable wage work")
    DISASTER = "disaster", _("accident or disaster")


class Happened(models.TextChoices):
    """What happens to a household and asks for a visit."""

    NEW_ILLNESS = "new_illness", _("new illness")
    JOB_LOST = "job_lost", _("job lost")
    DISASTER = "new_disaster", _("struck by an accident or disaster")
    HARDSHIP = "hardship", _("hardship declared")
    ABSENCE = "absence", _("no longer lives here")


# What somebody reports; the other three are read off the register.
REPORTED = [(kind.value, kind.label) for kind in (Happened.DISASTER, Happened.HARDSHIP)]


class RiskLevel(models.TextChoices):
    """How closely a household is followed; `none`: it was monitored, and its risk is eliminated."""

    HIGH = "high", pgettext_lazy("risk", "high")
    MEDIUM = "medium", pgettext_lazy("risk", "medium")
    LOW = "low", pgettext_lazy("risk", "low")
    NONE = "none", pgettext_lazy("risk", "eliminated")


class ShiftWhy(models.TextChoices):
    """Why a visit is due on another day than the rule says."""

    BUSY_SEASON = "busy_season", pgettext_lazy("visit shifted", "busy season")
    HOLIDAY = "holiday", pgettext_lazy("visit shifted", "day off")
    AT_OLD_HOUSE = "at_old_house", pgettext_lazy("visit shifted", "at the old house")
    BY_HAND = "by_hand", pgettext_lazy("visit shifted", "by hand")
    NOT_MET = "not_met", pgettext_lazy("visit shifted", "nobody was met")


class VisitPlace(models.TextChoices):
    """Where they were met."""

    HOME = "home", pgettext_lazy("visit", "at home")
    OLD_HOUSE = "old_house", pgettext_lazy("visit", "at the old house")
    PHONE = "phone", pgettext_lazy("visit", "by telephone")
    OFFICE = "office", pgettext_lazy("visit", "at the office")


class Channel(models.TextChoices):
    """How a visit came into the system."""

    PHONE = "phone", pgettext_lazy("visit", "on the worker's phone")
    OFFICE = "office", pgettext_lazy("visit", "keyed in at the office")
    PAPER = "paper", pgettext_lazy("visit", "from a paper form")


class Shot(models.TextChoices):
    """What a picture of a visit is."""

    PHOTO = "photo", pgettext_lazy("visit", "photo")
    SIGNATURE = "signature", pgettext_lazy("visit", "signature")


class TaskKind(models.TextChoices):
    """What is to be done for a household after a visit."""

    REFERRAL = "referral", pgettext_lazy("task", "referral")
    FOLLOW_UP = "follow_up", pgettext_lazy("task", "follow-up")
    DOCUMENT = "document", pgettext_lazy("task", "document to bring")
    OTHER = "other", pgettext_lazy("task", "other")


class ClashState(models.TextChoices):
    """What became of two answers to the same thing."""

    OPEN = "open", pgettext_lazy("two answers", "to be settled")
    MINE = "mine", pgettext_lazy("two answers", "the visit's answer holds")
    THEIRS = "theirs", pgettext_lazy("two answers", "the register's entry holds")
