"""What is due and what is late: once in Python, once in SQL, and the same."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.accounts.models import Staff
from apps.complaints.models import Complaint
from apps.complaints.workflow import State
from apps.core import clock
from tests.accounts.factories import StaffFactory
from tests.communities.factories import BuildingFactory
from tests.complaints.factories import ComplaintFactory

around = st.integers(-3, 3).map(lambda hours: timedelta(hours=hours, minutes=7))
cases = st.fixed_dictionaries(
    {
        "state": st.sampled_from(State.values),
        "accept_due": around,
        "contact_due": around,
        "resolve_due": around,
        "call_back_due": st.none() | around,
        "contacted_at": st.none() | around,
    }
)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(cases, min_size=8, max_size=8))
def test_python_and_sql_agree(rows: list[dict[str, Any]]) -> None:
    now = clock.now()
    building, handler = BuildingFactory(), StaffFactory(role="grid_worker")
    topic = ComplaintFactory(building=building)
    for row in rows:
        moments = {name: now + value for name, value in row.items() if isinstance(value, timedelta)}
        ComplaintFactory(
            building=building,
            handler=handler,
            merged_into=topic if row["state"] == State.MERGED else None,
            **(row | moments),
        )
    mine = Complaint.objects.filter(building=building)
    found = list(mine.with_due().order_by("pk"))
    in_sql = dict(mine.with_due().order_by("pk").values_list("pk", "due_at"))
    assert {complaint.pk: complaint.due_at for complaint in found} == in_sql
    late = set(mine.overdue().values_list("pk", flat=True))
    assert late == {complaint.pk for complaint in found if complaint.is_overdue}
    assert late == set(mine.with_due().filter(due_at__lt=clock.now()).values_list("pk", flat=True))


def test_due_today_is_what_runs_out_today_and_has_not_yet(community_manager: Staff) -> None:
    now = timezone.localtime().replace(hour=12, minute=0, second=0)
    day = timedelta(days=1)
    ComplaintFactory(accept_due=now - day, resolve_due=now + 9 * day)
    today = ComplaintFactory(accept_due=now, resolve_due=now + 9 * day)
    ComplaintFactory(accept_due=now + day, resolve_due=now + 9 * day)
    start = now.replace(hour=0, minute=0, second=0, microsecond=0)
    assert list(Complaint.objects.due_within(start, start + day)) == [today]
