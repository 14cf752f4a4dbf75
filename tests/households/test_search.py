"""Finding people: by name, sound, initials, room, code, telephone and identity number, from indexes, within scope."""

from typing import Any

import pytest
from django.db import connection

from apps.accounts.models import AccessLog
from apps.core.search import find
from apps.core.text import initials, pinyin_key
from apps.households.clues import code_clue, member_clues, places_of, words_of
from apps.households.models import Contact, Household, Member
from apps.households.search import households_matching, members_matching
from tests.harness.people import County
from tests.households.factories import HouseholdFactory, MemberFactory, MembershipFactory, OccupancyFactory, id_number


@pytest.fixture
def household(county: County) -> Household:
    """曾小明 and 谭秀英 in 1-2-501 of the own community."""
    from tests.communities.factories import DwellingFactory

    found = HouseholdFactory(community=county.own, code="H00417")
    OccupancyFactory(household=found, dwelling=DwellingFactory(building=county.building, unit=2, room="501"))
    head = MemberFactory(community=county.own, name="曾小明", phone="13812345678")
    head.set_id_number(id_number(7))
    head.save()
    MembershipFactory(household=found, member=head)
    mother = MemberFactory(community=county.own, name="谭秀英")
    MembershipFactory(household=found, member=mother, relation="parent")
    return found


TEXTS = [
    "曾小明", "曾", "小明", "zengxiaoming", "zeng xiao", "zxm", "ZXM", "谭秀英", "txy", "5678", "345678", "13812345678",
    "138 1234 5678", "1-2-501", "1栋2单元501", "1栋 2单元 501室", "１－２－５０１", "1#501", "1-501", "501", "1号楼2单元501室",
    "H00417", "h004", id_number(7), id_number(7).lower(), "曾 1-2-501", "1-2-501 曾", "小明 5678", "zxm 1栋", "1栋 曾", "曾 晴川",
    "谭 曾", "曾 1-2",
]  # fmt: skip
TEXTS.remove("谭 曾")  # two people of one household: no single person is both


@pytest.mark.parametrize("text", TEXTS)
def test_what_people_type_finds_the_household(household: Household, community_manager: Any, text: str) -> None:
    hits = find(community_manager, text)
    assert [hit.url for hit in hits if str(household.pk) in hit.url], text
    assert "H00417" in hits[0].note
    assert Household.objects.filter(households_matching(text)).get() == household


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "z",
        "王五",
        "9999",
        "678",
        "9-9-999",
        "曽小明",
        "x" * 500,
        "'; --",
        "曾 9-9-999",
        "谭 5678",
        "%",
        "曾_明",
    ],
)
def test_what_fits_nobody_finds_nobody(household: Household, community_manager: Any, text: str) -> None:
    assert find(community_manager, text) == []


@pytest.mark.parametrize("text", TEXTS)
def test_nobody_is_found_outside_ones_area(household: Household, people: dict[str, Any], text: str) -> None:
    assert find(people["colleague"], text) == []
    assert find(people["township_officer"], text) == [], "a township reads aggregates, no households"
    assert find(people["grid_worker"], text), "the household lives in this worker's building"


def test_a_whole_name_comes_before_its_beginning(household: Household, county: County, community_manager: Any) -> None:
    longer = MemberFactory(community=county.own, name="曾小明明")
    MembershipFactory(household=HouseholdFactory(community=county.own), member=longer)
    assert [hit.title for hit in find(community_manager, "曾小明")] == ["曾小明", "曾小明明"]


def test_who_moved_out_is_not_found_at_the_old_room(household: Household, community_manager: Any) -> None:
    from datetime import date

    from apps.core.periods import since

    household.occupancies.update(period=since(date(2019, 5, 1), date(2025, 1, 1)))
    assert find(community_manager, "1-2-501") == []


# Examples of what is typed at a desk, and who must come first. Ranked: what is sure, before what only begins so.
TYPED = {
    "shan": "单小平", "shanxp": None, "sxp": "单小平", "单": "单小平", "zeng": "曾国强", "zgq": "曾国强", "xie": "解红", "xh": "解红",
    "解": "解红", "xie hong": "解红", "3-2-501": "单小平", "3栋2单元501": "单小平", "7788": "曾国强", "13987657788": "曾国强",
    "h00902": "曾国强", "H00903": "解红", id_number(31): "单小平", "小平": "单小平", "dan": None, "ceng": None, "jie": None,
    "87657": None, "国": None, "0090": None,
}  # fmt: skip


