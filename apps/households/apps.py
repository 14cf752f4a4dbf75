from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HouseholdsConfig(AppConfig):
    name = "apps.households"
    label = "households"
    verbose_name = _("households")

    def ready(self) -> None:
        from apps.core.sheets.register import add
        from apps.households import permissions, rules, search, tasks  # noqa: F401
        from apps.households.likeness import rules as likeness_rules  # noqa: F401
        from apps.households.privacy import consents  # noqa: F401
        from apps.households.privacy import permissions as privacy_permissions  # noqa: F401
        from apps.households.privacy import rules as privacy_rules  # noqa: F401
        from apps.households.roster import faults  # noqa: F401
        from apps.households.roster.register import RosterRegister

        add(RosterRegister())
