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
from apps.core.models.sheet_import import Fate, SheetEntry, SheetImport
from apps.core.sheets import progress, reading, staging
from apps.core.sheets.actions import _move
from apps.core.sheets.files import FileProblem
from apps.core.sheets.plans import Area, Entry, Plan
from apps.core.sheets.reading import Request
from apps.core.sheets.register import register_of
from apps.core.sheets.workflow import WORKING, State

log = structlog.get_logger(__name__)
LEASE = timedelta(seconds=30)
MOST_TRIES = 4
RETRY = timedelta(seconds=20)


def sheet_work(*, sheet_import_id: int) -> bool:
    """Do what an import waits for. False when another worker has it or nothing is to be done."""
    claimed = SheetImport.objects.filter(pk=sheet_import_id).claim(limit=1, lease=LEASE)
    if not claimed:
        return False
    found = cast(SheetImport, claimed[0])
    try:
        if found.tries > MOST_TRIES:
            _give_up(found, "gave_up")
        else:
            _work(sheet_import_id)
    except FileProblem as problem:
        _give_up(found, problem.code)
    except DomainError as error:
        log.warning("sheet_refused", sheet_import=sheet_import_id, code=error.code)
        _give_up(found, "refused", str(error.message))
    except (DatabaseError, OSError, MemoryError) as error:
        log.warning("sheet_work_failed", sheet_import=sheet_import_id, error=type(error).__name__, tries=found.tries)
        found.retry_later(type(error).__name__, delay=RETRY, most=1_000)  # MOST_TRIES gives up, with a state
        if found.tries >= MOST_TRIES:
            _give_up(found, "gave_up")
    finally:
        progress.clear(progress_of(sheet_import_id))
    return True


def progress_of(sheet_import_id: int) -> str:
    """The name under which the progress of an import is kept."""
    return f"import-{sheet_import_id}"


def waiting() -> list[int]:
    """Imports that no worker has: not started yet, or left by one that died."""
    return list(SheetImport.objects.claimable().order_by("due_at").values_list("pk", flat=True)[:20])


def _work(sheet_import_id: int) -> None:
    with transaction.atomic():
        rows = SheetImport.objects.select_for_update(skip_locked=True, of=("self",))
        locked = rows.filter(pk=sheet_import_id).first()
        if locked is None or locked.state not in WORKING:
            return
        if locked.state == State.UPLOADED:
            _read(locked)
        else:
            _apply(locked)


@transaction.atomic
def _give_up(found: SheetImport, problem: str, why: str = "") -> None:
    """A file that cannot be read is failed; an application that cannot be written goes back to the preview."""
    locked = SheetImport.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if locked.state not in WORKING:
        return
    locked.problem, locked.lease_until = problem, None
    _move(locked, "fail" if locked.state == State.UPLOADED else "give_back", None, why or problem)


def _read(locked: SheetImport) -> None:
    register = register_of(locked.register)
    request = Request(
        sheet=locked.sheet,
        columns={int(index): field for index, field in locked.chosen_columns.items()},
        community=locked.given_community_id,
        answers=locked.answers,
    )

    def report(phase: str, done: int = 0, total: int = 0) -> None:
        progress.report(progress_of(locked.pk), phase, done, total)

    found = reading.preview(
        register, staging.file_of(locked), by=locked.uploaded_by, request=request, report=report
    )  # fmt: skip
    locked.sheet, locked.sheets = found.sheet.name[:80], found.sheets
    locked.columns = [staging.column_of(register, found, column) for column in found.table.columns]
    locked.lease_until = None
    if found.missing or found.unanswered:
        locked.summary = {"missing": found.missing, "unanswered": found.unanswered}
        _move(locked, "ask_columns", None)
        return
    report("keeping")
    staging.stage(register, locked, found)
    locked.summary = found.summary | {"header_row": found.table.header_rows[1] + 1}
    locked.communities.set({plan.entry.community_id for plan in found.plans if plan.entry.community_id})
    locked.notices = found.notices
    _move(locked, "preview", None)


def _apply(locked: SheetImport) -> None:
    """Compare the chosen entries anew, and write those that still differ as people saw it."""
    register, by = register_of(locked.register), locked.applied_by

    def report(done: int, total: int) -> None:
        progress.report(progress_of(locked.pk), "applying", done, total)

    report(0, 0)
    area = register.area(by, locked.given_community_id)
    staged, entries, seen = _chosen(locked, area)
    with pghistory.context(sheet_import=locked.pk, user=by.pk if by else None):
        SheetImport.objects.filter(pk=locked.pk).update(lease_until=None)
        plans = register.compare(entries, area, lock=True)
        go, fates = _sort_out(staged, plans, seen)
        written = register.write(go, by=by, report=report)
        _keep_fates(locked, fates)
    locked.result = written | {"moved_on": sum(fate == Fate.MOVED_ON for fate in fates.values())}
    locked.applied_at = locked.done_at = clock.now()
    locked.lease_until = None
    _move(locked, "finish", by)


def _chosen(locked: SheetImport, area: Area) -> tuple[list[SheetEntry], list[Entry], list[str]]:
    staged, entries, seen = [], [], []
    rows = SheetEntry.objects.filter(sheet_import=locked.pk, chosen=True, faulty=False).order_by("row", "pk")
    for row in rows.iterator(chunk_size=1_000):
        entry, fingerprint = staging.load(row)
        if area.holds(entry.community_id):
            row.payload = ""  # read; thousands of them need not stay in memory
            staged.append(row)
            entries.append(entry)
            seen.append(fingerprint)
    return staged, entries, seen


def _sort_out(
    staged: Sequence[SheetEntry], plans: Sequence[Plan], seen: Sequence[str]
) -> tuple[list[Plan], dict[int, str]]:
    """Plans that may be written, and what becomes of each staged entry."""
    go: list[Plan] = []
    fates: dict[int, str] = {}
    for row, plan, fingerprint in zip(staged, plans, seen, strict=True):
        same = plan.fingerprint == fingerprint and not plan.conflicts
        fates[row.pk] = Fate.APPLIED if same else Fate.MOVED_ON
        if same:
            go.append(plan)
    return go, fates


def _keep_fates(locked: SheetImport, fates: dict[int, str]) -> None:
    rows: Any = SheetEntry.objects.filter(sheet_import=locked.pk)
    for fate in (Fate.APPLIED, Fate.MOVED_ON):
        rows.filter(pk__in=[key for key, found in fates.items() if found == fate]).update(fate=fate)
