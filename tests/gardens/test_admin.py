"""A whole round through the staff's pages, as the office does it; and what the pages show and refuse."""

from typing import Any

import pytest
from django.urls import reverse

from apps.accounts.roles import Role
from apps.core import clock
from apps.gardens.models import GardenOffer, GardenPlot, GardenRequest, GardenRound, GardenTenure, GardenZone, Objection
from tests.accounts.factories import StaffFactory

pytestmark = pytest.mark.django_db


def page(round: Any) -> str:
    return reverse("admin:gardens_gardenround_change", args=[round.pk])


def do(client: Any, row: Any, deed: str, **fields: Any) -> Any:
    name = f"admin:gardens_{row._meta.model_name}_do"
    return client.post(reverse(name, args=[row.pk, deed]), fields)


@pytest.fixture
def second(county: Any) -> Any:
    """Another manager of the same community: who decides what the first one made."""
    return StaffFactory(username="second", role=Role.COMMUNITY_MANAGER, areas=[county.own])


def published(gardens: Any, homes: Any, client: Any) -> GardenRound:
    """From the open round to the published list, through the pages."""
    round = gardens[2]
    assert do(client, round, "register-all").status_code == 302
    assert do(client, round, "end_registration").status_code == 302
    assert do(client, round, "settle_eligibility", seed="1234").status_code == 302
    assert do(client, round, "draft", name="第一稿", together="on", accessible="on", keep="on").status_code == 302
    shown = client.get(page(round)).content.decode()
    assert "第一稿" in shown
    assert "aj-compare" in shown
    draft = round.drafts.get()
    assert do(client, round, "publish", draft=draft.pk).status_code == 302
    round.refresh_from_db()
    return round


def test_a_round_from_need_to_use(gardens: Any, homes: Any, community_manager: Any, second: Any, login: Any) -> None:
    client = login(community_manager)
    round = published(gardens, homes, client)
    assert len(round.published.plots) == 4
    late = do(client, round, "begin_signing")
    assert late["X-Refusal"] == "still_public"
    GardenRound.objects.filter(pk=round.pk).update(objections_until="2026-01-01")
    assert do(client, round, "begin_signing").status_code == 302
    offers = list(GardenOffer.objects.order_by("pk"))
    assert len(offers) == 4
    paper = client.get(reverse("admin:gardens_gardenround_agreements", args=[round.pk]))
    assert paper.content[:5] == b"%PDF-"
    for offer in offers[:3]:
        assert do(client, offer, "sign", signer="本人").status_code == 302
    assert do(client, offers[3], "decline", why="不种了").status_code == 302
    assert do(client, round, "begin_use").status_code == 302
    assert GardenTenure.objects.live().count() == 3
    shown = client.get(page(round)).content.decode()
    assert "不种了" in client.get(reverse("admin:gardens_gardenoffer_change", args=[offers[3].pk])).content.decode()
    assert str(GardenTenure.objects.live().count()) in shown


def test_the_list_says_no_more_than_may_hang_on_the_board(
    gardens: Any, homes: Any, community_manager: Any, login: Any
) -> None:
    client = login(community_manager)
    round = published(gardens, homes, client)
    pdf = client.get(reverse("admin:gardens_gardenround_list", args=[round.pk]))
    assert pdf.content[:5] == b"%PDF-"
    sheet = client.get(reverse("admin:gardens_gardenround_sheet", args=[round.pk]))
    assert b"".join(sheet.streaming_content)[:2] == b"PK"
    file = client.get(reverse("admin:gardens_gardenround_file", args=[round.pk])).json()
    assert "谭建国" not in str(file)
    from apps.gardens.papers import public_rows

    given, waiting = public_rows(round)
    assert [row.name for row in given if row.code == homes[0].code] == ["谭某"]
    assert waiting == []


def test_an_objection_is_decided_by_a_second_person(
    gardens: Any, homes: Any, community_manager: Any, second: Any, login: Any
) -> None:
    client = login(community_manager)
    round = published(gardens, homes, client)
    assert do(client, round, "object", household=homes[0].code, text="太远").status_code == 302
    objection = Objection.objects.get()
    own = do(client, objection, "reject", why="公平")
    assert own["X-Refusal"] == "four_eyes"
    plot = round.published.plots[homes[0].code]
    other = login(second)
    assert do(other, objection, "uphold", remedy="plot_unfit", plot=plot, why="积水").status_code == 302
    objection.refresh_from_db()
    assert objection.state == "upheld"
    moved = other.get(reverse("admin:gardens_objection_change", args=[objection.pk])).content.decode()
    assert plot in moved


