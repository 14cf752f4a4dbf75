"""Samples of core for the walk over every address. Rules hold for the whole county, so they carry no mark."""

from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType

from apps.communities.models import Community
from apps.core.models import DatedSetting
from tests.harness.walk import Side


def objects(side: Side) -> dict[str, Any]:
    rule, _created = DatedSetting.objects.get_or_create(
        key="accounts.access_log_months", valid_from=date(2026, 1, 1), defaults={"value": 12}
    )
    return {"core.datedsetting": rule}


ROUTES = {
    "admin:app_list": lambda side: {"app_label": "households"},
    "admin:view_on_site": lambda side: {
        "content_type_id": ContentType.objects.get_for_model(Community).pk,
        "object_id": side.community.pk,
    },
}
COMMON = {
    "admin:core_datedsetting_change": "a rule of the whole county",
    "admin:core_datedsetting_history": "a rule of the whole county",
    "admin:app_list": "names of models",
}
