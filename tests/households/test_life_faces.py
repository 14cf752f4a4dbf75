"""Life events through the dialogs of the file and through the API: the same event, the same refusal."""

from datetime import timedelta
from typing import Any

import pytest

from apps.accounts.models import Staff
from apps.core import clock
from apps.core.handlers import REFUSAL_HEADER
from apps.households.actions.transfers import transfer_request
from apps.households.models import Household, LifeEvent, Member, Transfer
from tests.harness.people import County
from tests.harness.queries import EqualQueries
from tests.households.families import DAY, Family, family_in, register, roll

KEYS = ("birth", "death", "marriage-in", "marriage-out", "divorce", "departure", "head", "split", "merge", "transfer")


@pytest.fixture
def home(county: County) -> Family:
    return family_in(county.own)


@pytest.fixture
def ask(home: Family, login: Any, api: Any) -> Any:
    """`ask(face, key, by, **answers)`: (status, refusal code)."""

    def send(face: str, key: str, by: Staff | None, **answers: Any) -> tuple[int, str]:
        given = {"happened_on": DAY.isoformat(), **answers}
        if face == "api":
            response = api(by).post(f"/api/v1/households/{home.household.pk}/{key}/", given)
            code = response.json().get("code", "") if response.status_code >= 400 else ""
            return response.status_code, code
        response = login(by).post(f"/admin/households/household/{home.household.pk}/do/{key}/", given)
        return response.status_code, response.get(REFUSAL_HEADER, "")

    return send


def answers(home: Family) -> dict[str, dict[str, Any]]:
    """Good answers for each kind."""
    flat = f"{home.dwelling.building.number}-{home.dwelling.unit}-{home.dwelling.room}"
    return {
        "birth": {"name": "覃小满", "sex": "female", "relation": "child"},
        "death": {"member": home.father.pk, "new_head": home.mother.pk},
        "marriage-in": {"name": "田甜", "birth_date": "2005-07-07", "spouse": home.son.pk},
        "marriage-out": {"member": home.son.pk, "destination": "武汉"},
        "divorce": {"members": [home.mother.pk], "head": home.mother.pk, "shares_dwelling": "on"},
        "departure": {"members": [home.son.pk], "to_household": "F00002", "relation": "other"},
        "head": {"new_head": home.son.pk},
        "split": {"members": [home.son.pk], "head": home.son.pk, "dwelling": flat, "code": "F9"},
        "merge": {"into": "F00002"},
        "transfer": {"to_community": "?", "note": "随子女居住"},
    }


@pytest.mark.parametrize("face", ["admin", "api"])
@pytest.mark.parametrize("key", KEYS)
def test_every_event_through_both_faces(
    home: Family, county: County, ask: Any, community_manager: Staff, face: str, key: str
) -> None:
    family_in(county.own, "F00002")
    given = answers(home)[key]
    if key == "transfer":
        given["to_community"] = county.foreign.pk
    status, code = ask(face, key, community_manager, **given)
    assert (status, code) == (302 if face == "admin" else 201, "")
    if key == "transfer":
        assert Transfer.objects.get().why == "随子女居住"
    else:
        assert LifeEvent.objects.get().by == community_manager


@pytest.mark.parametrize(
    ("key", "given", "code"),
    [
        ("death", lambda home: {"member": home.father.pk}, "head_needed"),
        ("death", lambda home: {"member": home.mother.pk, "happened_on": "2999-01-01"}, "future"),
        ("birth", lambda home: {"name": "甲", "id_number": "123"}, "id_length"),
        ("departure", lambda home: {"members": [home.daughter.pk], "happened_on": "2010-01-01"}, "before_birth"),
        ("departure", lambda home: {"members": [home.son.pk], "happened_on": "2019-01-01"}, "not_a_member"),
        ("split", lambda home: {"members": [home.son.pk], "head": home.father.pk}, "head_not_member"),
        ("head", lambda home: {"new_head": home.father.pk}, "already_head"),
    ],
)
def test_the_same_refusal_in_both_faces(
    home: Family, ask: Any, community_manager: Staff, key: str, given: Any, code: str
) -> None:
    before = register()
    told = {face: ask(face, key, community_manager, **given(home))[1] for face in ("admin", "api")}
    assert told == {"admin": code, "api": code}
    assert register() == before


