"""Two records of one household become one, with their people, and two again."""

from datetime import date
from typing import Any

import pgtrigger
import pytest

from apps.core.errors import InvalidInput, Refused
from apps.core.models import DatedSetting
from apps.core.periods import since
from apps.households.actions.household_merging import households_merge, households_not_same, households_propose
from apps.households.actions.likeness import duplicates_find
from apps.households.actions.merging import merge_undo
from apps.households.changes import changes_of
from apps.households.likeness import merging
from apps.households.models import (
    ClassPeriod,
    Consent,
    Household,
    Income,
    LifeEvent,
    LikelyHouseholds,
    Member,
    Membership,
    MergeRecord,
    Presence,
)
from tests.accounts.factories import StaffFactory
from tests.communities.factories import DwellingFactory
from tests.harness.people import County
from tests.households.factories import (
    MOVED_IN,
    HouseholdFactory,
    MemberFactory,
    MembershipFactory,
    OccupancyFactory,
    id_number,
)
from tests.households.test_merging import snapshot

BORN, CHILD = date(1980, 5, 6), date(2010, 3, 4)
JAN = date(2020, 1, 1)


@pytest.fixture
def two(county: County) -> tuple[Household, Household]:
    """谭's household twice in one flat: the second record has a child more, an income and an event."""
    flat = DwellingFactory(building=county.building, unit=1, room="301")
    homes = []
    for number in (1, 2):
        home = HouseholdFactory(
            community=county.own, code=f"H0070{number}", origin_village="" if number == 1 else "白岩"
        )
        OccupancyFactory(household=home, dwelling=flat, period=since(JAN))
        head = MemberFactory(community=county.own, name="谭建国", birth_date=BORN)
        start = JAN if number == 2 else date(2022, 1, 1)
        MembershipFactory(household=home, member=head, period=since(start))
        homes.append(home)
    child = MemberFactory(community=county.own, name="谭小宝", birth_date=CHILD)
    MembershipFactory(household=homes[1], member=child, relation="child", period=since(JAN))
    Income.objects.create(household=homes[1], community=county.own, year=2025, source="wage", amount=100)
    LifeEvent.objects.create(household=homes[1], community=county.own, kind="departure", happened_on=JAN)
    return homes[0], homes[1]


def heads(two: Any) -> dict[int, int]:
    found = {row.household_id: row.member_id for row in Membership.objects.filter(relation="head", household__in=two)}
    return {found[two[1].pk]: found[two[0].pk]}


def everything(*homes: int) -> dict[str, Any]:
    """Every row about these households and all people."""
    found = {"households": list(Household.objects.filter(pk__in=homes).order_by("pk").values())}
    for model, field in merging.registers(Household):
        rows = model._base_manager.filter(**{f"{field.attname}__in": homes}).order_by("pk").values()
        found[model._meta.label] = [{k: v for k, v in row.items() if k != "updated_at"} for row in rows]
    for row in found["households"]:
        row.pop("updated_at")
    return found | snapshot(*Member.objects.order_by("pk").values_list("pk", flat=True))


def test_people_entered_twice_become_one_and_the_others_join(two: Any, community_manager: Any) -> None:
    keep, drop = two
    merge = households_merge(keep=keep, drop=drop, by=community_manager, same=heads(two))
    assert not Household.objects.filter(pk=drop.pk).exists()
    assert Member.objects.filter(name="谭建国").count() == 1
    rows = {row.member.name: row for row in Membership.objects.filter(household=keep).select_related("member")}
    assert rows["谭建国"].started == JAN, "the time that only the other record knew"
    assert rows["谭小宝"].relation == "child"
    assert keep.occupancies.count() == 1, "the same flat is held once"
    assert keep.incomes.count() == 1
    assert LifeEvent.objects.get().household_id == keep.pk
    kept = Household.objects.get(pk=keep.pk)
    assert (kept.code, kept.origin_village) == ("H00701", "白岩")
    assert (merge.kind, merge.kept, merge.dropped) == ("household", keep.pk, drop.pk)


def test_undone_everything_is_as_it_was(two: Any, community_manager: Any) -> None:
    keys = [home.pk for home in two]
    before = everything(*keys)
    merge = households_merge(keep=two[0], drop=two[1], by=community_manager, same=heads(two))
    assert everything(*keys) != before
    merge_undo(merge=merge, by=community_manager)
    assert everything(*keys) == before


