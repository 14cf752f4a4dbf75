"""Samples of garden plots for the walk over every address."""

from datetime import date
from typing import Any

from apps.core.periods import since
from apps.gardens.models import (
    LockerHolding,
    PlotSwap,
    PlotVisit,
    Reclaim,
    RoundStep,
    TenureStep,
    WaitlistEntry,
    YieldNote,
)
from tests.accounts.factories import StaffFactory
from tests.core.sheets import read, workbook
from tests.gardens.factories import (
    DraftFactory,
    LockerFactory,
    ObjectionFactory,
    OfferFactory,
    PlotFactory,
    RequestFactory,
    RoundFactory,
    TenureFactory,
    ZoneFactory,
)
from tests.harness.walk import Side

NEW_YEAR = date(2026, 1, 1)


def objects(side: Side) -> dict[str, Any]:
    community, household = side.community, side["households.household"]
    by = StaffFactory(role="community_manager")
    zone = ZoneFactory(community=community, name=side.mark, note=side.mark)
    plot = PlotFactory(zone=zone, note=side.mark, number=f"{side.mark}1"[:12])
    other_plot = PlotFactory(zone=zone, number=f"{side.mark}2"[:12])
    locker = LockerFactory(community=community, note=side.mark, number=side.mark[:12])
    round = RoundFactory(community=community, name=side.mark)
    round.zones.add(zone)
    of_household = {"community": community, "household": household}
    tenure = TenureFactory(**of_household, plot=plot, round=round)
    offer = OfferFactory(round=round, household=household, plot=other_plot, why=side.mark)
    of_tenure = {**of_household, "tenure": tenure}
    other = TenureFactory(**of_household, plot=other_plot, period=since(date(2020, 1, 1), date(2021, 1, 1)))
    return {
        "gardens.gardenzone": zone,
        "gardens.gardenplot": plot,
        "gardens.toollocker": locker,
        "gardens.lockerholding": LockerHolding.objects.create(**of_household, locker=locker, period=since(NEW_YEAR)),
        "gardens.gardenround": round,
        "gardens.roundstep": RoundStep.objects.create(round=round, step="open", why=side.mark),
        "gardens.gardenrequest": RequestFactory(round=round, household=household, note=side.mark),
        "gardens.allocationdraft": DraftFactory(round=round, name=side.mark),
        "gardens.objection": ObjectionFactory(round=round, household=household, text=side.mark),
        "gardens.gardenoffer": offer,
        "gardens.gardentenure": tenure,
        "gardens.tenurestep": TenureStep.objects.create(**of_tenure, step="visit", why=side.mark),
        "gardens.plotvisit": PlotVisit.objects.create(
            **of_tenure, done_on=date(2026, 5, 1), found="used", note=side.mark, by=by
        ),
        "gardens.yieldnote": YieldNote.objects.create(**of_tenure, month=date(2026, 5, 1), note=side.mark, by=by),
        "gardens.reclaim": Reclaim.objects.create(**of_tenure, why=side.mark, proposed_by=by),
        "gardens.plotswap": PlotSwap.objects.create(
            **of_tenure, other=other, other_household=household, proposed_by=by, why=side.mark
        ),
        "gardens.gardenimport": _import(side),
        "gardens.waitlistentry": WaitlistEntry.objects.create(**of_household, round=round, place=1),
    }  # fmt: skip


def _import(side: Side) -> Any:
    """An import that touches this side's community only, read and ready to be looked at."""
    data = workbook(("所在社区", "菜园片区", "片区代号"), [[side.community.name, f"{side.mark}园", "W"]])
    return read("gardens", data, name=f"{side.mark}.xlsx")


def _of(noun: str, **more: Any) -> Any:
    return lambda side: {"object_id": side[f"gardens.{noun}"].pk, **more}


ROUTES = {
    "admin:gardens_gardenround_draft": lambda side: {
        "object_id": side["gardens.gardenround"].pk, "number": side["gardens.allocationdraft"].number,
    },
    "admin:gardens_gardenzone_do": _of("gardenzone", deed="plot"),
    "admin:gardens_gardenplot_do": _of("gardenplot", deed="none"),
    "admin:gardens_toollocker_do": _of("toollocker", deed="give"),
    "admin:gardens_gardenround_do": _of("gardenround", deed="give_up"),
    "admin:gardens_gardenrequest_do": _of("gardenrequest", deed="withdraw"),
    "admin:gardens_objection_do": _of("objection", deed="reject"),
    "admin:gardens_gardenoffer_do": _of("gardenoffer", deed="decline"),
    "admin:gardens_plotswap_do": _of("plotswap", deed="drop"),
    "admin:gardens_gardentenure_do": _of("gardentenure", deed="give-back"),
}  # fmt: skip
