"""Permission twins over every address: nothing of a foreign community ever answers or appears, for anybody.

Five kinds of user, a colleague of the other community and a stranger walk the whole URLconf. tests/harness/walk.py says
how a new address gets its sample.
"""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.sites import all_sites
from django.db import models
from django.test import Client
from django.urls import get_resolver

from apps.accounts.models import Staff
from apps.accounts.roles import Role
from apps.communities.models import CalendarDay, Community
from apps.core.admin import ScopedAdmin
from apps.core.api import ScopedReadViewSet
from apps.core.models import DatedSetting
from apps.core.rowscope import RequestRows, values_of
from apps.core.scope import COUNTY
from apps.households.models import Skill
from tests.accounts.factories import StaffFactory
from tests.communities.factories import CommunityFactory
from tests.harness.walk import OPEN, ROUTES, Route, Side, _patterns, arrives, furnish, get, routes, status, text_of

SEES = {
    "county_admin": {"own", "foreign"},
    "auditor": {"own", "foreign"},
    "township_officer": {"own"},
    "community_manager": {"own"},
    "grid_worker": {"own"},
    "colleague": {"foreign"},
    "driver": {"own"},
    "anonymous": set(),
}
REFUSED = {301, 302, 401, 403, 404, 405, 429}

# Made of the code alone, dear, and the same text for everybody: not asked for by all.
ASKED_BY = {"schema": {"community_manager", "anonymous"}}


