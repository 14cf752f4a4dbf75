"""A transfer that waits for the other community stands among the open matters of the household."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.core import ui
from apps.households.file import Concern, add_concerns
from apps.households.models import Household, Transfer


def pending_transfer(household: Household, user: Any) -> Iterable[Concern]:
    """One query."""
    rows = Transfer.objects.visible_to(user).pending().filter(household=household, community=household.community_id)
    for row in rows.select_related("to_community", "member").order_by("pk"):
        whom = row.member.name if row.member else _("the whole household")
        said = _("%(whom)s, to %(community)s; asked on %(day)s") % {
            "whom": whom, "community": row.to_community.name, "day": ui.exact(timezone.localtime(row.asked_at).date()),
        }  # fmt: skip
        url = ""
        if user.has_perm("households.view_transfer"):
            url = reverse("admin:households_transfer_change", args=[row.pk])
        yield Concern("wait", _("Transfer waits"), said, url, _("Open") if url else "", "move_up")


add_concerns(pending_transfer)