def test_a_correction_through_both_faces(home: Family, ask: Any, community_manager: Staff) -> None:
    before = register()
    for face in ("admin", "api"):
        ask(face, "head", community_manager, new_head=home.son.pk)
        event = LifeEvent.objects.standing().get()
        assert ask(face, "correct", community_manager, event=event.pk, what="cancel", why="登记错了")[1] == ""
        assert register() == before
    assert LifeEvent.objects.count() == 4


def test_whose_it_is_not(home: Family, ask: Any, colleague: Staff, grid_worker: Staff, auditor: Staff) -> None:
    given = {"name": "覃小满"}
    assert ask("api", "birth", colleague, **given)[0] == 404
    assert ask("api", "birth", auditor, **given) == (403, "not_your_role")
    assert ask("admin", "birth", auditor, **given)[0] == 404
    assert ask("api", "birth", None, **given)[0] in (401, 403)
    assert not LifeEvent.objects.exists()


def test_the_preview_says_what_will_change_and_changes_nothing(
    home: Family, login: Any, community_manager: Staff
) -> None:
    before = register()
    address = f"/admin/households/household/{home.household.pk}/preview/"
    browser = login(community_manager)
    death = {"happened_on": DAY.isoformat(), "member": home.father.pk}
    page = browser.post(f"{address}death/", death).content.decode()
    assert "需要户主" in page
    page = browser.post(f"{address}death/", {**death, "new_head": home.daughter.pk}).content.decode()
    assert "覃建国 离开 F00001 户。" in page
    assert " → 户主。" in page
    assert "覃小雨 只有 8 岁" in page
    assert register() == before
    assert not LifeEvent.objects.exists()


def test_the_file_offers_events_and_the_day(home: Family, login: Any, community_manager: Staff) -> None:
    browser = login(community_manager)
    page = browser.get(f"/admin/households/household/{home.household.pk}/change/").content.decode()
    assert f"/household/{home.household.pk}/do/birth/" in page
    history = browser.get(f"/admin/households/household/{home.household.pk}/change/?tab=history").content.decode()
    assert "tab=history" in page
    assert "tab=asof" in history
    address = f"/admin/households/household/{home.household.pk}/change/?tab=asof&day=2020-01-01&known=2020-01-01"
    assert browser.get(address).status_code == 200
    assert browser.get(address.replace("2020-01-01", "nonsense")).status_code == 200
    form = browser.get(f"/admin/households/household/{home.household.pk}/do/split/").content.decode()
    assert "覃小雨" in form


def test_a_dialog_opened_as_a_page_is_sent_as_a_page(home: Family, login: Any, community_manager: Staff) -> None:
    address = f"/admin/households/household/{home.household.pk}/do/departure/"
    client = login(community_manager)
    form = '<form class="aj-ask" method="post" action="{}"{}'
    page = client.get(address).content.decode()
    assert form.format(address, " novalidate>") in page, "there is no dialog on it to put the answer into"
    over_the_file = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert form.format(address, f' hx-post="{address}" hx-target="#aj-dialog"') in over_the_file
    sent = client.post(
        address, {"happened_on": str(clock.today()), "members": [home.daughter.pk], "destination": "武汉"}
    )
    assert sent["Location"] == f"/admin/households/household/{home.household.pk}/change/"
    assert LifeEvent.objects.filter(kind="departure").count() == 1


