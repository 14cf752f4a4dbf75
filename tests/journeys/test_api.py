"""The same reading and acting through the REST API, from a browser's own session."""

from typing import Any

import pytest
from playwright.sync_api import Page

from apps.complaints.actions import complaint_submit
from apps.complaints.models import Complaint
from apps.complaints.workflow import State
from tests.journeys.browsing import Watch
from tests.journeys.conftest import OpenPage
from tests.journeys.county import County

ASK = """async ([address, method, body]) => {
    const token = document.cookie.match(/csrftoken=([^;]+)/)?.[1] ?? '';
    const headers = {'Content-Type': 'application/json', 'X-CSRFToken': token, Accept: 'application/json'};
    const answer = await fetch(address, {method, headers, body: body && JSON.stringify(body)});
    return [answer.status, await answer.json()];
}"""


def ask(page: Page, address: str, method: str = "GET", body: Any = None) -> tuple[int, Any]:
    """(status, answer) of the API, asked by the page itself."""
    status, answer = page.evaluate(ASK, [f"/api/v1/{address}", method, body])
    return status, answer


@pytest.fixture
def complaint(county: County) -> Complaint:
    given = {"community": county.community, "building": county.buildings[0], "unit": 1, "category": "lift"}
    return complaint_submit(**given, channel="phone_page", text="电梯停运", reporter_name="谭建国")[0]


def test_reading_and_acting_through_the_api(
    county: County, desktop: OpenPage, complaint: Complaint, watch: Watch
) -> None:
    watch.allow("status of 4")
    manager, officer = desktop(county.manager), desktop(county.officer)
    for page in (manager, officer):
        page.goto("/admin/complaints/complaint/")
    _status, document = ask(manager, "../schema/?format=json")
    assert "/api/v1/complaints/{id}/accept/" in document["paths"]
    status, found = ask(manager, "complaints/")
    assert (status, [row["id"] for row in found["results"]]) == (200, [complaint.pk])
    assert "谭建国" not in str(found)

    assert ask(officer, f"complaints/{complaint.pk}/accept/", "POST", {})[0] == 403
    assert ask(manager, f"complaints/{complaint.pk}/accept/", "POST", {})[0] == 200
    again, refusal = ask(manager, f"complaints/{complaint.pk}/accept/", "POST", {})
    assert (again, refusal["code"]) == (409, "wrong_state")
    status, _row = ask(manager, f"complaints/{complaint.pk}/assign/", "POST", {"handler": county.grid1.pk})
    assert status == 200
    complaint = Complaint.objects.get(pk=complaint.pk)  # the state is protected: read it anew
    assert (complaint.state, complaint.handler) == (State.ASSIGNED, county.grid1)

    elsewhere, _made = complaint_submit(community=county.neighbour, category="lift", channel="phone_page")
    assert ask(manager, f"complaints/{elsewhere.pk}/")[0] == 404
