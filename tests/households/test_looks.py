"""Who opened this file, on the file."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from apps.accounts.actions import open_record, reveal
from apps.accounts.models import AccessKind, AccessLog
from tests.harness.people import County
from tests.households.factories import MembershipFactory, id_number

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)


@pytest.fixture
def home(county: County) -> Any:
    row = MembershipFactory(household__community=county.own, member__name="谭建国")
    row.member.set_id_number(id_number(9))
    row.member.save()
    return row.household


def test_a_file_opened_again_within_ten_minutes_is_one_row(home: Any, community_manager: Any, auditor: Any) -> None:
    with time_machine.travel(NOW, tick=False) as moment:
        assert open_record(staff=community_manager, subject=home) is not None
        moment.shift(timedelta(minutes=9))
        assert open_record(staff=community_manager, subject=home) is None
        assert open_record(staff=auditor, subject=home) is not None
        moment.shift(timedelta(minutes=2))
        assert open_record(staff=community_manager, subject=home) is not None
    assert AccessLog.objects.filter(kind=AccessKind.OPEN).count() == 3


def _tab(login: Any, user: Any, home: Any) -> str:
    page = login(user).get(f"/admin/households/household/{home.pk}/change/?tab=looks")
    return page.content.decode() if page.status_code == 200 else ""


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("community_manager", True), ("county_admin", True), ("auditor", True),
        ("grid_worker", False), ("township_officer", False), ("colleague", False),
    ],
)  # fmt: skip
def test_who_sees_who_looked(people: dict[str, Any], login: Any, home: Any, who: str, sees: bool) -> None:
    member = home.memberships.get().member
    reveal(staff=people["community_manager"], obj=member, field="id_number", reason="核对户口本上的号码")
    assert ("核对户口本上的号码" in _tab(login, people[who], home)) is sees


def test_looks_at_many_cost_no_more(
    county: County, home: Any, community_manager: Any, login: Any, equal_queries: Any
) -> None:
    def more(count: int) -> None:
        for _i in range(count):
            row = MembershipFactory(household=home, relation="child")
            AccessLog.objects.create(
                kind=AccessKind.OPEN, staff=community_manager, subject=f"households.member:{row.member_id}"
            )

    more(2)
    equal_queries(lambda: _tab(login, community_manager, home), more=more)
