"""Through the API as from a phone: what is sent again counts once, and nothing is overwritten unseen."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from apps.core import clock
from apps.followups.models import Answer, Task, VisitClash
from apps.households.models import Presence
from tests.accounts.factories import StaffFactory
from tests.followups.factories import TaskFactory, VisitFactory
from tests.followups.test_recording import guarantees, record
from tests.followups.test_two_answers import home, lives  # noqa: F401  a fixture

pytestmark = pytest.mark.usefixtures("wednesday")
JSON = "application/json"
VISIT_STEPS = ("not-met", "shift", "reassign", "cancel")
TASK_STEPS = ("done", "extend", "hand-over", "cancel")


@pytest.fixture
def send(api: Any, community_manager: Any) -> Any:
    client = api(community_manager)
    return lambda path, given: client.post(f"/api/v1/{path}/", given, content_type=JSON)


@pytest.mark.parametrize("step", [*VISIT_STEPS, *TASK_STEPS[:-1], "task/cancel"])
def test_a_step_sent_again_counts_once(step: str, county: Any, send: Any) -> None:
    factory = VisitFactory if step in VISIT_STEPS else TaskFactory
    row, hand = factory(household__community=county.own), StaffFactory(role="grid_worker", areas=[county.own])
    later = (clock.today() + timedelta(days=3)).isoformat()
    given = {"client_id": str(uuid.uuid4()), "why": "雪", "due_on": later, "worker": hand.pk, "owner": hand.pk}
    path = f"{row._meta.model_name}s/{row.pk}/{step.removeprefix('task/')}"
    first, again = send(path, given), send(path, given)
    assert (first.status_code, again.status_code) == (200, 200), again.json()
    assert first.json() == again.json()
    assert row.steps.count() == 1
    other = send(path, {**given, "client_id": str(uuid.uuid4())})
    assert (other.status_code, row.steps.count()) in ((200, 2), (409, 1))


def test_a_task_sent_again_is_the_same(county: Any, home: Any, send: Any) -> None:  # noqa: F811
    given = {"client_id": str(uuid.uuid4()), "household": home.pk, "text": "带户口本"}
    first, again = send("tasks", given), send("tasks", given)
    assert (again.status_code, again.json()["id"]) == (201, first.json()["id"])
    send("tasks", {**given, "client_id": None})
    assert Task.objects.count() == 2


def test_a_correction_sent_again_counts_once(home: Any, community_manager: Any, send: Any) -> None:  # noqa: F811
    visit, _made = record(home, community_manager)
    changed = {"guarantees_income": guarantees(home, wage=36000)}
    given = {"client_id": str(uuid.uuid4()), "why": "记错了", "instruments": changed}
    assert [send(f"visits/{visit.pk}/correct", given).status_code for _n in range(2)] == [200, 200]
    assert Answer.objects.count() == 2


@pytest.mark.parametrize(
    ("since", "base", "clash"),
    [
        (date(2026, 11, 18), {}, True),  # recorded on the day of the visit, and not seen
        (date(2026, 3, 1), {}, False),  # whoever set out in the morning could have known it
        (date(2026, 11, 18), {"presence": "vacant"}, False),  # seen, and said differently all the same
        (date(2026, 3, 1), {"presence": "returned"}, True),  # what had been read does not hold any more
    ],
)
def test_nothing_is_overwritten_unseen(since: date, base: Any, clash: bool, home: Any, send: Any) -> None:  # noqa: F811
    lives(home, "vacant", since)
    told = send("visits", {"household": home.pk, "present_status": "dual", "base": base})
    assert told.status_code == 201, told.json()
    assert VisitClash.objects.filter(field="presence", mine="dual", theirs="vacant").exists() == clash
    assert Presence.objects.current().get(household=home).status == ("vacant" if clash else "dual")
