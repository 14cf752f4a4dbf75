"""A round from the first need to the waitlist, as staff live it."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from apps.core import clock
from apps.core.errors import InvalidInput, Refused
from apps.core.periods import since
from apps.gardens import actions
from apps.gardens.admin.compare import comparison
from apps.gardens.allocation import Constraints
from apps.gardens.allocation.published import verify
from apps.gardens.drafts import published_file
from apps.gardens.explaining import result_of, results
from apps.gardens.models import (
    GardenOffer,
    GardenPlot,
    GardenRequest,
    GardenTenure,
    Objection,
    PlotVisit,
    Reclaim,
    RoundStep,
    WaitlistEntry,
)
from apps.gardens.policies import may, may_decide_reclaim, may_tenure
from apps.gardens.vocabulary import Remedy
from apps.gardens.workflow import OFFICE, STEPS, WORKFLOW, State
from apps.households.actions.transfers import transfer_accept, transfer_request
from apps.households.models import Disability, HealthRecord
from apps.reminders.actions import messages_collect
from apps.reminders.models import Message
from tests.gardens.factories import DraftFactory, OfferFactory, RequestFactory, RoundFactory, TenureFactory
from tests.gardens.living import Garden
from tests.households.factories import HouseholdFactory
from tests.households.families import family_in

pytestmark = pytest.mark.django_db
OLD, LONG_AGO = date(1940, 1, 1), date(2025, 1, 1)
SPRING = "2026-02-02T03:00:00Z"


@pytest.fixture(autouse=True)
def _spring() -> Any:
    with time_machine.travel(SPRING, tick=False):
        yield


def allocated(garden: Garden, **constraints: Any) -> Any:
    """Judged, settled, and one draft computed."""
    garden.judged()
    actions.round_settle_eligibility(round=garden.round, by=garden.manager, seed="彩票 2026-02-02: 7 12 19")
    return actions.draft_make(round=garden.round, by=garden.manager, constraints=Constraints(**constraints))


def published(garden: Garden, draft: Any) -> Any:
    return actions.round_publish(round=garden.round, by=garden.manager, draft=draft)


def signing(garden: Garden, draft: Any) -> Any:
    row = published(garden, draft)
    with time_machine.travel(SPRING, tick=False) as traveller:
        traveller.shift(timedelta(days=(row.objections_until - clock.today()).days + 1))
        return actions.round_begin_signing(round=garden.round, by=garden.manager)


def test_the_zone_lays_its_plots_once(garden: Garden) -> None:
    plots = GardenPlot.objects.filter(zone=garden.zone)
    assert [plot.number for plot in plots][:2] == ["A-1-01", "A-1-02"]
    assert (plots.count(), plots.filter(accessible=True).count()) == (10, 5)
    first = plots.get(number="A-1-01")
    assert first.area_m2 == 15
    assert first.latitude < garden.zone.latitude < first.latitude + 0.0001
    assert actions.plots_lay(zone=garden.zone, by=garden.manager) == 0
    assert set(GardenPlot.objects.free()) == {plot for plot in plots if plot.is_usable}


def test_each_refusal_has_its_reason(garden: Garden) -> None:
    rows = {
        "": garden.household(),
        "not_resident": garden.household(residence="migrant_work"),
        "residence_unknown": garden.household(residence=""),
        "left": garden.household(),
        "has_plot": garden.household(),
    }
    TenureFactory(household=rows["has_plot"], plot=GardenPlot.objects.first())
    garden.judged()
    rows["left"].left_on = clock.today()
    rows["left"].save()
    actions.round_reopen_registration(round=garden.round, by=garden.manager, why="补登")
    actions.round_end_registration(round=garden.round, by=garden.manager)
    found = {request.household_id: request for request in garden.round.requests.all()}
    for reason, household in rows.items():
        assert found[household.pk].reason == reason
        assert found[household.pk].eligibility == ("refused" if reason else "eligible")
    by_hand = found[rows["residence_unknown"].pk]
    actions.eligibility_decide(request=by_hand, by=garden.manager, eligible=True, why="楼长证明常住")
    by_hand.refresh_from_db()
    assert (by_hand.eligibility, by_hand.reason, by_hand.reason_note) == ("eligible", "by_hand", "楼长证明常住")


def test_frailty_is_the_heaviest_and_names_age_before_illness(garden: Garden) -> None:
    usual, old, ill, both = (garden.household(born=born) for born in (date(1990, 1, 1), OLD, date(1990, 1, 1), OLD))
    always = since(date(2020, 1, 1))
    for household, model, facts in (
        (ill, Disability, {"category": "physical", "grade": 1}),
        (both, HealthRecord, {"health": "serious"}),
    ):
        member = household.memberships.get().member
        model.objects.create(member=member, community=garden.community, period=always, **facts)
    garden.judged()
    found = {request.household_id: (request.frailty, request.weight) for request in garden.round.requests.all()}
    assert found[usual.pk] == ("usual", 10)
    assert found[old.pk] == found[both.pk] == ("over75", 20)
    assert found[ill.pk] == ("disabled", 20)


def test_a_resident_registers_once(garden: Garden) -> None:
    household = garden.household()
    given = {"round": garden.round, "household": household, "client_id": uuid.uuid4()}
    made, new = actions.need_submit(**given, together="梨树", needs_accessible=True)
    assert (made.household, new, made.channel, made.together) == (household, True, "phone", "梨树")
    assert actions.need_submit(**given) == (made, False)
    with pytest.raises(InvalidInput) as refused:
        actions.need_submit(**{**given, "household": HouseholdFactory()})
    assert refused.value.field == "household"
    with pytest.raises(InvalidInput):
        actions.need_submit(**{**given, "client_id": uuid.uuid4()})


def test_nobody_eligible_goes_no_further(garden: Garden) -> None:
    garden.household(residence="vacant")
    garden.judged()
    with pytest.raises(Refused) as refused:
        actions.round_settle_eligibility(round=garden.round, by=garden.manager)
    assert refused.value.code == "nobody_eligible"
    actions.round_give_up(round=garden.round, by=garden.manager, why="无人申请")
    assert garden.round.steps.order_by("pk").last().to_state == State.CLOSED


def test_drafts_side_by_side_each_with_true_sentences(garden: Garden) -> None:
    far = [garden.household(garden.buildings[1]) for _n in range(6)]
    old = [garden.household(garden.buildings[1], born=OLD) for _n in range(3)]
    near = [garden.household() for _n in range(4)]
    first = allocated(garden)
    second = actions.draft_make(
        round=garden.round, by=garden.manager, name="只抽签", constraints=Constraints(priority=())
    )
    assert first.is_proven
    assert (len(first.plots), len(first.waiting)) == (10, 3)
    assert {household.code for household in old} <= set(first.plots)
    shown = comparison([first, second], None, lambda _draft, _way: "")
    assert shown is not None
    assert [cell["text"] for cell in shown["lines"][0].cells] == ["10"] * 4
    assert verify(published_file(first)).holds
    run_of = {plot: run["run"] for run in first.inputs["runs"] for plot in run["plots"]}
    assert len(set(run_of.values())) == 2
    everybody = results(first)
    for result in everybody:
        assert sum(result.nearer) == sum(_nearer(first, result, other) for other in everybody)
    waiting = result_of(first, first.waiting[0])
    assert "第 1 位" in waiting.sentence
    assert len(far) + len(near) == 10


def test_one_who_waits_beside_free_plots_is_told_why(garden: Garden) -> None:
    home = garden.household()
    GardenPlot.objects.update(accessible=False)
    actions.request_register(round=garden.round, household=home, by=garden.manager, needs_accessible=True)
    draft = allocated(garden)
    told = result_of(draft, home.code)
    assert (told.plot, told.free) == ("", told.plots)
    assert f"余下的 {told.plots} 块地不合所申请的条件" in told.sentence


def _nearer(draft: Any, mine: Any, other: Any) -> bool:
    """Whether the other's plot lies nearer to my building than mine, counted the long way round."""
    if mine.seconds is None or other.seconds is None:
        return False
    column = {plot: at for at, run in enumerate(draft.inputs["runs"]) for plot in run["plots"]}
    place = {one["code"]: one["place"] for one in draft.inputs["households"]}[mine.code]
    row = draft.inputs["seconds"][place]
    return row[column[other.plot]] < row[column[mine.plot]]


