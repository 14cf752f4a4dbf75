"""Consents and what they allow; bank accounts."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.accounts.actions import reveal
from apps.accounts.models import AccessLog
from apps.core import clock
from apps.core.errors import InvalidInput, Refused
from apps.core.models import DatedSetting
from apps.households.actions.consents import (
    bank_account_add,
    bank_account_close,
    consent_record,
    consent_withdraw,
)
from apps.households.models import BankAccount, Consent, Household, Member
from apps.households.models.consent import ConsentState
from apps.households.privacy.consents import missing_basis, warning
from tests.harness.people import County
from tests.households.factories import MembershipFactory, id_number

DAY = date(2026, 11, 22)


@pytest.fixture
def home(county: County) -> Household:
    row = MembershipFactory(household__community=county.own, member__name="谭建国")
    row.member.set_id_number(id_number(9))
    row.member.save()
    return row.household


@pytest.fixture
def head(home: Household) -> Member:
    return home.memberships.get().member


def rule(value: str) -> None:
    DatedSetting.objects.create(key="households.consent_check", valid_from=date(2020, 1, 1), value=value)


days = st.integers(-60, 60)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(until=st.none() | days, withdrawn=st.none() | days)
def test_the_state_is_the_same_in_sql(home: Household, until: int | None, withdrawn: int | None) -> None:
    row = Consent(
        household=home, community=home.community, purpose="health", signed_on=DAY - timedelta(days=100),
        valid_until=None if until is None else DAY + timedelta(days=until),
        withdrawn_on=None if withdrawn is None else DAY + timedelta(days=withdrawn),
    )  # fmt: skip
    row.save()
    found = [s for s in ConsentState if Consent.objects.in_state(s, DAY).filter(pk=row.pk).exists()]
    assert found == [row.state_on(DAY)]
    held = row.state_on(DAY) in (ConsentState.VALID, ConsentState.EXPIRING)
    assert Consent.objects.in_force(DAY).filter(pk=row.pk).exists() is held


@pytest.mark.parametrize(
    ("given_", "field"),
    [
        ({"basis": "statutory"}, "law"), ({"purpose": "sharing"}, "recipient"),
        ({"signed_on": date(2999, 1, 1)}, "signed_on"), ({"valid_until": date(2019, 1, 1)}, "valid_until"),
    ],
)  # fmt: skip
def test_what_is_missing_is_told_at_its_field(home: Household, community_manager: Any, given_: Any, field: str) -> None:
    whole = {"purpose": "health", "signed_on": date(2020, 1, 1), **given_}
    with pytest.raises(InvalidInput) as refused:
        consent_record(household=home, by=community_manager, **whole)
    assert refused.value.field == field


def test_a_reveal_is_refused_without_a_basis_where_the_rule_says_so(
    head: Member, home: Household, community_manager: Any
) -> None:
    rule("block")
    with pytest.raises(Refused) as refused:
        reveal(staff=community_manager, obj=head, field="id_number", reason="核对户口本")
    assert refused.value.code == "no_basis"
    assert not AccessLog.objects.exists()
    paper = consent_record(
        household=home, by=community_manager, purpose="id_number", signed_on=date(2020, 1, 1), member=head
    )
    assert reveal(staff=community_manager, obj=head, field="id_number", reason="核对户口本") == id_number(9)
    consent_withdraw(consent=paper, by=community_manager, why="本人要求")
    with pytest.raises(Refused):
        reveal(staff=community_manager, obj=head, field="id_number", reason="核对户口本")


def test_shipped_it_warns(head: Member, home: Household, community_manager: Any, login: Any) -> None:
    assert "身份证号" in warning(head, "id_number")
    page = login(community_manager).get(f"/admin/households/member/{head.pk}/reveal/").content.decode()
    assert "没有登记有效的同意" in page
    consent_record(household=home, by=community_manager, purpose="id_number", signed_on=date(2020, 1, 1))
    assert warning(head, "id_number") == ""
    rule("off")
    Consent.objects.all().delete()
    assert warning(head, "id_number") == ""


def test_a_child_needs_the_guardians_consent_too(head: Member, home: Household, community_manager: Any) -> None:
    Member.objects.filter(pk=head.pk).update(birth_date=clock.today() - timedelta(days=365 * 8))
    head.refresh_from_db()
    consent_record(household=home, by=community_manager, purpose="id_number", signed_on=date(2020, 1, 1))
    assert "十四" in warning(head, "id_number")


def test_a_consent_of_one_person_is_not_anothers(home: Household, head: Member, community_manager: Any) -> None:
    son = MembershipFactory(household=home, relation="child").member
    consent_record(household=home, by=community_manager, purpose="health", signed_on=date(2020, 1, 1), member=head)
    assert missing_basis(purposes=["health"], member=head) == []
    assert missing_basis(purposes=["health"], member=son) == ["health"]


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("community_manager", "ok"), ("county_admin", "not_your_role"), ("grid_worker", "not_in_scope"),
        ("township_officer", "not_your_role"), ("auditor", "not_your_role"), ("colleague", "not_in_scope"),
    ],
)  # fmt: skip
def test_who_records_and_withdraws(people: Any, home: Household, who: str, code: str) -> None:
    def tried(act: Any) -> str:
        try:
            act()
        except Refused as refused:
            return str(refused.code)
        return "ok"

    day = date(2020, 1, 1)
    paper = consent_record(household=home, by=people["community_manager"], purpose="bank", signed_on=day)
    assert tried(lambda: consent_record(household=home, by=people[who], purpose="bank", signed_on=day)) == code
    assert tried(lambda: consent_withdraw(consent=paper, by=people[who])) == code
    assert tried(lambda: bank_account_add(household=home, by=people[who], number="62220212345678", use="wages")) == code


def test_an_account_is_encrypted_and_masked(home: Household, head: Member, community_manager: Any) -> None:
    from django.db import connection

    account = bank_account_add(
        household=home, by=community_manager, number=" 6222 0202 0001-1112 222", use="subsidy", member=head
    )
    assert (account.masked, account.holder) == ("•••• 2222", "谭建国")
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM households_bankaccount")
        assert b"6222020200011112222" not in bytes(cursor.fetchone()[0])
    assert reveal(staff=community_manager, obj=account, field="number", reason="发放补贴核对") == "6222020200011112222"
    assert bank_account_close(account=account, by=community_manager).closed_on == clock.today()
    with pytest.raises(InvalidInput):
        bank_account_add(household=home, by=community_manager, number="62220202A", use="wages")


def test_the_account_is_revealed_on_the_page_for_a_reason(
    people: Any, home: Household, login: Any, community_manager: Any
) -> None:
    account = bank_account_add(household=home, by=community_manager, number="6222020200011112222", use="subsidy")
    tab = f"/admin/households/household/{home.pk}/change/?tab=privacy"
    shown = login(community_manager).get(tab).content.decode()
    assert "•••• 2222" in shown
    assert "6222020200011112222" not in shown
    url = f"/admin/households/bankaccount/{account.pk}/reveal/"
    assert "6222020200011112222" in login(community_manager).post(url, {"reason": "发放补贴核对"}).content.decode()
    assert "6222020200011112222" not in login(people["auditor"]).post(url, {"reason": "看一看"}).content.decode()
    assert login(people["colleague"]).post(url, {"reason": "发放补贴核对"}).status_code == 404
    assert BankAccount.objects.count() == 1


@pytest.mark.parametrize(("value", "code"), [("warn", "ok"), ("block", "no_basis")])
def test_whole_numbers_leave_in_a_workbook_only_with_a_basis(
    home: Household, community_manager: Any, value: str, code: str
) -> None:
    from apps.core.lists.export import Column, Export, list_export

    rule(value)
    rows = Member.objects.visible_to(community_manager).order_by("pk")
    columns = [Column("号码", lambda row: row.masked_id, lambda row: row.id_number)]
    asked = Export(Member, "人员", rows, columns, "")

    def take() -> str:
        try:
            list_export(by=community_manager, export=asked, whole=True, reason="上报县里核对")
        except Refused as refused:
            return str(refused.code)
        return "ok"

    assert take() == code
    consent_record(household=home, by=community_manager, purpose="id_number", signed_on=date(2020, 1, 1))
    assert take() == "ok"
