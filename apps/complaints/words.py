"""How complaints look and read wherever staff see them: state, clock, place, what happened."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.complaints.models import Complaint, ComplaintStep
from apps.complaints.vocabulary import Category, Satisfaction, Urgency
from apps.complaints.workflow import TOLD, State
from apps.core import clock, ui

STATE_CHIPS = {
    State.SUBMITTED: ("due", "mark_email_unread"),
    State.ACCEPTED: ("due", "assignment_late"),
    State.ASSIGNED: ("wait", "assignment_ind"),
    State.IN_PROGRESS: ("wait", "construction"),
    State.INFO_NEEDED: ("neutral", "pause_circle"),
    State.RESOLVED: ("due", "phone_callback"),
    State.CLOSED: ("done", "check_circle"),
    State.TRANSFERRED: ("neutral", "move_up"),
    State.REJECTED: ("neutral", "block"),
    State.MERGED: ("neutral", "merge"),
}
CATEGORY_ICONS = {
    Category.WASTE: "delete",
    Category.POULTRY: "egg",
    Category.NOISE: "volume_up",
    Category.DAMAGE: "build",
    Category.LIFT: "elevator",
    Category.UTILITIES: "water_drop",
    Category.SHUTTLE: "directions_bus",
    Category.GARDEN: "yard",
    Category.HARDSHIP: "volunteer_activism",
    Category.FARMLAND: "landscape",
    Category.DANGER: "warning",
    Category.OTHER: "more_horiz",
}
SOON = timedelta(hours=24)


def state_chip(complaint: Complaint) -> SafeString:
    """The state in colour, word and icon."""
    kind, icon = STATE_CHIPS[State(complaint.state)]
    return ui.chip(kind, capfirst(State(complaint.state).label), icon=icon)


def span_words(span: timedelta) -> str:
    """A length of time as people say it: 1 day 3 hours, 4 hours, 25 minutes."""
    minutes = max(int(span.total_seconds() // 60), 1)
    days, hours = minutes // 1440, minutes % 1440 // 60
    if not days and not hours:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    parts = []
    if days:
        parts.append(ngettext("%(n)s day", "%(n)s days", days) % {"n": days})
    if hours and days < 10:
        parts.append(ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours})
    return " ".join(parts)


def due_words(due: datetime) -> tuple[str, str]:
    """(colour, words): what is left of a clock, or by how much it is over."""
    left = due - clock.now()
    if left < timedelta():
        return "late", _("%(span)s over") % {"span": span_words(-left)}
    return "due" if left < SOON else "neutral", _("%(span)s left") % {"span": span_words(left)}


def clock_chip(due: datetime) -> SafeString:
    """What is left of a running clock, with the whole date on hover."""
    kind, words = due_words(due)
    return ui.chip(kind, words, icon="alarm" if kind == "late" else "schedule", title=ui.exact(due))


def moment_words(moment: datetime) -> str:
    """A moment as people say it: 今天 17:30, 11月3日 09:00."""
    local = timezone.localtime(moment)
    return f"{ui.when(local)} {local:%H:%M}"


def due_chip(complaint: Complaint) -> SafeString:
    """The clock that runs out first, with the whole date on hover; a stopped clock says so."""
    if complaint.state == State.INFO_NEEDED:
        since = complaint.paused_at
        title = _("stopped since %(moment)s") % {"moment": ui.exact(since)} if since else ""
        return ui.chip("neutral", _("clock stopped"), icon="pause_circle", title=title)
    due = complaint.due_at
    if due is None:
        return SafeString('<span class="aj-sub">—</span>')
    return clock_chip(due)


def place_words(complaint: Complaint) -> str:
    """Where: building, unit, and what people said; the community where no building was named."""
    parts = [str(complaint.building)] if complaint.building else []
    if complaint.unit:
        parts.append(_("unit %(number)s") % {"number": complaint.unit})
    if complaint.place:
        parts.append(complaint.place)
    return " ".join(parts) or complaint.community.name


def heading(complaint: Complaint) -> str:
    """What it is about in a word: the category."""
    return str(capfirst(Category(complaint.category).label))


def step_entry(step: ComplaintStep) -> dict[str, Any]:
    """A step as a line of the timeline: when, what, by whom, why."""
    name = TOLD[step.step].word if step.step in TOLD else _("Submitted")
    who = str(step.by) if step.by_id else _("resident") if step.by_label else _("the system")
    return {
        "when": moment_words(step.at),
        "exact": ui.exact(step.at),
        "name": name,
        "who": who,
        "to": str(step.to_staff) if step.to_staff_id else "",
        "why": step.why,
        "public": step.public,
        "facts": fact_words(step.facts),
        "kind": "late" if step.step in {"hand_back", "reopen"} else "wait" if step.step == "ask_info" else "",
    }


def fact_words(facts: dict[str, Any]) -> list[str]:
    """What was chosen at a step, in words."""
    found: list[Any] = []
    if "satisfaction" in facts:
        found.append(Satisfaction(facts["satisfaction"]).label)
    if "urgency" in facts:
        before, after = Urgency(facts["urgency_before"]).label, Urgency(facts["urgency"]).label
        found.append(_("clock: %(before)s → %(after)s") % {"before": before, "after": after})
    if "days" in facts:
        found.append(ngettext("%(n)s more day", "%(n)s more days", facts["days"]) % {"n": facts["days"]})
    if "count" in facts:
        found.append(_("handed back for the %(n)s. time") % {"n": facts["count"]})
    if facts.get("final"):
        found.append(_("final: it cannot be handed back again"))
    if "into" in facts:
        found.append(_("into %(number)s") % {"number": facts["into"]})
    return [str(words) for words in found]
