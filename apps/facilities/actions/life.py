"""Opening, limiting and closing a facility; its inspections and defects."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.communities.calendar import WorkingCalendar
from apps.core import clock
from apps.core.errors import InvalidInput
from apps.core.photos import Cleaned
from apps.facilities.actions.photos import keep
from apps.facilities.actions.stepping import (
    asked,
    asked_defect,
    logged_defect,
    next_inspection,
    take,
    take_defect,
)
from apps.facilities.models import Facility, FacilityDefect, FacilityInspection
from apps.facilities.rules import defect_days
from apps.facilities.vocabulary import Result, Severity, Source
from apps.facilities.workflow import DefectState


def _step(facility: Facility, step: str, by: Any, why: str) -> Facility:
    return take(asked(facility, step, by, why=why), step, by, why)


@transaction.atomic
def facility_open(*, facility: Facility, by: Any, why: str = "") -> Facility:
    """It opens, for the first time or again; its next inspection is scheduled."""
    return _step(facility, "open", by, why)


@transaction.atomic
def facility_limit(*, facility: Facility, by: Any, why: str = "") -> Facility:
    """It works, but not fully; `why` says what is missing."""
    return _step(facility, "limit", by, why)


@transaction.atomic
def facility_restore(*, facility: Facility, by: Any, why: str = "") -> Facility:
    """It works fully again."""
    return _step(facility, "restore", by, why)


@transaction.atomic
def facility_close(*, facility: Facility, by: Any, why: str = "") -> Facility:
    """It closes, or a plan is given up; no inspection is due any more."""
    return _step(facility, "close", by, why)


@transaction.atomic
def inspection_record(
    *,
    facility: Facility,
    by: Any,
    result: str,
    findings: str = "",
    done_on: date | None = None,
    photos: Sequence[Cleaned] = (),
) -> FacilityInspection:
    """An inspection was made; the next is due so many days later. Its faults are reported as defects by themselves.

    Raises Refused, InvalidInput.
    """
    row = asked(facility, "inspect", by, result=result)
    day, findings = done_on or clock.today(), findings.strip()
    if result not in Result.values:
        raise InvalidInput(_("Choose what the inspection found."), field="result")
    if day > clock.today():
        raise InvalidInput(_("This day is still to come."), field="done_on")
    if result != Result.PASSED and not findings:
        raise InvalidInput(_("Write what was found."), code="required", field="findings")
    done = FacilityInspection.objects.create(
        facility=row, due_on=row.inspection_due, done_on=day, result=result, findings=findings, by=by
    )
    keep(done, photos)
    # One that is written down late must not pull the next due day back.
    due = next_inspection(row, day)
    row.inspection_due = max(due, row.inspection_due or due) if _older(row, done) else due
    take(row, "inspect", by, done.get_result_display())
    return done


def _older(row: Facility, done: FacilityInspection) -> bool:
    """Whether a later inspection stands in the list already."""
    return FacilityInspection.objects.filter(facility=row, done_on__gt=done.done_on).exists()


@transaction.atomic
def defect_report(
    *,
    facility: Facility,
    by: Any,
    text: str,
    severity: str = Severity.HINDERS,
    source: str = Source.STAFF,
    source_key: str = "",
    client_id: uuid.UUID | None = None,
    photos: Sequence[Cleaned] = (),
) -> tuple[FacilityDefect, bool]:
    """Something is broken; it is to be mended within the days of the rule. (defect, False): sent before."""
    key = client_id or uuid.uuid4()
    row = asked(facility, "report_defect", by, text=text)
    known = FacilityDefect.objects.filter(client_id=key).first()
    if known is not None:
        return known, False
    if severity not in Severity.values:
        raise InvalidInput(_("Choose how bad it is."), field="severity")
    defect = FacilityDefect.objects.create(
        facility=row,
        client_id=key,
        text=text.strip()[:500],
        severity=severity,
        source=source,
        source_key=source_key,
        reported_by=by,
        due_on=_mend_by(severity),
    )
    keep(defect, photos)
    logged_defect(defect, "report", by, "", DefectState.REPORTED)
    return defect, True


def _mend_by(severity: str) -> date:
    return WorkingCalendar.load().add_days(clock.now(), defect_days(severity)).date()


def _defect_step(
    defect: FacilityDefect, step: str, by: Any, why: str, photos: Sequence[Cleaned] = ()
) -> FacilityDefect:
    row = asked_defect(defect, step, by, why=why)
    keep(row, photos)
    row.ended_on = clock.today() if step in ("fix", "dismiss") else None
    if step == "reopen":
        row.due_on = _mend_by(row.severity)
    return take_defect(row, step, by, why)


@transaction.atomic
def defect_start(*, defect: FacilityDefect, by: Any, why: str = "", photos: Sequence[Cleaned] = ()) -> FacilityDefect:
    """Somebody mends it."""
    return _defect_step(defect, "start", by, why, photos)


@transaction.atomic
def defect_fix(*, defect: FacilityDefect, by: Any, why: str = "", photos: Sequence[Cleaned] = ()) -> FacilityDefect:
    """It is mended; `why` says how."""
    return _defect_step(defect, "fix", by, why, photos)


@transaction.atomic
def defect_dismiss(*, defect: FacilityDefect, by: Any, why: str = "", photos: Sequence[Cleaned] = ()) -> FacilityDefect:
    """There is nothing to mend."""
    return _defect_step(defect, "dismiss", by, why, photos)


@transaction.atomic
def defect_reopen(*, defect: FacilityDefect, by: Any, why: str = "", photos: Sequence[Cleaned] = ()) -> FacilityDefect:
    """It is broken again; the days to mend it begin anew."""
    return _defect_step(defect, "reopen", by, why, photos)
