"""Row security: the database itself gives each scope its rows and no others, whatever a view forgets."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, connections, models, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.accounts.models import Staff
from apps.accounts.roles import Role
from apps.communities.models import Community
from apps.complaints.actions import complaint_submit
from apps.complaints.models import Complaint
from apps.core import rowscope, rowsecurity
from apps.core.lookups import after
from apps.core.querysets import ScopedQuerySet
from apps.core.rowscope import NONE, Values, elevated, entered
from apps.core.scope import COUNTY, NOWHERE, Scope, communities, scope_of
from apps.households.clues import member_clues
from apps.households.models import Household, Member
from config.celery import app as celery
from tests.accounts.factories import StaffFactory
from tests.harness.walk import OPEN, Side, furnish, get, routes, text_of
from tests.households.factories import HouseholdFactory

# Tables of ours without row security, each with its reason.
OPEN_TABLES = {
    "accounts.staff": "accounts are found before there is a scope; visible_to keeps them apart",
    "accounts.assignment": "scopes are made of them",
    "accounts.fielddevice": "a phone asks whether it may go on before anybody logged in; no data of residents",
    "accounts.staff_groups": "Django's own, empty: roles stand in code",
    "accounts.staff_user_permissions": "Django's own, empty: roles stand in code",
    "communities.township": "names of places, open to everybody",
    "communities.community": "names of places; residents choose theirs from the list",
    "communities.calendarday": "the county's calendar",
    "core.datedsetting": "the county's rules",
    "core.savedfilter": "questions, no rows; visible_to keeps them to their owner and those they are shared with",
    "core.listlayout": "columns of one person's lists",
    "farmland.crop": "the county's list of crops",
    "farmland.busyseason": "the county's calendar of the fields",
    "farmland.fieldspass": "when all fields were gone through, no data of anybody",
    "farmland.village": "names of places",
    "facilities.facilitystandard": "the standards of the county",
    "gardens.gardenround_zones": "keys of rounds and zones only",
    "core.headingmeaning": "headings of spreadsheets, no data of anybody",
    "core.sheetimport_communities": "keys of imports and communities only",
    "instruments.instrument": "the county's questionnaires, no answers of anybody",
    "instruments.instrumentversion": "what they ask",
    "households.skill": "a word list of the county",
    "households.rosterimport_communities": "keys of imports and communities only",
}


@pytest.fixture
def sides(county: Any, people: dict[str, Staff | None]) -> dict[str, Side]:
    return {
        "own": furnish(Side(county.own, county.building, "晴晴标记")),
        "foreign": furnish(Side(county.foreign, county.foreign_building, "乡乡标记")),
    }


def keys_of(model: type[models.Model]) -> set[int]:
    """The keys that raw SQL finds in the present scope."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{model._meta.pk.column}" FROM "{model._meta.db_table}"')
        return {key for (key,) in cursor.fetchall()}


def protected_models() -> list[type[models.Model]]:
    return [model for model, key, _condition in rowsecurity.protected() if key == "id"]


def test_every_table_is_under_row_security_or_says_why_not() -> None:
    bound = {model for model, _key, _condition in rowsecurity.protected()}
    ours = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("apps.")]
    free = {
        model._meta.label_lower
        for model in ours
        if model not in bound and not model._meta.proxy and not hasattr(model, "pgh_tracked_model")
    }
    unnamed = free - set(OPEN_TABLES)
    assert not unnamed, f"give them row_security (apps/core/rowsecurity.py) or a reason here: {unnamed}"
    assert not set(OPEN_TABLES) - free


def test_the_history_of_a_register_is_bound_like_the_register() -> None:
    bound = {model for model, _key, _condition in rowsecurity.protected()}
    histories = [model for model in apps.get_models() if getattr(model, "pgh_tracked_model", None) in bound]
    assert histories
    assert set(histories) <= bound


def test_it_holds_here() -> None:
    assert rowsecurity.faults() == []


