"""Two records of one person become one, and two again."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.core.errors import InvalidInput, Refused
from apps.core.periods import since
from apps.households.actions.likeness import duplicates_find
from apps.households.actions.merging import members_maybe_same, members_merge, members_not_same, merge_undo
from apps.households.changes import changes_of
from apps.households.likeness import merging
from apps.households.models import (
    Employment,
    HealthRecord,
    LikelyPair,
    Member,
    Membership,
    MergeRecord,
    NotSame,
)
from tests.communities.factories import DwellingFactory
from tests.harness.people import County
from tests.households.factories import (
    HouseholdFactory,
    MemberFactory,
    MembershipFactory,
    OccupancyFactory,
    id_number,
)

BORN = date(1980, 5, 6)
JAN = date(2020, 1, 1)


def day(months: int) -> date:
    return JAN + timedelta(days=30 * months)


@pytest.fixture
def two(county: County) -> tuple[Member, Member]:
    """The same man twice: once with a phone, once with a number."""
    first = MemberFactory(community=county.own, name="谭建国", birth_date=BORN, phone="15400000001")
    second = MemberFactory(community=county.own, name="谭建国", birth_date=BORN, education="primary")
    second.set_id_number(id_number(11, born=BORN))
    second.save()
    return first, second


def snapshot(*keys: int) -> dict[str, Any]:
    """Every row about these people, stamps left out."""
    found: dict[str, Any] = {"member": _rows(Member, "id", keys)}
    for model, field in merging.registers():
        found[model._meta.label] = _rows(model, field.attname, keys)
    return found


def _rows(model: Any, column: str, keys: tuple[int, ...]) -> list[dict[str, Any]]:
    rows = model._base_manager.filter(**{f"{column}__in": keys}).order_by("pk").values()
    return [
        {k: bytes(v) if isinstance(v, memoryview) else v for k, v in row.items() if k != "updated_at"} for row in rows
    ]


def test_what_each_knew_is_kept(two: Any, community_manager: Any) -> None:
    keep, drop = two
    members_merge(keep=keep, drop=drop, by=community_manager)
    one = Member.objects.get(name="谭建国")
    assert (one.pk, one.phone, one.education, one.id_number) == (
        keep.pk, "15400000001", "primary", id_number(11, born=BORN)
    )  # fmt: skip


def test_rows_move_and_alike_ones_become_one(two: Any, county: County, community_manager: Any) -> None:
    keep, drop = two
    home = HouseholdFactory(community=county.own)
    kept = Membership.objects.create(household=home, member=keep, community=county.own, period=since(day(6)))
    Membership.objects.create(household=home, member=drop, community=county.own, period=since(day(0), day(12)))
    HealthRecord.objects.create(member=drop, community=county.own, health="chronic", period=since(day(3)))
    members_merge(keep=keep, drop=drop, by=community_manager)
    row = Membership.objects.get(member=keep)
    assert (row.pk, row.started, row.ended) == (kept.pk, day(0), None)
    assert HealthRecord.objects.get(member=keep).health == "chronic"


def test_what_contradicts_is_decided_by_people(two: Any, county: County, community_manager: Any) -> None:
    keep, drop = two
    Employment.objects.create(member=keep, community=county.own, work="farming", period=since(day(0)))
    theirs = Employment.objects.create(member=drop, community=county.own, work="in_county", period=since(day(2)))
    with pytest.raises(Refused) as refused:
        members_merge(keep=keep, drop=drop, by=community_manager)
    assert (refused.value.code, refused.value.field) == ("choose", f"households.employment:{theirs.pk}")
    choices = {f"households.employment:{theirs.pk}": "drop"}
    members_merge(keep=keep, drop=drop, by=community_manager, choices=choices)
    assert [row.work for row in Employment.objects.filter(member=keep)] == ["in_county"]


def test_two_numbers_are_two_people_unless_one_is_wrong(two: Any, community_manager: Any) -> None:
    keep, drop = two
    keep.set_id_number(id_number(13, born=BORN))
    keep.save()
    with pytest.raises(Refused) as refused:
        members_merge(keep=keep, drop=drop, by=community_manager)
    assert refused.value.code == "choose_number"
    members_merge(keep=keep, drop=drop, by=community_manager, choices={"id_number": "drop"})
    assert Member.objects.get(pk=keep.pk).id_number == id_number(11, born=BORN)


@pytest.mark.parametrize("choices", [{"phone": "both"}, {"wings": "keep"}])
def test_a_choice_is_one_of_two(two: Any, community_manager: Any, choices: Any) -> None:
    with pytest.raises(InvalidInput):
        members_merge(keep=two[0], drop=two[1], by=community_manager, choices=choices)


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("community_manager", "ok"), ("county_admin", "ok"), ("grid_worker", "not_your_role"),
        ("township_officer", "not_your_role"), ("auditor", "not_your_role"), ("colleague", "not_in_scope"),
    ],
)  # fmt: skip
def test_who_merges_and_undoes(people: Any, two: Any, who: str, code: str) -> None:
    keep, drop = two
    if code == "ok":
        merge = members_merge(keep=keep, drop=drop, by=people[who])
        merge_undo(merge=merge, by=people[who])
        assert Member.objects.filter(pk=drop.pk).exists()
        return
    with pytest.raises(Refused) as refused:
        members_merge(keep=keep, drop=drop, by=people[who])
    assert refused.value.code == code
    merge = members_merge(keep=keep, drop=drop, by=people["county_admin"])
    with pytest.raises(Refused) as refused:
        merge_undo(merge=merge, by=people[who])
    assert refused.value.code == code


def test_across_communities_only_for_who_sees_both(people: Any, county: County, two: Any) -> None:
    other = MemberFactory(community=county.foreign, name="谭建国", birth_date=BORN)
    with pytest.raises(Refused) as refused:
        members_merge(keep=two[0], drop=other, by=people["community_manager"])
    assert refused.value.code == "not_in_scope"
    merge = members_merge(keep=two[0], drop=other, by=people["county_admin"])
    with pytest.raises(Refused) as refused:
        merge_undo(merge=merge, by=people["community_manager"])
    assert refused.value.code == "not_in_scope", "the other would come back where the manager sees nothing"


def test_what_changed_since_forbids_undoing(two: Any, county: County, community_manager: Any) -> None:
    keep, drop = two
    job = Employment.objects.create(member=drop, community=county.own, work="farming", period=since(day(0)))
    merge = members_merge(keep=keep, drop=drop, by=community_manager)
    other = MemberFactory(community=county.own)
    Employment.objects.filter(pk=job.pk).update(member=other)
    with pytest.raises(Refused) as refused:
        merge_undo(merge=merge, by=community_manager)
    assert refused.value.code == "changed_since"
    assert not Member.objects.filter(pk=drop.pk).exists(), "nothing half undone"
    Employment.objects.filter(pk=job.pk).update(member=keep)
    merge_undo(merge=merge, by=community_manager)
    with pytest.raises(Refused) as refused:
        merge_undo(merge=merge, by=community_manager)
    assert refused.value.code == "undone"


def test_a_number_given_away_forbids_undoing(two: Any, county: County, community_manager: Any) -> None:
    keep, drop = two
    keep.set_id_number(id_number(13, born=BORN))
    keep.save()
    merge = members_merge(keep=keep, drop=drop, by=community_manager, choices={"id_number": "keep"})
    other = MemberFactory(community=county.own)
    other.set_id_number(id_number(11, born=BORN))
    other.save()
    with pytest.raises(Refused) as refused:
        merge_undo(merge=merge, by=community_manager)
    assert refused.value.code == "changed_since"


def test_the_journal_is_encrypted_and_stays(two: Any, community_manager: Any) -> None:
    from django.db import connection
    from django.db.utils import ProgrammingError

    members_merge(keep=two[0], drop=two[1], by=community_manager)
    with connection.cursor() as cursor:
        cursor.execute("SELECT journal FROM households_mergerecord")
        stored = bytes(cursor.fetchone()[0])
    assert id_number(11, born=BORN).encode() not in stored
    with pytest.raises(ProgrammingError):
        MergeRecord.objects.all().delete()


spans = st.tuples(st.integers(0, 40), st.one_of(st.none(), st.integers(1, 15)))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    jobs=st.lists(st.tuples(st.booleans(), st.sampled_from(["farming", "in_county"]), spans), max_size=6),
    ills=st.lists(st.tuples(st.booleans(), st.sampled_from(["chronic", "serious"]), spans), max_size=6),
    homes=st.lists(st.tuples(st.booleans(), st.integers(0, 1), spans), max_size=4),
    wins=st.sampled_from(["keep", "drop"]),
)
def test_undoing_restores_every_row(
    county: County, community_manager: Any, jobs: Any, ills: Any, homes: Any, wins: str
) -> None:
    pair = [MemberFactory(community=county.own, name="谭建国", birth_date=BORN) for _i in range(2)]
    houses = [HouseholdFactory(community=county.own) for _i in range(2)]
    for first, work, span in jobs:
        _add(Employment, pair[first], span, county, work=work)
    for first, health, span in ills:
        _add(HealthRecord, pair[first], span, county, health=health)
    for first, which, span in homes:
        _add(Membership, pair[first], span, county, household=houses[which], relation="child")
    keep, drop = pair
    before = snapshot(keep.pk, drop.pk)
    choices = {clash.key: wins for clash in merging.clashes(keep, drop)}
    merge = members_merge(keep=keep, drop=drop, by=community_manager, choices=choices)
    after = snapshot(keep.pk, drop.pk)
    assert [row["id"] for row in after["member"]] == [keep.pk]
    for model in (Employment, HealthRecord):
        days = {row.period.lower for row in model.objects.filter(member=keep)}
        assert not days - {row["period"].lower for row in before[model._meta.label]}, "nothing is invented"
    merge_undo(merge=merge, by=community_manager)
    assert snapshot(keep.pk, drop.pk) == before


def _add(model: Any, member: Member, span: Any, county: County, **values: Any) -> None:
    """A row, unless the register itself refuses it."""
    period = since(day(span[0]), None if span[1] is None else day(span[0] + span[1]))
    rows = model.objects.filter(member=member, period__overlap=period)
    if model is HealthRecord:
        rows = rows.filter(health=values["health"])
    if not rows.exists():
        model.objects.create(member=member, community=county.own, period=period, **values)


def test_likely_pairs_are_found_and_remembered(county: County, two: Any, community_manager: Any) -> None:
    dwelling = DwellingFactory(building=county.building)
    for name in ("向红", "向宏"):
        home = MembershipFactory(
            household__community=county.own, member__name=name, member__birth_date=None, member__phone="15400000002"
        ).household
        OccupancyFactory(household=home, dwelling=dwelling)
    assert duplicates_find() == 2
    assert duplicates_find() == 2, "a second look finds the same"
    found = {tuple(pair.reasons) for pair in LikelyPair.objects.all()}
    assert found == {("name_birth",), ("name_dwelling", "phone")}
    said = members_not_same(one=two[1], other=two[0], by=community_manager)
    assert duplicates_find() == 1
    assert (said.first, said.second) == two
    members_maybe_same(said=said, by=community_manager)
    assert duplicates_find() == 2
    members_merge(keep=two[0], drop=two[1], by=community_manager)
    assert duplicates_find() == 1


def test_what_was_said_of_others_comes_back_with_an_undoing(two: Any, county: County, community_manager: Any) -> None:
    third = MemberFactory(community=county.own, name="谭建国", birth_date=BORN)
    members_not_same(one=two[1], other=third, by=community_manager)
    merge = members_merge(keep=two[0], drop=two[1], by=community_manager)
    assert not NotSame.objects.exists()
    merge_undo(merge=merge, by=community_manager)
    assert NotSame.objects.get().second == third


def test_a_family_with_one_phone_is_no_duplicate(county: County) -> None:
    home = HouseholdFactory(community=county.own)
    for relation in ("head", "child"):
        MembershipFactory(household=home, relation=relation, member__phone="15400000003", member__birth_date=None)
    assert duplicates_find() == 0


def test_both_histories_stay(two: Any, county: County, community_manager: Any) -> None:
    keep, drop = two
    home = MembershipFactory(household__community=county.own, member=keep).household
    Member.objects.filter(pk=drop.pk).update(education="senior")
    Member.objects.filter(pk=keep.pk).update(phone="15400000099")
    first = members_merge(keep=keep, drop=drop, by=community_manager)
    with translation.override("zh-hans"):
        told = {(str(change.field), str(change.new)) for change in changes_of(home)}
    assert ("电话", "•••") in told
    assert ("文化程度", "高中或中专") in told
    third = MemberFactory(community=county.own, name="谭建国", birth_date=BORN)
    members_merge(keep=third, drop=keep, by=community_manager)
    assert MergeRecord.objects.merged_into([third.pk]) == {keep.pk: third.pk, drop.pk: third.pk}
    assert first.kept == keep.pk
