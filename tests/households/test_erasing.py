"""Erasure of departed households: four eyes, nothing personal left, figures as they were."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from apps.accounts.models import AccessKind, AccessLog
from apps.core.errors import InvalidInput, Refused
from apps.core.models import DatedSetting
from apps.core.periods import since
from apps.households.actions.consents import bank_account_add, consent_record
from apps.households.actions.erasing import (
    erasure_keep,
    erasure_refuse,
    erasure_request,
    erasures_propose,
    household_erase,
)
from apps.households.actions.merging import members_merge
from apps.households.models import Erasure, HealthRecord, Household, Member, Presence
from apps.households.privacy import erasing
from apps.households.tasks import propose_erasures
from apps.reports.registry import METRICS, by_community
from apps.reports.span import Span
from tests.accounts.factories import StaffFactory
from tests.communities.factories import DwellingFactory
from tests.complaints.factories import ComplaintFactory
from tests.harness.people import County
from tests.households.factories import (
    MOVED_IN,
    HouseholdFactory,
    MemberFactory,
    MembershipFactory,
    OccupancyFactory,
    id_number,
)

LEFT = date(2021, 6, 1)
SECRETS = ("钟离春生", "15412345678", "6222020200011112222", "慢阻肺", "苦竹坪", "某某工地", "反复吵闹")


@pytest.fixture
def gone(county: County, community_manager: Any) -> Household:
    """A household that left in 2021, with everything one may know of it."""
    home = HouseholdFactory(community=county.own, origin_village="苦竹坪村", code="G1")
    member = MembershipFactory(
        household=home, member__name="钟离春生", member__phone="15412345678", member__birth_date=date(1961, 3, 17),
        period=since(MOVED_IN, LEFT),
    ).member  # fmt: skip
    member.set_id_number(id_number(21, born=date(1961, 3, 17)))
    member.save()
    OccupancyFactory(household=home, dwelling=DwellingFactory(building=county.building), period=since(MOVED_IN, LEFT))
    period = since(MOVED_IN, LEFT)
    Presence.objects.create(household=home, community=county.own, status="permanent", place="某某工地", period=period)
    HealthRecord.objects.create(
        member=member, community=county.own, health="chronic", diagnosis="慢阻肺", period=period
    )
    bank_account_add(household=home, by=community_manager, number="6222020200011112222", use="subsidy", member=member)
    consent_record(
        household=home, by=community_manager, purpose="bank", signed_on=MOVED_IN, member=member, paper="钟离春生 手书"
    )
    ComplaintFactory(community=county.own, household=home, text="反复吵闹", reporter_name="钟离春生")
    Household.objects.filter(pk=home.pk).update(left_on=LEFT)
    home.refresh_from_db()
    return home


@pytest.fixture
def requested(gone: Household, community_manager: Any) -> Erasure:
    erasures_propose()
    return erasure_request(erasure=gone.erasure, by=community_manager, why="离开已满五年")


def everywhere() -> str:
    """Every text of every table, histories included, and every encrypted value in plain."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model.__module__.startswith("apps."):
            continue
        if model._meta.label in ("accounts.AccessLog", "accounts.Staff", "accounts.StaffEvent"):
            continue
        found += [str(row) for row in model._base_manager.values()]
    return "\n".join(found)


def test_nothing_personal_remains(requested: Erasure, county_admin: Any) -> None:
    before = everywhere()
    assert all(secret in before for secret in SECRETS)
    household_erase(erasure=requested, by=county_admin)
    after = everywhere()
    left = [secret for secret in SECRETS if secret in after]
    assert not left
    assert id_number(21, born=date(1961, 3, 17)) not in after
    assert "datetime.date(1961, 3, 17)" not in after


def test_the_figures_of_past_months_stay(requested: Erasure, county: County, county_admin: Any) -> None:
    months = [Span.month(day) for day in (date(2020, 1, 1), date(2021, 3, 1), date(2021, 5, 1), date(2021, 6, 1))]
    # Whose number stands without a basis is asked of the register as it is: an erased number needs none.
    kept = [metric for key, metric in METRICS.items() if key != "privacy.consent_missing"]
    before = [by_community(kept, [county.own], month) for month in months]
    assert any(figure.value for figure in before[0][county.own.pk].values())
    household_erase(erasure=requested, by=county_admin)
    assert [by_community(kept, [county.own], month) for month in months] == before


def test_the_tombstone_and_the_log_say_who(requested: Erasure, community_manager: Any, county_admin: Any) -> None:
    done = household_erase(erasure=requested, by=county_admin)
    assert (done.state, done.requested_by, done.approved_by) == ("done", community_manager, county_admin)
    assert done.counts["households_member"] == 1
    row = AccessLog.objects.get(kind=AccessKind.ERASED)
    assert (row.staff, row.subject) == (county_admin, f"households.household:{done.household_id}")
    assert str(community_manager.pk) in row.field


