"""What the page of one complaint shows."""

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.complaints.forms import StepForm, step_form
from apps.complaints.models import Complaint
from apps.complaints.policies import may, shows_household, steps_for
from apps.complaints.vocabulary import Category
from apps.complaints.words import (
    CATEGORY_ICONS,
    clock_chip,
    due_chip,
    heading,
    moment_words,
    place_words,
    state_chip,
    step_entry,
)
from apps.complaints.workflow import HANDLERS, IN_HAND, State
from apps.core import ui

# The step that the state waits for: the page's one green button.
NEXT = {
    State.SUBMITTED: "accept",
    State.ACCEPTED: "assign",
    State.ASSIGNED: "start",
    State.IN_PROGRESS: "resolve",
    State.INFO_NEEDED: "give_info",
    State.RESOLVED: "call_back",
}
STEP_ICONS = {
    "grant_extension": "check", "refuse_extension": "close", "accept": "mark_email_read", "start": "play_circle",
    "contact": "call", "ask_info": "help", "resolve": "task_alt", "call_back": "phone_callback", "give_info": "chat",
    "assign": "assignment_ind", "extend": "more_time", "hand_back": "undo", "reject": "block", "merge": "merge",
    "transfer": "move_up", "set_urgency": "speed", "reopen": "restart_alt",
}  # fmt: skip
# The other steps, the likelier first; what is rare stands behind “more”.
ORDER = tuple(STEP_ICONS)
SHOWN = 4
ORIGIN_VILLAGE = {Category.FARMLAND}


def page_context(
    complaint: Complaint,
    user: Any,
    *,
    sent: StepForm | None = None,
    note: str = "",
    reveal: dict[str, str] | None = None,
    reporter: dict[str, str] | None = None,
) -> dict[str, Any]:
    """Everything the template needs; `sent`, `note` and `reveal` bring back what a refused form held."""
    steps = _steps(complaint, user, sent)
    others = sorted((entry for entry in steps if not entry["next"]), key=lambda entry: ORDER.index(entry["name"]))
    story = complaint.steps.select_related("by", "to_staff").order_by("-at", "-pk")
    asked = complaint.extensions.undecided().select_related("asked_by").first() if complaint.is_open else None
    return {
        "title": f"{heading(complaint)} · {complaint}",
        "heading": heading(complaint),
        "crumb": {"url": reverse("admin:complaints_complaint_changelist"), "title": _("Complaints")},
        "complaint": complaint,
        "shows_household": shows_household(complaint, user),
        "icon": CATEGORY_ICONS[Category(complaint.category)],
        "state": state_chip(complaint),
        "due": due_chip(complaint) if complaint.due_at or complaint.state == State.INFO_NEEDED else "",
        "facts": _facts(complaint),
        "clocks": _clocks(complaint),
        "entries": [step_entry(row) for row in story],
        "photos": list(complaint.photos.order_by("pk")),
        "next": next((entry for entry in steps if entry["next"]), None),
        "others": others[:SHOWN],
        "more": others[SHOWN:],
        "more_open": any(entry["open"] for entry in others[SHOWN:]),
        "why_not": _why_not(complaint, user),
        "asked": asked,
        "same": list(complaint.merged.visible_to(user).order_by("submitted_at", "pk")[:20]),
        "hint": _hint(complaint),
        "may_note": may(complaint, "note", user).allowed,
        "note": note,
        "may_reveal": may(complaint, "reveal", user).allowed,
        "reveal": reveal or {"reason": "", "refusal": ""},
        "reporter": reporter,
        "is_reader": user.role not in HANDLERS,
    }


def _waits_for(complaint: Complaint, user: Any) -> str:
    """The step that this person is to take; none while the work is with somebody else."""
    if complaint.state in IN_HAND and complaint.handler_id != user.pk:
        return ""
    return NEXT.get(State(complaint.state), "")


def _steps(complaint: Complaint, user: Any, sent: StepForm | None) -> list[dict[str, Any]]:
    waits = _waits_for(complaint, user)
    found = []
    for step in steps_for(complaint, user):
        mine = sent is not None and sent.step.name == step.name
        word = _("Give to somebody else") if step.name == "assign" and complaint.handler_id else step.word
        found.append(
            {
                "name": step.name,
                "word": word,
                "icon": STEP_ICONS[step.name],
                "form": sent if mine else step_form(step.name, complaint, user),
                "next": step.name == waits,
                "open": mine,
                "url": reverse("admin:complaints_complaint_step", args=[complaint.pk, step.name]),
            }
        )
    return found


def _why_not(complaint: Complaint, user: Any) -> Any:
    """Why the step that is due is not this person's to take, where that helps."""
    step = NEXT.get(State(complaint.state), "")
    if not step or user.role not in HANDLERS:
        return ""
    if complaint.state in IN_HAND and complaint.handler_id != user.pk:
        return _("%(name)s is dealing with it.") % {"name": complaint.handler}
    return may(complaint, step, user).message


def _facts(complaint: Complaint) -> list[tuple[Any, Any]]:
    rows = [
        (_("Where"), place_words(complaint)),
        (_("Community"), complaint.community.name),
        (_("Came in"), f"{ui.exact(complaint.submitted_at)} · {_origin(complaint)}"),
        (_("Kind"), capfirst(complaint.get_kind_display())),
        (_("Clock"), capfirst(complaint.get_urgency_display())),
        (_("Handler"), str(complaint.handler) if complaint.handler else _("nobody yet")),
    ]
    if complaint.satisfaction:
        rows.append((_("The resident is"), complaint.get_satisfaction_display()))
    if complaint.own_rating:
        rows.append((_("The resident's own rating"), complaint.get_own_rating_display()))
    if complaint.hand_backs or complaint.reopenings:
        counts = {"back": complaint.hand_backs, "again": complaint.reopenings}
        rows.append((_("Handed back / reopened"), _("%(back)s / %(again)s times") % counts))
    return rows


def _origin(complaint: Complaint) -> str:
    words = str(complaint.get_channel_display())
    return f"{words}（{complaint.filed_by}）" if complaint.filed_by else words


def _clocks(complaint: Complaint) -> list[list[Any]]:
    """The clocks: by when, and how it stands."""
    running = complaint.is_open and complaint.state != State.INFO_NEEDED
    rows = [
        (_("Acceptance"), complaint.accept_due, complaint.accepted_at, complaint.state == State.SUBMITTED),
        (_("First contact"), complaint.contact_due, complaint.contacted_at, running),
        (_("Resolution"), complaint.resolve_due, complaint.resolved_at, running),
    ]
    if complaint.call_back_due:
        waits = complaint.state == State.RESOLVED
        rows.append((_("Call-back"), complaint.call_back_due, complaint.closed_at, waits))
    return [[name, moment_words(due), _stand(complaint, due, done, runs)] for name, due, done, runs in rows]


def _stand(complaint: Complaint, due: Any, done: Any, runs: bool) -> Any:
    if done:
        late = done > due
        return ui.chip("late" if late else "done", _("done late") if late else _("in time"), title=ui.exact(done))
    if runs:
        return clock_chip(due)
    if complaint.state == State.INFO_NEEDED:
        return due_chip(complaint)
    return "—"


def _hint(complaint: Complaint) -> str:
    if complaint.category in ORIGIN_VILLAGE and complaint.is_open:
        return _("Land and forest belong to the origin village: ask there first, or pass it to the township.")
    return ""
