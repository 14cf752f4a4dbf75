"""Every state and every step of garden plots on the staff's pages and through the API: the answer of the actions."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from apps.core import clock
from apps.core.deeds import DeedPages
from apps.gardens.models import GardenRound
from tests.gardens.living import garden  # noqa: F401 — a fixture
from tests.gardens.matrix import CASES, WHY, Matrix, Noun, differences, matrix  # noqa: F401 — a fixture

pytestmark = pytest.mark.django_db
# Of requests, those that the rules found eligible and those that are withdrawn: the others are refused alike.
SHOWN = [case for case in CASES if case[0] != "request" or case[1].endswith(("/eligible", "/withdrawn"))]
API = {
    "register_need": "register", "change_request": "change", "withdraw_request": "withdraw", "judge": "decide",
}  # fmt: skip
PATHS = {
    "round": "garden-rounds", "request": "garden-requests", "offer": "garden-offers", "objection": "garden-objections",
    "tenure": "garden-tenures", "reclaim": "plot-reclaims", "swap": "plot-swaps",
}  # fmt: skip
DEEDS = {
    **API, "register_all": "register-all", "note_yield": "yield", "give_back": "give-back",
    "propose_reclaim": "propose-reclaim", "propose_swap": "propose-swap",
}  # fmt: skip


def keyed(given: dict[str, Any]) -> dict[str, Any]:
    """Rows as their keys."""
    return {name: getattr(value, "pk", value) for name, value in given.items()}


@pytest.mark.parametrize(("noun", "state"), SHOWN)
def test_the_api(noun: str, state: str, matrix: Matrix, api: Any) -> None:  # noqa: F811
    client = api(matrix.by)

    def take(kind: Noun, row: Any, step: str, given: dict[str, Any]) -> None:
        one = f"/api/v1/{PATHS[kind.name]}/{row.pk}/"
        send = client.patch if step == "change" else client.post
        address = one if step == "change" else f"{one}{API.get(step, step).replace('_', '-')}/"
        answer = send(address, keyed(given), content_type="application/json")
        assert answer.status_code in (200, 400, 403, 409), (address, answer.status_code)
        assert (answer.status_code == 200) == (kind.allowed(state, step) is not None), (step, answer.content)

    assert differences(matrix, noun, state, take) == []


@pytest.mark.parametrize(("noun", "state"), SHOWN)
def test_the_pages(
    noun: str,
    state: str,
    matrix: Matrix,  # noqa: F811
    login: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def plainly(pages: Any, request: Any, row: Any, *, error: Any = None, sent: Any = None) -> HttpResponse:
        return HttpResponse(status=error.status if error else 200)  # what the page looks like is tested elsewhere

    monkeypatch.setattr(DeedPages, "shown", plainly)
    client = login(matrix.by)

    def take(kind: Noun, row: Any, step: str, given: dict[str, Any]) -> None:
        page, key, fields = _asked(kind, row, step, given)
        name = "edit" if step == "change" else "do"
        address = reverse(f"admin:gardens_{page._meta.model_name}_{name}", args=[page.pk, *([key] if key else [])])
        answer = client.post(address, fields)
        assert answer.status_code in (302, 400, 403, 409), (address, answer.status_code)
        assert (answer.status_code == 302) == (kind.allowed(state, step) is not None), (step, answer.status_code)

    assert differences(matrix, noun, state, take) == []


def _asked(kind: Noun, row: Any, step: str, given: dict[str, Any]) -> tuple[Any, str, dict[str, Any]]:
    """On which page the step stands, under which name, and what its form sends."""
    fields = keyed(given)
    if kind.name == "reclaim":
        return row.tenure, "decide-reclaim", {"agreed": "yes", "why": WHY}
    if kind.name == "swap":
        return row, step, {"agreed_note": WHY} if step == "consent" else {"why": WHY}
    if "household" in given:
        fields["household"] = given["household"].code
    more = {
        "judge": {"eligible": "no"}, "visit": {"done_on": clock.today().isoformat()},
        "note_yield": {"month": f"{clock.today():%Y-%m}", "growing": "vegetables"},
        "draft": {"together": "on", "accessible": "on", "keep": "on"},
        "change": _round_form(row),
    }.get(step, {})  # fmt: skip
    return row, "" if step == "change" else DEEDS.get(step, step), {**fields, **more}


def _round_form(row: Any) -> dict[str, Any]:
    if not isinstance(row, GardenRound):
        return {}
    zones = list(row.zones.values_list("pk", flat=True))
    return {"community": row.community_id, "name": row.name, "zones": zones, "use_from": row.use_from.isoformat()}