def test_eligibility_is_shown_with_its_reason_and_decided(
    gardens: Any, homes: Any, community_manager: Any, login: Any
) -> None:
    client, round = login(community_manager), gardens[2]
    assert do(client, round, "register", household="1-1-101", needs_accessible="on").status_code == 302
    several = do(client, round, "register", household="101")
    assert several["X-Refusal"] == "invalid"
    assert do(client, round, "end_registration").status_code == 302
    request = GardenRequest.objects.get()
    assert request.needs_accessible
    assert do(client, request, "decide", eligible="no", why="另有菜地").status_code == 302
    shown = client.get(reverse("admin:gardens_gardenrequest_change", args=[request.pk])).content.decode()
    assert "另有菜地" in shown
    assert "另有菜地" in client.get(reverse("admin:gardens_gardenrequest_changelist")).content.decode()
    nobody = do(client, round, "settle_eligibility")
    assert nobody["X-Refusal"] == "nobody_eligible"


def test_a_zone_is_drawn_by_rows_and_columns(county: Any, community_manager: Any, login: Any) -> None:
    client = login(community_manager)
    made = client.post(
        reverse("admin:gardens_gardenzone_add"),
        {"community": county.own.pk, "code": "B", "name": "河边菜园", "water": "tap", "accessible": "unknown"},
    )
    assert made.status_code == 302
    zone = GardenZone.objects.get(code="B")
    address = reverse("admin:gardens_gardenzone_layout", args=[zone.pk])
    assert client.get(address).content.decode().count('name="plot"') == 40
    measures = {"rows": 2, "columns": 4, "cell_width_m": "5", "cell_depth_m": "3", "angle": 0}
    ticked = ["1-1", "1-2", "1-4", "2-1", "2-2", "2-3", "2-4"]
    assert client.post(address, {**measures, "plot": ticked, "lay": "1"}).status_code == 302
    assert GardenPlot.objects.filter(zone=zone).count() == 7
    assert not GardenPlot.objects.filter(zone=zone, row=1, column=3).exists()
    shown = client.get(reverse("admin:gardens_gardenzone_change", args=[zone.pk])).content.decode()
    assert shown.count("gp-cell gp-free") == 7
    assert client.post(address, {**measures, "lay": "1"})["X-Refusal"] == "required"


def test_in_use_visits_swaps_and_reclaiming(
    gardens: Any, homes: Any, community_manager: Any, second: Any, login: Any
) -> None:
    from datetime import timedelta

    from apps.core.periods import since
    from tests.gardens.factories import TenureFactory

    client, (_county, zone, _round) = login(community_manager), gardens
    plots = list(zone.plots.order_by("number"))
    start = since(clock.today() - timedelta(days=90))
    first, other = (
        TenureFactory(household=home, plot=plot, period=start) for home, plot in zip(homes, plots[:2], strict=False)
    )
    assert do(client, first, "visit", found="idle", done_on=clock.today().isoformat()).status_code == 302
    first.refresh_from_db()
    assert first.state == "idle"
    early = do(client, first, "propose-reclaim", why="荒了")
    assert early["X-Refusal"] == "not_due"
    GardenTenure.objects.filter(pk=first.pk).update(cure_by="2026-01-01")
    assert do(client, first, "propose-reclaim", why="荒了").status_code == 302
    own = client.get(reverse("admin:gardens_gardentenure_change", args=[first.pk])).content.decode()
    assert "do/decide-reclaim/" not in own
    assert do(login(second), first, "decide-reclaim", agreed="no", why="再等等").status_code == 302
    assert (
        do(client, other, "yield", month="2026-10", growing="vegetables", yield_kg="12.5", saved_yuan="60").status_code
        == 302
    )
    assert "12.5" in client.get(reverse("admin:gardens_gardentenure_change", args=[other.pk])).content.decode()
    assert do(client, first, "propose-swap", other=other.pk, agreed_note="当面").status_code == 302
    assert do(client, other, "consent", agreed_note="电话").status_code == 302
    assert GardenTenure.objects.live().get(household=homes[0]).plot == plots[1]


@pytest.mark.parametrize("who", ["township_officer", "auditor", "grid_worker"])
def test_who_may_only_look_has_no_steps(gardens: Any, people: Any, login: Any, who: str) -> None:
    round = gardens[2]
    client = login(people[who])
    shown = client.get(page(round))
    assert "do/end_registration/" not in shown.content.decode()
    refused = do(client, round, "end_registration")
    assert refused.status_code in (302, 403)
    round.refresh_from_db()
    assert round.state == "registering"


def test_the_file_of_a_household_has_its_tab(gardens: Any, homes: Any, community_manager: Any, login: Any) -> None:
    client = login(community_manager)
    round = published(gardens, homes, client)
    address = reverse("admin:households_household_change", args=[homes[0].pk])
    shown = client.get(f"{address}?tab=garden").content.decode()
    assert round.name in shown


LISTS = ("gardenzone", "gardenplot", "toollocker", "gardenround", "gardenrequest", "objection", "gardenoffer",
         "gardentenure", "plotswap", "waitlistentry")  # fmt: skip


@pytest.mark.parametrize("noun", LISTS)
def test_empty_lists_say_what_they_are_for(county: Any, community_manager: Any, login: Any, noun: str) -> None:
    shown = login(community_manager).get(reverse(f"admin:gardens_{noun}_changelist"))
    assert shown.status_code == 200
    assert "aj-empty" in shown.content.decode()
