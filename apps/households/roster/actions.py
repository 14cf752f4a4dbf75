"""The steps of a roster import. The only writers of its state; each appends a log row."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.communities.importing import importable
from apps.communities.models import Community
from apps.core import clock
from apps.core.decisions import refuse
from apps.core.errors import InvalidInput, Refused, ensure
from apps.core.events import emit
from apps.core.sheets import files
from apps.core.sheets.headings import canonical
from apps.households.models.roster import (
    KEEP_DAYS,
    ColumnMeaning,
    Outcome,
    RosterAbsence,
    RosterHousehold,
    RosterImport,
    RosterStep,
)
from apps.households.roster import columns, policies, staging
from apps.households.roster.workflow import WORKFLOW

log = structlog.get_logger(__name__)
WAITING = "households.roster_waiting"
EARLIEST_YEAR = 2010


@transaction.atomic
def roster_upload(
    *, by: Any, name: str, data: bytes, community: Community | None = None, sheet: str = "", start: bool = True
) -> RosterImport:
    """Take a file in. Raises FileProblem at once for what is no workbook, too large, encrypted or a bomb.

    `community` is for rosters without such a column. `start=False`: the caller reads it itself (roster_work).
    """
    ensure(policies.may_upload(by))
    if community is not None and community.pk not in importable(by):
        raise Refused(refuse("not_in_scope", _("You cannot import into this community."), field="community"))
    files.inspect(data)
    roster = RosterImport.objects.create(
        file_name=name[-200:], file_size=len(data), uploaded_by=by, given_community=community, sheet=sheet[:80],
        forget_at=clock.now() + timedelta(days=KEEP_DAYS),
    )  # fmt: skip
    staging.keep_file(roster, data)
    _note(roster, "upload", "", by)
    if start:
        emit(WAITING, roster=roster.pk)
    return roster


@transaction.atomic
def roster_choose(
    *,
    roster: RosterImport,
    by: Any,
    sheet: str = "",
    meanings: Mapping[int, str] | None = None,
    community: Community | None = None,
    as_of: date | None = None,
    income_year: int | None = None,
    start: bool = True,
) -> RosterImport:
    """Say what the columns mean, which sheet, community, day and year. The file is read again; the words are kept."""
    locked = _lock(roster, "read_again", by)
    if community is not None and community.pk not in importable(by):
        raise Refused(refuse("not_in_scope", _("You cannot import into this community."), field="community"))
    today = clock.today()
    if as_of is not None and as_of > today:
        raise InvalidInput(_("The day of the roster cannot lie in the future."), code="future", field="as_of")
    if income_year is not None and not EARLIEST_YEAR <= income_year <= today.year:
        raise InvalidInput(_("Choose a year up to this one."), code="year", field="income_year")
    _check_meanings(meanings or {})
    if sheet and sheet != locked.sheet:
        meanings = {}  # the columns of another sheet
    elif meanings:
        _remember(locked, meanings, by)
    locked.sheet = sheet or locked.sheet
    locked.chosen_columns = {str(index): field for index, field in (meanings or {}).items()}
    locked.given_community = community or locked.given_community
    locked.as_of, locked.income_year, locked.problem = as_of, income_year, ""
    _queue(locked)
    _move(locked, "read_again", by)
    if start:
        emit(WAITING, roster=locked.pk)
    return locked


def _check_meanings(meanings: Mapping[int, str]) -> None:
    used = [field for field in meanings.values() if field != "ignored"]
    if any(field not in columns.BY_KEY for field in meanings.values()):
        raise InvalidInput(_("Choose one of the meanings in the list."), code="meaning", field="columns")
    twice = next((field for field in used if used.count(field) > 1), None)
    if twice:
        message = _("Two columns cannot both mean “%(field)s”.") % {"field": columns.BY_KEY[twice].word}
        raise InvalidInput(message, code="meaning_twice", field="columns")


def _remember(roster: RosterImport, meanings: Mapping[int, str], by: Any) -> None:
    """Keep what a person corrected; headings that were understood so anyway need no memory."""
    for column in roster.columns:
        said = meanings.get(column["index"])
        heading = canonical(column["heading"])[:80]
        if said and heading and said != columns.meaning(column["heading"])[0]:
            ColumnMeaning.objects.update_or_create(heading=heading, defaults={"field": said, "by": by})


@transaction.atomic
def roster_select(
    *, roster: RosterImport, by: Any, chosen: bool, households: Collection[int] | None = None, outcome: str = ""
) -> int:
    """Choose households to apply, or not; all of an outcome, or these. Faulty and unchanged ones cannot be chosen."""
    locked = _lock(roster, "apply", by)
    rows = RosterHousehold.objects.filter(roster=locked, faulty=False).exclude(outcome=Outcome.UNCHANGED)
    if households is not None:
        rows = rows.filter(pk__in=households)
    if outcome:
        rows = rows.filter(outcome=outcome)
    elif households is None:
        rows = rows.exclude(outcome=Outcome.CONFLICTING)
    return rows.update(chosen=chosen)


@transaction.atomic
def roster_accept_absence(*, roster: RosterImport, by: Any, absences: Collection[int], accepted: bool) -> int:
    """Say that members whom the roster does not name have left; or take that back."""
    locked = _lock(roster, "apply", by)
    rows = RosterAbsence.objects.filter(roster=locked, pk__in=absences)
    if accepted:
        RosterHousehold.objects.filter(
            pk__in=rows.values("staged"), faulty=False, outcome__in=(Outcome.CHANGED, Outcome.CONFLICTING)
        ).update(chosen=True)
    return rows.update(accepted=accepted)


@transaction.atomic
def roster_apply(*, roster: RosterImport, by: Any, start: bool = True) -> RosterImport:
    """Hand the chosen households to the worker, which writes them in one transaction."""
    locked = _lock(roster, "apply", by)
    if not RosterHousehold.objects.filter(roster=locked, chosen=True).exists():
        raise Refused(refuse("nothing_chosen", _("No household is chosen. Choose at least one, then apply.")))
    locked.applied_by, locked.problem = by, ""
    _queue(locked)
    _move(locked, "apply", by)
    if start:
        emit(WAITING, roster=locked.pk, applying=True)
    return locked


@transaction.atomic
def roster_discard(*, roster: RosterImport, by: Any, why: str = "") -> RosterImport:
    """Put an import away: the file and all details are deleted at once, the register stays as it is."""
    locked = _lock(roster, "discard", by)
    staging.forget(locked)
    locked.done_at = clock.now()
    _move(locked, "discard", by, why)
    return locked


@transaction.atomic
def rosters_forget(*, limit: int = 50) -> int:
    """Delete file and details of imports whose time is over. Their own rows, counts and logs stay."""
    due = RosterImport.objects.filter(forget_at__lt=clock.now(), file__isnull=False)
    rosters = list(due.select_for_update(skip_locked=True, of=("self",)).order_by("pk")[:limit])
    for roster in rosters:
        staging.forget(roster)
        RosterStep.objects.create(roster=roster, step="forget", from_state=roster.state, to_state=roster.state)
    return len(rosters)


def _lock(roster: RosterImport, step: str, by: Any) -> RosterImport:
    """The locked row, if the step is open. A worker that holds it makes the answer a refusal, not a wait."""
    locked = RosterImport.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=roster.pk).first()
    if locked is None:
        raise Refused(refuse("busy", _("The import is being worked on. Please wait until that is done.")))
    ensure(policies.may(locked, step, by))
    return locked


def _queue(roster: RosterImport) -> None:
    """Make the row claimable by a worker, now."""
    roster.due_at, roster.tries, roster.lease_until = clock.now(), 0, None
    roster.done_at = roster.failed_at = None


def _move(roster: RosterImport, step: str, by: Any, why: str = "") -> None:
    before, _after = WORKFLOW.move(roster, step)
    roster.forget_at = clock.now() + timedelta(days=KEEP_DAYS)
    roster.save()
    _note(roster, step, before, by, why)
    log.info("roster_step", roster=roster.pk, step=step, state=roster.state)


def _note(roster: RosterImport, step: str, before: str, by: Any, why: str = "") -> None:
    RosterStep.objects.create(
        roster=roster, step=step, from_state=before, to_state=roster.state, by=by, why=why,
        by_label="" if by is not None else "system",
    )  # fmt: skip