def test_a_table_that_lost_it_is_a_fault() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE households_household NO FORCE ROW LEVEL SECURITY")
    assert rowsecurity.faults() == ["households_household has no row security; run migrate."]
    rowsecurity.install()
    assert rowsecurity.faults() == []


@pytest.mark.parametrize(
    "who", ["county_admin", "auditor", "township_officer", "community_manager", "grid_worker", "colleague"]
)
def test_raw_sql_finds_what_visible_to_finds(who: str, people: dict[str, Staff | None], sides: dict[str, Side]) -> None:
    user: Any = people[who]
    for model in protected_models():
        if not isinstance(model._default_manager.all(), ScopedQuerySet) or model._meta.label == "accounts.AccessLog":
            continue
        visible = set(model._default_manager.visible_to(user).values_list("pk", flat=True))  # type: ignore[attr-defined]
        with entered(scope_of(user), staff=user.pk):
            found = keys_of(model)
        # Lists narrower than the scope (one's own inbox, frozen reports) are the model's matter.
        assert visible <= found, model
        foreign = {side.found[model._meta.label_lower].pk for side in sides.values()
                   if model._meta.label_lower in side.found} - visible  # fmt: skip
        if model._meta.label_lower not in ("reminders.message", "reminders.outgoingmessage", "reports.monthlyreport"):
            assert not foreign & found, model


def test_no_scope_no_rows(sides: dict[str, Side]) -> None:
    with entered(NOWHERE):
        assert {model: keys for model in protected_models() if (keys := keys_of(model))} == {}


def test_histories_are_hidden_too(sides: dict[str, Side], community_manager: Staff) -> None:
    event: Any = Household.pgh_event_model  # type: ignore[attr-defined]
    foreign = sides["foreign"]["households.household"].pk
    assert event.objects.filter(pgh_obj_id=foreign).exists()
    with entered(scope_of(community_manager)):
        assert not event.objects.filter(pgh_obj_id=foreign).exists()
        assert event.objects.filter(pgh_obj_id=sides["own"]["households.household"].pk).exists()


def test_a_foreign_row_cannot_be_written(county: Any) -> None:
    foreign = HouseholdFactory(community=county.foreign)
    with entered(communities(county.own.pk)):
        assert Household.objects.filter(pk=foreign.pk).update(origin_village="改") == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            HouseholdFactory(community=county.foreign)
        mine = HouseholdFactory(community=county.own)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Household.objects.filter(pk=mine.pk).update(community=county.foreign)


def test_the_role_cannot_step_around_it(county: Any) -> None:
    HouseholdFactory(community=county.own)
    with entered(NOWHERE), connection.cursor() as cursor:
        with pytest.raises(ProgrammingError, match="affected by row-level security"), transaction.atomic():
            cursor.execute("SET LOCAL row_security = off; SELECT count(*) FROM households_household")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute("SET LOCAL ROLE postgres")


def test_scopes_nest_and_end(county: Any) -> None:
    own, foreign = HouseholdFactory(community=county.own), HouseholdFactory(community=county.foreign)
    with entered(communities(county.own.pk)):
        assert keys_of(Household) == {own.pk}
        with elevated("a test"):
            assert keys_of(Household) == {own.pk, foreign.pk}
        assert keys_of(Household) == {own.pk}
        with entered(communities(county.foreign.pk)):
            assert keys_of(Household) == {foreign.pk}
    assert keys_of(Household) == {own.pk, foreign.pk}


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_begins_with_a_savepoint_has_its_scope(county: Any) -> None:
    own = HouseholdFactory(community=county.own)
    for _turn in range(2):
        with entered(communities(county.own.pk)), transaction.atomic(), transaction.atomic():
            assert keys_of(Household) == {own.pk}


def test_a_rollback_to_a_savepoint_leaves_the_scope(county: Any) -> None:
    own = HouseholdFactory(community=county.own)
    HouseholdFactory(community=county.foreign)
    with entered(communities(county.own.pk)):
        _fail_in(COUNTY)
        assert keys_of(Household) == {own.pk}
    _fail_in(NOWHERE)
    assert len(keys_of(Household)) == 2


