"""What the command makes: log-ins, and complaints that are what the real actions would have made.

Every log is taken again, step by step.
"""

from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command

from apps.accounts.models import Staff
from apps.accounts.roles import Role
from apps.complaints.actions import BY_STEP, complaint_note, complaint_rate, complaint_submit
from apps.complaints.models import Complaint, ComplaintExtension, ComplaintPhoto, ComplaintStep
from apps.complaints.vocabulary import Satisfaction
from apps.complaints.workflow import STEPS, WORKFLOW, State
from apps.core import clock
from apps.core.models import SheetImport
from apps.households.models import Household
from apps.households.models.roster import RosterImport
from apps.reminders.models import Message
from apps.reports.actions import is_as_submitted
from apps.reports.models import MonthlyReport
from demo.plan import ANHE, COMPLAINT_RATES, PASSWORD, QINGCHUAN, REPORT_MONTHS, SIZES
from demo.staff import LOGINS

SITES = (QINGCHUAN.scaled(0.05), ANHE.scaled(0.004))
OWN = {"id", "tracking", "client_id", "created_at", "updated_at", "merged_into"}  # differ between twins


@pytest.fixture(scope="module")
def county(lasting):
    """What the command says when it makes its county."""
    with lasting(), pytest.MonkeyPatch.context() as patched:
        patched.setitem(SIZES, "small", SITES)
        patched.setitem(COMPLAINT_RATES, "small", 0.1)
        patched.setitem(REPORT_MONTHS, "small", 2)
        yield run(size="small")


def run(**options):
    out = StringIO()
    call_command("demo", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def year(county):
    return Complaint.objects.order_by("pk")


def replay(steps):
    """Take the steps again on twins, each at its time. Returns twin by original."""
    twins = {}
    for step in steps:
        with time_machine.travel(step.at, tick=False):
            twin = twins.get(step.complaint_id)
            twins[step.complaint_id] = again(step, twin, twins)
    return twins


def again(step, twin, twins):
    """One step through its action."""
    original = step.complaint
    if step.step == "submit":
        fields = (
            "community",
            "category",
            "channel",
            "building",
            "unit",
            "place",
            "text",
            "kind",
            "filed_by",
            "household",
        )
        reporter = {"reporter_name": original.reporter_name or "", "reporter_phone": original.reporter_phone or ""}
        return complaint_submit(**{name: getattr(original, name) for name in fields}, **reporter)[0]
    if step.step == "rate":
        return complaint_rate(complaint=twin, rating=step.facts["satisfaction"])
    if step.by is None:
        return complaint_note(complaint=twin, text=step.why, public=True)
    inputs = {"why": step.why, "complaint": twin, "by": step.by}
    if step.step == "note":
        return complaint_note(complaint=twin, by=step.by, text=step.why, public=False)
    if step.step == "assign":
        inputs["handler"] = step.to_staff
    if step.step == "merge":
        inputs["into"] = twins[original.merged_into_id]
    for name in ("urgency", "days", "satisfaction"):
        if name in step.facts and step.step != "grant_extension":
            inputs[name] = step.facts[name]
    return BY_STEP["call_back" if "satisfaction" in step.facts else step.step](**inputs)


def row_of(complaint):
    fields = [f for f in Complaint._meta.concrete_fields if f.name not in OWN]
    return {field.name: getattr(complaint, field.attname) for field in fields}


def log_of(complaint):
    rows = complaint.steps.order_by("at", "pk").values_list(
        "step", "from_state", "to_state", "by", "by_label", "why", "at", "to_staff", "public"
    )
    return list(rows)


def test_real_actions_make_the_same_rows_and_logs(year):
    steps = ComplaintStep.objects.select_related("complaint", "by", "to_staff").order_by("at", "pk")
    originals = list(year)
    twins = replay(list(steps))
    for original in originals:
        twin = Complaint.objects.get(pk=twins[original.pk].pk)
        assert row_of(twin) == row_of(original), log_of(original)
        assert log_of(twin) == log_of(original)


def test_every_state_and_nearly_every_step_is_there(year):
    assert set(year.values_list("state", flat=True)) == set(State.values)
    taken = set(ComplaintStep.objects.values_list("step", flat=True))
    assert set(WORKFLOW.by_name) - taken == set()
    assert taken - set(STEPS) == {"submit", "rate"}
    assert year.filter(state="closed", satisfaction="not_reached").exclude(own_rating="").exists(), "their own word"
    assert set(year.exclude(satisfaction="").values_list("satisfaction", flat=True)) == set(Satisfaction.values)


def test_the_desk_shows_what_is_late_and_what_waits(year):
    qingchuan = year.filter(community__slug="qingchuan")
    assert qingchuan.overdue().count() >= 3
    assert {c.state for c in qingchuan.overdue()} >= {"submitted", "in_progress", "resolved"}
    assert ComplaintExtension.objects.undecided().count() == len(SITES)
    assert qingchuan.filter(merged_into__isnull=False).count() >= 3
    assert qingchuan.filter(submitted_at__gte=clock.now() - timedelta(hours=1)).exists()


def test_nothing_lies_in_the_future_and_a_whole_year_is_told(year):
    now = clock.now()
    assert not ComplaintStep.objects.filter(at__gt=now).exists()
    months = Counter(f"{at:%Y-%m}" for at in year.values_list("submitted_at", flat=True))
    assert len(months) >= 12


def test_the_paper_of_an_office_is_there_too(year):
    states = set(MonthlyReport.objects.values_list("state", flat=True))
    assert states >= {"acknowledged", "returned"}
    assert all(is_as_submitted(report) for report in MonthlyReport.objects.filter(state="acknowledged"))
    assert RosterImport.objects.get().state == "previewed"
    for register in ("facilities", "parcels"):
        lists = SheetImport.objects.filter(register=register).values_list("state", flat=True)
        assert set(lists) == {"read", "previewed", "applied", "failed", "discarded"}
        waiting = SheetImport.objects.get(register=register, state="previewed").summary
        assert all((waiting["faulty_cells"], waiting["entries"]["conflicting"], waiting["entries"]["changed"]))
    manager = Staff.objects.get(username="manager")
    assert Message.objects.visible_to(manager).unread().exists()
    assert {photo.complaint.category for photo in ComplaintPhoto.objects.all()} >= {"waste", "damage"}


def test_log_ins_work_and_are_shown(county):
    assert PASSWORD in county
    for name in LOGINS:
        staff = Staff.objects.get(username=name)
        assert staff.check_password(PASSWORD)
        assert staff.assignments.exists() or staff.role == Role.DRIVER
        assert name in county
        validate_password(PASSWORD, staff)


def test_a_changed_password_is_not_shown(county):
    admin = Staff.objects.get(username="county")
    admin.set_password("something of our own")
    admin.save()
    assert "county " not in run(logins=True)


def test_a_county_in_use_is_left_alone(county):
    before = Household.objects.count()
    assert run(if_empty=True) == ""
    with pytest.raises(CommandError, match="already holds a county"):
        run()
    assert Household.objects.count() == before
