"""Community life on the resident's phone: what hangs on the board anyway, and what a household may read of itself."""

from datetime import timedelta
from typing import Any

from django.utils.translation import ngettext

from apps.communities.models import Community
from apps.core import clock
from apps.core.rowscope import elevated
from apps.core.scope import communities
from apps.households.models import Household
from apps.neighbourhood.models import Activity, Competition, Meeting, PointsEntry, Redemption, Reward, SignUp
from apps.neighbourhood.workflow import TOLD, ActivityState, MeetingState, RedemptionState
from apps.portal.places import Place

SHOWN = 12
TOLD_DAYS = 120  # so long results stay on the phone


def on_the_board(place: Place) -> Any:
    """The scope in which a resident's page reads: what hangs on the board, and the household's own rows."""
    return elevated("the board is public; a household reads what is its own", communities(place.community.pk))


def activities_of(community: Community) -> list[Activity]:
    """What is to come, and what was called off that was to come."""
    rows = Activity.objects.filter(community=community, ends_at__gte=clock.now()).exclude(state=ActivityState.HELD)
    return list(rows.order_by("starts_at", "pk")[:SHOWN])


def meetings_of(community: Community) -> list[Meeting]:
    """Meetings of all residents that are to come, and those called off that were to come."""
    rows = Meeting.objects.filter(community=community, group__isnull=True, starts_at__gte=clock.now())
    return list(rows.exclude(state=MeetingState.HELD).order_by("starts_at", "pk")[:SHOWN])


def results_of(community: Community) -> list[Competition]:
    """Competitions with public results."""
    since = clock.today() - timedelta(days=TOLD_DAYS)
    rows = Competition.objects.filter(community=community, state__in=TOLD, published_on__gte=since)
    return list(rows.order_by("-published_on", "-pk")[:SHOWN])


def left_words(row: Activity) -> str:
    """Places left; "" where as many as like may come."""
    if row.places_left is None:
        return ""
    return ngettext("%(n)d place left", "%(n)d places left", row.places_left) % {"n": row.places_left}


def rewards_of(community: Community) -> list[Reward]:
    """What can be redeemed now."""
    return list(Reward.objects.filter(community=community).offered().order_by("points", "name"))


def lines(household: Household) -> list[PointsEntry]:
    """The household's own ledger, newest first."""
    return list(PointsEntry.objects.filter(household=household).order_by("-at", "-pk")[:SHOWN])


def to_fetch(household: Household) -> list[Redemption]:
    """What was redeemed and waits at the office."""
    rows = Redemption.objects.filter(household=household, state=RedemptionState.ASKED).select_related("reward")
    return list(rows.order_by("asked_at", "pk"))


def signed_of(household: Household) -> list[SignUp]:
    """What the household signed up for and is to come."""
    rows = SignUp.objects.filter(household=household, state="signed", activity__ends_at__gte=clock.now())
    return list(rows.select_related("activity").order_by("activity__starts_at", "pk"))


def door_of(household: Household) -> str:
    """Where the household lives, as its door says."""
    return str(Household.objects.with_place().get(pk=household.pk).place_label)