@pytest.fixture(autouse=True)
def without_row_security(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is walked here is visible_to; test_rowsecurity.py walks the database's own answer, without visible_to."""
    monkeypatch.setattr(RequestRows, "values", lambda self: values_of(COUNTY))


@pytest.fixture
def sides(county: Any, people: dict[str, Staff | None]) -> dict[str, Side]:
    made = {
        "own": furnish(Side(county.own, county.building, "晴晴标记")),
        "foreign": furnish(Side(county.foreign, county.foreign_building, "乡乡标记")),
    }
    people["driver"] = made["own"]["shuttles.driver"].staff = StaffFactory(role=Role.DRIVER, areas=[])
    made["own"]["shuttles.driver"].save()
    judge = made["own"]["neighbourhood.judge"]
    judge.staff = people["grid_worker"]
    judge.save()
    return made


@pytest.fixture
def walker(
    request: pytest.FixtureRequest, people: dict[str, Staff | None], sides: dict[str, Side], login: Any
) -> tuple[Client, set[str]]:
    return login(people[request.param]), SEES[request.param]


def _opens(client: Client, route: Route, side: Side) -> list[str]:
    """What a foreign object gives away at one address, by GET and by POST."""
    url, leaks = route.url(side), []
    for method in (get, _post):
        response = method(client, url)
        if response.status_code not in REFUSED or side.mark in text_of(response):
            leaks.append(f"{method.__name__.strip('_').upper()} {url} answered {response.status_code} ({route.name})")
    return leaks


def _post(client: Client, url: str) -> Any:
    return client.post(url, {"reason": "查看一下情况", "why": "x", "text": "x"})


@pytest.mark.parametrize("walker", SEES, indirect=True)
def test_nothing_foreign_answers_or_appears(
    walker: tuple[Client, set[str]], sides: dict[str, Side], request: pytest.FixtureRequest
) -> None:
    client, sees = walker
    who, leaks = request.node.callspec.params["walker"], []
    for route in routes():
        if who not in ASKED_BY.get(route.name, SEES):
            continue
        for name, side in sides.items():
            if route.of_one_community and name not in sees and route.name not in OPEN:
                leaks += _opens(client, route, side)
        if not route.of_one_community:
            shown = text_of(get(client, route.url(sides["own"])))
            leaks += [
                f"{route.name} shows {name}" for name, side in sides.items() if name not in sees and side.mark in shown
            ]
    assert not leaks, "\n".join(leaks)


@pytest.mark.parametrize("walker", ["anonymous"], indirect=True)
def test_strangers_get_only_what_is_open_to_residents(walker: tuple[Client, set[str]], sides: dict[str, Side]) -> None:
    client, _sees = walker
    answered = {
        route.name
        for route in routes()
        if not (route.takes_arguments and route.name not in OPEN) and status(client, route.url(sides["own"])) == 200
    }
    expected = {
        "accounts:login", "schema", "health-live", "health-ready", "metrics",
        "portal:choose", "portal:find", "portal:preferences", "portal:token", "portal:offline", "portal:service-worker",
    } | set(OPEN)  # fmt: skip
    assert answered <= expected


def test_every_sample_is_real(sides: dict[str, Side], people: dict[str, Staff | None], login: Any) -> None:
    """A sample that nobody can open would prove nothing."""
    clients = [
        login(people[name]) for name in ("community_manager", "county_admin", "grid_worker", "auditor", "driver")
    ]
    dead = []
    for route in routes():
        if not route.takes_arguments or route.name.endswith("_delete") or route.name in NEVER_OPENS:
            continue
        answers = []
        for client in clients:
            answers.append(arrives(client, route.url(sides["own"])))
            if answers[-1] in {"200", "405", "409", "elsewhere"}:
                break
        else:
            dead.append(f"{route.name}: {answers}")
    assert not dead, "\n".join(dead)


# Nothing of ours has an address on another site; a resident's photo asks for their device, a figure for its
# community and month.
NEVER_OPENS = frozenset({"admin:view_on_site", "portal:own-photo", "admin:reports_cases"})


def test_lists_of_choices_hold_nothing_foreign(
    people: dict[str, Staff | None], login: Any, sides: dict[str, Side]
) -> None:
    """The search boxes of the admin (autocomplete) begin with visible_to too."""
    for who in ("community_manager", "township_officer", "grid_worker"):
        client = login(people[who])
        for model_admin in admin.site._registry.values():
            for name in model_admin.autocomplete_fields:
                query = {"app_label": model_admin.opts.app_label, "model_name": model_admin.opts.model_name}
                response = client.get("/admin/autocomplete/", {**query, "field_name": name, "term": ""})
                assert sides["foreign"].mark not in text_of(response), (who, model_admin, name)


def test_a_leak_would_be_noticed(
    monkeypatch: pytest.MonkeyPatch, login: Any, community_manager: Staff, sides: dict[str, Side]
) -> None:
    monkeypatch.setattr(ScopedAdmin, "get_queryset", lambda self, request: self.model._default_manager.all())
    route = next(route for route in routes() if route.name == "admin:households_household_change")
    assert _opens(login(community_manager), route, sides["foreign"])


def test_a_new_address_without_a_sample_fails(sides: dict[str, Side]) -> None:
    with pytest.raises(AssertionError, match="has no sample"):
        Route("gardens:plot", "plots/<int:pk>/", None).url(sides["own"])


def test_no_sample_is_left_over() -> None:
    names = {name for name, _pattern, _view in _patterns(get_resolver(), "", "")}
    assert not set(ROUTES) - names


# What belongs to the whole county.
COUNTYWIDE = {DatedSetting, CalendarDay, Skill}
OURS = [model for model in apps.get_models() if model.__module__.startswith("apps.")]


@pytest.mark.parametrize(
    "model",
    [m for m in OURS if any(f.name == "community" for f in m._meta.fields) and not hasattr(m, "pgh_tracked_model")],
    ids=lambda model: model._meta.label,
)
def test_what_belongs_to_a_community_is_asked_for_by_visible_to(model: type[models.Model]) -> None:
    manager: Any = model._default_manager
    stranger = StaffFactory(role="community_manager")
    assert not manager.visible_to(None).exists()
    assert not manager.visible_to(stranger).exists(), "no area means no rows"


def test_every_admin_page_begins_with_visible_to() -> None:
    pages = [page for site in all_sites for page in site._registry.values()]
    loose = [page for page in pages if not isinstance(page, ScopedAdmin) and page.model not in COUNTYWIDE]
    assert not loose, "use apps.core.admin.ScopedAdmin"
    without = [
        page
        for page in pages
        if page.model not in COUNTYWIDE and not hasattr(page.model._default_manager, "visible_to")
    ]
    assert not without, "its model needs a manager with visible_to"


# No rows of a table: figures over the communities that the reader sees (tests/reports/test_api.py).
COMPUTED = {"FigureViewSet", "SearchView"}


def test_every_view_set_begins_with_visible_to() -> None:
    sets = {getattr(view, "cls", None) for _name, _pattern, view in _patterns(get_resolver(), "", "")}
    own = {found for found in sets if found is not None and found.__module__.startswith("apps.")}
    assert {found.__name__ for found in own if not issubclass(found, ScopedReadViewSet)} <= COMPUTED


def test_somebody_without_areas_sees_no_community() -> None:
    CommunityFactory()
    assert not Community.objects.visible_to(StaffFactory(role="auditor")).exists()
