"""Garden plots (微菜园): near, fair, explained, and the same whoever computes it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GardensConfig(AppConfig):
    name = "apps.gardens"
    label = "gardens"
    verbose_name = _("garden plots")

    def ready(self) -> None:
        from apps.core.sheets.register import add
        from apps.gardens import erasure, moving, permissions, receivers, rules  # noqa: F401
        from apps.gardens.imports import admin  # noqa: F401
        from apps.gardens.imports.register import GardenSheets

        add(GardenSheets())