def test_it_is_not_undone_over_a_later_change(two: Any, community_manager: Any) -> None:
    merge = households_merge(keep=two[0], drop=two[1], by=community_manager, same=heads(two))
    Household.objects.filter(pk=two[0].pk).update(origin_village="别处")
    with pytest.raises(Refused) as refused:
        merge_undo(merge=merge, by=community_manager)
    assert refused.value.code == "changed_since"


def test_two_heads_are_one_head_and_a_relative(two: Any, community_manager: Any) -> None:
    households_merge(keep=two[0], drop=two[1], by=community_manager)
    relations = Membership.objects.filter(household=two[0], member__name="谭建国").values_list("relation", flat=True)
    assert sorted(relations) == ["head", "other"]


def test_both_histories_stay(two: Any, community_manager: Any) -> None:
    Household.objects.filter(pk=two[1].pk).update(kind="subsistence")
    households_merge(keep=two[0], drop=two[1], by=community_manager, same=heads(two))
    assert any("低保" in change.new for change in changes_of(two[0])), "what was changed on the other record"


def test_what_contradicts_is_decided_by_people(two: Any, county: County, community_manager: Any) -> None:
    keep, drop = two
    Presence.objects.create(household=keep, community=county.own, status="permanent", period=since(JAN))
    theirs = Presence.objects.create(household=drop, community=county.own, status="vacant", period=since(JAN))
    with pytest.raises(Refused) as refused:
        households_merge(keep=keep, drop=drop, by=community_manager, same=heads(two))
    assert (refused.value.code, refused.value.field) == ("choose", f"households.presence:{theirs.pk}")
    assert Household.objects.filter(pk=drop.pk).exists(), "nothing half done"
    households_merge(
        keep=keep, drop=drop, by=community_manager, same=heads(two),
        choices={f"households.presence:{theirs.pk}": "drop", "code": "drop"},
    )  # fmt: skip
    assert keep.presences.get().status == "vacant"
    assert Household.objects.get(pk=keep.pk).code == "H00702"


def test_different_numbers_are_two_people(two: Any, community_manager: Any) -> None:
    for other, one in heads(two).items():
        for key, number in ((other, 21), (one, 22)):
            member = Member.objects.get(pk=key)
            member.set_id_number(id_number(number, born=BORN))
            member.save()
    with pytest.raises(Refused) as refused:
        households_merge(keep=two[0], drop=two[1], by=community_manager, same=heads(two))
    assert refused.value.code == "choose_number"


def test_a_person_is_the_same_as_one_of_the_other_household(two: Any, county: County, community_manager: Any) -> None:
    stranger = MemberFactory(community=county.own)
    with pytest.raises(InvalidInput):
        households_merge(keep=two[0], drop=two[1], by=community_manager, same={stranger.pk: next(iter(heads(two)))})


