"""What all steps share: lock and ask, then move, save and log."""

from datetime import date, timedelta
from typing import Any

from apps.communities.calendar import WorkingCalendar
from apps.core import clock
from apps.core.actors import label_of, person
from apps.core.errors import ensure
from apps.core.events import emit
from apps.facilities.models import DefectStep, Facility, FacilityDefect, FacilityStep
from apps.facilities.policies import may, may_defect
from apps.facilities.rules import inspection_days
from apps.facilities.workflow import DEFECT_WORKFLOW, SERVING, STEPS, WORKFLOW


def asked(facility: Facility, step: str, by: Any, **inputs: Any) -> Facility:
    """The locked row, after the policy allowed the step. Raises Refused."""
    rows = Facility.objects.select_for_update(of=("self",)).select_related("community", "building")
    row: Facility = rows.get(pk=facility.pk)
    ensure(may(row, step, by, inputs))
    return row


def take(row: Facility, step: str, by: Any, why: str = "") -> Facility:
    """Move the state where the step does, save, log, and tell listeners after the commit."""
    before = after = row.state
    if STEPS[step].target:
        before, after = WORKFLOW.move(row, step)
        row.inspection_due = next_inspection(row) if after in SERVING and before not in SERVING else row.inspection_due
        row.inspection_due = row.inspection_due if after in SERVING else None
    row.save()
    return logged(row, step, by, before, after if STEPS[step].target else "", why)


def logged(row: Facility, step: str, by: Any, before: str, after: str, why: str = "") -> Facility:
    """Append the step."""
    entry = FacilityStep.objects.create(
        facility=row, step=step, from_state=before, to_state=after, by=person(by), by_label=label_of(by),
        why=why.strip(),
    )  # fmt: skip
    emit(f"facility.{step}", facility_id=row.pk, step_id=entry.pk)
    return row


def asked_defect(defect: FacilityDefect, step: str, by: Any, **inputs: Any) -> FacilityDefect:
    """The locked defect, after the policy allowed the step. Raises Refused."""
    rows = FacilityDefect.objects.select_for_update(of=("self",)).select_related("facility__community")
    row: FacilityDefect = rows.get(pk=defect.pk)
    ensure(may_defect(row, step, by, inputs))
    return row


def take_defect(row: FacilityDefect, step: str, by: Any, why: str = "") -> FacilityDefect:
    """Move, save, log, tell."""
    before, after = DEFECT_WORKFLOW.move(row, step)
    row.save()
    return logged_defect(row, step, by, before, after, why)


def logged_defect(row: FacilityDefect, step: str, by: Any, before: str, after: str, why: str = "") -> FacilityDefect:
    """Append the step of a defect."""
    entry = DefectStep.objects.create(defect=row, step=step, from_state=before, to_state=after, by=by, why=why.strip())
    emit(f"facility_defect.{step}", defect_id=row.pk, facility_id=row.facility_id, step_id=entry.pk)
    return row


def next_inspection(row: Facility, after: date | None = None) -> date:
    """When the next inspection is due: so many days on, then the next working day."""
    start = after or clock.today()
    return working_day(start + timedelta(days=inspection_days(row.kind)))


def working_day(day: date, calendar: WorkingCalendar | None = None) -> date:
    """This day, or the next on which people work."""
    calendar = calendar or WorkingCalendar.load()
    while not calendar.is_workday(day):
        day += timedelta(days=1)
    return day