def test_who_lives_on_elsewhere_is_not_erased(requested: Erasure, county: County, county_admin: Any) -> None:
    daughter = MemberFactory(community=county.own, name="钟离小雨", phone="15400000005")
    MembershipFactory(household=requested.household, member=daughter, relation="child", period=since(MOVED_IN, LEFT))
    MembershipFactory(household__community=county.own, member=daughter, period=since(LEFT))
    household_erase(erasure=requested, by=county_admin)
    daughter.refresh_from_db()
    assert (daughter.name, daughter.phone) == ("钟离小雨", "15400000005")


def test_the_journal_of_a_merge_goes_too(
    gone: Household, county: County, county_admin: Any, community_manager: Any
) -> None:
    member = gone.memberships.get().member
    twin = MemberFactory(community=county.own, name="钟离春生", phone="15412345678")
    merge = members_merge(keep=member, drop=twin, by=community_manager)
    erasures_propose()
    row = erasure_request(erasure=gone.erasure, by=community_manager, why="离开已满五年")
    household_erase(erasure=row, by=county_admin)
    merge.refresh_from_db()
    assert merge.journal is None
    assert "钟离春生" not in everywhere()


def test_four_eyes(requested: Erasure, county_admin: Any, community_manager: Any) -> None:
    with pytest.raises(Refused) as refused:
        household_erase(erasure=requested, by=community_manager)
    assert refused.value.code == "not_your_role"
    own = erasure_refuse(erasure=requested, by=county_admin, why="先核实一下")
    own = erasure_request(erasure=own, by=county_admin, why="已经核实过")
    with pytest.raises(Refused) as refused:
        household_erase(erasure=own, by=county_admin)
    assert refused.value.code == "four_eyes"
    with pytest.raises(IntegrityError, match="households_erasure_four_eyes"), transaction.atomic():
        connection.cursor().execute("UPDATE households_erasure SET approved_by_id = requested_by_id")
    household_erase(erasure=own, by=StaffFactory(role="county_admin", areas="county"))
    assert Member.objects.filter(name="钟离春生").count() == 0


@pytest.mark.parametrize(
    ("who", "request_code", "approve_code"),
    [
        ("community_manager", "ok", "not_your_role"), ("county_admin", "ok", "ok"),
        ("auditor", "not_your_role", "not_your_role"), ("grid_worker", "not_in_scope", "not_in_scope"),
        ("township_officer", "not_your_role", "not_your_role"), ("colleague", "not_in_scope", "not_in_scope"),
    ],
)  # fmt: skip
def test_who_requests_and_approves(
    people: Any, gone: Household, who: str, request_code: str, approve_code: str
) -> None:
    def code(act: Any) -> str:
        try:
            with transaction.atomic():
                act()
        except Refused as refused:
            return str(refused.code)
        return "ok"

    erasures_propose()
    row = Erasure.objects.get()
    assert code(lambda: erasure_request(erasure=row, by=people[who], why="离开已满五年")) == request_code
    if Erasure.objects.get().state == "proposed":
        erasure_request(erasure=row, by=people["community_manager"], why="离开已满五年")
    elif who == "county_admin":
        erasure_refuse(erasure=row, by=people["county_admin"], why="换人申请")
        erasure_request(erasure=row, by=people["community_manager"], why="离开已满五年")
    assert code(lambda: household_erase(erasure=row, by=people[who])) == approve_code


def test_what_is_due_is_only_proposed(gone: Household, county: County) -> None:
    HouseholdFactory(community=county.own, left_on=date(2025, 1, 1))
    assert propose_erasures() == 1
    assert propose_erasures() == 0
    assert Erasure.objects.get().state == "proposed"
    assert Member.objects.filter(name="钟离春生").exists()


def test_the_rule_says_when(gone: Household) -> None:
    DatedSetting.objects.create(key="households.keep_years_after_leaving", valid_from=date(2020, 1, 1), value=10)
    assert erasures_propose() == 0


def test_kept_for_longer_comes_back(gone: Household, community_manager: Any) -> None:
    erasures_propose()
    with pytest.raises(InvalidInput):
        erasure_keep(erasure=gone.erasure, by=community_manager, why="审计中", until=date(2020, 1, 1))
    erasure_keep(erasure=gone.erasure, by=community_manager, why="审计还没有结束", until=date(2999, 1, 1))
    assert erasures_propose() == 0
    Erasure.objects.update(keep_until=date(2026, 1, 1))
    assert erasures_propose() == 1


def test_somebody_who_came_back_is_not_erased(requested: Erasure, county_admin: Any) -> None:
    Household.objects.filter(pk=requested.household_id).update(left_on=None)
    requested.household.refresh_from_db()
    with pytest.raises(Refused) as refused:
        household_erase(erasure=requested, by=county_admin)
    assert refused.value.code == "came_back"


def test_every_register_above_erases_what_it_holds() -> None:
    """A later app with a foreign key to a household or a person must register an eraser."""
    above = {
        model._meta.app_label
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in (Household, Member) and model._meta.app_label != "households"
    }
    assert above <= {eraser.__module__.split(".")[1] for eraser in erasing.ERASERS}
