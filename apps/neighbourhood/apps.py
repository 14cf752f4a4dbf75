"""Community life: competitions, points, groups, meetings and activities."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeighbourhoodConfig(AppConfig):
    name = "apps.neighbourhood"
    label = "neighbourhood"
    verbose_name = _("community life")

    def ready(self) -> None:
        from apps.neighbourhood import erasure, joining, moving, permissions, receivers, rules  # noqa: F401
