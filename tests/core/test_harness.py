"""The harness itself: what it must catch, it catches."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.paginator import Paginator, UnorderedObjectListWarning
from django.template import Context, Origin, Template, engines
from django.utils import translation

from apps.accounts.models import Staff
from apps.communities.models import Community
from tests.accounts.factories import StaffFactory
from tests.communities.factories import CommunityFactory
from tests.harness.emptying import AtTheStart

OURS = Path(settings.BASE_DIR) / "templates"
Failed = pytest.fail.Exception


def render(source: str, context: dict[str, Any] | None = None, name: Path = OURS / "x.html") -> str:
    engine = engines["django"].engine
    return Template(source, origin=Origin(str(name), str(name)), engine=engine).render(Context(context or {}))


@pytest.mark.parametrize(
    "source",
    [
        "{{ nothing }}",
        "{% if nothing %}x{% endif %}",
        "{% for x in nothing %}x{% endfor %}",
        "{{ here.nothing }}",
        "{% with x=nothing %}{% endwith %}",
        "{% load i18n %}{% blocktranslate %}Hello {{ nothing }}{% endblocktranslate %}",
    ],
)
def test_an_undefined_variable_fails(source: str) -> None:
    with pytest.raises(Failed, match=r"x\.html uses"):
        render(source, {"here": object()})


@pytest.mark.parametrize("source", ["{% if here.nothing %}x{% endif %}", '{{ nothing|default:"" }}', "{{ here }}"])
def test_asking_politely_is_allowed(source: str) -> None:
    render(source, {"here": ""})


def test_other_peoples_templates_are_tolerated() -> None:
    assert render("{{ nothing }}{% if nothing %}{% endif %}", name=Path("/elsewhere/admin/base.html")) == ""


def test_our_admin_templates_may_ask_but_not_print() -> None:
    name = OURS / "admin" / "x.html"
    assert render("{% if nothing %}x{% endif %}", name=name) == ""
    with pytest.raises(Failed):
        render("{{ nothing }}", name=name)


def test_a_naive_datetime_fails() -> None:
    with pytest.raises(RuntimeWarning, match="naive datetime"):
        StaffFactory(last_login=datetime(2026, 11, 22))  # noqa: DTZ001


def test_unordered_pagination_fails() -> None:
    with pytest.raises(UnorderedObjectListWarning):
        Paginator(Community.objects.order_by(), 25).page(1)


def test_a_query_without_order_comes_at_random() -> None:
    unordered = Staff.groups.through.objects.all()
    assert "RANDOM()" in str(unordered.query)
    assert "RANDOM()" not in str(unordered.order_by("pk").query)
    assert "RANDOM()" not in str(Community.objects.all().query)


@pytest.mark.django_db(transaction=True)
def test_after_a_test_on_committed_data_everything_stands_as_before(at_the_start: AtTheStart) -> None:
    of_django = set(Permission.objects.values_list("pk", "name"))
    Permission.objects.filter(codename="add_staff").delete()
    Permission.objects.filter(codename="add_community").update(name="x")
    CommunityFactory()
    at_the_start.restore()
    assert not Community.objects.exists()
    assert set(Permission.objects.values_list("pk", "name")) == of_django


def test_equal_queries_notices_growth(equal_queries: Any) -> None:
    CommunityFactory.create_batch(2)
    flat = equal_queries(
        lambda: [c.township.name for c in Community.objects.select_related("township")],
        more=CommunityFactory.create_batch,
    )
    assert flat == 1


def test_equal_queries_fails_on_growth(equal_queries: Any) -> None:
    CommunityFactory.create_batch(2)
    with pytest.raises(AssertionError, match="3 queries at 2 rows, 21 at 20"):
        equal_queries(lambda: [c.township.name for c in Community.objects.all()], more=CommunityFactory.create_batch)


def test_the_kinds_of_user_see_what_they_should(county: Any, people: dict[str, Staff | None]) -> None:
    seen = {
        name: set(Community.objects.visible_to(user).values_list("name", flat=True)) for name, user in people.items()
    }
    both = {"晴川家园", "外乡社区"}
    assert seen == {
        "county_admin": both,
        "township_officer": {"晴川家园"},
        "community_manager": {"晴川家园"},
        "grid_worker": {"晴川家园"},
        "auditor": both,
        "colleague": {"外乡社区"},
        "anonymous": set(),
    }


@pytest.mark.parametrize("turn", [1, 2])
def test_a_language_does_not_stay_for_the_next_test(turn: int) -> None:
    assert translation.get_language() == settings.LANGUAGE_CODE
    translation.activate("en")
