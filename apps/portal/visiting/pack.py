"""The pack: a worker's households as the phone needs them to visit without a signal, and no more.

No identity number, no birth date, no bank account; telephone numbers are there to be dialled. The phone seals the pack
under the worker's PIN as it arrives (static/portal/visits/vault.js).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Max, Min, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.accounts.rules import PHONE_DAYS, PHONE_TRIES
from apps.core import clock
from apps.core.rules import values_now
from apps.core.text import initials
from apps.followups.caseloads import workers_for
from apps.followups.models import Answer, Caseload, Level, Task, Visit, VisitClash
from apps.followups.vocabulary import ClashState, RiskLevel, TaskKind, VisitPlace
from apps.followups.words import reasons_of
from apps.followups.workflow import OFFICE, STEPS, TASK_STEPS, VisitState
from apps.households.known import ills_of, jobs_of, known, with_people, with_presence
from apps.households.models import Household, Membership
from apps.households.reaching import reach_of
from apps.households.vocabulary import ResidenceStatus
from apps.households.words import people_words, residence_words, title_of
from apps.instruments.models import InstrumentVersion
from apps.portal.ticks import now_ms
from apps.portal.visiting.questions import Questions

# Steps of a visit that the phone takes; the others are office work.
ON_PHONE = ("record", "not_met", "shift")
MOST, CORRECTED_DAYS = 600, 31


@dataclass(frozen=True, slots=True)
class Pack:
    """What goes down, and how many households of which community it holds."""

    body: dict[str, Any]
    counts: Mapping[int, int]


def caseload_of(user: Any) -> tuple[list[Any], int]:
    """The households that `user` looks after or is to visit, by place, and how many more a phone would not hold.

    Those whose visit is due soonest come along first.
    """
    mine = Caseload.objects.current().filter(worker=user).order_by().values("household")
    due = Visit.objects.open().filter(worker=user).order_by().values("household")
    rows = Household.objects.visible_to(user).active().filter(Q(pk__in=mine) | Q(pk__in=due))
    more = max(0, rows.count() - MOST)
    if more:
        due_on = Min("visits__due_on", filter=Q(visits__state=VisitState.DUE))
        soonest = rows.annotate(next_due=due_on).order_by(F("next_due").asc(nulls_last=True), "pk")
        rows = rows.filter(pk__in=soonest.values("pk")[:MOST])
    return list(rows.with_place().with_head().order_by("building_number", "unit", "room", "pk")), more


def pack_for(user: Any) -> Pack:
    """The pack of this moment. A dozen queries, whatever the number of households."""
    homes, more = caseload_of(user)
    with_people(homes)
    with_presence(homes)
    around, questions = _Around(homes, user), Questions(homes, user)
    rules = values_now([PHONE_DAYS.key, PHONE_TRIES.key])
    body = {
        "made": now_ms(),
        "language": get_language(),
        "days": rules[PHONE_DAYS.key],
        "tries": rules[PHONE_TRIES.key],
        "households": [_home(home, user, around) | questions.of(home) for home in homes],
        "places": [[value, str(words)] for value, words in VisitPlace.choices],
        "statuses": [[value, str(words)] for value, words in ResidenceStatus.choices],
        "task_kinds": [[value, str(words)] for value, words in TaskKind.choices],
        "current": questions.current,
        "names": questions.names,
        "colleagues": _colleagues(homes),
        "left_out": more,
        "clashes": VisitClash.objects.filter(state=ClashState.OPEN, visit__done_by=user).count(),
        "forms": questions.forms(around.versions()),
    }
    return Pack(body, Counter(home.community_id for home in homes))


def _colleagues(homes: list[Any]) -> dict[int, list[list[Any]]]:
    """Who makes visits, by community: a task can be given to them."""
    communities = sorted({home.community_id for home in homes})
    return {key: [[row.pk, row.name] for row in workers_for([key])] for key in communities}


class _Around:
    """What hangs on the households: visits, tasks, levels and the day of the last visit; a query each."""

    def __init__(self, homes: list[Any], user: Any) -> None:
        keys = [home.pk for home in homes]
        self.user = user
        self.visits = {row.household_id: row for row in Visit.objects.open().filter(household__in=keys)}
        self.tasks: dict[int, list[Task]] = defaultdict(list)
        for task in Task.objects.open().filter(household__in=keys).select_related("owner").order_by("due_on", "pk"):
            self.tasks[task.household_id].append(task)
        levels = Level.objects.current().filter(household__in=keys).exclude(level=RiskLevel.NONE)
        self.levels = {row.household_id: row for row in levels}
        made = Visit.objects.done().filter(household__in=keys).order_by().values_list("household")
        self.last = dict(made.annotate(day=Max("done_on")))
        self.answers = self._answers(keys)

    def _answers(self, keys: list[int]) -> dict[int, dict[int, list[Answer]]]:
        """What `user` asked of late, by household and visit, the latest visit first: it may have to be put right."""
        rows = Answer.objects.standing().filter(
            household__in=keys, member=None, visit__done_by=self.user,
            visit__done_on__gte=clock.today() - timedelta(days=CORRECTED_DAYS),
        )  # fmt: skip
        found: dict[int, dict[int, list[Answer]]] = defaultdict(lambda: defaultdict(list))
        for row in rows.select_related("visit", "version__instrument").order_by("-visit__done_on", "-visit", "pk"):
            found[row.household_id][row.visit_id or 0].append(row)
        return found

    def versions(self) -> list[InstrumentVersion]:
        """Those in which was asked what may be put right."""
        return [row.version for visits in self.answers.values() for rows in visits.values() for row in rows]

    def made(self, home: Any) -> dict[str, Any] | None:
        """The visit that `user` made last, with its answers, where they may be put right on the phone."""
        rows = next(iter(self.answers[home.pk].values()), []) if home.pk in self.answers else []
        if not rows or self.user.role not in STEPS["correct"].roles:
            return None
        visit: Any = rows[0].visit
        answers = {
            row.version.instrument.key: {"version": row.version.content_hash, "of": row.pk, "answers": row.given}
            for row in rows
        }
        return {"id": visit.pk, "day": date_format(visit.done_on, "DATE_FORMAT"), "answers": answers}

    def visit(self, home: Any) -> dict[str, Any] | None:
        found = self.visits.get(home.pk)
        if found is None:
            return None
        steps = [STEPS[name] for name in ON_PHONE]
        return {
            "id": found.pk,
            "due_on": found.due_on.isoformat(),
            "why": why_words(found),
            "instruments": found.instruments,
            "steps": [step.name for step in steps if self.user.role in step.roles and found.state in step.sources],
        }

    def task(self, task: Task) -> dict[str, Any]:
        own = self.user.role in OFFICE or task.owner_id in (None, self.user.pk)
        steps = [step.name for step in TASK_STEPS.values() if own and self.user.role in step.roles]
        return {
            "id": task.pk, "kind": str(task.get_kind_display()), "text": task.text, "due_on": task.due_on.isoformat(),
            "steps": steps, "whose": "" if task.owner_id == self.user.pk else str(task.owner or ""),
        }  # fmt: skip


def _home(home: Any, user: Any, around: _Around) -> dict[str, Any]:
    people, reach = known(home).people, reach_of(home, user)
    level, last = around.levels.get(home.pk), around.last.get(home.pk)
    stay = known(home).presence
    facts = [people_words(home), residence_words(home)]
    facts += [_("risk level: %(level)s") % {"level": level.get_level_display()}] if level else []
    return {
        "id": home.pk,
        "title": title_of(home),
        "code": home.code,
        "building": _("building %(number)s") % {"number": home.building_number} if home.building_number else "",
        "room": "-".join(str(part) for part in (home.building_number, home.unit, home.room) if part),
        "find": _find(home, people),
        "contact": " ".join(filter(None, (reach.name, reach.phone))) if reach else "",
        "call": reach.call if reach else "",
        "reached": reach.channel if reach else "",
        "status": stay.status if stay else "",
        "facts": [fact for fact in facts if fact],
        "last": _last_words(last),
        "people": [_person(row) for row in people],
        "visit": around.visit(home),
        "made": around.made(home),
        "tasks": [around.task(task) for task in around.tasks[home.pk]],
        "community": home.community_id,
        "url": reverse("portal:field-household", args=[home.pk]),
    }  # fmt: skip


def _last_words(day: date | None) -> str:
    return _("last visit: %(day)s") % {"day": date_format(day, "DATE_FORMAT")} if day else _("never visited so far")


def _find(home: Any, people: list[Membership]) -> str:
    names = [row.member.name for row in people]
    place = "-".join(str(part) for part in (home.building_number, home.unit, home.room) if part)
    return " ".join([home.code, place, *names, *map(initials, names)]).lower()


def _person(row: Membership) -> dict[str, Any]:
    age = None if row.member.age is None else _("%(age)s years") % {"age": row.member.age}
    words = [
        row.get_relation_display(),
        row.member.get_sex_display(),
        age,
        *(job.get_work_display() for job in jobs_of(row)),
    ]
    return {
        "id": row.member_id,
        "name": row.member.name,
        "words": " · ".join(str(word) for word in words if word),
        "health": [str(ill.get_health_display()) for ill in ills_of(row) if ill.health != "healthy"],
    }


def why_words(visit: Visit) -> str:
    """Why this household is to be visited, as the worker reads it."""
    return reasons_of(visit.causes) or str(visit.get_kind_display())
