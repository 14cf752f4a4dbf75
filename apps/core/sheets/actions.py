"""The steps of a sheet's import. The only writers of its state; each appends a log row."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

import structlog
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.decisions import refuse
from apps.core.errors import InvalidInput, Refused, ensure
from apps.core.events import emit
from apps.core.models import HeadingMeaning, Outcome, StagedImport
from apps.core.models.staged_import import KEEP_DAYS
from apps.core.sheets import files, policies, staging
from apps.core.sheets.headings import IGNORED, canonical
from apps.core.sheets.register import Register, register_of, tables
from apps.core.sheets.workflow import WORKFLOW

log = structlog.get_logger(__name__)
WAITING = "core.sheet_waiting"


@transaction.atomic
def sheet_upload(
    *,
    register: Register,
    by: Any,
    name: str,
    data: bytes,
    community: int | None = None,
    sheet: str = "",
    answers: Mapping[str, str] | None = None,
    start: bool = True,
) -> StagedImport:
    """Take a file in. Raises FileProblem at once for what is no workbook, too large, encrypted or a bomb.

    `community` is for sheets without such a column. `start=False`: the caller reads it itself (sheet_work).
    """
    ensure(policies.may_upload(register, by))
    _check_area(register, community, by)
    register.check_answers(answers or {})
    files.inspect(data)
    made: StagedImport = register.imports(
        file_name=name[-200:], file_size=len(data), uploaded_by=by, given_community_id=community, sheet=sheet[:80],
        forget_at=clock.now() + timedelta(days=KEEP_DAYS),
    )  # fmt: skip
    made.register, made.answers = register.key, dict(answers or {})
    made.save()
    staging.keep_file(made, data)
    _note(made, "upload", "", by)
    if start:
        emit(WAITING, register=register.key, key=made.pk)
    return made


@transaction.atomic
def sheet_choose(
    *,
    sheet_import: StagedImport,
    by: Any,
    sheet: str = "",
    meanings: Mapping[int, str] | None = None,
    community: int | None = None,
    answers: Mapping[str, str] | None = None,
    start: bool = True,
) -> StagedImport:
    """Say what the columns mean, which sheet and community, and answer questions. The file is read again."""
    locked = lock_for(sheet_import, "read_again", by)
    register = register_of(locked.register)
    _check_area(register, community, by)
    register.check_answers(answers or {})
    _check_meanings(register, meanings or {})
    if sheet and sheet != locked.sheet:
        meanings = {}  # the columns of another sheet
    elif meanings:
        _remember(register, locked, meanings, by)
    locked.sheet = sheet or locked.sheet
    locked.chosen_columns = {str(index): field for index, field in (meanings or {}).items()}
    locked.given_community_id = community or locked.given_community_id
    locked.answers, locked.problem = {**locked.answers, **(answers or {})}, ""
    _queue(locked)
    move(locked, "read_again", by)
    if start:
        emit(WAITING, register=register.key, key=locked.pk)
    return locked


def _check_area(register: Register, community: int | None, by: Any) -> None:
    if community is not None and community not in register.areas(by):
        raise Refused(refuse("not_in_scope", _("You cannot import into this community."), field="community"))


def _check_meanings(register: Register, meanings: Mapping[int, str]) -> None:
    used = [field for field in meanings.values() if field != IGNORED]
    if any(field not in register.lexicon.by_key for field in meanings.values()):
        raise InvalidInput(_("Choose one of the meanings in the list."), code="meaning", field="columns")
    twice = next((field for field in used if used.count(field) > 1), None)
    if twice:
        word = register.lexicon.by_key[twice].word
        message = _("Two columns cannot both mean “%(field)s”.") % {"field": word}
        raise InvalidInput(message, code="meaning_twice", field="columns")


def _remember(register: Register, sheet_import: StagedImport, meanings: Mapping[int, str], by: Any) -> None:
    """Keep what a person corrected; headings that were understood so anyway need no memory."""
    for column in sheet_import.columns:
        said = meanings.get(column["index"])
        heading = canonical(column["heading"])[:80]
        if said and heading and said != register.lexicon.meaning(column["heading"])[0]:
            HeadingMeaning.objects.update_or_create(
                register=register.key, heading=heading, defaults={"field": said, "by": by}
            )


@transaction.atomic
def sheet_select(
    *, sheet_import: StagedImport, by: Any, chosen: bool, entries: Collection[int] | None = None, outcome: str = ""
) -> int:
    """Choose entries to apply, or not; all of an outcome, or these. Only what the register holds choosable."""
    locked = lock_for(sheet_import, "apply", by)
    rows = locked.entries.filter(faulty=False, outcome__in=register_of(locked.register).choosable)
    if entries is not None:
        rows = rows.filter(pk__in=entries)
    if outcome:
        rows = rows.filter(outcome=outcome)
    elif entries is None:
        rows = rows.exclude(outcome=Outcome.CONFLICTING)
    return int(rows.update(chosen=chosen))


@transaction.atomic
def sheet_apply(*, sheet_import: StagedImport, by: Any, start: bool = True) -> StagedImport:
    """Hand the chosen entries to the worker, which writes them in one transaction."""
    locked = lock_for(sheet_import, "apply", by)
    if not locked.entries.filter(chosen=True).exists():
        raise Refused(refuse("nothing_chosen", register_of(locked.register).texts.nothing_chosen))
    locked.applied_by, locked.problem = by, ""
    _queue(locked)
    move(locked, "apply", by)
    if start:
        emit(WAITING, register=locked.register, key=locked.pk, applying=True)
    return locked


@transaction.atomic
def sheet_discard(*, sheet_import: StagedImport, by: Any, why: str = "") -> StagedImport:
    """Put an import away: the file and all details are deleted at once, the register stays as it is."""
    locked = lock_for(sheet_import, "discard", by)
    staging.forget(locked)
    locked.done_at = clock.now()
    move(locked, "discard", by, why)
    return locked


@transaction.atomic
def sheets_forget(*, limit: int = 50) -> int:
    """Delete file and details of imports whose time is over. Their own rows, counts and logs stay."""
    forgotten = 0
    for table in tables():
        due = table.objects.filter(forget_at__lt=clock.now(), file__isnull=False)
        for one in due.select_for_update(skip_locked=True, of=("self",)).order_by("pk")[:limit]:
            staging.forget(one)
            one.steps.create(step="forget", from_state=one.state, to_state=one.state)
            forgotten += 1
    return forgotten


def lock_for(sheet_import: StagedImport, step: str, by: Any) -> StagedImport:
    """The locked row, if the step is open. A worker that holds it makes the answer a refusal, not a wait."""
    rows = type(sheet_import).objects.select_for_update(skip_locked=True, of=("self",))
    locked: StagedImport | None = rows.filter(pk=sheet_import.pk).first()
    if locked is None:
        raise Refused(refuse("busy", _("The import is being worked on. Please wait until that is done.")))
    ensure(policies.may(locked, step, by))
    return locked


def _queue(sheet_import: StagedImport) -> None:
    """Make the row claimable by a worker, now."""
    sheet_import.due_at, sheet_import.tries, sheet_import.lease_until = clock.now(), 0, None
    sheet_import.done_at = sheet_import.failed_at = None


def move(sheet_import: StagedImport, step: str, by: Any, why: str = "") -> None:
    """Take the step of a row that the caller has locked, and log it."""
    before, _after = WORKFLOW.move(sheet_import, step)
    sheet_import.forget_at = clock.now() + timedelta(days=KEEP_DAYS)
    sheet_import.save()
    _note(sheet_import, step, before, by, why)
    log.info(
        "sheet_step", register=sheet_import.register, sheet_import=sheet_import.pk, step=step, state=sheet_import.state
    )


def _note(sheet_import: StagedImport, step: str, before: str, by: Any, why: str = "") -> None:
    sheet_import.steps.create(
        step=step, from_state=before, to_state=sheet_import.state, by=by, why=why,
        by_label="" if by is not None else "system",
    )  # fmt: skip
