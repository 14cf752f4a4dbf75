"""Lists: columns one chooses, filters one keeps, taking them along as a workbook."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from apps.accounts.models import AccessLog
from apps.core import clock
from apps.core.lists.export import MOST_ROWS
from apps.core.lists.workbook import Marks, workbook
from apps.core.models import ListLayout, SavedFilter
from tests.accounts.factories import StaffFactory
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, MemberFactory, MembershipFactory, id_number

LIST = "/admin/households/household/"
PEOPLE = "/admin/households/member/"


@pytest.fixture
def households(county: County) -> None:
    """One lifted-out household and one on subsistence allowance here, one in the foreign community."""
    HouseholdFactory(community=county.own, code="甲H1", kind="lifted_out", origin_village="石桥坪村")
    HouseholdFactory(community=county.own, code="甲H2", kind="subsistence", origin_village="=1+1")
    HouseholdFactory(community=county.foreign, code="F乡1", kind="lifted_out", origin_village="外乡村")


@pytest.fixture
def person(county: County) -> Any:
    member = MemberFactory(community=county.own, name="曾小明", phone="15412345678")
    member.set_id_number(id_number(7))
    member.save()
    MembershipFactory(household=HouseholdFactory(community=county.own), member=member)
    return member


def tools(client: Any, what: str, address: str = LIST, **fields: Any) -> Any:
    return client.post(f"{address}tools/", {"do": what, **fields})


def columns_of(response: Any) -> list[str]:
    return [name for name in response.context["cl"].list_display if name != "action_checkbox"]


def sheet_of(response: Any) -> Any:
    assert response.status_code == 200, response.content[:500]
    return openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content))).active


def table_of(response: Any) -> list[list[Any]]:
    """Headings and rows."""
    return [[cell.value for cell in row] for row in sheet_of(response).iter_rows(min_row=3)]


# columns


def test_a_long_list_counts_no_further_than_anybody_turns_pages(
    county: County, community_manager: Any, login: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("apps.core.lists.paginator.MOST_COUNTED", 3)
    HouseholdFactory.create_batch(3, community=county.own)
    client = login(community_manager)
    assert "共 3 条" in client.get(LIST).content.decode()
    HouseholdFactory(community=county.own)
    assert "超过 3 条" in client.get(LIST).content.decode()
    assert "<dd>4</dd>" in client.get(f"{LIST}export/").content.decode()


def test_columns_are_remembered_in_their_order(households: None, community_manager: Any, login: Any) -> None:
    client = login(community_manager)
    tools(client, "columns", columns=["origin_village", "code", "no_such_column"])
    assert columns_of(client.get(LIST)) == ["origin_village", "code"]
    tools(client, "columns", usual="1", columns=["code"])
    assert "people" in columns_of(client.get(LIST))


def test_columns_are_ones_own(households: None, community_manager: Any, county_admin: Any, login: Any) -> None:
    tools(login(community_manager), "columns", columns=["code"])
    assert "people" in columns_of(login(county_admin).get(LIST))


def test_a_list_without_columns_is_refused(households: None, community_manager: Any, login: Any) -> None:
    client = login(community_manager)
    tools(client, "columns", columns=["no_such_column"])
    assert not ListLayout.objects.exists()


@pytest.mark.parametrize("address", [LIST, PEOPLE, "/admin/complaints/complaint/", "/admin/communities/dwelling/"])
def test_every_list_has_the_tools(county: County, community_manager: Any, login: Any, address: str) -> None:
    page = login(community_manager).get(address, follow=True).content.decode()
    assert f"{address}tools/" in page
    assert f"{address}export/" in page


def test_a_list_costs_the_same_with_many_kept_filters(
    households: None, community_manager: Any, login: Any, equal_queries: Any
) -> None:
    client = login(community_manager)

    def more(count: int) -> None:
        for n in range(count):
            name = f"{SavedFilter.objects.count()}-{n}"
            SavedFilter.objects.create(
                owner=community_manager, list_key="households.household", name=name, query="kind=x"
            )

    more(2)
    equal_queries(lambda: client.get(LIST), more=more)


# kept filters


def test_a_filter_is_kept_and_found_again(households: None, community_manager: Any, login: Any) -> None:
    client = login(community_manager)
    answer = tools(client, "save", name=" 低保 ", query="kind=subsistence&p=3")
    assert answer.headers["Location"] == f"{LIST}?kind=subsistence"
    saved = SavedFilter.objects.get()
    assert (saved.name, saved.query, saved.shared_with) == ("低保", "kind=subsistence", None)
    page = client.get(f"{LIST}?kind=subsistence").content.decode()
    assert "低保" in page
    assert "甲H1" not in page
    tools(client, "save", name="低保", query="kind=lifted_out")
    assert SavedFilter.objects.get().query == "kind=lifted_out"


@pytest.mark.parametrize(("name", "query"), [("", "kind=x"), ("甲", ""), ("甲", "p=2"), ("甲", f"q={id_number(7)}")])
def test_what_is_no_filter_is_not_kept(community_manager: Any, login: Any, name: str, query: str) -> None:
    tools(login(community_manager), "save", name=name, query=query)
    assert not SavedFilter.objects.exists()


def test_a_list_opens_with_the_filter_one_chose(households: None, community_manager: Any, login: Any) -> None:
    client = login(community_manager)
    tools(client, "save", name="低保", query="kind=subsistence", opens="1")
    assert client.get(LIST).headers["Location"] == f"{LIST}?kind=subsistence"
    assert "甲H1" in client.get(f"{LIST}?view=all").content.decode()
    tools(client, "opens", filter="")
    assert client.get(LIST).status_code == 200


def test_a_shared_filter_shows_each_their_own_rows(
    households: None, county: County, county_admin: Any, community_manager: Any, colleague: Any, login: Any
) -> None:
    tools(login(county_admin), "save", name="本月要看", query="kind=lifted_out", shared_with=county.own.pk)
    mine = login(community_manager).get(LIST).content.decode()
    assert "本月要看" in mine
    shown = login(community_manager).get(f"{LIST}?kind=lifted_out").content.decode()
    assert "甲H1" in shown
    assert "F乡1" not in shown
    assert "本月要看" not in login(colleague).get(LIST).content.decode(), "shared within the other community only"


def test_a_colleagues_filter_with_another_area_leaks_nothing(
    households: None, county: County, colleague: Any, community_manager: Any, login: Any
) -> None:
    """Whose list opens with a filter that points into a foreign community sees nothing of it."""
    SavedFilter.objects.create(
        owner=colleague, list_key="households.household", name="外乡", query=f"community={county.foreign.pk}",
        shared_with=county.own,
    )  # fmt: skip
    client = login(community_manager)
    page = client.get(LIST).content.decode()
    assert "F乡1" not in client.get(f"{LIST}?community={county.foreign.pk}").content.decode()
    assert "F乡1" not in page


def test_one_shares_only_within_ones_area(county: County, community_manager: Any, login: Any) -> None:
    tools(login(community_manager), "save", name="甲", query="kind=lifted_out", shared_with=county.foreign.pk)
    assert SavedFilter.objects.get().shared_with is None


def test_a_filter_whose_area_was_taken_away_no_longer_opens(
    households: None, county: County, county_admin: Any, community_manager: Any, login: Any
) -> None:
    saved = SavedFilter.objects.create(
        owner=county_admin, list_key="households.household", name="甲", query="kind=subsistence",
        shared_with=county.own,
    )  # fmt: skip
    client = login(community_manager)
    tools(client, "opens", filter=saved.pk)
    assert client.get(LIST).status_code == 302
    saved.shared_with = county.foreign
    saved.save()
    assert client.get(LIST).status_code == 200


def test_only_who_made_a_filter_deletes_it(
    county: County, county_admin: Any, community_manager: Any, login: Any
) -> None:
    saved = SavedFilter.objects.create(
        owner=county_admin, list_key="households.household", name="甲", query="kind=x", shared_with=county.own
    )
    tools(login(community_manager), "delete", filter=saved.pk)
    assert SavedFilter.objects.filter(pk=saved.pk).exists()
    tools(login(county_admin), "delete", filter=saved.pk)
    assert not SavedFilter.objects.filter(pk=saved.pk).exists()


def test_somebody_without_areas_sees_no_filter() -> None:
    stranger = StaffFactory(role="community_manager")
    assert not SavedFilter.objects.visible_to(stranger).exists()
    assert not SavedFilter.objects.visible_to(None).exists()


# workbooks


def test_a_list_is_taken_along_as_it_is_on_the_screen(
    households: None, community_manager: Any, login: Any, english: None
) -> None:
    client = login(community_manager)
    tools(client, "columns", columns=["origin_village", "code"])
    answer = client.post(f"{LIST}export/?kind=subsistence&o=-1", headers={"accept-language": "en"})
    assert f"{clock.today():%Y-%m-%d}.xlsx" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    sheet = sheet_of(answer)
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)] == [
        ["Origin village", "Household code"], ["=1+1", "甲H2"],
    ]  # fmt: skip
    assert sheet["A4"].data_type == "s", "a text, not a formula"
    assert sheet["A4"].number_format == "@"
    assert sheet["A4"].quotePrefix
    assert community_manager.name in sheet["A1"].value
    assert community_manager.username in sheet.oddFooter.left.text
    assert "Household class: subsistence" in sheet["A2"].value
    row = AccessLog.objects.get(kind="export")
    assert (row.subject, row.field, row.staff) == ("households.household:list", "rows:1", community_manager)
    assert "Household class" in row.reason


def test_nothing_of_another_area_is_taken_along(
    households: None, community_manager: Any, auditor: Any, login: Any
) -> None:
    codes = [row[0] for row in table_of(login(community_manager).post(f"{LIST}export/?o=1"))[1:]]
    assert codes == ["甲H1", "甲H2"]
    assert len(table_of(login(auditor).post(f"{LIST}export/"))) == 4
    nobody = StaffFactory(role="community_manager")
    assert len(table_of(login(nobody).post(f"{LIST}export/"))) == 1


def test_sensitive_columns_are_masked(person: Any, community_manager: Any, login: Any) -> None:
    client = login(community_manager)
    tools(client, "columns", address=PEOPLE, columns=["name", "masked_id", "masked_phone"])
    rows = table_of(client.post(f"{PEOPLE}export/"))
    assert rows[1][0] == "曾小明"
    assert id_number(7) not in str(rows)
    assert "15412345678" not in str(rows)


def test_whole_values_need_a_role_and_a_reason(person: Any, community_manager: Any, auditor: Any, login: Any) -> None:
    client = login(community_manager)
    tools(client, "columns", address=PEOPLE, columns=["name", "masked_id", "masked_phone"])
    without = client.post(f"{PEOPLE}export/", {"whole": "1", "reason": " x "})
    assert without.status_code == 400
    assert not AccessLog.objects.filter(kind="export").exists()
    rows = table_of(client.post(f"{PEOPLE}export/", {"whole": "1", "reason": "医保局核对参保"}))
    assert rows[1] == ["曾小明", id_number(7), "15412345678"]
    logged = AccessLog.objects.get(kind="export")
    assert (logged.field, logged.reason.split(" · ")[0]) == ("whole_rows:1", "医保局核对参保")
    assert login(auditor).post(f"{PEOPLE}export/", {"whole": "1", "reason": "医保局核对参保"}).status_code == 400


def test_a_township_officer_takes_no_households_along(households: None, township_officer: Any, login: Any) -> None:
    assert login(township_officer).post(f"{LIST}export/").status_code == 403


def test_too_long_a_list_is_refused_in_words(
    households: None, community_manager: Any, login: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_ROWS >= 20_000, "a whole county's households"
    monkeypatch.setattr("apps.core.lists.export.MOST_ROWS", 1)
    answer = login(community_manager).post(f"{LIST}export/")
    assert answer.status_code == 400
    assert not AccessLog.objects.filter(kind="export").exists()


def test_the_form_counts_and_does_not_log(households: None, community_manager: Any, login: Any) -> None:
    page = login(community_manager).get(f"{LIST}export/?kind=subsistence")
    assert page.status_code == 200
    assert ">甲H2<" not in page.content.decode(), "it names columns, no rows"
    assert not AccessLog.objects.filter(kind="export").exists()


def test_the_api_takes_along_the_same(person: Any, community_manager: Any, township_officer: Any, api: Any) -> None:
    client = api(community_manager)
    masked = table_of(client.post("/api/v1/members/export/?q=zxm", {}))
    assert len(masked) == 2
    assert id_number(7) not in str(masked)
    refused = client.post("/api/v1/members/export/", {"whole": True, "reason": ""})
    assert (refused.status_code, refused.json()["code"]) == (409, "reason_needed")
    whole = table_of(client.post("/api/v1/members/export/", {"whole": True, "reason": "医保局核对参保"}))
    assert id_number(7) in str(whole)
    assert AccessLog.objects.filter(kind="export").count() == 2
    assert api(township_officer).post("/api/v1/members/export/", {}).status_code == 403
    assert len(table_of(client.post("/api/v1/households/export/", {}))) == 2
    assert len(table_of(client.post("/api/v1/complaints/export/", {}))) == 1


DANGEROUS = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x", "  =1", "\u3000=1", "|x", "%x", "−1"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_is_ever_a_formula(text: str) -> None:
    content, count = workbook(Marks("表", text, text), [text], [[text]])
    sheet: Any = openpyxl.load_workbook(content).active
    assert count == 1
    for cell in (sheet["A2"], sheet["A3"], sheet["A4"]):
        assert cell.data_type == "s"
        assert cell.number_format == "@"
    assert sheet["A4"].quotePrefix


def test_values_keep_their_kind() -> None:
    values = [3, 2.5, True, date(2026, 11, 22), None, "x" * 40_000]
    content, _count = workbook(Marks("a/b", "", ""), [str(n) for n in range(6)], [values])
    row = [cell.value for cell in next(iter(openpyxl.load_workbook(content).active.iter_rows(min_row=4)))]
    assert row[:2] == [3, 2.5]
    assert row[3].date() == date(2026, 11, 22)
    assert len(row[5]) == 32_767