def test_a_stale_draft_is_not_published(garden: Garden) -> None:
    household = garden.household()
    draft = allocated(garden)
    other = garden.household()
    actions.plot_change(plot=GardenPlot.objects.first(), by=garden.manager, condition="unusable")
    with pytest.raises(Refused) as refused:
        published(garden, draft)
    assert refused.value.code == "draft_outdated"
    fresh = actions.draft_make(round=garden.round, by=garden.manager)
    assert published(garden, fresh).state == State.PUBLICITY
    assert household.code in fresh.plots
    assert other.code not in fresh.plots
    with pytest.raises(Refused) as early:
        actions.round_begin_signing(round=garden.round, by=garden.manager)
    assert early.value.code == "still_public"


def test_an_upheld_objection_moves_only_whom_it_must(garden: Garden, grid_worker: Any, county_admin: Any) -> None:
    homes = [garden.household(garden.buildings[number % 2]) for number in range(8)]
    draft = allocated(garden)
    published(garden, draft)
    mine = homes[0]
    spoilt = GardenPlot.objects.get(community=garden.community, number=draft.plots[mine.code])
    objection = actions.objection_file(round=garden.round, household=mine, by=garden.manager, text="这块地积水")
    for by, code in ((garden.manager, "four_eyes"), (grid_worker, "not_in_scope")):
        with pytest.raises(Refused) as refused:
            actions.objection_uphold(objection=objection, by=by, why="属实", remedy=Remedy.PLOT_UNFIT, plot=spoilt)
        assert refused.value.code in (code, "not_your_role")
    actions.objection_uphold(
        objection=objection, by=county_admin, why="现场查看属实", remedy=Remedy.PLOT_UNFIT, plot=spoilt
    )
    objection.refresh_from_db()
    after = objection.draft
    assert after.base == draft
    assert after.is_proven
    assert {move["household"] for move in objection.moved} == {mine.code}
    assert objection.moved[0]["from"] == spoilt.number != objection.moved[0]["to"] == after.plots[mine.code]
    garden.round.refresh_from_db()
    assert garden.round.published == after
    with transaction.atomic(), pytest.raises(IntegrityError):
        Objection.objects.filter(pk=objection.pk).update(recorded_by=county_admin)


