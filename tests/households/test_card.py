"""The printed card: who, where, how things stand, whom to call; nothing that a neighbour should not read."""

import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from apps.accounts.models import AccessKind, AccessLog
from apps.core.periods import since
from apps.households.card import card_of, pdf_bytes
from apps.households.models import GuaranteeCheck, HealthRecord, Household, Income, Insurance, Member
from tests.accounts.factories import StaffFactory
from tests.harness.people import County
from tests.households.factories import (
    MOVED_IN,
    HouseholdFactory,
    MemberFactory,
    MembershipFactory,
    OccupancyFactory,
    id_number,
)

RARE = ("谭㛃", "覃𬭚", "欧阳司徒")


@pytest.fixture
def household(county: County, community_manager: Any, grid_worker: Any) -> Household:
    home = HouseholdFactory(community=county.own, code="H00417", origin_village="支井河村")
    OccupancyFactory(household=home, dwelling__building=county.building, community=county.own)
    head = MemberFactory(community=county.own, name="谭建国", phone="13812345678")
    head.set_id_number(id_number(417))
    head.save()
    MembershipFactory(household=home, member=head)
    for name in RARE:
        MembershipFactory(household=home, member=MemberFactory(community=county.own, name=name), relation="child")
    HealthRecord.objects.create(community=county.own, member=head, health="serious", period=since(MOVED_IN))
    Income.objects.create(community=county.own, household=home, year=2025, source="wage", amount=98765)
    GuaranteeCheck.objects.create(community=county.own, household=home, guarantee="water", result="pass")
    return home


def words_of(data: bytes, tmp_path: Path, *options: str) -> str:
    """What a reader of the PDF finds in it."""
    path = tmp_path / "card.pdf"
    path.write_bytes(data)
    return subprocess.run(
        ["pdftotext", "-layout", *options, path, "-"], capture_output=True, check=True
    ).stdout.decode()


def fonts_of(tmp_path: Path) -> list[str]:
    """The fonts inside the PDF written last, one a line."""
    return subprocess.check_output(["pdffonts", tmp_path / "card.pdf"]).decode().splitlines()[2:]


def address(household: Household) -> str:
    return reverse("admin:households_household_card", args=[household.pk])


def test_the_card_says_who_where_and_whom_to_call(
    household: Household, community_manager: Any, grid_worker: Any, login: Any, tmp_path: Path
) -> None:
    answer = login(community_manager).get(address(household))
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    words = words_of(answer.content, tmp_path).replace(" ", "")
    assert "H00417" in words
    for word in ("谭建国", "户主", "脱贫户", "支井河村", "138••••5678", "未核查", "第1页", *RARE):
        assert word in words, (word, words)
    assert community_manager.name in words
    assert grid_worker.name in words


def test_rare_characters_are_drawn(household: Household, tmp_path: Path) -> None:
    """Every character has its glyph, in a font that is inside the file; .notdef would be read as nothing."""
    data = pdf_bytes(card_of(household))
    assert b"pdfuaid" in data, "PDF/UA admits no character without a glyph, so that typst would have refused"
    words = words_of(data, tmp_path)
    assert "谭㛃" in words
    assert "覃𬭚" in words
    assert "\ufffd" not in words
    assert all(" yes yes yes " in line for line in fonts_of(tmp_path)), "embedded, subset, with unicode"


def test_a_character_that_no_font_has_keeps_nobody_from_the_card(household: Household, tmp_path: Path) -> None:
    Member.objects.filter(name="欧阳司徒").update(name="欧阳\ue863")
    data = pdf_bytes(card_of(household))
    assert b"pdfuaid" not in data
    assert "谭建国" in words_of(data, tmp_path)


def test_nothing_stands_on_it_that_neighbours_should_not_read(household: Household, tmp_path: Path) -> None:
    words = words_of(pdf_bytes(card_of(household)), tmp_path)
    number = str(Member.objects.get(name="谭建国").id_number)
    for secret in (number, number[:6], "1970", "13812345678", "大病", "98,765", "98765"):
        assert secret not in words, secret


def test_fourteen_people_flow_onto_a_second_page(household: Household, county: County, tmp_path: Path) -> None:
    for place in "一二三四五六七八九十":
        member = MemberFactory(community=county.own, name=f"谭家第{place}个孙子")
        MembershipFactory(household=household, member=member, relation="grandchild")
    words = words_of(pdf_bytes(card_of(household)), tmp_path)
    pages = words.strip("\f\n").split("\f")
    assert len(pages) == 2
    assert all(f"谭家第{place}个孙子" in words for place in "一二三四五六七八九十")
    assert "第 2 页，共 2 页" in pages[1]
    assert "谭建国" in pages[1], "each page says whose card it is"


def test_a_long_name_and_markup_stay_words(household: Household, tmp_path: Path) -> None:
    Member.objects.filter(name="欧阳司徒").update(name="#set text(9pt)")
    assert "#set text(9pt)" in words_of(pdf_bytes(card_of(household)), tmp_path)


def test_the_nearest_staff_stand_on_it(household: Household, county: County, grid_worker: Any) -> None:
    StaffFactory(name="别楼网格员", role="grid_worker", areas=[county.other_building])
    told = " ".join(words for _label, words in card_of(household).contacts)
    assert grid_worker.name in told
    assert "别楼网格员" not in told


def test_printing_it_is_logged_as_opening(household: Household, community_manager: Any, login: Any) -> None:
    login(community_manager).get(address(household))
    assert AccessLog.objects.filter(kind=AccessKind.OPEN, staff=community_manager).count() == 1


def test_it_says_how_each_is_insured(household: Household, county: County, tmp_path: Path) -> None:
    head = Member.objects.get(name="谭建国")
    child = MemberFactory(community=county.own, name="谭小宝", birth_date=date(2020, 3, 4))
    MembershipFactory(household=household, member=child, relation="grandchild")
    for branch, scheme in (("medical", "resident"), ("old_age", "none")):
        Insurance.objects.create(
            community=county.own, member=head, branch=branch, scheme=scheme, period=since(MOVED_IN)
        )
    card = card_of(household)
    rows = {row[0]: row[4:] for row in card.people}
    assert rows["姓名"] == ("医疗保险", "养老保险")
    assert rows["谭建国"] == ("居民保险", "未参保")
    assert rows["谭㛃"] == ("未采集", "未采集"), "not asked is not uninsured"
    assert rows["谭小宝"] == ("未采集", "—"), "no child is in the old-age insurance"
    assert "居民保险" in words_of(pdf_bytes(card), tmp_path)


@pytest.mark.parametrize("name", ["colleague", "township_officer", "grid_worker", "anonymous"])
def test_cards_of_others_stay_shut(household: Household, people: dict[str, Any], login: Any, name: str) -> None:
    assert login(people[name]).get(address(household)).status_code in (302, 403, 404)
