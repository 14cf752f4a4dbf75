from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "apps.reports"
    label = "reports"
    verbose_name = _("reports")

    def ready(self) -> None:
        from apps.reports import figures, permissions, reminders  # noqa: F401  they register themselves