def test_from_signing_to_the_waitlist(garden: Garden, grid_worker: Any, county_admin: Any) -> None:
    homes = [garden.household(county_building(garden)) for _n in range(12)]
    draft = allocated(garden)
    signing(garden, draft)
    first, second = GardenOffer.objects.order_by("pk")[:2]
    assert (GardenOffer.objects.count(), WaitlistEntry.objects.count(), len(homes)) == (10, 2, 12)
    tenure = actions.offer_sign(offer=first, by=garden.manager, signer="向秀英")
    assert (tenure.period.lower, tenure.period.upper) == (date(2026, 3, 1), date(2028, 3, 1))
    next_one = WaitlistEntry.objects.get(place=1)
    actions.offer_decline(offer=second, by=garden.manager, why="不种菜")
    next_one.refresh_from_db()
    passed = GardenOffer.objects.get(household=next_one.household)
    assert (next_one.state, passed.plot) == ("offered", second.plot)
    with pytest.raises(Refused) as early:
        actions.offer_lapse(offer=passed, by=garden.manager)
    assert early.value.code == "not_due"
    for offer in GardenOffer.objects.waiting():
        actions.offer_sign(offer=offer, by=garden.manager)
    next_one.refresh_from_db()
    assert next_one.state == "served"
    assert actions.round_begin_use(round=garden.round, by=garden.manager).state == State.IN_USE
    with time_machine.travel("2026-06-01T03:00:00Z", tick=False):
        _idle_until_reclaimed(tenure, garden, county_admin)
    last = WaitlistEntry.objects.get(place=2)
    assert last.state == "offered"
    assert GardenOffer.objects.get(household=last.household).plot == tenure.plot