def test_as_of_through_the_api(home: Family, api: Any, community_manager: Staff, colleague: Staff) -> None:
    address = f"/api/v1/households/{home.household.pk}/as-of/"
    answer = api(community_manager).get(address, {"day": "2020-01-01"}).json()
    assert [person["relation"] for person in answer["people"]] == ["head", "spouse", "child", "child"]
    assert (answer["dwelling"], answer["known_at"]) == (home.dwelling.label, None)
    known = api(community_manager).get(address, {"day": "2020-01-01", "known": "2020-02-01"}).json()
    assert known["people"] == []  # the test's register was written today
    assert api(community_manager).get(address, {"day": "x"}).status_code == 400
    assert api(colleague).get(address).status_code == 404


def test_a_transfer_is_decided_on_its_page(
    home: Family, county: County, login: Any, api: Any, community_manager: Staff, colleague: Staff
) -> None:
    asked = transfer_request(
        household=home.household, by=community_manager, to_community=county.foreign, happened_on=DAY
    )
    address = f"/admin/households/transfer/{asked.pk}/change/"
    page = login(colleague).get(address).content.decode()
    assert "覃建国、向春梅" in page
    assert 'value="accept"' in page
    own = login(community_manager).get(address).content.decode()
    assert 'value="accept"' not in own
    refused = login(community_manager).post(address, {"step": "accept"})
    assert refused[REFUSAL_HEADER] == "not_in_scope"
    assert api(community_manager).post(f"/api/v1/transfers/{asked.pk}/accept/").json()["code"] == "not_in_scope"
    assert login(colleague).post(address, {"step": "accept", "code": "G5"}).status_code == 302
    home.household.refresh_from_db()
    assert (home.household.community, home.household.code) == (county.foreign, "G5")
    assert roll(home.household, clock.today())["覃建国"] == "head"


def test_one_person_is_taken_over_through_the_api(
    home: Family, county: County, api: Any, community_manager: Staff, colleague: Staff
) -> None:
    there = family_in(county.foreign, "G1")
    asked = transfer_request(household=home.household, by=community_manager, to_community=county.foreign,
                             happened_on=DAY, member=home.son)  # fmt: skip
    client = api(colleague)
    assert client.get("/api/v1/transfers/").json()["count"] == 1
    assert client.get(f"/api/v1/transfers/{asked.pk}/").json()["whom"] == "覃伟"
    assert client.post(f"/api/v1/transfers/{asked.pk}/accept/", {}).json()["code"] == "invalid"
    answer = client.post(f"/api/v1/transfers/{asked.pk}/accept/", {"to_household": "G1", "relation": "other"})
    assert (answer.status_code, answer.json()["state"]) == (200, "accepted")
    assert Member.objects.get(pk=home.son.pk).memberships.order_by("-period").first().household == there.household


def test_the_list_of_events(home: Family, ask: Any, login: Any, api: Any, community_manager: Staff) -> None:
    ask("api", "birth", community_manager, name="覃小满")
    event = LifeEvent.objects.get()
    page = login(community_manager).get(f"/admin/households/lifeevent/{event.pk}/change/").content.decode()
    assert "覃小满" in page
    assert login(community_manager).get("/admin/households/lifeevent/?kind=birth").status_code == 200
    assert api(community_manager).get("/api/v1/life-events/", {"kind": "death"}).json()["count"] == 0
    assert api(community_manager).get(f"/api/v1/life-events/{event.pk}/").json()["members"] == event.members


def test_lists_cost_the_same_at_any_length(
    home: Family, login: Any, api: Any, community_manager: Staff, equal_queries: EqualQueries, county: County
) -> None:
    def more(number: int) -> None:
        for n in range(number):
            LifeEvent.objects.create(
                household=home.household, community=county.own, kind="birth", happened_on=DAY - timedelta(n),
                by=community_manager,
            )  # fmt: skip

    more(2)
    browser, client = login(community_manager), api(community_manager)
    equal_queries(lambda: browser.get("/admin/households/lifeevent/"), more=more)
    equal_queries(lambda: client.get("/api/v1/life-events/"), more=more)
    assert Household.objects.count() == 1
