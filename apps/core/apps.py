from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "apps.core"
    label = "core"
    verbose_name = _("settings")

    def ready(self) -> None:
        import config.celery  # noqa: F401  tasks need to find their broker
