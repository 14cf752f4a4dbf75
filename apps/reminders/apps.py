from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RemindersConfig(AppConfig):
    name = "apps.reminders"
    label = "reminders"
    verbose_name = _("reminders")

    def ready(self) -> None:
        from apps.reminders import permissions, rules  # noqa: F401
        from apps.reminders.causes import (  # noqa: F401
            complaints,
            facilities,
            fields,
            followups,
            gardens,
            neighbourhood,
            privacy,
            shuttles,
            transfers,
        )
