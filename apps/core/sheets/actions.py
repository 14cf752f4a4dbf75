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
from apps.core.models.sheet_import import KEEP_DAYS, HeadingMeaning, Outcome, SheetEntry, SheetImport, SheetStep
from apps.core.sheets import files, policies, staging
from apps.core.sheets.headings import IGNORED, canonical
from apps.core.sheets.register import Register, register_of
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
) -> SheetImport:
    """Take a file in. Raises FileProblem at once for what is no workbook, too large, encrypted or a bomb.

    `community` is for sheets without such a column. `start=False`: the caller reads it itself (sheet_work).
    """
    ensure(policies.may_upload(register, by))
    _check_area(register, community, by)
    _check_answers(register, answers or {})
    files.inspect(data)
    made = SheetImport.objects.create(
        register=register.key, file_name=name[-200:], file_size=len(data), uploaded_by=by,
        given_community_id=community, sheet=sheet[:80], answers=dict(answers or {}),
        forget_at=clock.now() + timedelta(days=KEEP_DAYS),
    )  # fmt: skip
    staging.keep_file(made, data)
    _note(made, "upload", "", by)
    if start:
        emit(WAITING, sheet_import=made.pk)
    return made


@transaction.atomic
def sheet_choose(
    *,
    sheet_import: SheetImport,
    by: Any,
    sheet: str = "",
    meanings: Mapping[int, str] | None = None,
    community: int | None = None,
    answers: Mapping[str, str] | None = None,
    start: bool = True,
) -> SheetImport:
    """Say what the columns mean, which sheet and community, and answer questions. The file is read again."""
    locked = _lock(sheet_import, "read_again", by)
    register = register_of(locked.register)
    _check_area(register, community, by)
    _check_answers(register, answers or {})
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
    _move(locked, "read_again", by)
    if start:
        emit(WAITING, sheet_import=locked.pk)
    return locked


def _check_area(register: Register, community: int | None, by: Any) -> None:
    if community is not None and community not in register.areas(by):
        raise Refused(refuse("not_in_scope", _("You cannot import into this community."), field="community"))


def _check_answers(register: Register, answers: Mapping[str, str]) -> None:
    known = {question.key: {choice for choice, _word in question.choices} for question in register.questions}
    for key, answer in answers.items():
        if answer not in known.get(key, ()):
            raise InvalidInput(_("Choose one of the answers in the list."), code="answer", field=key)


def _check_meanings(register: Register, meanings: Mapping[int, str]) -> None:
    used = [field for field in meanings.values() if field != IGNORED]
    if any(field not in register.lexicon.by_key for field in meanings.values()):
        raise InvalidInput(_("Choose one of the meanings in the list."), code="meaning", field="columns")
    twice = next((field for field in used if used.count(field) > 1), None)
    if twice:
        word = register.lexicon.by_key[twice].word
        message = _("Two columns cannot both mean “%(field)s”.") % {"field": word}
        raise InvalidInput(message, code="meaning_twice", field="columns")


def _remember(register: Register, sheet_import: SheetImport, meanings: Mapping[int, str], by: Any) -> None:
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
    *, sheet_import: SheetImport, by: Any, chosen: bool, entries: Collection[int] | None = None, outcome: str = ""
) -> int:
    """Choose entries to apply, or not; all of an outcome, or these. Faulty and conflicting ones cannot be chosen."""
    locked = _lock(sheet_import, "apply", by)
    rows = SheetEntry.objects.filter(
        sheet_import=locked.pk, faulty=False, outcome__in=(Outcome.NEW, Outcome.CHANGED)
    )  # fmt: skip
    if entries is not None:
        rows = rows.filter(pk__in=entries)
    if outcome:
        rows = rows.filter(outcome=outcome)
    return rows.update(chosen=chosen)


@transaction.atomic
def sheet_apply(*, sheet_import: SheetImport, by: Any, start: bool = True) -> SheetImport:
    """Hand the chosen entries to the worker, which writes them in one transaction."""
    locked = _lock(sheet_import, "apply", by)
    if not SheetEntry.objects.filter(sheet_import=locked.pk, chosen=True).exists():
        raise Refused(refuse("nothing_chosen", _("Nothing is chosen. Choose at least one entry, then apply.")))
    locked.applied_by, locked.problem = by, ""
    _queue(locked)
    _move(locked, "apply", by)
    if start:
        emit(WAITING, sheet_import=locked.pk, applying=True)
    return locked


@transaction.atomic
def sheet_discard(*, sheet_import: SheetImport, by: Any, why: str = "") -> SheetImport:
    """Put an import away: the file and all details are deleted at once, the register stays as it is."""
    locked = _lock(sheet_import, "discard", by)
    staging.forget(locked)
    locked.done_at = clock.now()
    _move(locked, "discard", by, why)
    return locked


@transaction.atomic
def sheets_forget(*, limit: int = 50) -> int:
    """Delete file and details of imports whose time is over. Their own rows, counts and logs stay."""
    due = SheetImport.objects.filter(forget_at__lt=clock.now(), file__isnull=False)
    found = list(due.select_for_update(skip_locked=True, of=("self",)).order_by("pk")[:limit])
    for one in found:
        staging.forget(one)
        SheetStep.objects.create(sheet_import_id=one.pk, step="forget", from_state=one.state, to_state=one.state)
    return len(found)


def _lock(sheet_import: SheetImport, step: str, by: Any) -> SheetImport:
    """The locked row, if the step is open. A worker that holds it makes the answer a refusal, not a wait."""
    rows = SheetImport.objects.select_for_update(skip_locked=True, of=("self",))
    locked = rows.filter(pk=sheet_import.pk).first()
    if locked is None:
        raise Refused(refuse("busy", _("The import is being worked on. Please wait until that is done.")))
    ensure(policies.may(locked, step, by))
    return locked


def _queue(sheet_import: SheetImport) -> None:
    """Make the row claimable by a worker, now."""
    sheet_import.due_at, sheet_import.tries, sheet_import.lease_until = clock.now(), 0, None
    sheet_import.done_at = sheet_import.failed_at = None


def _move(sheet_import: SheetImport, step: str, by: Any, why: str = "") -> None:
    before, _after = WORKFLOW.move(sheet_import, step)
    sheet_import.forget_at = clock.now() + timedelta(days=KEEP_DAYS)
    sheet_import.save()
    _note(sheet_import, step, before, by, why)
    log.info("sheet_step", sheet_import=sheet_import.pk, step=step, state=sheet_import.state)


def _note(sheet_import: SheetImport, step: str, before: str, by: Any, why: str = "") -> None:
    SheetStep.objects.create(
        sheet_import_id=sheet_import.pk, step=step, from_state=before, to_state=sheet_import.state, by=by, why=why,
        by_label="" if by is not None else "system",
    )  # fmt: skip
