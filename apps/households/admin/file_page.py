"""The page of one household: who they are at a glance, what happened, and tabs that other apps add to."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.accounts.actions import open_record
from apps.core import clock, masking, ui
from apps.core.requests import address_of
from apps.households import events  # noqa: F401  its timeline registers itself
from apps.households.changes import changes_of
from apps.households.charts import income_chart
from apps.households.file import (
    Panel,
    QuickAction,
    actions_for,
    add_action,
    add_panel,
    concerns_of,
    events_of,
    panels_for,
)
from apps.households.income import PARTS, IncomeYear, by_year
from apps.households.models import Employment, HealthRecord, Household, Income, Member, Membership, Occupancy, Presence
from apps.households.residence import residence_chip
from apps.households.vocabulary import Health, Labour, Relation, Work

EVENTS_SHOWN = 8
ABLE = frozenset({Labour.SKILLED, Labour.ORDINARY, Labour.WEAK})
AWAY = frozenset({Work.OUT_OF_PROVINCE, Work.IN_PROVINCE, Work.IN_COUNTY})
OFFICE_SEES_PHONES = "households.reveal_member"


def file_page(request: HttpRequest, household: Any, site_context: dict[str, Any]) -> TemplateResponse:
    """The file; opening it is logged."""
    address = address_of(request)
    open_record(staff=request.user, subject=household, address=address)
    chosen = request.GET.get("tab", "")
    panels = panels_for(request.user)
    panel = next((panel for panel in panels if panel.key == chosen), panels[0])
    people = people_of(household)
    context = {
        **site_context,
        "title": title_of(household),
        "household": household,
        "heading": title_of(household),
        "crumb": {"url": reverse("admin:households_household_changelist"), "title": _("Households")},
        "facts": facts_of(household, people),
        "tabs": tabs_of(household, request.user, panels, panel),
        "panel": panel,
        "actions": actions_for(household, request.user),
        "concerns": concerns_of(household, request.user),
        "people": people,
        **panel.context(household, request.user),
    }
    return TemplateResponse(request, "households/file.html", context)


def title_of(household: Any) -> str:
    """The household by its head, as people say it."""
    if not household.head_name:
        return household.code
    return _("Household of %(name)s") % {"name": household.head_name}


def people_of(household: Any) -> list[Membership]:
    """Today's members, head first, with their health and work. Four queries, once a request."""
    if not hasattr(household, "_people"):
        household._people = _people_of(household)
    return household._people


def _people_of(household: Household) -> list[Membership]:
    rows = Membership.objects.filter(household=household, period__contains=clock.today())
    rows = rows.prefetch_related(
        Prefetch("member", Member.objects.with_labour()),
        Prefetch("member__health_records", HealthRecord.objects.current().order_by("pk"), to_attr="ills"),
        Prefetch("member__employments", Employment.objects.current().order_by("pk"), to_attr="jobs"),
    )
    order = {relation: place for place, relation in enumerate(Relation.values)}
    return sorted(rows.order_by("pk"), key=lambda row: (order.get(row.relation, 99), row.pk))


def tabs_of(household: Household, user: Any, panels: list[Panel], current: Panel) -> list[dict[str, Any]]:
    """The tabs with their counts and addresses."""
    address = reverse("admin:households_household_change", args=[household.pk])
    return [
        {
            "title": panel.title,
            "count": panel.count(household, user) if panel.count else None,
            "url": address if panel is panels[0] else f"{address}?tab={panel.key}",
            "current": panel is current,
        }
        for panel in panels
    ]


def facts_of(household: Any, people: list[Membership]) -> list[tuple[Any, Any]]:
    """Label and value of what one wants to know first; None is “not collected”."""
    able = [row for row in people if row.member.labour in ABLE]
    away = [row for row in people if any(job.work in AWAY for job in jobs_of(row))]
    known = any(row.member.labour for row in people)
    years = income_years(household)
    income = years[-1].per_capita if years else None
    return [
        (_("Registered people"), _("%(n)s people") % {"n": len(people)}),
        (_("Labour / away for work"), f"{len(able)} / {len(away)}" if known else None),
        (
            _("Net income per person %(year)s") % {"year": years[-1].year} if years else _("Net income per person"),
            None if income is None else _("%(n)s yuan") % {"n": f"{income:,}"},
        ),
        (_("residence status"), residence_words(household)),
        (_("Contracted land"), _mu(household.contract_land_mu)),
        (_("old house"), household.get_old_house_display() or None),
        (
            _("title issued"),
            None if household.title_issued is None else _("yes") if household.title_issued else _("no"),
        ),
        (_("origin village"), household.origin_village or None),
    ]


def jobs_of(row: Any) -> list[Employment]:
    """What people_of() found of a member's work."""
    return row.member.jobs


