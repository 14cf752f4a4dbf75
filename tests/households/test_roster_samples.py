"""The two sample rosters, through the command: exactly their counts and faulty cells; applied without repetition."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from apps.communities.models import Dwelling
from apps.households.models import Household, Income, Member, Membership, Occupancy, RosterImport
from tests.communities.factories import CommunityFactory

DATA = Path(__file__).parents[1] / "data"
COMMUNITIES = ("松柏社区", "晴川家园", "野三关镇安和小区", "青龙泉社区")


@pytest.fixture(autouse=True)
def _communities() -> None:
    for name in COMMUNITIES:
        CommunityFactory(name=name)


def run(sample: str, *options: str) -> dict[str, Any]:
    out = StringIO()
    call_command("import_roster", str(DATA / f"roster-{sample}.xlsx"), "--json", *options, stdout=out)
    return json.loads(out.getvalue())


def expected(sample: str) -> dict[str, Any]:
    return json.loads((DATA / f"roster-{sample}.expect.json").read_text(encoding="utf-8"))


def counts(answer: dict[str, Any], noun: str) -> list[int]:
    return [answer[noun][outcome] for outcome in ("new", "changed", "unchanged", "conflicting")]


def test_clean_roster_has_the_expected_counts_and_no_fault() -> None:
    answer, wanted = run("clean"), expected("clean")

    assert answer["households_in_file"] == wanted["households"]
    assert answer["people_in_file"] == wanted["people"]
    assert answer["by_community"] == wanted["by_community"]
    assert answer["health"] == wanted["health"]
    assert answer["faulty_cells"] == []
    assert counts(answer, "households") == [320, 0, 0, 0]
    assert counts(answer, "people") == [1098, 0, 0, 0]


def test_messy_roster_has_exactly_the_expected_faults() -> None:
    answer, wanted = run("messy"), expected("messy")

    assert answer["faulty_cells"] == wanted["faulty_cells"]
    assert answer["households_in_file"] == wanted["households_in_file"]
    assert answer["people_in_file"] == wanted["people_in_file"]
    assert answer["as_of"] == "2026-10-31"
    assert sum(counts(answer, "households")) == 320
    assert sum(counts(answer, "people")) == 1098


def test_a_look_writes_nothing() -> None:
    run("messy")

    assert not RosterImport.objects.exists()
    assert not Household.objects.exists()


def test_applying_holds_back_households_with_faults_and_the_same_file_changes_nothing() -> None:
    first = run("messy", "--apply")
    held_back = first["households_with_faults"]
    applied = Household.objects.count()

    assert applied == 320 - held_back == first["applied"]["households_new"]
    again = run("messy", "--apply")
    assert counts(again, "households") == [held_back, 0, 320 - held_back, 0]
    assert again["applied"] is None
    assert Household.objects.count() == applied


def test_the_clean_roster_completes_what_the_messy_one_began() -> None:
    held_back = run("messy", "--apply")["households_with_faults"]

    second = run("clean", "--apply")

    assert counts(second, "households") == [held_back, 0, 320 - held_back, 0]
    assert Household.objects.count() == 320
    assert Member.objects.count() == Membership.objects.current().count() == 1098
    assert Occupancy.objects.current().count() == 320
    assert Dwelling.objects.count() == 315  # five rooms are shared by two households
    assert Income.objects.count() == 5 * 320
    assert counts(run("clean"), "households") == [0, 0, 320, 0]
    assert counts(run("messy"), "households") == [0, 0, 320, 0]


def test_what_is_written_is_what_the_roster_says() -> None:
    run("clean", "--apply")

    household = Household.objects.with_place().with_head().with_size().get(code="H00001")

    assert (household.head_name, household.size) == ("何生生", 6)
    assert (household.building_number, household.unit, household.room) == (11, 1, "104")
    assert household.community.name == "青龙泉社区"
    assert household.kind == "lifted_out"
    assert str(household.moved_in_on) == "2017-11-01"
    head = Member.objects.get(memberships__household=household, memberships__relation="head")
    assert head.id_number == "422823196910024059"
    assert (head.sex, str(head.birth_date), head.phone) == ("male", "1969-10-02", "18567273204")
    assert head.name_key == "he sheng sheng"
    assert [record.health for record in head.health_records.all()] == ["healthy"]
    assert [record.work for record in head.employments.all()] == ["out_of_province"]
    assert {income.source: int(income.amount) for income in household.incomes.all()} == {
        "wage": 109347, "business": 0, "business_expense": 0, "property": 0, "transfer": 6925,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["/no/such/file.xlsx"], "No such file"),
        ([str(DATA / "roster-clean.expect.json")], "no_header"),
        ([str(DATA / "roster-clean.xlsx"), "--user", "nobody"], "no active staff member"),
        ([str(DATA / "roster-clean.xlsx"), "--sheet", "Sheet9"], "no_such_sheet"),
    ],
)
def test_the_command_says_what_is_wrong(arguments: list[str], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("import_roster", *arguments, stdout=StringIO())
