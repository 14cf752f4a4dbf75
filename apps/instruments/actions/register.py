"""Questionnaires are made, taken out of use, and taken into use again."""

from typing import Any

from django.db import transaction

from apps.core import clock
from apps.core.constraints import checked
from apps.core.errors import ensure
from apps.core.events import emit
from apps.instruments.models import Instrument
from apps.instruments.policies import may_make, may_restore, may_retire
from apps.instruments.vocabulary import Kind, Subject


@transaction.atomic
def instrument_make(
    *, by: Any, key: str, name: str, name_en: str = "", kind: str = Kind.OTHER, subject: str = Subject.HOUSEHOLD
) -> Instrument:
    """A new questionnaire, without a version. Raises Refused, InvalidInput."""
    ensure(may_make(by))
    row: Instrument = checked(
        Instrument(key=key, name=name.strip(), name_en=name_en.strip(), kind=kind, subject=subject)
    )
    emit("instrument.made", instrument_id=row.pk)
    return row


@transaction.atomic
def instrument_retire(*, instrument: Instrument, by: Any) -> Instrument:
    """Take it out of use from today on: it is no longer asked; what was answered stays. Raises Refused."""
    row = _locked(instrument)
    ensure(may_retire(row, by))
    row.retired_on = clock.today()
    emit("instrument.retired", instrument_id=row.pk)
    return checked(row, only=("retired_on", "updated_at"))


@transaction.atomic
def instrument_restore(*, instrument: Instrument, by: Any) -> Instrument:
    """Take it into use again. Raises Refused."""
    row = _locked(instrument)
    ensure(may_restore(row, by))
    row.retired_on = None
    emit("instrument.restored", instrument_id=row.pk)
    return checked(row, only=("retired_on", "updated_at"))


def _locked(instrument: Instrument) -> Instrument:
    return Instrument.objects.select_for_update(of=("self",)).get(pk=instrument.pk)