def _fail_in(scope: Scope) -> None:
    before = transaction.savepoint()
    with entered(scope):
        keys_of(Household)
        transaction.savepoint_rollback(before)


def test_an_elevation_says_why() -> None:
    with pytest.raises(ValueError, match="reason"):
        elevated("")


@pytest.fixture
def pooled(transactional_db: None) -> Iterator[Any]:
    """A connection of its own through a pool that holds a single one."""
    wrapper: Any = connections.create_connection("default")
    options = {key: value for key, value in wrapper.settings_dict["OPTIONS"].items() if key != "pool"}
    wrapper.settings_dict = {
        **wrapper.settings_dict, "CONN_MAX_AGE": 0, "OPTIONS": {**options, "pool": {"min_size": 1, "max_size": 1}},
    }  # fmt: skip
    wrapper.alias = "pooled"
    yield wrapper
    wrapper.close()
    wrapper.close_pool()


@pytest.mark.django_db(transaction=True)
def test_a_pooled_connection_carries_no_scope_over(pooled: Any, county: Any) -> None:
    own = HouseholdFactory(community=county.own)
    backends = set()

    def ask() -> tuple[list[int], str]:
        with pooled.cursor() as cursor:
            backends.add(pooled.connection.info.backend_pid)
            cursor.execute("SELECT id FROM households_household")
            keys = [key for (key,) in cursor.fetchall()]
            plain: Any = pooled.connection.execute("SELECT current_setting('anju.communities', true)").fetchone()
        pooled.close()  # back to the pool
        return keys, plain[0] or ""

    connections["pooled"] = pooled
    try:
        with entered(communities(county.own.pk)):
            assert ask() == ([own.pk], "")  # the statement's own transaction has ended
        with entered(NOWHERE):
            assert ask() == ([], "")
        with entered(communities(county.foreign.pk)):
            assert ask() == ([], "")
    finally:
        del connections["pooled"]
    assert len(backends) == 1