@pytest.fixture
def three(county: County) -> None:
    """单小平 in 3-2-501, 曾国强 with a telephone, 解红 with a code."""
    from tests.communities.factories import BuildingFactory, DwellingFactory

    for number, name in enumerate(("单小平", "曾国强", "解红"), 1):
        home = HouseholdFactory(community=county.own, code=f"H0090{number}")
        member = MemberFactory(community=county.own, name=name, phone="13987657788" if number == 2 else "")
        if number == 1:
            member.set_id_number(id_number(31))
            member.save()
            third = BuildingFactory(community=county.own, number=3, units=2)
            OccupancyFactory(household=home, dwelling=DwellingFactory(building=third, unit=2, room="501"))
        MembershipFactory(household=home, member=member)


@pytest.mark.parametrize("text", TYPED)
def test_what_is_typed_at_a_desk(three: None, people: dict[str, Any], text: str) -> None:
    hits = [hit.title for hit in find(people["community_manager"], text)]
    assert (hits[0] if hits else None) == TYPED[text], "the middle of a name, a number or a code is not looked for"
    assert find(people["colleague"], text) == []


CLUED = ["曾小明", "小明", "zengxiaoming", "zxm", "5678", "13812345678", id_number(7), "H00417"]


@pytest.mark.parametrize("text", CLUED)
def test_every_clue_is_answered_by_an_index(household: Household, text: str) -> None:
    queries = [Member.objects.filter(clue).order_by(*order) for clue, order in member_clues(text)]
    code = code_clue(text)
    queries += [Household.objects.filter(code).order_by()] if code is not None else []
    assert queries
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("SET LOCAL enable_mergejoin = off")  # over a handful of rows it may go through a whole index
        for rows in queries:
            plan = rows[:20].explain()
            assert "Index Cond" in plan, plan
            assert "Seq Scan" not in plan, plan
            assert "Sort" not in plan, plan


def test_the_box_and_the_page(household: Household, community_manager: Any, login: Any) -> None:
    client = login(community_manager)
    box = client.get("/admin/search/", {"q": "zxm"}, headers={"HX-Request": "true"})
    assert "曾小明" in box.content.decode()
    assert "<html" not in box.content.decode()
    page = client.get("/admin/search/", {"q": "zxm"})
    assert "曾小明" in page.content.decode()
    nothing = client.get("/admin/search/", {"q": "王五"}).content.decode()
    assert "曾小明" not in nothing
    assert "王五" in nothing


SURNAMES = {
    "单小平": "shan xiao ping", "曾国强": "zeng guo qiang", "解红": "xie hong", "仇英": "qiu ying", "朴正": "piao zheng",
    "查良镛": "zha liang yong", "盖叫天": "ge jiao tian", "区大为": "ou da wei", "尉迟恭": "yu chi gong", "任贤": "ren xian",
    "万俟卨": "mo qi xie", "长孙无忌": "zhang sun wu ji", "令狐冲": "ling hu chong", "欧阳修": "ou yang xiu",
    "单于飞": "chan yu fei", "乐正绫": "yue zheng ling", "覃秀英": "qin xiu ying", "翟让": "zhai rang", "吕布": "lv bu",
}  # fmt: skip


@pytest.mark.parametrize("name", SURNAMES)
def test_surnames_are_read_as_surnames(name: str) -> None:
    assert pinyin_key(name) == SURNAMES[name]


def test_the_same_characters_in_a_given_name_are_read_as_words() -> None:
    assert pinyin_key("李解放") == "li jie fang"
    assert pinyin_key("王长江") == "wang chang jiang"
    assert initials("欧阳小明") == "oyxm"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("3-2-501", [("501", 3, 2)]),
        ("3栋2单元501室", [("501", 3, 2)]),
        ("3号楼2单元501", [("501", 3, 2)]),
        ("３－２－５０１", [("501", 3, 2)]),
        ("3#501", [("501", 3, None)]),
        ("3/2/501", [("501", 3, 2)]),
        ("3—2—501", [("501", 3, 2)]),
        ("3栋", [("", 3, None)]),
        ("3栋2单元", [("", 3, 2)]),
        ("3-2", [("2", 3, None), ("", 3, 2)]),
        ("a12", [("A12", None, None)]),
        ("三栋", []),
        ("zeng", []),
    ],
)
def test_rooms_as_people_write_them(text: str, places: list[tuple[str, Any, Any]]) -> None:
    assert [(place.room, place.building, place.unit) for place in places_of(text)] == places


