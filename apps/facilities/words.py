"""How facilities look wherever they are shown."""

from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.communities.calendar import WorkingCalendar
from apps.core import clock, ui
from apps.facilities.gaps.judge import Cell, Status, Way
from apps.facilities.hours import hours_words, open_at, spans_on
from apps.facilities.models import Facility, FacilityDefect, FacilityInspection, FacilityStandard
from apps.facilities.vocabulary import Holidays, Kind, Result, Severity
from apps.facilities.workflow import DefectState, State

KIND_ICONS = {
    Kind.KINDERGARTEN: "child_care",
    Kind.PRIMARY_SCHOOL: "school",
    Kind.CLINIC: "local_hospital",
    Kind.ELDER_CARE: "elderly",
    Kind.ACTIVITY_CENTRE: "diversity_3",
    Kind.LIBRARY: "local_library",
    Kind.SERVICE_HALL: "support_agent",
    Kind.MARKET: "storefront",
    Kind.WASTE_POINT: "delete",
    Kind.TOOL_STORE: "handyman",
    Kind.WORKSHOP: "factory",
    Kind.CHARGING: "ev_station",
    Kind.SPORTS_GROUND: "sports_basketball",
    Kind.OTHER: "apartment",
}
STATE_CHIPS = {
    State.PLANNED: ("wait", "event"),
    State.OPEN: ("done", "check_circle"),
    State.LIMITED: ("due", "error"),
    State.CLOSED: ("neutral", "block"),
}
STATUS_CHIPS = {
    Status.MISSING: ("late", "cancel"),
    Status.TOO_FAR: ("late", "directions_walk"),
    Status.UNSTAFFED: ("due", "person_off"),
    Status.TOO_SMALL: ("due", "compress"),
    Status.NOT_COLLECTED: ("wait", "help"),
    Status.FINE: ("done", "check_circle"),
    Status.NOT_NEEDED: ("neutral", "remove"),
    Status.NO_STANDARD: ("neutral", "rule"),
}
DEFECT_CHIPS = {
    DefectState.REPORTED: ("due", "report"),
    DefectState.IN_REPAIR: ("wait", "build"),
    DefectState.FIXED: ("done", "check_circle"),
    DefectState.DISMISSED: ("neutral", "block"),
}
RESULT_KINDS = {Result.PASSED: "done", Result.FAULTS: "due", Result.FAILED: "late"}
SEVERITY_KINDS = {Severity.DANGER: "late", Severity.HINDERS: "due", Severity.MINOR: "neutral"}


def state_chip(facility: Facility) -> Any:
    """Planned, open, limited, closed."""
    kind, icon = STATE_CHIPS[State(facility.state)]
    return ui.chip(kind, State(facility.state).label, icon=icon)


def status_chip(status: str, title: Any = "") -> Any:
    """The answer of the gap analysis."""
    kind, icon = STATUS_CHIPS[Status(status)]
    return ui.chip(kind, Status(status).label, icon=icon, title=title)


def defect_chip(defect: FacilityDefect) -> Any:
    """Where a defect stands."""
    kind, icon = DEFECT_CHIPS[DefectState(defect.state)]
    return ui.chip(kind, defect.state_label, icon=icon)


def severity_chip(defect: FacilityDefect) -> Any:
    """How bad it is."""
    return ui.chip(SEVERITY_KINDS[Severity(defect.severity)], defect.get_severity_display(), icon="warning")


def result_chip(row: FacilityInspection) -> Any:
    """What an inspection found."""
    return ui.chip(RESULT_KINDS[Result(row.result)], row.get_result_display(), icon="fact_check")


def where(facility: Facility) -> str:
    """Community and building, or the address; what belongs to no community says so."""
    community = facility.community.name if facility.community else _("for all communities")
    return " · ".join(part for part in (community, str(facility.building or ""), facility.address) if part)


def capacity_words(facility: Facility) -> str | None:
    """“120 places”; None: not collected."""
    return None if facility.capacity is None else f"{facility.capacity:,} {facility.get_capacity_unit_display()}"


def inspection_chip(facility: Facility) -> Any:
    """When the next inspection is due."""
    due = facility.inspection_due
    if due is None:
        return "—"
    kind = "late" if due < clock.today() else "due" if due == clock.today() else "neutral"
    return ui.chip(kind, ui.when(due), icon="fact_check", title=ui.exact(due))


