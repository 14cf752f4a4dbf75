"""Two answers to the same: paper that comes late and corrections find a register that was changed in the meantime."""

from datetime import date
from typing import Any

import pytest

from apps.core.periods import since
from apps.followups.actions import clash_settle, visit_correct
from apps.followups.models import Visit, VisitClash
from apps.followups.vocabulary import Channel
from apps.households.models import Employment, Household, Income, Presence
from tests.followups.test_recording import guarantees, member_of, record
from tests.households.factories import HouseholdFactory, MembershipFactory

pytestmark = pytest.mark.usefixtures("wednesday")
MONDAY = date(2026, 11, 16)


@pytest.fixture
def home(county: Any) -> Household:
    household: Household = HouseholdFactory(community=county.own)
    MembershipFactory(household=household)
    return household


def lives(home: Household, status: str, start: date) -> None:
    Presence.objects.create(household=home, community=home.community, status=status, period=since(start))


def on_paper(home: Household, by: Any, **more: Any) -> Visit:
    return record(home, by, guarantees(home, **more), channel=Channel.PAPER, done_on=MONDAY)[0]


def correct(visit: Visit, by: Any, **more: Any) -> None:
    answers = guarantees(visit.household, **more)
    visit_correct(visit=visit, by=by, why="看错了", instruments={"guarantees_income": answers})


def test_paper_does_not_overwrite_what_was_recorded_since_the_visit(home: Household, community_manager: Any) -> None:
    lives(home, "vacant", date(2026, 11, 17))
    clash = on_paper(home, community_manager).clashes.get()
    assert (clash.field, clash.mine, clash.theirs, clash.base) == ("presence", "dual", "vacant", None)
    assert Presence.objects.current().get(household=home).status == "vacant"


def test_paper_replaces_what_was_known_before_the_visit(home: Household, community_manager: Any) -> None:
    lives(home, "vacant", date(2026, 3, 1))
    Employment.objects.create(member_id=member_of(home), community=home.community, work="farming",
                              period=since(date(2026, 3, 1)))  # fmt: skip
    visit = on_paper(home, community_manager)
    assert not visit.clashes.exists()
    assert Presence.objects.current().get(household=home).status == "dual"
    assert Employment.objects.current().get(member=member_of(home)).work == "in_county"


def test_an_amount_entered_since_the_visit_stays(home: Household, community_manager: Any) -> None:
    Income.objects.create(household=home, community=home.community, year=2025, source="wage", amount=41000)
    clash = on_paper(home, community_manager).clashes.get()
    assert (clash.field, clash.mine, clash.theirs) == ("income.wage", 30000, 41000)
    assert Income.objects.get(household=home, source="wage").amount == 41000


def test_a_correction_writes_only_what_it_changes(home: Household, community_manager: Any) -> None:
    visit = on_paper(home, community_manager)
    row = Presence.objects.current().get(household=home)
    row.period = since(MONDAY, date(2026, 11, 17))
    row.save()
    lives(home, "vacant", date(2026, 11, 17))
    correct(visit, community_manager, wage=36000)
    assert not VisitClash.objects.exists()
    assert Presence.objects.current().get(household=home).status == "vacant"
    assert Income.objects.get(household=home, source="wage").amount == 36000


def test_a_correction_finds_the_register_changed(home: Household, community_manager: Any) -> None:
    visit = on_paper(home, community_manager)
    Income.objects.filter(household=home, source="wage").update(amount=50000)
    correct(visit, community_manager, wage=36000)
    clash = visit.clashes.get()
    assert (clash.mine, clash.theirs, clash.base) == (36000, 50000, 30000)
    clash_settle(clash=clash, by=community_manager, keep="theirs")
    correct(visit, community_manager, wage=37000)
    clash.refresh_from_db()
    assert (clash.state, clash.mine, clash.settled_by) == ("open", 37000, None)
    correct(visit, community_manager, wage=50000)
    clash.refresh_from_db()
    assert (clash.state, clash.mine) == ("mine", 50000)
    assert Income.objects.get(household=home, source="wage").amount == 50000