def test_spaces_part_words_only_where_people_mean_it() -> None:
    assert words_of("zeng xiao ming") == ["zeng xiao ming"]
    assert words_of("138 1234 5678") == ["13812345678"]
    assert words_of("1栋 2单元 501") == ["1栋2单元501"]
    assert words_of("谭  3-2-501 晴川") == ["谭", "3-2-501", "晴川"]


def test_a_hit_says_why_and_the_surest_stands_first(
    household: Household, community_manager: Any, english: None
) -> None:
    def first(text: str) -> tuple[int, str]:
        hit = find(community_manager, text)[0]
        return hit.rank, str(hit.why)

    assert first("H00417") == (0, "household code")
    assert first("1-2-501") == (0, "room")
    assert first("13812345678") == (0, "phone")
    assert first(id_number(7)) == (0, "identity number")
    assert first("5678") == (1, "end of the telephone number")
    assert first("曾小明") == (1, "name")
    assert first("曾小") == (2, "name")
    assert first("zengx") == (3, "pinyin zeng xiao ming")
    assert first("zxm") == (4, "initials ZXM")
    assert first("小明") == (5, "part of the name")
    assert first("曾 1-2-501") == (0, "name + room")


def test_a_further_telephone_is_found_too(household: Household, community_manager: Any) -> None:
    mother = Member.objects.get(name="谭秀英")
    Contact.objects.create(community=household.community, member=mother, phone="15400009876")
    for text in ("9876", "15400009876", "谭 9876"):
        assert [hit.title for hit in find(community_manager, text)] == ["谭秀英"], text
    assert Household.objects.filter(households_matching("9876")).get() == household


def test_who_belongs_to_no_household_any_more_takes_no_place(household: Household, community_manager: Any) -> None:
    MemberFactory.create_batch(3, community=household.community, name="曾小明")
    assert [hit.key for hit in find(community_manager, "曾小明", limit=1)] == [household.pk]


@pytest.mark.parametrize("text", [text for text in TEXTS if text not in {"1-2-501 曾", "曾 1-2"}])
def test_the_list_of_people_finds_the_same(household: Household, text: str) -> None:
    assert Member.objects.filter(members_matching(text)).exists()


def test_an_identity_number_is_looked_up_by_post_and_recorded(
    household: Household, community_manager: Any, login: Any
) -> None:
    client = login(community_manager)
    answer = client.post("/admin/search/", {"q": id_number(7)})
    assert answer.headers["Location"] == f"/admin/households/household/{household.pk}/change/"
    row = AccessLog.objects.get(kind="lookup")
    assert (row.staff, row.subject, row.field) == (
        community_manager, f"households.household:{household.pk}", "id_number",
    )  # fmt: skip
    nobody = client.post("/admin/search/", {"q": id_number(9)}).content.decode()
    assert id_number(9) not in nobody
    assert AccessLog.objects.filter(kind="lookup").count() == 1


def test_typing_an_identity_number_does_not_yet_look_it_up(
    household: Household, community_manager: Any, login: Any
) -> None:
    typed = login(community_manager).post("/admin/search/", {"q": id_number(7)}, headers={"HX-Request": "true"})
    assert "曾小明" not in typed.content.decode()
    assert not AccessLog.objects.filter(kind="lookup").exists()


@pytest.mark.parametrize(
    "address", ["/admin/search/", "/admin/households/household/", "/admin/households/member/", "/api/v1/search/",
                "/api/v1/households/", "/api/v1/members/"]
)  # fmt: skip
def test_an_identity_number_in_an_address_is_refused(
    household: Household, community_manager: Any, login: Any, address: str
) -> None:
    answer = login(community_manager).get(address, {"q": id_number(7)})
    assert answer.status_code == 400
    assert "曾小明" not in answer.content.decode()
    assert not AccessLog.objects.filter(kind="lookup").exists()


def test_the_search_of_the_api(household: Household, community_manager: Any, people: dict[str, Any], api: Any) -> None:
    found = api(community_manager).get("/api/v1/search/", {"q": "zxm"}).json()
    assert [(hit["type"], hit["id"], hit["title"]) for hit in found] == [("household", household.pk, "曾小明")]
    assert api(community_manager).post("/api/v1/search/", {"q": id_number(7)}).json()[0]["id"] == household.pk
    assert AccessLog.objects.filter(kind="lookup").count() == 1
    assert api(people["colleague"]).post("/api/v1/search/", {"q": id_number(7)}).json() == []
    assert api(None).get("/api/v1/search/", {"q": "zxm"}).status_code in {401, 403}
