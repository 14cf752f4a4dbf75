"""The tabs of the file that the register itself fills: overview, income, living, timeline."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core import masking, ui
from apps.core.requests import key_of
from apps.households import concerns, corrections, events  # noqa: F401  they register themselves
from apps.households.charts import income_chart
from apps.households.file import TOPICS, Panel, add_panel, events_of
from apps.households.known import ills_of, jobs_of, known
from apps.households.models import HealthRecord, Household, Membership
from apps.households.transfers import concern  # noqa: F401
from apps.households.vocabulary import Health

EVENTS_SHOWN = 12
EVENTS_A_PAGE = 30
OFFICE_SEES_PHONES = "households.reveal_member"


def _overview(household: Any, user: Any) -> dict[str, Any]:
    happened = events_of(household, user)
    return {
        "timeline": [entry.as_line() for entry in happened[:EVENTS_SHOWN]],
        "timeline_more": max(0, len(happened) - EVENTS_SHOWN),
        "members": [member_row(row, user) for row in known(household).people],
        "add_member_url": _add_member_url(household, user),
        "was_url": _was_url(household),
        "member_links": user.has_perm("households.change_member"),
        **_chart(household),
    }


def _chart(household: Any) -> dict[str, Any]:
    """The chart and the short table that says the same."""
    years, lines = known(household).income_years, known(household).income_lines
    return {
        "chart": income_chart(years, lines),
        "chart_headers": [_("year"), (_("yuan per person"), "num"), (_("line"), "num")],
        "chart_rows": [
            [str(year.year), None if year.per_capita is None else f"{year.per_capita:,}", line_words(lines[year.year])]
            for year in reversed(years[-6:])
        ],
    }


def line_words(line: Any) -> Any:
    """The screening line of a year, or that none is established."""
    return ui.missing(_("not established")) if line is None else f"{line:,}"


def _add_member_url(household: Household, user: Any) -> str:
    if household.left_on or not user.has_perm("households.add_member"):
        return ""
    return f"{reverse('admin:households_member_add')}?household={household.pk}"


def _was_url(household: Household) -> str:
    """The household as it was on its last day."""
    if household.left_on is None:
        return ""
    last = household.left_on - timedelta(days=1)
    address = reverse("admin:households_household_change", args=[household.pk])
    return f"{address}?tab=asof&day={last.isoformat()}"


def member_row(row: Membership, user: Any) -> dict[str, Any]:
    """A member as the table shows it: an age, a masked number, words."""
    member = row.member
    open_phone = user.has_perm(OFFICE_SEES_PHONES)
    return {
        "member": member,
        "relation": row.get_relation_display(),
        "age": member.age,
        "masked_id": compact_mask(member),
        "may_reveal": user.has_perm("households.reveal_member") and bool(member.id_number),
        "phone": member.phone if open_phone else masking.mask_phone(member.phone),
        "call": member.phone if open_phone else "",
        "health": [health_chip(ill) for ill in ills_of(row)],
        "work": [job.get_work_display() for job in jobs_of(row)],
    }


def health_chip(ill: HealthRecord) -> Any:
    """A state of health with its icon; good health needs no alarm."""
    kind = {Health.HEALTHY: "done", Health.SERIOUS: "late"}.get(Health(ill.health), "due")
    return ui.chip(kind, ill.get_health_display(), icon="" if kind == "done" else "medical_information")


def compact_mask(member: Any) -> str:
    """First and last digit, as narrow as a table needs."""
    return f"{member.id_number[0]}••••{member.id_number[-1]}" if member.id_number else ""


def _history(household: Household, user: Any, query: Any) -> dict[str, Any]:
    """Everything that happened, latest first; by topic where one is chosen, so many at a time."""
    happened = events_of(household, user, deep=True)
    topic = query.get("topic", "")
    kept = [entry for entry in happened if entry.topic == topic] if topic in TOPICS else happened
    shown = min(max(key_of(query.get("shown")) or EVENTS_A_PAGE, EVENTS_A_PAGE), 3000)
    address = f"{reverse('admin:households_household_change', args=[household.pk])}?tab=history"
    chosen = f"{address}&topic={topic}" if topic in TOPICS else address
    counts = {key: sum(entry.topic == key for entry in happened) for key in TOPICS}
    topics = [{"word": _("Everything"), "count": len(happened), "url": address, "current": chosen == address}]
    topics += [
        {"word": word, "count": counts[key], "url": f"{address}&topic={key}", "current": key == topic}
        for key, word in TOPICS.items()
        if counts[key]
    ]
    return {
        "timeline": [entry.as_line() for entry in kept[:shown]],
        "topics": topics,
        "more": max(0, len(kept) - shown),
        "more_url": f"{chosen}&shown={shown + EVENTS_A_PAGE}",
    }


add_panel(Panel("overview", gettext_lazy("Overview"), "households/panel_overview.html", _overview, place=0))
add_panel(
    Panel(
        "history",
        gettext_lazy("Timeline"),
        "households/panel_history.html",
        _history,
        group="record",
        place=80,
        asks_query=True,
    )
)
