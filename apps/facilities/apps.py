"""Public facilities (公共设施): what a community has, what it lacks, and how far people are from it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FacilitiesConfig(AppConfig):
    name = "apps.facilities"
    label = "facilities"
    verbose_name = _("public facilities")

    def ready(self) -> None:
        from apps.core.sheets.register import add
        from apps.facilities import permissions, rules  # noqa: F401
        from apps.facilities.imports import admin  # noqa: F401
        from apps.facilities.imports.register import FacilityRegister

        add(FacilityRegister())
