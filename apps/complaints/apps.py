from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComplaintsConfig(AppConfig):
    name = "apps.complaints"
    label = "complaints"
    verbose_name = _("complaints")

    def ready(self) -> None:
        from apps.complaints import clocks, erasure, permissions, rules, search  # noqa: F401
