"""Fields (承包地块): whose they are, how far they lie, and when they must be worked."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class FarmlandConfig(AppConfig):
    name = "apps.farmland"
    label = "farmland"
    verbose_name = _("farmland")

    def ready(self) -> None:
        from apps.core.sheets.register import add
        from apps.farmland import erasure, household_list, moving, permissions, rules, tasks, whatif_rules  # noqa: F401
        from apps.farmland.imports import admin  # noqa: F401
        from apps.farmland.imports.register import ParcelRegister

        add(ParcelRegister())
        post_migrate.connect(enter_calendar, sender=self, dispatch_uid="farmland.calendar")


def enter_calendar(using: str = "default", **_signal: Any) -> None:
    """Give a county that has no crop yet the farm calendar that the product ships with."""
    from apps.farmland.models import BusySeason, Crop
    from apps.farmland.shipped import ship

    tables = connections[using].introspection.table_names()
    ready = {Crop._meta.db_table, BusySeason._meta.db_table} <= set(tables)
    if ready and not Crop.objects.using(using).exists():
        ship(Crop, BusySeason)
