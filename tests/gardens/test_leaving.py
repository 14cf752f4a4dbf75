"""A household that leaves, returns, merges with its double, or is erased: what becomes of its gardens."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from apps.core import clock
from apps.core.errors import Refused
from apps.core.periods import since
from apps.gardens import actions
from apps.gardens.erasure import gardens_erase
from apps.gardens.models import (
    GardenOffer,
    GardenPlot,
    GardenRequest,
    GardenTenure,
    LockerHolding,
    Objection,
    PlotSwap,
    PlotVisit,
    Reclaim,
    TenureStep,
    WaitlistEntry,
)
from apps.gardens.notes import note, note_words
from apps.gardens.tasks import settle_gone
from apps.gardens.vocabulary import WaitState
from apps.households.actions import people as life
from apps.households.actions.household_merging import households_merge
from apps.households.actions.merging import merge_undo
from apps.households.likeness import merging
from apps.reports.today.gardens import cards
from tests.gardens.factories import (
    LockerFactory,
    OfferFactory,
    PlotFactory,
    RequestFactory,
    RoundFactory,
    TenureFactory,
)
from tests.gardens.living import Garden
from tests.gardens.matrix import WHY, Matrix, matrix  # noqa: F401 — a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def gone(garden: Garden) -> Any:
    """A household with a request, a place on a waitlist, an offer, a plot and a swap; another waits behind it."""
    home, other = garden.household(), garden.household()
    RequestFactory(round=garden.round, household=home)
    tenure = TenureFactory(household=home, plot=GardenPlot.objects.first(), period=since(date(2025, 1, 1)))
    theirs = TenureFactory(household=other, plot=GardenPlot.objects.last(), period=since(date(2025, 1, 1)))
    actions.swap_propose(tenure=tenure, other=theirs, by=garden.manager)
    past = RoundFactory(community=garden.community)
    WaitlistEntry.objects.create(round=past, household=home, community=garden.community, place=1)
    OfferFactory(round=past, household=home, plot=PlotFactory(zone=garden.zone))
    return home


def test_what_a_household_leaves_open_is_settled(
    garden: Garden, gone: Any, county_admin: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        life.departure_record(household=gone, by=garden.manager, happened_on=clock.today(), destination="外地")
    gone.refresh_from_db()
    assert gone.left_on == clock.today()
    request = GardenRequest.objects.get(household=gone)
    assert (request.eligibility, request.reason) == ("withdrawn", "left")
    assert WaitlistEntry.objects.get(household=gone).state == WaitState.LEFT
    assert GardenOffer.objects.get(household=gone).state == "lapsed"
    assert PlotSwap.objects.get(household=gone).state == "dropped"
    reclaim = Reclaim.objects.get(household=gone)
    assert (reclaim.because, reclaim.proposed_by, reclaim.agreed) == ("left", None, None)
    assert GardenTenure.objects.live().filter(household=gone).exists()
    assert settle_gone() == 0
    assert [card["url"].partition("?")[2] for card in cards(garden.manager)] == ["left=true"]
    actions.reclaim_decide(reclaim=reclaim, by=county_admin, agreed=True, why="全家已迁出")
    assert GardenTenure.objects.get(household=gone).state == "reclaimed"
    assert settle_gone() == 0


def test_who_comes_back_keeps_the_plot(garden: Garden, gone: Any, django_capture_on_commit_callbacks: Any) -> None:
    gone.left_on = clock.today()
    gone.save()
    assert settle_gone() > 0
    assert Reclaim.objects.filter(household=gone).count() == 1
    gone.left_on = None
    gone.save()
    assert settle_gone() == 1
    assert not Reclaim.objects.filter(household=gone).exists()
    assert GardenTenure.objects.live().filter(household=gone).exists()


def test_the_plot_of_one_who_left_before_signing_goes_to_who_waits(matrix: Matrix) -> None:  # noqa: F811
    row = matrix.round("publicity")
    home = row.requests.get().household
    home.left_on = clock.today()
    home.save()
    settle_gone()
    assert row.requests.get().eligibility == "eligible"  # it stands on a public list, which does not change by itself
    actions.round_begin_signing(round=row, by=matrix.by)
    assert not row.offers.exists()


def test_a_round_that_closes_leaves_nobody_with_an_offer(matrix: Matrix) -> None:  # noqa: F811
    row = matrix.round("in_use")
    home = matrix.garden.household()
    entry = WaitlistEntry.objects.create(
        round=row, household=home, community=row.community, place=1, state=WaitState.OFFERED
    )
    offer = OfferFactory(round=row, household=home, plot=row.zones.get().plots.first())
    actions.round_close(round=row, by=matrix.by)
    offer.refresh_from_db()
    entry.refresh_from_db()
    assert (offer.state, entry.state) == ("lapsed", WaitState.WAITING)


def test_a_round_that_is_given_up_takes_its_objections_along(matrix: Matrix) -> None:  # noqa: F811
    objection = matrix.objection("open")
    actions.round_give_up(round=objection.round, by=matrix.first, why=WHY)
    objection.refresh_from_db()
    assert (objection.state, objection.why, objection.decided_by) == ("rejected", WHY, None)


def test_two_rounds_do_not_offer_to_one_household(matrix: Matrix) -> None:  # noqa: F811
    row = matrix.round("publicity")
    home = row.requests.get().household
    other = OfferFactory(round=RoundFactory(community=row.community), household=home, plot=GardenPlot.objects.first())
    with pytest.raises(Refused) as refused:
        actions.round_begin_signing(round=row, by=matrix.by)
    assert refused.value.code == "offered_elsewhere"
    assert other.plot.number in str(refused.value.message)


def double(garden: Garden, plot: Any, year: int) -> Any:
    """One of two records of a household: a request in each round, a place on a waitlist, a plot, a locker."""
    home = garden.household()
    RequestFactory(round=garden.round, household=home, note=f"{year}")
    past = since(date(year, 1, 1), date(year + 2, 1, 1))
    TenureFactory(household=home, plot=plot, period=past, state="ended", ended_by="run_out")
    locker = LockerFactory(community=garden.community)
    LockerHolding.objects.create(household=home, community=garden.community, locker=locker, period=past)
    WaitlistEntry.objects.create(round=garden.round, household=home, community=garden.community, place=year)
    return home


def test_two_records_that_both_hold_something_become_one_and_two_again(garden: Garden, community_manager: Any) -> None:
    plots = list(GardenPlot.objects.order_by("pk")[:2])
    keep, drop = double(garden, plots[0], 2020), double(garden, plots[1], 2021)
    before = list(GardenTenure.objects.order_by("pk").values_list("household", "plot"))
    clash = {(found.row._meta.model_name) for found in merging.clashes(keep, drop)}
    assert clash >= {"gardenrequest", "gardentenure", "lockerholding", "waitlistentry"}
    with pytest.raises(Refused) as refused:
        households_merge(keep=keep, drop=drop, by=community_manager)
    assert refused.value.code == "choose"
    choices: Any = {found.key: "keep" for found in merging.clashes(keep, drop)}
    record = households_merge(keep=keep, drop=drop, by=community_manager, choices=choices)
    for model in (GardenTenure, LockerHolding, GardenRequest, WaitlistEntry):
        assert set(model.objects.values_list("household", flat=True)) == {keep.pk}
    merge_undo(merge=record, by=community_manager, why="不是一家")
    assert list(GardenTenure.objects.order_by("pk").values_list("household", "plot")) == before
    assert GardenRequest.objects.filter(household=drop.pk).exists()


@pytest.mark.parametrize("both", [False, True])
def test_the_log_of_a_plot_goes_with_the_household(matrix: Matrix, community_manager: Any, both: bool) -> None:  # noqa: F811
    plots = list(GardenPlot.objects.order_by("pk")[:2])
    keep, drop = (matrix.garden.household() for _n in range(2))
    for home, plot in ((drop, plots[0]), (keep, plots[1])) if both else ((drop, plots[0]),):
        tenure = TenureFactory(household=home, plot=plot, period=since(date(2025, 1, 1)))
        actions.visit_record(tenure=tenure, by=matrix.by, found="idle")
        TenureStep.objects.create(tenure=tenure, household=home, community=home.community, step="sign", to_state="live")
    logs = (GardenTenure, PlotVisit, TenureStep)
    before = [list(model.objects.order_by("pk").values()) for model in logs]
    choices: Any = {found.key: "keep" for found in merging.clashes(keep, drop)}
    record = households_merge(keep=keep, drop=drop, by=community_manager, choices=choices)
    connection.check_constraints()
    for model in logs:
        assert set(model.objects.values_list("household", flat=True)) == {keep.pk}
    merge_undo(merge=record, by=community_manager)
    connection.check_constraints()
    assert [[row | {"updated_at": 0} for row in model.objects.order_by("pk").values()] for model in logs] == [
        [row | {"updated_at": 0} for row in rows] for rows in before
    ]


def test_erased_words_are_gone_and_plots_stay(matrix: Matrix) -> None:  # noqa: F811
    secret = "老谭家的事"
    objection = matrix.objection("rejected")
    home = objection.household
    Objection.objects.filter(pk=objection.pk).update(text=secret, why=secret)
    GardenRequest.objects.filter(household=home).update(note=secret, reason_note=secret)
    tenure = TenureFactory(household=home, plot=GardenPlot.objects.first(), period=since(date(2025, 1, 1)))
    actions.visit_record(tenure=tenure, by=matrix.by, found="idle", note=secret)
    actions.yield_note(tenure=tenure, by=matrix.by, note=secret, saved_yuan=5)
    gardens_erase(home, [])
    for model in (Objection, GardenRequest, TenureStep, PlotVisit):
        for row in model.objects.filter(household=home).values():
            assert secret not in str(row), model
        history = getattr(model, "pgh_event_model", None)
        if history is not None:
            assert all(secret not in str(row) for row in history.objects.filter(household=home).values())
    assert (tenure.visits.count(), tenure.yields.get().saved_yuan) == (1, 5)
    assert GardenTenure.objects.filter(household=home).count() == 1


def test_notes_of_steps_are_words_of_the_reader(english: Any) -> None:
    assert note_words(note("draft", 3)) == "Draft 3"
    assert note_words("因故：延期") == "因故：延期"
    assert note_words("draft:") == "draft:"