class Opening(NamedTuple):
    """Whether one can go there now: `key` names the case, `kind` its colour, `words` say it."""

    key: str
    kind: str
    words: Any


def opening(facility: Facility, moment: datetime | None = None, *, holiday: bool = False) -> Opening:
    """Open now, or when today, by the weekly hours; `holiday`: this day is a public holiday."""
    now = timezone.localtime(moment or clock.now())
    if not facility.is_serving:
        return Opening("not_serving", STATE_CHIPS[State(facility.state)][0], State(facility.state).label)
    if holiday and facility.on_holidays == Holidays.CLOSED:
        return Opening("holiday", "neutral", _("closed on public holidays"))
    if not facility.hours:
        return Opening("unknown", "neutral", _("hours not collected"))
    if holiday and not facility.on_holidays:
        return Opening("unknown", "due", _("public holiday: ask before you go"))
    if open_at(facility.hours, now):
        limited = facility.state == State.LIMITED
        return Opening("open", "due" if limited else "done", _("open now, with limits") if limited else _("open now"))
    today = spans_on(facility.hours, now.date())
    return Opening("closed", "neutral", _("closed now") if today else _("closed today"))


def open_chip(facility: Facility) -> Any:
    """The same as a chip, for one facility."""
    found = opening(facility, holiday=WorkingCalendar.load().is_public_holiday(clock.today()))
    return ui.chip(found.kind, found.words, icon="schedule")


def hours_line(facility: Facility) -> str | None:
    """The week in one line; None: not collected."""
    held = f"{_('on public holidays')}: {facility.get_on_holidays_display()}" if facility.on_holidays else ""
    return " · ".join(part for part in (hours_words(facility.hours), held, facility.hours_note) if part) or None


def way_words(way: Way | None) -> str | None:
    """“23 min on foot to …”; None: not known."""
    if way is None:
        return None
    words = _("%(name)s, %(minutes)s min on foot") % {"name": way.site.name, "minutes": round(way.minutes)}
    return _("%(way)s (taken as flat)") % {"way": words} if way.flat_assumed else words


def cell_words(cell: Cell) -> str:
    """Everything that was found, in one line."""
    return " ".join(finding.words for finding in cell.findings)


def ages_words(standard: FacilityStandard) -> str:
    """“3–5 years”, “from 60 years”, “everybody”."""
    first, last = standard.age_from, standard.age_to
    if first is None and last is None:
        return _("everybody")
    if last is None:
        return _("from %(age)s years") % {"age": first}
    if first is None:
        return _("up to %(age)s years") % {"age": last}
    return _("%(first)s–%(last)s years") % {"first": first, "last": last}


def shuttle_words(cell: Cell, standard: FacilityStandard | None) -> str:
    """What a shuttle would change for those who walk too long; blank where nobody does."""
    if standard is None or not cell.far:
        return ""
    helped, way = cell.far - cell.far_by_shuttle, cell.worst
    facts = {"far": cell.far, "helped": helped, "most": standard.max_minutes}
    words = (
        ngettext(
            "%(helped)s of %(far)s person would need %(most)s minutes at most.",
            "%(helped)s of %(far)s people would need %(most)s minutes at most.",
            cell.far,
        )
        % facts
    )
    if way is None:
        return words
    minutes = round(way.by_shuttle)
    ride = _("%(n)s min by timetable.") if way.timetabled else _("About %(n)s min (estimate).")
    return f"{ride % {'n': minutes}} {words}"


def asked_words(standard: FacilityStandard) -> str:
    """What a standard asks beside minutes, in one line; blank where it asks for minutes only."""
    parts = (
        (standard.residents_from, _("from %(n)s residents")),
        (standard.people_per_facility, _("one for %(n)s concerned")),
        (standard.places_per_100, _("capacity %(n)s for 100 concerned")),
        (standard.min_capacity, _("capacity at least %(n)s")),
        (standard.people_per_staff, _("one of the staff for %(n)s concerned")),
    )
    return " · ".join(words % {"n": ui.plain(number)} for number, words in parts if number is not None)
