"""Versions of a questionnaire: begun as a draft, written, and published."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from apps.core import clock
from apps.core.actors import person
from apps.core.constraints import checked
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.instruments import form
from apps.instruments.form import Definition, DefinitionError
from apps.instruments.hashing import hash_of
from apps.instruments.models import Instrument, InstrumentVersion
from apps.instruments.policies import may, may_draft, may_write
from apps.instruments.workflow import WORKFLOW


@transaction.atomic
def draft_begin(
    *, instrument: Instrument, by: Any, content: dict[str, Any] | None = None, source: InstrumentVersion | None = None
) -> InstrumentVersion:
    """A new version to write on: from `content`, or from the version `source`, or from the newest one.

    Raises Refused, InvalidInput.
    """
    Instrument.objects.select_for_update(of=("self",)).get(pk=instrument.pk)
    ensure(may_draft(instrument, by))
    made = _canonical(content if content is not None else _content_of(instrument, source))
    row = InstrumentVersion(
        instrument=instrument, number=_next_number(instrument), content=made, content_hash=hash_of(made)
    )
    return checked(row)


@transaction.atomic
def draft_write(*, version: InstrumentVersion, by: Any, content: dict[str, Any] | Definition) -> InstrumentVersion:
    """Change what a draft asks. Raises Refused, InvalidInput with what is wrong with it."""
    row = _locked(version)
    ensure(may_write(row, by))
    row.content = _canonical(form.write(content) if isinstance(content, Definition) else content)
    row.content_hash = hash_of(row.content)
    return checked(row, only=("content", "content_hash", "updated_at"))


@transaction.atomic
def draft_discard(*, version: InstrumentVersion, by: Any) -> None:
    """Throw a draft away. Raises Refused."""
    row = _locked(version)
    ensure(may_write(row, by))
    row.delete()


@transaction.atomic
def version_publish(*, version: InstrumentVersion, by: Any, note: str = "") -> InstrumentVersion:
    """From now on this version is asked. Those who are offline go on with the one they have. Raises Refused."""
    row = _locked(version)
    ensure(may(row, "publish", by))
    WORKFLOW.move(row, "publish")
    row.published_at, row.published_by, row.note = clock.now(), person(by), note.strip()[:200]
    emit("instrument.published", version_id=row.pk)
    return checked(row, only=("state", "published_at", "published_by", "note", "updated_at"))


def _locked(version: InstrumentVersion) -> InstrumentVersion:
    rows = InstrumentVersion.objects.select_for_update(of=("self",)).select_related("instrument")
    found: InstrumentVersion = rows.get(pk=version.pk)
    return found


def _next_number(instrument: Instrument) -> int:
    return (instrument.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def _content_of(instrument: Instrument, source: InstrumentVersion | None) -> dict[str, Any]:
    newest = source or instrument.versions.order_by("-number").first()
    if newest is not None:
        return newest.content
    return {"title": {"zh-hans": instrument.name, "en": instrument.name_en}, "groups": []}


def _canonical(content: Any) -> dict[str, Any]:
    """The content in its one form. Raises InvalidInput with the first fault."""
    try:
        return form.write(form.read(content))
    except DefinitionError as error:
        key, message = error.faults[0]
        raise InvalidInput(f"{key}: {message}" if key else message, code="definition", field="content") from error
