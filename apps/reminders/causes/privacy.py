"""Consents that expire, and households due for erasure: told once a week or month for each community, no names."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.households.models import Consent, Erasure
from apps.households.models.consent import ConsentState, notice_days
from apps.households.models.erasure import ErasureState
from apps.reminders.causes import Cause, Told, register
from apps.reminders.people import People


def _counted(rows: Any) -> list[tuple[int, str, int]]:
    by_community = rows.order_by("community").values_list("community", "community__name").annotate(n=Count("pk"))
    return list(by_community)


def _page(name: str, query: str) -> Any:
    return lambda office: f"{reverse(f'admin:households_{name}_changelist')}{query}"


def find_expiring(now: datetime, people: People) -> Iterator[Told]:
    """Communities with consents that expire soon; once a week."""
    today = clock.today()
    year, week, _day = today.isocalendar()
    for community, name, count in _counted(Consent.objects.in_state(ConsentState.EXPIRING, today)):
        facts = {"community": name, "count": count, "days": notice_days(today)}
        key = f"consents:{community}:{year}-{week}"
        yield Told(key, people.managing(community), community, facts, _page("consent", "?state=expiring"))


def find_due(now: datetime, people: People) -> Iterator[Told]:
    """Communities with households due for erasure; once a month. Nothing is erased by itself."""
    month = clock.month_start(clock.today())
    for community, name, count in _counted(Erasure.objects.filter(state=ErasureState.PROPOSED)):
        facts = {"community": name, "count": count}
        key = f"erasures:{community}:{month.isoformat()}"
        yield Told(key, people.managing(community), community, facts, _page("erasure", "?state=proposed"))


def _words(context: dict[str, Any]) -> dict[str, Any]:
    return context


register(
    Cause(
        key="consent.expiring",
        kind="due",
        icon="verified_user",
        title=_("Consents of %(community)s expire"),
        body=_("%(count)s consents expire within %(days)s days. Renew them, or they no longer allow a look."),
        find=find_expiring,
        words=_words,
    )
)
register(
    Cause(
        key="erasure.due",
        kind="due",
        icon="delete_forever",
        title=_("Households of %(community)s are due for erasure"),
        body=_(
            "%(count)s households left long ago. Request the erasure of their personal data, or keep them for longer."
        ),
        find=find_due,
        words=_words,
    )
)
