"""What the staff's pages of visits share: addresses, and the head of pages that show one month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from apps.communities.models import Community
from apps.core import clock, ui
from apps.core.requests import key_of
from apps.followups.looks import shift_chip, task_chip, visit_chip
from apps.followups.words import reasons

VIEW = "followups.view_visit"
# Words of columns that stand on several pages.
TASK_HEADERS = (_("what is to be done"), _("kind"), _("who does it"), _("state"))


def change_url(model: str, key: Any) -> str:
    """The page of a row."""
    return reverse(f"admin:followups_{model}_change", args=[key])


def listed(model: str, **query: Any) -> str:
    """A list, narrowed."""
    return f"{reverse(f'admin:followups_{model}_changelist')}?{urlencode(query)}"


def task_rows(tasks: Any) -> list[dict[str, Any]]:
    """Tasks as lines of a table. Wants their owner with them."""
    return [
        {"cells": [one.text, one.get_kind_display(), str(one.owner or "—"), task_chip(one)],
         "url": change_url("task", one.pk)}
        for one in tasks
    ]  # fmt: skip


def visit_rows(visits: Any, title: str, empty: str) -> dict[str, Any]:
    """Visits as a part of a page. Wants their worker with them."""
    return {
        "title": title,
        "headers": [pgettext("visit", "due on"), _("state"), _("put off"), pgettext("visit", "reasons"), _("by")],
        "rows": [
            {"cells": [ui.exact(one.due_on), visit_chip(one), shift_chip(one) or "—", reasons(one) or "—",
                       str(one.done_by or one.worker or "—")], "url": change_url("visit", one.pk)}
            for one in visits.select_related("worker", "done_by")
        ],
        "empty": empty,
    }  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What a page of a month was asked: which month, and of which community (None: of all that one sees)."""

    user: Any
    month: date
    community: Community | None
    page: str

    @classmethod
    def of(cls, request: HttpRequest, page: str) -> "Asked":
        """Read from the address; nonsense is this month and all communities. Raises PermissionDenied."""
        if not request.user.has_perm(VIEW):
            raise PermissionDenied
        key = key_of(request.GET.get("community"))
        rows = Community.objects.visible_to(request.user)
        community = rows.filter(pk=key).first() if key is not None else None
        return cls(request.user, _month(request.GET.get("month", "")), community, page)

    @cached_property
    def communities(self) -> Sequence[Community]:
        return list(Community.objects.visible_to(self.user).order_by("name")[:60])

    @property
    def last(self) -> date:
        """The last day of the month."""
        return date.fromordinal(clock.next_month(self.month).toordinal() - 1)

    def url(self, month: date | None = None, page: str = "") -> str:
        """This page in another month, or another page of the same."""
        query = {"month": f"{month or self.month:%Y-%m}"}
        if self.community:
            query["community"] = str(self.community.pk)
        return f"{reverse(page or self.page)}?{urlencode(query)}"

    def narrowed(self, **query: Any) -> dict[str, Any]:
        """A question to a list, with the community that was chosen."""
        return {**query, **({"community": self.community.pk} if self.community else {})}

    def head(self) -> dict[str, Any]:
        """What templates/followups/month_head.html shows."""
        return {
            "month": {
                "words": ui.month(self.month), "key": f"{self.month:%Y-%m}",
                "before": self.url(clock.previous_month(self.month)), "after": self.url(clock.next_month(self.month)),
            },
            "communities": self.communities,
            "chosen": self.community or Community(),
        }  # fmt: skip


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return clock.month_start(clock.today())
