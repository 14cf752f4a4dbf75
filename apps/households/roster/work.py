"""What workers do with an import: read it, or apply it. Each in one transaction, taken up again when it breaks off.

A worker claims the row (a short lease), then holds its lock as long as it works. When the worker is killed, the
database rolls everything back and drops the lock, and the next sweep takes the import up.
"""

from dataclasses import asdict
from datetime import timedelta
from functools import partial
from typing import Any, cast

import pghistory
import structlog
from django.db import DatabaseError, transaction
from django.utils.translation import gettext

from apps.accounts.actions import access_record
from apps.accounts.models import AccessKind
from apps.communities.importing import importable
from apps.core import clock
from apps.core.masking import mask_name
from apps.core.sheets import progress
from apps.core.sheets.cells import blank, text
from apps.core.sheets.files import FileProblem
from apps.households.models.roster import Fate, RosterHousehold, RosterImport
from apps.households.roster import diff, reading, register, staging
from apps.households.roster.actions import _move
from apps.households.roster.apply import STAGES, Application
from apps.households.roster.grouping import FileHousehold
from apps.households.roster.plans import Plan
from apps.households.roster.reading import Question
from apps.households.roster.workflow import WORKING, State

log = structlog.get_logger(__name__)
LEASE = timedelta(seconds=30)
MOST_TRIES = 4
SAMPLE_ROWS = 30
RETRY = timedelta(seconds=20)


def roster_work(*, roster_id: int) -> bool:
    """Do what an import waits for. False when another worker has it or nothing is to be done."""
    claimed = RosterImport.objects.filter(pk=roster_id).claim(limit=1, lease=LEASE)
    if not claimed:
        return False
    roster = cast(RosterImport, claimed[0])
    try:
        if roster.tries > MOST_TRIES:
            _give_up(roster, "gave_up")
        else:
            _work(roster_id)
    except FileProblem as problem:
        _give_up(roster, problem.code)
    except (DatabaseError, OSError, MemoryError) as error:
        log.warning("roster_work_failed", roster=roster_id, error=type(error).__name__, tries=roster.tries)
        roster.retry_later(type(error).__name__, delay=RETRY, most=1_000)  # MOST_TRIES above gives up, with a state
        if roster.tries >= MOST_TRIES:
            _give_up(roster, "gave_up")
    finally:
        progress.clear(progress_of(roster_id))
    return True


def progress_of(roster: int) -> str:
    """The name under which the progress of an import is kept."""
    return f"roster-{roster}"


def waiting() -> list[int]:
    """Imports that no worker has: not started yet, or left by one that died."""
    return list(RosterImport.objects.claimable().order_by("due_at").values_list("pk", flat=True)[:20])


def _work(roster_id: int) -> None:
    with transaction.atomic():
        locked = RosterImport.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=roster_id).first()
        if locked is None or locked.state not in WORKING:
            return
        if locked.state == State.UPLOADED:
            _read(locked)
        else:
            _apply(locked)


@transaction.atomic
def _give_up(roster: RosterImport, problem: str) -> None:
    """A file that cannot be read is failed; an application that cannot be written goes back to the preview."""
    locked = RosterImport.objects.select_for_update(of=("self",)).get(pk=roster.pk)
    if locked.state not in WORKING:
        return
    locked.problem, locked.lease_until = problem, None
    _move(locked, "fail" if locked.state == State.UPLOADED else "give_back", None, problem)


def _read(roster: RosterImport) -> None:
    question = Question(
        sheet=roster.sheet,
        columns={int(index): field for index, field in roster.chosen_columns.items()},
        community=roster.given_community,
        as_of=roster.as_of,
        income_year=roster.income_year,
    )

    def report(phase: str, done: int = 0, total: int = 0) -> None:
        progress.report(progress_of(roster.pk), phase, done, total)

    found = reading.preview(staging.file_of(roster), by=roster.uploaded_by, question=question, report=report)
    roster.sheet, roster.sheets = found.sheet.name[:80], found.sheets
    roster.columns = [_column(found, column) for column in found.table.columns]
    roster.as_of, roster.income_year = found.as_of, found.income_year
    roster.lease_until = None
    if found.missing:
        roster.summary = {"missing": found.missing}
        _move(roster, "ask_columns", None)
        return
    assert found.content is not None
    report("keeping")
    staging.stage(roster, found.plans, found.content.faults, found.table.columns, found.sheet)
    roster.summary = found.summary | {"header_row": found.table.header_rows[1] + 1}
    roster.communities.set({plan.source.community_id for plan in found.plans if plan.source.community_id})
    roster.notices = [*_newer_applied(roster), *found.notices]
    _log_elsewhere(roster, found)
    _move(roster, "preview", None)


