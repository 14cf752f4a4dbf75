"""Photos, whatever they show."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core import clock


def photo_path(photo: models.Model, filename: str) -> str:
    """A folder for each app and month; never the name that was sent."""
    return f"{photo._meta.app_label}/{clock.now():%Y/%m}/{uuid.uuid4().hex}.jpg"


class Photo(models.Model):
    """A photo, re-encoded without its metadata (core.photos). Served only through a view that asks visible_to."""

    image = models.FileField(_("photo"), upload_to=photo_path)
    width = models.PositiveSmallIntegerField(_("width (px)"))
    height = models.PositiveSmallIntegerField(_("height (px)"))
    added_at = models.DateTimeField(_("added"), default=clock.now)

    class Meta:
        abstract = True
