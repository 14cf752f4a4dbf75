"""Rewards, their stock, and redemptions."""

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.communities.models import Community
from apps.core.actors import person
from apps.core.constraints import checked, held
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.core.text import prose
from apps.households.models import Household
from apps.neighbourhood.actions.awards import account_locked, line
from apps.neighbourhood.actions.stepping import change, columns, locked, moved, settled
from apps.neighbourhood.models import Redemption, Reward, StockMove
from apps.neighbourhood.policies import may_plan, may_redeem, may_redemption
from apps.neighbourhood.vocabulary import Channel, EntryKind
from apps.neighbourhood.workflow import REDEMPTION_WORKFLOW

REWARD_FIELDS = ("name", "points", "unit", "note", "retired")
EVENT = "points_redemption"


@transaction.atomic
def reward_register(*, community: Community, by: Any, name: str, points: int, pieces: int = 0, **values: Any) -> Reward:
    """Something that points are redeemed for, with what is in stock. Raises Refused, InvalidInput."""
    ensure(may_plan(community, by))
    row: Reward = checked(
        change(Reward(community=community), {"name": name, "points": points, **values}, REWARD_FIELDS)
    )
    if pieces:
        _move(row, pieces, by, why=str(_("first stock")))
    return row


@transaction.atomic
def reward_change(*, reward: Reward, by: Any, **values: Any) -> Reward:
    """Change REWARD_FIELDS; what was asked for already keeps its price. Raises Refused, InvalidInput."""
    row = locked(reward)
    ensure(may_plan(row.community, by))
    return checked(change(row, values, REWARD_FIELDS), only=columns(Reward))


@transaction.atomic
def stock_move(*, reward: Reward, by: Any, pieces: int, why: str = "") -> StockMove:
    """Pieces came in, or (negative) are gone by another count. Raises Refused; InvalidInput below zero."""
    row = locked(reward)
    ensure(may_plan(row.community, by))
    if not prose(why):
        raise InvalidInput(_("Please write why."), code="required", field="why")
    return _move(row, pieces, by, why=why)


def _move(reward: Reward, pieces: int, by: Any, *, why: str = "", redemption: Redemption | None = None) -> StockMove:
    row = StockMove(reward=reward, pieces=pieces, by=person(by), why=prose(why)[:100], redemption=redemption)
    move: StockMove = held(row)
    return move


@transaction.atomic
def redemption_ask(
    *, household: Household, reward: Reward, by: Any, pieces: int = 1, client_id: uuid.UUID | None = None,
    channel: str = Channel.STAFF,
) -> tuple[Redemption, bool]:  # fmt: skip
    """Turn points into so many pieces, which wait to be fetched. `by` None: on the household's own phone.

    (redemption, False): this was sent before. Raises Refused (`not_enough_points`, `out_of_stock`), InvalidInput.
    """
    row: Reward = locked(reward)
    account_locked(household)
    rows = Redemption.objects.filter(client_id=client_id, household=household)
    if client_id is not None and (before := rows.first()):
        return before, False
    ensure(may_redeem(household, row, pieces, by))
    redemption: Redemption = checked(
        Redemption(
            household=household, community_id=row.community_id, reward=row, pieces=pieces, points=row.points * pieces,
            client_id=client_id or uuid.uuid4(), channel=channel, asked_by=person(by),
        ),
        exclude=("asked_by",),
    )  # fmt: skip
    line(household, EntryKind.REDEMPTION, -redemption.points, by, redemption=redemption, text=f"{row.name} × {pieces}")
    _move(row, -pieces, by, redemption=redemption)
    emit(f"{EVENT}.ask", key=redemption.pk)
    return redemption, True


def _asked(redemption: Redemption, step: str, by: Any, why: str = "") -> Redemption:
    locked(redemption.reward)
    row: Redemption = locked(redemption)
    ensure(may_redemption(row, step, by, {"why": why}))
    return row


@transaction.atomic
def redemption_hand_out(*, redemption: Redemption, by: Any, why: str = "") -> Redemption:
    """The household fetched it."""
    return moved(REDEMPTION_WORKFLOW, _asked(redemption, "hand_out", by), "hand_out", EVENT, **settled(by, why))


@transaction.atomic
def redemption_refuse(*, redemption: Redemption, by: Any, why: str = "") -> Redemption:
    """It is not handed out, for a reason that the household is told; points and stock come back."""
    return _given_back(_asked(redemption, "refuse", by, why), "refuse", by, why)


@transaction.atomic
def redemption_cancel(*, redemption: Redemption, by: Any, why: str = "") -> Redemption:
    """The household gives it up; points and stock come back. `by` None: on its own phone."""
    return _given_back(_asked(redemption, "cancel", by), "cancel", by, why)


def give_back(redemption: Redemption, why: str) -> Redemption:
    """The same where it follows from something else: the household left. Asks no policy."""
    locked(redemption.reward)
    return _given_back(locked(redemption), "cancel", None, why)


def _given_back(row: Redemption, step: str, by: Any, why: str) -> Redemption:
    moved(REDEMPTION_WORKFLOW, row, step, EVENT, **settled(by, why))
    spent = row.entries.get(kind=EntryKind.REDEMPTION)
    line(row.household, EntryKind.RETURNED, row.points, by, redemption=row, reverses=spent, text=why)
    _move(row.reward, row.pieces, by, redemption=row)
    return row
