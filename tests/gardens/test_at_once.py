"""Fifty at once, on real connections: one live plot per household, one holder per plot, and never half a step."""

import threading
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from apps.core import clock
from apps.core.errors import DomainError
from apps.core.periods import since
from apps.core.rowscope import elevated
from apps.gardens import actions
from apps.gardens.models import GardenRequest, GardenTenure, PlotSwap
from apps.reminders.actions import messages_collect
from apps.reminders.models import Message
from tests.gardens.factories import OfferFactory, PlotFactory, RoundFactory, TenureFactory, ZoneFactory
from tests.households.factories import HouseholdFactory

pytestmark = pytest.mark.django_db(transaction=True)
BEGAN = since(date(2025, 1, 1))


def at_once(deeds: Sequence[Callable[[], Any]]) -> Counter[str]:
    """Each in a thread and a connection of its own, all let go together; how each ended: done, or a refusal's code."""
    barrier, ends = threading.Barrier(len(deeds)), Counter[str]()

    def run(deed: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            with elevated("a thread of the test"):
                deed()
            ends["done"] += 1
        except DomainError as refused:
            ends[refused.code] += 1
        except Exception as error:
            ends[repr(error)] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def clashes() -> list[tuple[int, int]]:
    """Pairs of tenures of one household, or of one plot, that overlap."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.id, b.id FROM gardens_gardentenure a JOIN gardens_gardentenure b ON a.id < b.id"
            " AND (a.household_id = b.household_id OR a.plot_id = b.plot_id) AND a.period && b.period"
        )
        return list(cursor.fetchall())


def test_fifty_register_by_phone_at_once(county: Any) -> None:
    """One household fifty times, half of them the same form sent again."""
    household = HouseholdFactory(community=county.own)
    rounds = RoundFactory(community=county.own)
    form = uuid.uuid4()
    forms = [form if number % 2 else uuid.uuid4() for number in range(50)]
    ends = at_once(
        [lambda one=one: actions.need_submit(round=rounds, household=household, client_id=one) for one in forms]
    )
    request = GardenRequest.objects.get()
    assert ends["done"] == (25 if request.client_id == form else 1)
    assert ends["done"] + ends["taken"] == 50


def test_fifty_sign_at_once(county: Any, community_manager: Any) -> None:
    """Five plots of two rounds, each plot offered in both and signed for by five people at a time."""
    zone = ZoneFactory(community=county.own)
    plots = [PlotFactory(zone=zone) for _plot in range(5)]
    offers = []
    for number in range(2):
        row = RoundFactory(community=county.own, use_from=date(2027, 1, 1))
        for plot in plots:
            settled = {"settled_at": timezone.now(), "state": "declined"} if number else {}
            offer = OfferFactory(round=row, household=HouseholdFactory(community=county.own), plot=plot, **settled)
            offers.append(offer)
    ends = at_once(
        [lambda one=one: actions.offer_sign(offer=one, by=community_manager) for one in offers for _time in range(5)]
    )
    assert ends == {"done": 5, "wrong_state": 45}
    assert GardenTenure.objects.live().count() == 5
    assert clashes() == []


def test_fifty_swap_and_give_back_at_once(county: Any, community_manager: Any) -> None:
    """Ten plots in a ring of swaps, each agreed to by both sides at once, while some give their plot back."""
    zone = ZoneFactory(community=county.own)
    held = [
        TenureFactory(household=HouseholdFactory(community=county.own), plot=PlotFactory(zone=zone), period=BEGAN)
        for _plot in range(10)
    ]
    swaps = [
        PlotSwap.objects.create(
            tenure=one, household=one.household, community=county.own, other=other, other_household=other.household,
            proposed_by=community_manager,
        )
        for one, other in zip(held, [*held[1:], held[0]], strict=True)
    ]  # fmt: skip
    say = {"by": community_manager, "agreed_note": "当面同意"}
    deeds: list[Callable[[], Any]] = []
    for swap in swaps:
        for household in (swap.household, swap.other_household):
            deeds += [lambda swap=swap, home=household: actions.swap_consent(swap=swap, household=home, **say)] * 2
    deeds += [lambda one=one: actions.tenure_give_back(tenure=one, by=community_manager, why="不种了") for one in held]
    ends = at_once(deeds)
    assert set(ends) <= {"done", "wrong_state", "settled", "taken"}, ends
    assert sum(ends.values()) == 50
    assert clashes() == []
    assert GardenTenure.objects.live().count() + GardenTenure.objects.filter(ended_by="given_up").count() == 10


def test_two_sweeps_at_once_tell_once(county: Any, community_manager: Any) -> None:
    zone = ZoneFactory(community=county.own)
    for _row in range(3):
        home = HouseholdFactory(community=county.own)
        OfferFactory(household=home, round=RoundFactory(community=county.own), sign_by=clock.today())
        TenureFactory(
            household=HouseholdFactory(community=county.own), plot=PlotFactory(zone=zone), state="idle", period=BEGAN,
            idle_since=date(2025, 12, 1), cure_by=date(2026, 1, 5),
        )  # fmt: skip
    ends = at_once([messages_collect] * 4)
    assert set(ends) == {"done"}
    told = Message.objects.filter(template__startswith="gardens.").values_list("key", "recipient", "channel")
    assert len(told) == len(set(told)) > 0
    once = Counter(told.filter(recipient=community_manager).values_list("template", flat=True))
    messages_collect()
    again = Message.objects.filter(template__startswith="gardens.", recipient=community_manager)
    assert Counter(again.values_list("template", flat=True)) == once