@pytest.mark.django_db(transaction=True)
def test_a_submission_sets_its_scope_in_its_own_statement(county: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = {"community": county.own, "category": "damage", "channel": "phone_page", "building": county.building}
    complaint_submit(**facts)  # what is kept in the process is read
    set_before = []
    monkeypatch.setattr(rowscope, "_apply", lambda database, wanted: set_before.append(wanted))
    with entered(communities(county.own.pk)):
        complaint, made = complaint_submit(**facts)
    with entered(communities(county.foreign.pk)), pytest.raises(ProgrammingError, match="row-level security"):
        complaint_submit(**facts)
    assert (made, set_before) == (True, [])
    left: Any = connection.connection.execute("SELECT current_setting('anju.communities', true)").fetchone()
    assert not left[0], "the scope ended with the statement"
    monkeypatch.undo()
    assert Complaint.objects.filter(pk=complaint.pk).exists()
    assert Complaint.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_savepoint_that_opens_a_transaction_has_no_scope_of_the_last_one(county: Any) -> None:
    own = HouseholdFactory(community=county.own)
    with entered(communities(county.own.pk)):
        assert keys_of(Household) == {own.pk}
        with transaction.atomic(), transaction.atomic():  # an action inside a rehearsal: the savepoint comes first
            assert keys_of(Household) == {own.pk}


@pytest.mark.django_db(transaction=True)
def test_requests_on_one_connection_each_have_their_own_scope(
    county: Any, community_manager: Staff, colleague: Staff, login: Any
) -> None:
    HouseholdFactory(community=county.own, code="OWN1")
    HouseholdFactory(community=county.foreign, code="FAR1")
    mine, theirs, nobody = login(community_manager), login(colleague), Client()
    for _turn in range(2):
        assert [row["code"] for row in mine.get("/api/v1/households/").json()["results"]] == ["OWN1"]
        assert [row["code"] for row in theirs.get("/api/v1/households/").json()["results"]] == ["FAR1"]
        assert nobody.get("/api/v1/households/").status_code == 403
    assert connection.get_autocommit()
    with entered(NOWHERE):
        assert keys_of(Household) == set()


@pytest.mark.parametrize("who", ["community_manager", "grid_worker", "anonymous"])
def test_a_view_that_forgets_visible_to_leaks_nothing(
    who: str, people: dict[str, Staff | None], sides: dict[str, Side], login: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All views at once: no list, page, file or search begins with the scope any more."""
    for model in apps.get_models():
        kind = type(model._default_manager.all())
        if model in protected_models() and "visible_to" in dir(kind):
            monkeypatch.setattr(kind, "visible_to", lambda self, user: self)
    monkeypatch.setattr(ScopedQuerySet, "scope_q", lambda self, scope: models.Q())
    client = login(people[who])
    mine = {"colleague": {"foreign"}, "anonymous": set()}.get(who, {"own"})
    leaks = []
    for route in routes():
        for name in {"own", "foreign"} - mine:
            if route.name in OPEN:
                continue
            side = sides[name] if route.takes_arguments else sides["own"]
            shown = text_of(get(client, route.url(side)))
            leaks += [f"{route.name} shows {name}"] if sides[name].mark in shown else []
    # A community's name is no secret (OPEN_TABLES); it carries no mark.
    assert not leaks, "\n".join(leaks)


def test_every_task_names_its_scope() -> None:
    celery.loader.import_default_modules()
    unnamed = [name for name, task in celery.tasks.items() if not name.startswith("celery.") and not _named(task)]
    assert not unnamed, f"@in_scope (apps/core/rowscope.py) is missing: {unnamed}"


def _named(task: Any) -> bool:
    return hasattr(task.run, "row_scope")


def test_a_stranger_has_no_scope_and_a_log_in_brings_one(county: Any, community_manager: Staff) -> None:
    request: Any = RequestFactory().post("/")
    from django.contrib.auth.models import AnonymousUser

    request.user = AnonymousUser()
    rows = rowscope.RequestRows(request)
    assert rows.values() == NONE
    request.user = community_manager
    assert rows.values().communities == f"{{{county.own.pk}}}"


def test_a_closed_account_has_no_rows(county: Any) -> None:
    HouseholdFactory(community=county.own)
    closed = StaffFactory(role=Role.COMMUNITY_MANAGER, areas=[county.own], is_active=False)
    with entered(scope_of(closed), staff=closed.pk):
        assert keys_of(Household) == set()


def test_a_township_is_its_communities(county: Any, township_officer: Staff) -> None:
    own, _foreign = HouseholdFactory(community=county.own), HouseholdFactory(community=county.foreign)
    later = HouseholdFactory(community=Community.objects.create(name="新社区", slug="xin", township=county.township))
    with entered(scope_of(township_officer)):
        assert keys_of(Household) == {own.pk, later.pk}


def test_values_carry_no_more_than_keys() -> None:
    assert rowscope.values_of(communities(3, 1))[:4] == Values("{1,3}")[:4]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(prefix=st.text(min_size=1, max_size=4), rest=st.text(max_size=4), other=st.text(max_size=6))
def test_the_next_text_bounds_a_prefix(prefix: str, rest: str, other: str) -> None:
    upper = after(prefix)
    assert not upper or prefix + rest < upper
    if not other.startswith(prefix):
        assert other < prefix or not upper or other >= upper


def test_beginnings_are_answered_by_an_index_under_row_security(county: Any) -> None:
    with entered(communities(county.own.pk)), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        (clue, _order), *_rest = member_clues("欧阳")
        plan = Member.objects.filter(clue).order_by().explain()
        assert "households_member_name_begins" in plan


@pytest.mark.parametrize("path", ["/admin/", "/api/v1/households/"])
def test_who_asks_is_found_once_a_request(path: str, county: Any, community_manager: Staff, client: Client) -> None:
    client.force_login(community_manager)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    asked = [query["sql"] for query in captured.captured_queries]
    for table in ("accounts_staff", "accounts_assignment"):
        assert sum(f'FROM "{table}"' in sql for sql in asked) == 1
