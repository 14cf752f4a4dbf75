"""Wishes for trips that there are not yet."""

import uuid
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.core.actors import person
from apps.core.constraints import checked
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.core.text import prose
from apps.households.models import Household
from apps.shuttles.models import RideWish, ShuttleSeason, ShuttleStop
from apps.shuttles.models.timetable import EVERY_DAY
from apps.shuttles.policies import may_wish, may_withdraw_wish
from apps.shuttles.vocabulary import Channel, WishState


@transaction.atomic
def wish_file(
    *, household: Household, by: Any, purpose: str, stop: ShuttleStop, hour_from: int, day: date | None = None,
    season: ShuttleSeason | None = None, weekdays: int = EVERY_DAY, riders: int = 1, needs_accessible: bool = False,
    text: str = "",
    client_id: uuid.UUID | None = None, channel: str = Channel.STAFF,
) -> tuple[RideWish, bool]:  # fmt: skip
    """A household needs a ride on a day, or on days of the week of a season. `by` None: told on its own phone.

    (wish, False): this was sent before. Raises Refused, InvalidInput.
    """
    rows = RideWish.objects.filter(client_id=client_id, household=household)
    if client_id is not None and (before := rows.first()):
        return before, False
    ensure(may_wish(household, by))
    for name, row in (("stop", stop), ("season", season)):
        if row is not None and row.community_id != household.community_id:
            raise InvalidInput(_("Choose one of this community."), field=name)
    wish: RideWish = checked(
        RideWish(
            household=household, community_id=household.community_id, purpose=purpose, stop=stop, day=day,
            season=season, weekdays=weekdays, hour_from=hour_from, riders=riders, text=prose(text)[:200],
            needs_accessible=needs_accessible,
            client_id=client_id or uuid.uuid4(), channel=channel, told_by=person(by),
        )
    )  # fmt: skip
    emit("shuttle_wish.file", wish_id=wish.pk)
    return wish, True


@transaction.atomic
def wish_withdraw(*, wish: RideWish, by: Any) -> RideWish:
    """It is no longer needed."""
    row: RideWish = RideWish.objects.select_for_update().get(pk=wish.pk)
    ensure(may_withdraw_wish(row, by))
    row.state = WishState.WITHDRAWN
    emit("shuttle_wish.withdraw", wish_id=row.pk)
    return checked(row)
