"""The questionnaires as other apps ask for them."""

import json
from functools import lru_cache
from typing import Any

from apps.core import clock
from apps.core.canonical import canonical
from apps.instruments import form
from apps.instruments.form import Definition
from apps.instruments.models import InstrumentVersion


def current(key: str) -> InstrumentVersion | None:
    """The version to ask now of the questionnaire with this key; None where there is none, or it is retired."""
    rows = InstrumentVersion.objects.published().select_related("instrument").order_by("-number")
    found: InstrumentVersion | None = rows.filter(instrument__key=key, instrument__retired_on__isnull=True).first()
    return found


def currents() -> dict[str, InstrumentVersion]:
    """key → the version to ask now, of all questionnaires in use. One query."""
    rows = InstrumentVersion.objects.current().select_related("instrument").filter(instrument__retired_on__isnull=True)
    return {row.instrument.key: row for row in rows.order_by("instrument__kind", "instrument__key")}


def version(content_hash: str) -> InstrumentVersion | None:
    """The published version with this content, of any time."""
    rows = InstrumentVersion.objects.published().select_related("instrument").filter(content_hash=content_hash)
    found: InstrumentVersion | None = rows.order_by("-number").first()
    return found


def definition_of(row: InstrumentVersion) -> Definition:
    """What a version asks. Reading it is kept, by its content."""
    return _read(canonical(row.content))


@lru_cache(maxsize=64)
def _read(content: bytes) -> Definition:
    return form.read(json.loads(content))


def judged(row: InstrumentVersion, answers: Any) -> form.Judged:
    """The verdict over answers, as of today."""
    return form.judge(definition_of(row), answers, today=clock.today())