@pytest.mark.parametrize(
    ("who", "code"), [("auditor", "not_your_role"), ("grid_worker", "not_your_role"), ("colleague", "not_in_scope")]
)
def test_who_may(two: Any, people: dict[str, Any], who: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        households_merge(keep=two[0], drop=two[1], by=people[who])
    assert refused.value.code == code


def test_not_across_communities_and_not_into_one_that_left(two: Any, county: County, people: dict[str, Any]) -> None:
    foreign = HouseholdFactory(community=county.foreign)
    with pytest.raises(Refused) as refused:
        households_merge(keep=two[0], drop=foreign, by=people["county_admin"])
    assert refused.value.code == "two_communities"
    Household.objects.filter(pk=two[0].pk).update(left_on=JAN)
    with pytest.raises(Refused) as refused:
        households_merge(keep=two[0], drop=two[1], by=people["county_admin"])
    assert refused.value.code == "left"


def test_four_eyes_where_the_county_asks_for_it(two: Any, county: County, community_manager: Any) -> None:
    DatedSetting.objects.create(key="households.merge_four_eyes", value="yes", valid_from=JAN)
    duplicates_find()
    pair = LikelyHouseholds.objects.get()
    other = StaffFactory(role="community_manager", areas=[county.own])
    codes = []
    for by, propose in ((community_manager, False), (community_manager, True)):
        if propose:
            households_propose(pair=pair, by=by)
        with pytest.raises(Refused) as refused:
            households_merge(keep=two[0], drop=two[1], by=by, same=heads(two))
        codes.append(refused.value.code)
    assert codes == ["not_proposed", "four_eyes"]
    merge = households_merge(keep=two[0], drop=two[1], by=other, same=heads(two))
    assert (merge.proposed_by, merge.by) == (community_manager, other)


def test_likely_households_are_found(two: Any, county: County, community_manager: Any) -> None:
    duplicates_find()
    pair = LikelyHouseholds.objects.get()
    assert {pair.first_id, pair.second_id} == {home.pk for home in two}
    assert pair.reasons == ["dwelling", "head"]
    households_not_same(one=two[0], other=two[1], by=community_manager)
    duplicates_find()
    assert not LikelyHouseholds.objects.exists(), "said once, and it is not suggested again"


def test_a_divorced_couple_in_one_flat_is_no_duplicate(county: County) -> None:
    flat = DwellingFactory(building=county.building, unit=1, room="302")
    for name in ("覃玉兰", "向华"):
        home = HouseholdFactory(community=county.own)
        OccupancyFactory(household=home, dwelling=flat)
        MembershipFactory(household=home, member=MemberFactory(community=county.own, name=name, birth_date=BORN))
    duplicates_find()
    assert not LikelyHouseholds.objects.exists()


def test_consents_move_and_erasure_reaches_both_records(two: Any, county: County, community_manager: Any) -> None:
    from apps.households.privacy.erasing import blank

    Consent.objects.create(
        household=two[1], community=county.own, purpose="health", signed_on=JAN, paper="第 7 号", covers="慢病"
    )
    merge = households_merge(keep=two[0], drop=two[1], by=community_manager, same=heads(two))
    keep = Household.objects.get(pk=two[0].pk)
    assert keep.consents.count() == 1
    blank(keep)
    history = Household.pgh_event_model.objects.filter(pgh_obj_id=two[1].pk)  # type: ignore[attr-defined]
    assert history.exists()
    assert not history.exclude(origin_village="").exists()
    assert MergeRecord.objects.get(pk=merge.pk).journal is None


def classes(home: Household) -> list[tuple[str, date, date | None]]:
    rows = ClassPeriod.objects.filter(household=home).order_by("period")
    return [(row.kind, row.period.lower, row.period.upper) for row in rows]


@pytest.mark.parametrize(
    ("choices", "kind", "told"),
    [
        ({}, "lifted_out", [("ordinary", date(2015, 1, 1), MOVED_IN), ("lifted_out", MOVED_IN, None)]),
        ({"kind": "drop"}, "subsistence", [("ordinary", date(2015, 1, 1), MOVED_IN), ("subsistence", MOVED_IN, None)]),
    ],
)
def test_the_class_chosen_brings_its_history(
    two: Any, community_manager: Any, choices: Any, kind: str, told: Any
) -> None:
    keep, drop = two
    ClassPeriod.objects.filter(household=drop).update(kind="subsistence", reason="镇里批的")
    with pgtrigger.ignore("households.Household:class_follows"):
        Household.objects.filter(pk=drop.pk).update(kind="subsistence")
    ClassPeriod.objects.create(
        household=drop, community=drop.community, kind="ordinary", period=since(date(2015, 1, 1), MOVED_IN)
    )
    before = everything(keep.pk, drop.pk)
    merge = households_merge(keep=keep, drop=drop, by=community_manager, same=heads(two), choices=choices)
    assert (classes(keep), Household.objects.get(pk=keep.pk).kind) == (told, kind)
    merge_undo(merge=merge, by=community_manager)
    assert everything(keep.pk, drop.pk) == before


def test_a_class_that_both_say_is_told_once_since_they_moved_in(two: Any, community_manager: Any) -> None:
    keep, drop = two
    Household.objects.filter(pk=keep.pk).update(moved_in_on=date(2021, 1, 1))
    before = everything(keep.pk, drop.pk)
    merge = households_merge(keep=keep, drop=drop, by=community_manager, choices={"moved_in_on": "drop"})
    assert classes(keep) == [("lifted_out", MOVED_IN, None)]
    merge_undo(merge=merge, by=community_manager)
    assert everything(keep.pk, drop.pk) == before


def test_a_class_known_only_to_the_other_record(two: Any, community_manager: Any) -> None:
    keep, drop = two
    ClassPeriod.objects.filter(household=keep).delete()
    Household.objects.filter(pk=keep.pk).update(kind="", moved_in_on=None)
    ClassPeriod.objects.filter(household=keep).delete()
    before = everything(keep.pk, drop.pk)
    merge = households_merge(keep=keep, drop=drop, by=community_manager)
    assert classes(keep) == [("lifted_out", MOVED_IN, None)]
    assert Household.objects.get(pk=keep.pk).kind == "lifted_out"
    merge_undo(merge=merge, by=community_manager)
    assert everything(keep.pk, drop.pk) == before