def residence_words(household: Any) -> str | None:
    """How they live, and where, as of today."""
    row = Presence.objects.current().filter(household=household).order_by("pk").first()
    return None if row is None else " · ".join(filter(None, (str(row.get_status_display()), row.place)))


def _mu(area: Any) -> str | None:
    return None if area is None else _("%(area)s mu") % {"area": f"{area:g}"}


def income_years(household: Household) -> list[IncomeYear]:
    """The household's income by year. Two queries, once a request."""
    if not hasattr(household, "_income_years"):
        rows = Income.objects.filter(household=household).order_by("year")
        belongs = Membership.objects.filter(household=household).order_by("pk")
        household._income_years = by_year(rows, belongs)  # type: ignore[attr-defined]
    return household._income_years  # type: ignore[attr-defined]


def _overview(household: Any, user: Any) -> dict[str, Any]:
    happened = events_of(household, user)
    return {
        "timeline": [entry.as_line() for entry in happened[:EVENTS_SHOWN]],
        "timeline_more": max(0, len(happened) - EVENTS_SHOWN),
        "chart": income_chart(income_years(household)) if income_years(household) else None,
        "members": [member_row(row, user) for row in people_of(household)],
        "add_member_url": _add_member_url(household, user),
        "member_links": user.has_perm("households.change_member"),
    }


def _add_member_url(household: Household, user: Any) -> str:
    if not user.has_perm("households.add_member"):
        return ""
    return f"{reverse('admin:households_member_add')}?household={household.pk}"


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


def ills_of(row: Any) -> list[HealthRecord]:
    """What people_of() found of a member's health."""
    return row.member.ills


def health_chip(ill: HealthRecord) -> Any:
    """A state of health with its icon; good health needs no alarm."""
    kind = {Health.HEALTHY: "done", Health.SERIOUS: "late"}.get(Health(ill.health), "due")
    return ui.chip(kind, ill.get_health_display(), icon="" if kind == "done" else "medical_information")


def compact_mask(member: Any) -> str:
    """First and last digit, as narrow as a table needs."""
    return f"{member.id_number[0]}••••{member.id_number[-1]}" if member.id_number else ""


def _income(household: Household, user: Any) -> dict[str, Any]:
    years = income_years(household)
    return {
        "chart": income_chart(years) if years else None,
        "headers": [_("year"), *((label, "num") for _s, label in PARTS), (_("People"), "num"), (_("In all"), "num")],
        "rows": [_income_row(year) for year in reversed(years)],
    }


def _income_row(year: IncomeYear) -> list[Any]:
    parts = [f"{amount:,.0f}" for _source, _label, amount in year.parts_per_capita()]
    return [str(year.year), *parts, year.people, None if year.per_capita is None else f"{year.per_capita:,}"]


def _living(household: Household, user: Any) -> dict[str, Any]:
    held = Occupancy.objects.filter(household=household).select_related("dwelling__building").order_by("-period")
    lived = Presence.objects.filter(household=household).order_by("-period")
    return {
        "held_headers": [_("room"), (_("floor area (m²)"), "num"), _("since"), _("until")],
        "held": [[row.dwelling.label, row.dwelling.area_m2, *_span(row)] for row in held],
        "lived_headers": [_("residence status"), _("where"), _("since"), _("until")],
        "lived": [[residence_chip(row.status), row.place or "—", *_span(row)] for row in lived],
    }


def _span(row: Any) -> tuple[str, str]:
    return (ui.exact(row.started) if row.started else "—", ui.exact(row.ended) if row.ended else _("still"))


def _history(household: Household, user: Any) -> dict[str, Any]:
    return {
        "timeline": [entry.as_line() for entry in events_of(household, user)],
        "change_headers": [_("when"), _("what"), _("field"), _("change"), _("by")],
        "changes": [
            [ui.exact(c.at), c.what, c.field, f"{c.old} → {c.new}", c.by or "—"] for c in changes_of(household)
        ],
    }


def _edit(household: Household, user: Any) -> QuickAction | None:
    if not user.has_perm("households.change_household"):
        return None
    return QuickAction(_("Edit"), reverse("admin:households_household_edit", args=[household.pk]), "edit")


def _call(household: Household, user: Any) -> QuickAction | None:
    if not user.has_perm(OFFICE_SEES_PHONES):
        return None
    phone = next((row.member.phone for row in people_of(household) if row.member.phone), "")
    return QuickAction(_("Call"), f"tel:{phone}", "call") if phone else None


add_panel(Panel("overview", gettext_lazy("Overview"), "households/panel_overview.html", _overview, place=0))
add_panel(Panel("income", gettext_lazy("Income"), "households/panel_income.html", _income, place=10))
add_panel(Panel("living", gettext_lazy("Living"), "households/panel_living.html", _living, place=20))
add_panel(Panel("history", gettext_lazy("Timeline"), "households/panel_history.html", _history, place=80))
add_action(_call)
add_action(_edit)
