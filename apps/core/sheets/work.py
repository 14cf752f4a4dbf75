"""What workers do with an import: read it, or apply it. Each in one transaction, taken up again when it breaks off.

A worker claims the row (a short lease), then holds its lock as long as it works. When the worker is killed, the
database rolls everything back and drops the lock, and the next sweep takes the import up.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast

import pghistory
import structlog
from django.db import DatabaseError, transaction

from apps.core import clock
from apps.core.errors import DomainError
from apps.core.models.staged_import import Fate, StagedImport
from apps.core.sheets import progress, reading, staging
from apps.core.sheets.actions import move
from apps.core.sheets.files import FileProblem
from apps.core.sheets.plans import Area
from apps.core.sheets.reading import Request
from apps.core.sheets.register import Register, register_of, tables
from apps.core.sheets.workflow import WORKING, State

log = structlog.get_logger(__name__)
LEASE = timedelta(seconds=30)
MOST_TRIES = 4
RETRY = timedelta(seconds=20)


def sheet_work(*, sheet_import: StagedImport) -> bool:
    """Do what an import waits for. False when another worker has it or nothing is to be done."""
    rows, key = type(sheet_import).objects.filter(pk=sheet_import.pk), sheet_import.pk
    claimed = rows.claim(limit=1, lease=LEASE)
    if not claimed:
        return False
    found = cast(StagedImport, claimed[0])
    try:
        if found.tries > MOST_TRIES:
            _give_up(found, "gave_up")
        else:
            _work(rows)
    except FileProblem as problem:
        _give_up(found, problem.code)
    except DomainError as error:
        log.warning("sheet_refused", register=found.register, sheet_import=key, code=error.code)
        _give_up(found, "refused", str(error.message))
    except (DatabaseError, OSError, MemoryError) as error:
        failed = type(error).__name__
        log.warning("sheet_work_failed", register=found.register, sheet_import=key, error=failed, tries=found.tries)
        found.retry_later(failed, delay=RETRY, most=1_000)  # MOST_TRIES gives up, with a state
        if found.tries >= MOST_TRIES:
            _give_up(found, "gave_up")
    finally:
        progress.clear(progress_of(found))
    return True


def progress_of(sheet_import: StagedImport) -> str:
    """The name under which the progress of an import is kept."""
    return f"{sheet_import.register}-{sheet_import.pk}"


def waiting() -> list[StagedImport]:
    """Imports that no worker has: not started yet, or left by one that died."""
    return [one for table in tables() for one in table.objects.claimable().order_by("due_at")[:20]]


def _work(rows: Any) -> None:
    with transaction.atomic():
        locked = rows.select_for_update(skip_locked=True, of=("self",)).first()
        if locked is None or locked.state not in WORKING:
            return
        if locked.state == State.UPLOADED:
            _read(locked)
        else:
            _apply(locked)


@transaction.atomic
def _give_up(found: StagedImport, problem: str, why: str = "") -> None:
    """A file that cannot be read is failed; an application that cannot be written goes back to the preview."""
    locked = type(found).objects.select_for_update(of=("self",)).get(pk=found.pk)
    if locked.state not in WORKING:
        return
    locked.problem, locked.lease_until = problem, None
    move(locked, "fail" if locked.state == State.UPLOADED else "give_back", None, why or problem)


def _read(locked: StagedImport) -> None:
    register = register_of(locked.register)
    request = Request(
        sheet=locked.sheet,
        columns={int(index): field for index, field in locked.chosen_columns.items()},
        community=locked.given_community_id,
        answers=locked.answers,
    )

    def report(phase: str, done: int = 0, total: int = 0) -> None:
        progress.report(progress_of(locked), phase, done, total)

    found = reading.preview(
        register, staging.file_of(locked), by=locked.uploaded_by, request=request, report=report
    )  # fmt: skip
    locked.sheet, locked.sheets = found.sheet.name[:80], found.sheets
    locked.columns = [staging.column_of(register, found, column) for column in found.table.columns]
    locked.answers, locked.lease_until = found.answers, None
    if found.missing or found.unanswered:
        locked.summary = {"missing": found.missing, "unanswered": found.unanswered}
        move(locked, "ask_columns", None)
        return
    report("keeping")
    keys = staging.stage(register, locked, found)
    locked.summary = found.summary | {"header_row": found.table.header_rows[1] + 1}
    locked.communities.set({plan.entry.community_id for plan in found.plans if plan.entry.community_id})
    locked.notices = found.notices
    register.staged(locked, found.plans, keys)
    move(locked, "preview", None)


def _apply(locked: StagedImport) -> None:
    """Compare the chosen entries anew, and write those that still differ as people saw it."""
    register, by = register_of(locked.register), locked.applied_by

    def report(done: int, total: int) -> None:
        progress.report(progress_of(locked), "applying", done, total)

    report(0, register.stages)
    area = register.area(by, locked.given_community_id)
    staged, entries, seen = _chosen(register, locked, area)
    with pghistory.context(sheet_import=locked.pk, register=register.key, user=by.pk if by else None):
        type(locked).objects.filter(pk=locked.pk).update(lease_until=None)
        plans = register.compare(entries, area, locked.answers, lock=True)
        register.resolve(locked, staged, plans)
        go, fates = _sort_out(staged, plans, seen)
        written = register.write(go, answers=locked.answers, by=by, report=report)
        _keep_fates(locked, fates)
    locked.result = written | {
        "held_back": sum(fate == "" for fate in fates.values()),
        "moved_on": sum(fate == Fate.MOVED_ON for fate in fates.values()),
    }
    locked.applied_at = locked.done_at = clock.now()
    locked.lease_until = None
    move(locked, "finish", by)


def _chosen(register: Register, locked: StagedImport, area: Area) -> tuple[list[int], list[Any], list[str]]:
    staged, entries, seen = [], [], []
    rows = locked.entries.filter(chosen=True, faulty=False).order_by("row", "pk")
    for row in rows.iterator(chunk_size=1_000):
        entry, fingerprint = register.entry_of(row)
        if area.holds(entry.community_id):
            staged.append(row.pk)
            entries.append(entry)
            seen.append(fingerprint)
    return staged, entries, seen


def _sort_out(staged: Sequence[int], plans: Sequence[Any], seen: Sequence[str]) -> tuple[list[Any], dict[int, str]]:
    """Plans that may be written, and what becomes of each staged entry ("" is held back)."""
    go: list[Any] = []
    fates: dict[int, str] = {}
    for key, plan, fingerprint in zip(staged, plans, seen, strict=True):
        if plan.fingerprint != fingerprint:
            fates[key] = Fate.MOVED_ON
        elif plan.unresolved:
            fates[key] = ""
        else:
            fates[key] = Fate.APPLIED
            go.append(plan)
    return go, fates


def _keep_fates(locked: StagedImport, fates: dict[int, str]) -> None:
    for fate in (Fate.APPLIED, Fate.MOVED_ON):
        keys = [key for key, found in fates.items() if found == fate]
        locked.entries.filter(pk__in=keys).update(fate=fate)
