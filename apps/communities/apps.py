from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunitiesConfig(AppConfig):
    name = "apps.communities"
    label = "communities"
    verbose_name = _("communities")

    def ready(self) -> None:
        from apps.communities import permissions, rows, rules  # noqa: F401
