from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HouseholdsConfig(AppConfig):
    name = "apps.households"
    label = "households"
    verbose_name = _("households")

    def ready(self) -> None:
        from apps.households import (  # noqa: F401
            consents,
            permissions,
            privacy_permissions,
            privacy_rules,
            rules,
            search,
            tasks,
        )
