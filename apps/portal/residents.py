"""What a resident may see without an account: reports whose number they hold, one of 8.5 × 10¹¹."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from apps.complaints.models import Complaint, ComplaintPhoto, ComplaintStep
from apps.complaints.vocabulary import Satisfaction
from apps.complaints.workflow import TOLD, State
from apps.core import clock
from apps.core.errors import InvalidInput
from apps.core.rowscope import elevated
from apps.core.scope import communities
from apps.portal import limits
from apps.portal.codes import read_code
from apps.portal.visitor import Visitor

WITH_WHERE = ("community", "building")
JUST_NOW = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the story a resident reads."""

    at: datetime
    title: str
    note: str = ""
    mine: bool = False


def reports_of(visitor: Visitor) -> list[Complaint]:
    """What was reported on this phone, newest first."""
    if not visitor.mine:
        return []
    found = Complaint.objects.filter(tracking__in=visitor.mine).select_related(*WITH_WHERE)
    with elevated("this phone holds the numbers of these reports"):
        return list(found.order_by("-submitted_at", "-pk"))


def find_report(typed: str, visitor: Visitor) -> Complaint:
    """The report with this number. Raises InvalidInput where there is none, TooMany after too many wrong ones.

    Only wrong numbers count, and a phone always finds its own reports: neighbours behind one address cannot lock
    each other out of those.
    """
    code = read_code(typed)
    if code not in visitor.mine:
        limits.check("wrong_code", visitor)
    with elevated("who holds the number of a report may follow it"):
        complaint = Complaint.objects.filter(tracking=code).select_related(*WITH_WHERE).first()
    if complaint is None:
        limits.count("wrong_code", visitor)
        raise InvalidInput(
            _("There is no report with this number. Please compare it with your note, character by character."),
            code="no_such_report",
            field="code",
        )
    return complaint


def beside(complaint: Complaint) -> Any:
    """`with beside(report):` what belongs to a report that was found by its number."""
    return elevated("who holds the number of a report may follow it", communities(complaint.community_id))


def photos_for(complaint: Complaint, visitor: Visitor) -> list[ComplaintPhoto]:
    """Photos are shown on the phone that made the report only: a number is easily read over a shoulder."""
    return list(complaint.photos.all()) if complaint.tracking in visitor.mine else []


def story_of(complaint: Complaint) -> list[Entry]:
    """What happened, newest first: the public sentence of each step, and notes meant for the resident."""
    entries = [Entry(complaint.submitted_at, _first_sentence(complaint))]
    entries += [entry for step in complaint.steps.all() if (entry := _entry(step)) is not None]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def just_sent(complaint: Complaint, visitor: Visitor) -> bool:
    """Whether this phone sent it in the last minutes, and nobody has looked at it yet."""
    fresh = clock.now() - complaint.submitted_at < JUST_NOW
    return fresh and complaint.state == State.SUBMITTED and complaint.tracking in visitor.mine


def question_of(complaint: Complaint) -> str:
    """What the community asks, while it waits for the answer."""
    if complaint.state != State.INFO_NEEDED:
        return ""
    asked = [step.why for step in complaint.steps.all() if step.step == "ask_info"]
    return asked[-1] if asked else ""


def rating_words() -> list[tuple[str, str, Any]]:
    """(value, icon, word) of what a resident can say."""
    return [
        (Satisfaction.SATISFIED.value, "face-smile", Satisfaction.SATISFIED.label),
        (Satisfaction.FAIR.value, "minus-circle", Satisfaction.FAIR.label),
        (Satisfaction.DISSATISFIED.value, "face-frown", Satisfaction.DISSATISFIED.label),
    ]


def _first_sentence(complaint: Complaint) -> str:
    if complaint.filed_by_id:
        return _("Staff wrote this down for you")
    return _("You reported this")


def _entry(step: ComplaintStep) -> Entry | None:
    """A line for the step, or none for what concerns staff only."""
    note = step.why if step.public else ""
    sentence = TOLD[step.step].public if step.step in TOLD else ""
    if sentence:
        return Entry(step.at, str(sentence), note)
    if not note:
        return None
    mine = step.by_id is None
    return Entry(step.at, _("You added") if mine else _("The community writes"), note, mine=mine)
