"""Reveal with a reason, and the log that keeps it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from apps.accounts.actions import access_record, reveal
from apps.accounts.models import AccessKind, AccessLog
from apps.accounts.policies import may_reveal, trim_before
from apps.accounts.tasks import trim_access_log
from apps.core.errors import Refused
from apps.core.models import DatedSetting
from tests.households.factories import MembershipFactory, id_number


@pytest.fixture
def member(county: Any) -> Any:
    person = MembershipFactory(household__community=county.own).member
    person.set_id_number(id_number(7))
    person.save()
    return person


def test_a_reveal_shows_the_value_and_is_logged(community_manager: Any, member: Any) -> None:
    value = reveal(staff=community_manager, obj=member, field="id_number", reason="核对  身份证", address="10.1.2.3")
    assert value == id_number(7)
    row = AccessLog.objects.get()
    assert (row.staff, row.kind, row.subject) == (
        community_manager,
        AccessKind.REVEAL,
        f"households.member:{member.pk}",
    )
    assert (row.field, row.reason, row.address) == ("id_number", "核对 身份证", "10.1.2.3")
    assert row.community_id == member.community_id


@pytest.mark.parametrize(
    ("who", "reason", "code"),
    [
        ("community_manager", "", "reason_needed"),
        ("community_manager", " 查 一 ", "reason_needed"),
        ("grid_worker", "核对身份证", "not_your_role"),
        ("auditor", "核对身份证", "not_your_role"),
        ("colleague", "核对身份证", "not_in_scope"),
        ("county_admin", "核对身份证", "ok"),
    ],
)
def test_who_may_reveal(people: Any, member: Any, who: str, reason: str, code: str) -> None:
    assert may_reveal(people[who], member, "id_number", reason).code == code
    if code != "ok":
        with pytest.raises(Refused) as refused:
            reveal(staff=people[who], obj=member, field="id_number", reason=reason)
        assert refused.value.code == code
        assert not AccessLog.objects.exists()


def test_only_sensitive_fields_are_revealed(community_manager: Any, member: Any) -> None:
    with pytest.raises(ValueError, match="not a sensitive field"):
        reveal(staff=community_manager, obj=member, field="name", reason="核对身份证")


def test_what_was_not_collected_is_empty(community_manager: Any, member: Any) -> None:
    member.id_number, member.id_index = None, None
    assert reveal(staff=community_manager, obj=member, field="id_number", reason="核对身份证") == ""


@pytest.mark.parametrize("sql", ["UPDATE accounts_accesslog SET reason = 'x'", "DELETE FROM accounts_accesslog"])
def test_the_log_cannot_be_changed(auditor: Any, sql: str) -> None:
    access_record(staff=auditor, kind=AccessKind.LOGIN)
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        connection.cursor().execute(sql)
    assert AccessLog.objects.get().reason == ""


def _row(at: datetime) -> None:
    AccessLog.objects.create(kind=AccessKind.LOGIN, at=at)


def test_the_trim_keeps_what_the_rule_says() -> None:
    DatedSetting.objects.create(key="accounts.access_log_months", valid_from=date(2026, 1, 1), value=6)
    _row(datetime(2026, 4, 30, 15, 59, 59, tzinfo=UTC))  # 30 April 23:59:59 in Shanghai
    _row(datetime(2026, 4, 30, 16, 0, tzinfo=UTC))  # 1 May
    with time_machine.travel(datetime(2026, 11, 22, 4, tzinfo=UTC)):
        assert trim_access_log() == 1
        assert trim_access_log() == 0
    assert AccessLog.objects.get().at == datetime(2026, 4, 30, 16, 0, tzinfo=UTC)
    test_deleting_is_still_refused()


def test_deleting_is_still_refused() -> None:
    _row(datetime(2020, 1, 1, tzinfo=UTC))
    with pytest.raises(ProgrammingError), transaction.atomic():
        AccessLog.objects.all().delete()


def test_shipped_it_keeps_a_year() -> None:
    assert trim_before(date(2026, 11, 22)) == date(2025, 11, 1)
    assert trim_before(date(2026, 1, 31)) == date(2025, 1, 1)


@pytest.mark.parametrize("months", [5, 0, "x", True, 6.5])
def test_less_than_six_months_is_refused(english: None, months: Any) -> None:
    with pytest.raises(ValidationError, match="six months"):
        DatedSetting(key="accounts.access_log_months", value=months).full_clean()
