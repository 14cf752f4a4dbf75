"""The work of one household as its page needs it, and what must be known first; said on the page's concerns."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core import clock
from apps.households.file import Concern, Entry, add_concerns, add_timeline
from apps.households.models import Disability, Household, Insurance, Membership, Schooling, Training
from apps.households.people.livelihood import WorkState, is_able, is_worker, people_on, work_state, working_age
from apps.households.vocabulary import InsuranceBranch, InsuranceScheme


@dataclass(frozen=True, slots=True)
class HouseholdWork:
    """How many are able and how many work today, and what follows."""

    able: int
    working: int
    state: WorkState


def work_of(household: Household) -> HouseholdWork:
    """Today's work of a household; read once a request."""
    if not hasattr(household, "_work"):
        today = clock.today()
        people, ages = people_on(household, today), working_age(today)
        household._work = HouseholdWork(  # type: ignore[attr-defined]
            able=sum(is_able(person, today, ages) for person in people),
            working=sum(is_worker(person) for person in people),
            state=work_state(people, today, ages),
        )
    return household._work  # type: ignore[attr-defined]


def work_concerns(household: Household, user: Any) -> Iterable[Concern]:
    """Zero employment, and people known to be without medical insurance."""
    if household.left_on:
        return
    tab = f"{reverse('admin:households_household_change', args=[household.pk])}?tab=members"
    work = work_of(household)
    if work.state is WorkState.ZERO:
        reason = ngettext(
            "%(n)s person is able to work, nobody works.", "%(n)s people are able to work, nobody works.", work.able
        )
        yield Concern("late", _("Zero employment"), reason % {"n": work.able}, tab, _("Members"), "work_off")
    uninsured = Insurance.objects.current().filter(
        branch=InsuranceBranch.MEDICAL, scheme=InsuranceScheme.NONE, member__in=_members_of(household)
    )
    bare = list(uninsured.select_related("member").order_by("pk"))
    if bare:
        names = _(", ").join(row.member.name for row in bare)
        yield Concern("due", _("No medical insurance"), names, tab, _("Members"), "health_and_safety")


def _members_of(household: Household) -> Any:
    return Membership.objects.current().filter(household=household).order_by().values("member")


def people_events(household: Household, user: Any) -> Iterable[Entry]:
    """Schools, courses and disability cards of today's members, from their first days."""
    people = _members_of(household)
    for row in Schooling.objects.filter(member__in=people).select_related("member").order_by("pk"):
        school = " ".join(filter(None, (str(row.get_stage_display()), row.school)))
        text = _("%(name)s goes to school: %(what)s") % {"name": row.member.name, "what": school}
        yield Entry(row.period.lower, text, topic="people", icon="menu_book")
    for course in Training.objects.filter(member__in=people).select_related("member").order_by("pk"):
        text = _("%(name)s: training “%(what)s”") % {"name": course.member.name, "what": course.course}
        yield Entry(course.period.lower, text, topic="health", icon="school", note=course.certificate)
    for card in Disability.objects.filter(member__in=people).select_related("member").order_by("pk"):
        text = _("%(name)s: disability card, %(what)s") % {"name": card.member.name, "what": card}
        yield Entry(card.period.lower, text, kind="due", topic="health", icon="accessible")


add_concerns(work_concerns)
add_timeline(people_events)
