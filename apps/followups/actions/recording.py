"""Recording a visit: answers, registers, presence and tasks in one transaction, and once, however often it is sent."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.actors import person
from apps.core.errors import InvalidInput, ensure
from apps.core.text import prose
from apps.followups.actions.answering import Filled, answer_keep, version_of
from apps.followups.actions.stepping import asked, mark, sent_before, take
from apps.followups.actions.tasks import task_open
from apps.followups.models import Answer, Visit, VisitClash
from apps.followups.policies import may_record
from apps.followups.vocabulary import UNPLANNED, Channel, ClashState, VisitKind, VisitPlace
from apps.followups.writing import Said, fields_of, registers_write, said_in
from apps.households.known import known
from apps.households.models import Household
from apps.instruments import library
from apps.instruments.form import judge

EARLIEST = 2000  # the year before which nobody was visited


@transaction.atomic
def visit_record(
    *, by: Any, visit: Visit | None = None, household: Household | None = None, client_id: uuid.UUID | None = None,
    instruments: Filled | None = None, place: str = VisitPlace.HOME, started_at: datetime | None = None,
    ended_at: datetime | None = None, done_on: date | None = None, note: str = "", met: Sequence[int] = (),
    present_status: str = "", refused_why: str = "", tasks: Iterable[Mapping[str, Any]] = (),
    base: Mapping[str, Any] | None = None, channel: str = Channel.OFFICE,
) -> tuple[Visit, bool]:  # fmt: skip
    """Record a visit that was made. (visit, False): it was sent before, and nothing was done.

    `visit` must still be due; `household` takes its open visit, or makes one that was not planned. `instruments` is
    {key: (hash of the version that was asked, answers)}, `tasks` are rows for task_open, `met` keys of members,
    `base` {field: what the worker had seen} (writing.prefills): where a register says something else by now, both stay
    as a VisitClash. Of a field that it does not hold, as on paper, that is what the register said before the day of the
    visit. Raises Refused, and InvalidInput for answers at their question.
    """
    home = _locked_home(visit, household)
    if client_id and (before := Visit.objects.filter(client_id=client_id, household=home).first()):
        return before, False
    row = asked(visit, "record", by) if visit else _open_visit(home, by)
    row.done_on = _day(done_on, started_at, ended_at)
    row.started_at, row.ended_at, row.place, row.channel = started_at, ended_at, place, channel
    row.client_id, row.done_by, row.present_status = client_id, person(by), present_status
    row.met = _known_people(home, met)
    row.note, row.refused_why = note.strip()[:1000], prose(refused_why)[:200]
    row.household = home
    take(row, "record", by)
    said: Said = {None: {"presence": present_status}} if present_status else {}
    for key, (content_hash, answers) in (instruments or {}).items():
        version = version_of(key, content_hash)
        _kept, told = answer_keep(home=home, version=version, answers=answers, by=by, day=row.done_on, visit=row)
        for member, values in told.items():
            said[member] = {**values, **said.get(member, {})}
    registers_write(visit=row, home=home, said=said, base=base or {}, by=by)
    for task in tasks:
        task_open(household=home, visit=row, by=by, **task)
    return row, True


def _locked_home(visit: Visit | None, household: Household | None) -> Household:
    key = visit.household_id if visit is not None else household.pk if household is not None else None
    return Household.objects.select_for_update(of=("self",)).get(pk=key)


def _open_visit(home: Household, by: Any) -> Visit:
    """The household's open visit, locked, else a new one that nobody had planned."""
    ensure(may_record(home, by))
    row = Visit.objects.open().filter(household=home).first()
    if row is not None:
        return asked(row, "record", by)
    return Visit(household=home, community_id=home.community_id, kind=VisitKind.ROUTINE, causes=[UNPLANNED])


def _day(done_on: date | None, started_at: datetime | None, ended_at: datetime | None) -> date:
    moment = ended_at or started_at
    if any(told is not None and told.year < EARLIEST for told in (done_on, started_at, ended_at)):
        raise InvalidInput(_("This day is too long past. Enter the day of the visit."), code="past", field="done_on")
    day = done_on or (timezone.localdate(moment) if moment else clock.today())
    if day > clock.today():
        raise InvalidInput(_("This day is still to come. Enter the day of the visit."), code="future", field="done_on")
    return day


def _known_people(home: Household, met: Sequence[int]) -> list[int]:
    """Those of the keys that are of its people; somebody may have left since the caseload was loaded."""
    return sorted({row.member_id for row in known(home).people} & set(met))


@transaction.atomic
def visit_correct(
    *, visit: Visit, by: Any, why: str, instruments: Mapping[str, Mapping[str, Any]], client_id: uuid.UUID | None = None
) -> list[Answer]:
    """Correct answers of a visit: the corrected questionnaire replaces the one before it, which stays as it is.

    `instruments` is {key: answers}, in the version that was asked. What is said differently now goes into the
    registers too; where a register no longer says what the visit had said, both stay as a VisitClash. Raises Refused;
    InvalidInput for answers, and for a questionnaire that was not asked.
    """
    if sent_before(visit, "correct", client_id):
        return []
    row = asked(visit, "correct", by, why=why)
    home = _locked_home(row, None)
    standing = Answer.objects.standing().filter(visit=row).select_related("version__instrument")
    before = {answer.version.instrument.key: answer for answer in standing}
    made, day = [], row.done_on
    assert day is not None
    for key, answers in instruments.items():
        if key not in before:
            raise InvalidInput(_("This questionnaire was not filled in at this visit."), code="not_asked", field=key)
        old = before[key]
        kept, said = answer_keep(
            home=home, version=old.version, answers=answers, by=by, day=day, visit=row, replaces=old
        )  # fmt: skip
        _corrected(row, home, old, said, by)
        made.append(kept)
    take(row, "correct", by, why, label=mark(client_id))
    return made


def _corrected(visit: Visit, home: Household, old: Answer, said: Said, by: Any) -> None:
    """Only what differs goes on; what the visit had said is what its register is expected to say.

    Two answers that were open and say the same now are settled by it.
    """
    definition = library.definition_of(old.version)
    before = fields_of(said_in(definition, old.given, judge(definition, old.given, today=old.answered_on).relevant))
    only = {field for field, value in fields_of(said).items() if field not in before or before[field] != value}
    found = registers_write(visit=visit, home=home, said=said, base=before, by=by, only=only)
    agreed = only - {clash.field for clash in found}
    for row in VisitClash.objects.filter(visit=visit, state=ClashState.OPEN, field__in=agreed).order_by("pk"):
        row.mine, row.state = fields_of(said)[row.field], ClashState.MINE
        row.settled_by, row.settled_at = person(by), clock.now()
        row.save(update_fields=["mine", "state", "settled_by", "settled_at"])