def county_building(garden: Garden) -> Any:
    return garden.buildings[0]


def _idle_until_reclaimed(tenure: Any, garden: Garden, county_admin: Any) -> None:
    visit = actions.visit_record(tenure=tenure, by=garden.manager, found="idle", note="长满草")
    tenure.refresh_from_db()
    assert (tenure.state, tenure.cure_by, visit.cure_by) == ("idle", visit.cure_by, tenure.cure_by)
    assert may_tenure(tenure, "propose_reclaim", garden.manager, {"why": "闲置"}).code == "not_due"
    actions.visit_record(tenure=tenure, by=garden.manager, found="used")
    actions.visit_record(tenure=tenure, by=garden.manager, found="idle")
    with time_machine.travel("2026-08-03T03:00:00Z", tick=False):
        assert GardenTenure.objects.cure_overdue().get() == tenure
        tenure.refresh_from_db()
        assert tenure.is_cure_overdue
        proposal = actions.reclaim_propose(tenure=tenure, by=garden.manager, why="两个月没种")
        assert may_decide_reclaim(proposal, garden.manager, {"why": "同意"}).code == "four_eyes"
        actions.reclaim_decide(reclaim=proposal, by=county_admin, agreed=True, why="属实")
    tenure.refresh_from_db()
    assert (tenure.state, tenure.ended_by, tenure.period.upper) == ("reclaimed", "reclaimed", date(2026, 8, 3))
    assert PlotVisit.objects.filter(tenure=tenure).count() == 3
    assert Reclaim.objects.get().agreed


def test_a_swap_needs_both_and_keeps_everybodys_time(garden: Garden) -> None:
    plots = list(GardenPlot.objects.order_by("number")[:2])
    mine, theirs = (
        TenureFactory(household=garden.household(), plot=plot, period=since(date(2025, 1, 1), date(2027, year, 1)))
        for plot, year in zip(plots, (1, 2), strict=True)
    )
    swap = actions.swap_propose(tenure=mine, other=theirs, by=garden.manager, agreed_note="当面同意")
    actions.swap_consent(swap=swap, by=garden.manager, household=mine.household, agreed_note="再次确认")
    assert GardenTenure.objects.live().count() == 2
    with pytest.raises(InvalidInput):
        actions.swap_consent(swap=swap, by=garden.manager, household=garden.household(), agreed_note="旁人")
    actions.swap_consent(swap=swap, by=garden.manager, household=theirs.household, agreed_note="电话同意")
    now = {row.household_id: (row.plot, row.period.lower, row.period.upper) for row in GardenTenure.objects.live()}
    today = clock.today()
    assert now == {
        mine.household_id: (plots[1], today, date(2027, 2, 1)),
        theirs.household_id: (plots[0], today, date(2027, 1, 1)),
    }


def test_a_yield_said_again_replaces_what_was_said(garden: Garden) -> None:
    tenure = TenureFactory(
        household=garden.household(), plot=GardenPlot.objects.first(), period=since(date(2025, 1, 1))
    )
    actions.yield_note(tenure=tenure, by=garden.manager, yield_kg=8, saved_yuan=60)
    entry = actions.yield_note(tenure=tenure, by=garden.manager, yield_kg=9, saved_yuan=None)
    assert (tenure.yields.get(), entry.month, entry.saved_yuan) == (entry, date(2026, 2, 1), None)