def _log_elsewhere(roster: RosterImport, found: reading.Preview) -> None:
    """That the file named people of whom its reader may not know where they are registered: one row for the auditor."""
    hits = sum(c.code == "person_elsewhere_hidden" for plan in found.plans for c in plan.conflicts)
    if hits:
        access_record(
            staff=roster.uploaded_by, kind=AccessKind.ELSEWHERE, subject=roster, field="id_number",
            reason=gettext("%(n)s numbers of a roster") % {"n": hits},
        )  # fmt: skip


def _column(found: reading.Preview, column: Any) -> dict[str, Any]:
    first = found.table.header_rows[1] + 1
    cells = [row[column.index] for row in found.sheet.rows[first : first + SAMPLE_ROWS]]
    mask = mask_name if column.field == "name" else partial(staging.masked, column.field)
    samples = [mask(text(cell)) for cell in cells if not blank(cell)]
    return {
        "index": column.index, "heading": column.heading[:80], "field": column.field, "certain": column.certain,
        "samples": list(dict.fromkeys(samples))[: 1 if column.field in ("id_number", "phone") else 3],
    }  # fmt: skip


def _apply(roster: RosterImport) -> None:
    """Compare the chosen households anew, and write those that still differ as people saw it."""
    by = roster.applied_by
    _say_stage(roster.pk, 0)
    staged, households, seen = _chosen(roster)
    now, today = clock.now(), clock.today()
    day, year = min(roster.as_of or today, today), roster.income_year or today.year
    with pghistory.context(roster=roster.pk, user=by.pk if by else None):
        RosterImport.objects.filter(pk=roster.pk).update(lease_until=None)
        known = register.load(households, today=today, income_year=year, lock=True)
        accepted = staging.accepted(roster, [row.pk for row in staged])
        plans = diff.Comparison(known, importable(by)).plans(households)
        go, fates = _sort_out(staged, plans, seen, accepted)
        stages = partial(_say_stage, roster.pk)
        written = Application(known, day=day, income_year=year, now=now).run(go, accepted, stages)
        _keep_fates(roster, fates)
    roster.result = asdict(written) | {
        "held_back": sum(fate == "" for fate in fates.values()),
        "moved_on": sum(fate == Fate.MOVED_ON for fate in fates.values()),
    }
    roster.applied_at = roster.done_at = now
    roster.lease_until = None
    _move(roster, "finish", by)


def _say_stage(roster: int, done: int) -> None:
    progress.report(progress_of(roster), "applying", done, STAGES)


def _newer_applied(roster: RosterImport) -> list[dict[str, Any]]:
    """A notice where a roster of a later day is in the register already: this one may set things back."""
    rows = RosterImport.objects.filter(state=State.APPLIED, as_of__gt=roster.as_of)
    newer = rows.filter(communities__in=roster.communities.all()).order_by("-as_of", "-pk").first()
    if newer is None or newer.as_of is None:
        return []
    return [{"code": "older", "file": newer.file_name, "as_of": newer.as_of.isoformat()}]


def _chosen(roster: RosterImport) -> tuple[list[RosterHousehold], list[FileHousehold], list[str]]:
    staged, households, seen = [], [], []
    allowed = set(importable(roster.applied_by))
    rows = RosterHousehold.objects.filter(roster=roster, chosen=True, faulty=False).order_by("row", "pk")
    for row in rows.iterator(chunk_size=1_000):
        household, fingerprint = staging.load(row)
        if household.community_id in allowed:
            row.payload = ""  # read; thousands of them need not stay in memory
            staged.append(row)
            households.append(household)
            seen.append(fingerprint)
    return staged, households, seen


def _sort_out(
    staged: list[RosterHousehold], plans: list[Plan], seen: list[str], accepted: set[int]
) -> tuple[list[Plan], dict[int, str]]:
    """Plans that may be written, and what becomes of each staged household ("" is held back)."""
    go: list[Plan] = []
    fates: dict[int, str] = {}
    for row, plan, fingerprint in zip(staged, plans, seen, strict=True):
        if plan.fingerprint != fingerprint:
            fates[row.pk] = Fate.MOVED_ON
        elif plan.unresolved(accepted):
            fates[row.pk] = ""
        else:
            fates[row.pk] = Fate.APPLIED
            go.append(plan)
    return go, fates


def _keep_fates(roster: RosterImport, fates: dict[int, str]) -> None:
    rows = RosterHousehold.objects.filter(roster=roster)
    for fate in (Fate.APPLIED, Fate.MOVED_ON):
        rows.filter(pk__in=[key for key, found in fates.items() if found == fate]).update(fate=fate)
