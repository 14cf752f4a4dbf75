"""Columns that every kind of asking for a seat has."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.shuttles.models.timetable import ShuttleStop

MOST_RIDERS = 20
RIDERS_SANE = Q(riders__gte=1, riders__lte=MOST_RIDERS)
RIDERS = _("A booking is for 1 to 20 riders.")


def riders_field() -> models.PositiveSmallIntegerField:
    """How many people ride."""
    return models.PositiveSmallIntegerField(
        _("riders"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_RIDERS)]
    )


def frail_field() -> models.BooleanField:
    """Whether the member for whose age or disability the household goes first on a waitlist rides. Nobody is named."""
    return models.BooleanField(_("who is old or disabled rides"), default=True)


def stop_field(words: Any, *, blank: bool = False) -> models.ForeignKey:
    """A stop of the line."""
    return models.ForeignKey(
        ShuttleStop, null=blank, blank=blank, on_delete=models.PROTECT, related_name="+", verbose_name=words
    )
