"""Shuttles (班车): a seat to the fields and to school."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShuttlesConfig(AppConfig):
    name = "apps.shuttles"
    label = "shuttles"
    verbose_name = _("shuttles")

    def ready(self) -> None:
        from apps.shuttles import (  # noqa: F401
            door_to_door,
            erasure,
            joining,
            moving,
            permissions,
            plan_rules,
            receivers,
            rules,
            tasks,
        )
