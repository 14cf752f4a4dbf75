"""Fields (承包地块): whose they are, how far they lie, and when they must be worked."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FarmlandConfig(AppConfig):
    name = "apps.farmland"
    label = "farmland"
    verbose_name = _("farmland")

    def ready(self) -> None:
        from apps.farmland import permissions, rules, tasks, whatif_rules  # noqa: F401
