"""Whatever happens in whatever order: one household a person and one head a household on any day, and the last event
can always be taken back."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.core.errors import DomainError
from apps.households.actions import families, people
from apps.households.actions.corrections import event_cancel
from apps.households.models import Household, LifeEvent, Member, Membership
from tests.communities.factories import CommunityFactory
from tests.households.families import family_in, register

FIRST = date(2026, 1, 1)
KINDS = ("birth", "death", "leave", "join", "split", "merge", "head", "depart", "return")
STEPS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 60), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40)),
    min_size=2, max_size=9,
)  # fmt: skip


def pick(rows: list[Any], number: int) -> Any:
    return rows[number % len(rows)]


def act(kind: str, day: date, one: int, two: int, three: int) -> LifeEvent | None:
    """One event, with whatever people and households the numbers point at; the register may well refuse it."""
    homes = list(Household.objects.order_by("pk"))
    home, other = pick(homes, one), pick(homes, two)
    everybody = list(Member.objects.order_by("pk"))
    here = list(Member.objects.filter(memberships__household=home, memberships__period__contains=day).order_by("pk"))
    member = pick(here or everybody, three)
    heir = pick(here or everybody, three + 1)
    ask: dict[str, Any] = {"household": home, "by": None, "happened_on": day}
    match kind:
        case "birth":
            return people.birth_record(**ask, name="甲")
        case "death":
            return people.death_record(**ask, member=member, new_head=heir)
        case "leave":
            return people.departure_record(**ask, members=[member], to_household=other, new_head=heir)
        case "join":
            return people.marriage_in_record(**ask, member=pick(everybody, three), relation="other", new_head=heir)
        case "split":
            return families.household_split(**ask, members=here[:2], head=pick(here or everybody, two), new_head=heir)
        case "merge":
            return families.household_merge(**ask, into=other)
        case "head":
            return families.head_change(**ask, new_head=member)
        case "depart":
            return people.departure_record(**ask)
    return people.return_record(**ask, members=[pick(everybody, three)], head=pick(everybody, three))


def check_every_day() -> None:
    rows = list(Membership.objects.order_by("pk").values_list("household", "member", "relation", "period"))
    for _household, _member, _relation, period in rows:
        assert period.upper is None or period.lower < period.upper, "an empty period"
    for day in {FIRST + timedelta(n) for n in range(70)}:
        here = [row for row in rows if day in row[3]]
        assert max(Counter(row[1] for row in here).values(), default=1) == 1, f"two households on {day}"
        heads = Counter(row[0] for row in here if row[2] == "head")
        for household in {row[0] for row in here}:
            assert heads[household] == 1, f"{heads[household]} heads on {day}"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_sequence_of_events_keeps_the_register_whole(steps: list[tuple[str, int, int, int, int]]) -> None:
    with transaction.atomic():
        community = CommunityFactory()
        family_in(community, "P1")
        family_in(community, "P2")
        for kind, offset, one, two, three in steps:
            before = register()
            try:
                with transaction.atomic():
                    event = act(kind, FIRST + timedelta(offset), one, two, three)
            except DomainError:
                assert register() == before
                continue
            check_every_day()
            assert event is not None
            with transaction.atomic():
                event_cancel(event=event, by=None, why="试一试")
                assert register() == before, f"cancelling {kind} does not restore"
                transaction.set_rollback(True)
        transaction.set_rollback(True)
