"""Visits and how people settle in: caseloads, tasks, integration and livelihood."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowupsConfig(AppConfig):
    name = "apps.followups"
    label = "followups"
    verbose_name = _("visits")

    def ready(self) -> None:
        from apps.followups import (  # noqa: F401
            caseload_list,
            erasure,
            joining,
            joining_people,
            moving,
            needs,
            permissions,
            receivers,
            rules,
            search,
            writing,
        )
        from apps.followups.assessing import due, household_list  # noqa: F401
        from apps.followups.assessing import rules as stage_rules  # noqa: F401