@pytest.mark.parametrize("state", State.values)
def test_every_state_and_every_step(state: str, county: Any, people: Any) -> None:
    row = RoundFactory(community=county.own, state=State.REGISTERING)
    draft = DraftFactory(round=row)
    for step, transition in STEPS.items():
        given = {name: draft if name == "draft" else "因故" for name in transition.requires}
        row = RoundFactory(
            community=county.own, state=state, seed="1", published=draft, objections_until=date(2026, 1, 1)
        )
        RequestFactory(round=row, eligibility="unjudged")
        row.requests.update(eligibility="refused", reason="left")
        for role, by in people.items():
            code = may(row, step, by, given).code
            if by is None or role == "colleague":
                assert code == "not_in_scope"
            elif by.role not in transition.roles:
                assert code == "not_your_role"
            elif state not in transition.sources:
                assert code == "wrong_state"
            else:
                assert code in ("ok", "nobody_eligible")
                assert may(row, step, by, dict.fromkeys(given, " ")).code == ("required" if given else code)
    assert all(step.roles >= OFFICE for step in WORKFLOW.transitions)


def test_the_database_refuses_a_step_that_the_workflow_does_not_know(county: Any) -> None:
    row = RoundFactory(community=county.own)
    with pytest.raises(Exception, match="Invalid transition"), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(state=State.IN_USE)
    seeded = RoundFactory(community=county.own, state=State.ALLOCATION, seed="first")
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        type(row).objects.filter(pk=seeded.pk).update(seed="a better one")
    assert RoundStep.objects.count() == 0


def test_reminders_are_told_once(garden: Garden, grid_worker: Any) -> None:
    OfferFactory(
        round=garden.round, household=garden.household(), plot=GardenPlot.objects.first(), sign_by=clock.today()
    )
    TenureFactory(
        household=garden.household(), plot=GardenPlot.objects.last(), state="idle", idle_since=date(2025, 12, 1),
        cure_by=date(2026, 1, 5),
    )  # fmt: skip
    messages_collect()
    told = Message.objects.filter(template__startswith="gardens.")
    first = sorted(told.values_list("key", "recipient", "channel"))
    assert set(told.values_list("template", "recipient__role")) == {
        ("gardens.idle", "community_manager"),
        ("gardens.signing", "community_manager"),
        ("gardens.signing", "grid_worker"),
    }
    messages_collect()
    assert sorted(told.values_list("key", "recipient", "channel")) == first


def test_what_python_and_sql_call_overdue_agree(garden: Garden) -> None:
    today = clock.today()
    plots = GardenPlot.objects.order_by("number")
    for plot, days in zip(plots, (-1, 0, 1), strict=False):
        given = {"plot": plot, "sign_by": today + timedelta(days=days)}
        OfferFactory(round=garden.round, household=garden.household(), **given)
    assert [row for row in GardenOffer.objects.all() if row.is_overdue] == list(GardenOffer.objects.overdue())
    assert GardenRequest.objects.count() == 0


def test_a_household_gives_its_plot_back_before_its_file_goes_elsewhere(
    county: Any, community_manager: Any, colleague: Any
) -> None:
    household = family_in(county.own).household
    tenure = TenureFactory(household=household)
    asked = transfer_request(
        household=household, by=community_manager, to_community=county.foreign, happened_on=clock.today(),
        why="随子女居住",
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        transfer_accept(transfer=asked, by=colleague)
    assert refused.value.code == "garden_held"
    assert tenure.plot.number in str(refused.value.message)
    actions.tenure_give_back(tenure=tenure, by=community_manager, why="搬走")
    transfer_accept(transfer=asked, by=colleague)
    assert GardenTenure.objects.get(pk=tenure.pk).community == county.own


def test_a_household_that_is_not_in_the_register_any_more_is_named_before_signing(garden: Garden) -> None:
    household = garden.household()
    row = published(garden, allocated(garden))
    household.code = "HX-1"
    household.save()
    after = timedelta(days=(row.objections_until - clock.today()).days + 1)
    with time_machine.travel(clock.now() + after, tick=False), pytest.raises(Refused) as refused:
        actions.round_begin_signing(round=row, by=garden.manager)
    assert refused.value.code == "list_outdated"
    garden.round.refresh_from_db()
    assert garden.round.state == State.PUBLICITY
