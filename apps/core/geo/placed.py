"""The columns of something that may have a place on the map."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Placed(models.Model):
    """Something that may have a place on the map: degrees of WGS-84, metres above the sea.

    What is stored is always WGS-84; what was read from a Chinese map passes through `Coordinates` first.
    """

    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    altitude_m = models.FloatField(_("altitude (m)"), null=True, blank=True)

    class Meta:
        abstract = True
