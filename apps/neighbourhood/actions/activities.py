"""Activities: announced, signed up for, held, with points for who came."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from apps.communities.models import Community
from apps.core import clock
from apps.core.actors import person
from apps.core.constraints import checked
from apps.core.errors import ensure
from apps.core.events import emit
from apps.core.permits import sees
from apps.core.text import prose
from apps.households.models import Household
from apps.neighbourhood.actions.awards import award_all
from apps.neighbourhood.actions.stepping import (
    ACTIVITY,
    asked,
    begun,
    change,
    ensure_people,
    later_word,
    locked,
    moved,
    noted_at,
    take,
)
from apps.neighbourhood.models import Activity, SignUp
from apps.neighbourhood.policies import may_plan, may_sign_up, may_signed
from apps.neighbourhood.policies.common import same_community
from apps.neighbourhood.vocabulary import Cause, Channel
from apps.neighbourhood.workflow import SIGN_UP_WORKFLOW, ActivityState, SignUpState

ACTIVITY_FIELDS = (
    "name", "kind", "group", "venue", "starts_at", "ends_at", "sign_up_until", "places", "points", "note",
)  # fmt: skip
EVENT = "activity_sign_up"


@transaction.atomic
def activity_announce(
    *, community: Community, by: Any, name: str, kind: str, venue: str, starts_at: datetime, ends_at: datetime,
    **values: Any,
) -> Activity:  # fmt: skip
    """Announce something that households sign up for. Raises Refused, InvalidInput."""
    ensure(may_plan(community, by))
    facts = {"name": name, "kind": kind, "venue": venue, "starts_at": starts_at, "ends_at": ends_at, **values}
    return begun(ACTIVITY, change(Activity(community=community), facts, ACTIVITY_FIELDS), by)


@transaction.atomic
def activity_change(*, activity: Activity, by: Any, why: str = "", **values: Any) -> Activity:
    """Change ACTIVITY_FIELDS. Raises Refused; InvalidInput with fewer places than are taken."""
    row = change(asked(ACTIVITY, activity, "change", by), values, ACTIVITY_FIELDS)
    return take(ACTIVITY, row, "change", by, why)


@transaction.atomic
def activity_cancel(*, activity: Activity, by: Any, why: str = "") -> Activity:
    """It does not take place; who signed up is told why."""
    row = asked(ACTIVITY, activity, "cancel", by, why=why)
    row.why = prose(why)[:200]
    return take(ACTIVITY, row, "cancel", by, why)


@transaction.atomic
def activity_hold(*, activity: Activity, by: Any, why: str = "") -> Activity:
    """It took place; each household that came gets its points."""
    row = take(ACTIVITY, asked(ACTIVITY, activity, "hold", by), "hold", by, why)
    _award(row, by)
    return row


def _award(activity: Activity, by: Any) -> None:
    if activity.points:
        came = Household.objects.filter(sign_ups__activity=activity, sign_ups__came__gt=0).order_by("pk")
        award_all(
            came, by=by, points=activity.points, cause=Cause.ACTIVITY, text=activity.name, activity=activity
        )  # fmt: skip


@transaction.atomic
def activity_others(*, activity: Activity, by: Any, others: int) -> Activity:
    """So many came who belong to no household on the register."""
    row = asked(ACTIVITY, activity, "attend", by)
    row.others = others
    return take(ACTIVITY, row, "attend", by, str(others))


@transaction.atomic
def sign_up(
    *, activity: Activity, household: Household, by: Any, people: int = 1, client_id: uuid.UUID | None = None,
    channel: str = Channel.STAFF,
) -> tuple[SignUp, bool]:  # fmt: skip
    """Sign a household up. `by` None: on its own phone. (sign-up, False): this was sent before.

    Raises Refused (`full`, `too_late`); InvalidInput where it has signed up already.
    """
    row: Activity = locked(activity)
    found = SignUp.objects.filter(activity=row, household=household).first()
    if found is not None and found.client_id == client_id:
        return found, False
    ensure(may_sign_up(row, household, by, people))
    if found is not None and found.state == SignUpState.WITHDRAWN:
        return sign_up_again(sign_up=found, by=by, people=people, client_id=client_id), True
    signed: SignUp = checked(
        SignUp(
            activity=row, household=household, community_id=row.community_id, people=people,
            client_id=client_id or uuid.uuid4(), channel=channel, signed_by=person(by),
        ),
        exclude=("signed_by",),
    )  # fmt: skip
    emit(f"{EVENT}.sign_up", key=signed.pk)
    return signed, True


def _asked(signed: SignUp, step: str, by: Any, people: int | None = None) -> SignUp:
    activity = locked(signed.activity)
    row: SignUp = locked(signed)
    row.activity, row.people = activity, people or row.people
    ensure(may_signed(row, step, by))
    return row


@transaction.atomic
def sign_up_withdraw(*, sign_up: SignUp, by: Any, why: str = "") -> SignUp:
    """The household does not come; its places are free again."""
    return moved(SIGN_UP_WORKFLOW, _asked(sign_up, "withdraw", by), "withdraw", EVENT)


@transaction.atomic
def sign_up_again(
    *, sign_up: SignUp, by: Any, people: int | None = None, client_id: uuid.UUID | None = None, why: str = ""
) -> SignUp:
    """It comes after all."""
    row = _asked(sign_up, "sign_again", by, people)
    said = {"client_id": client_id or row.client_id, "signed_at": clock.now()}
    return moved(SIGN_UP_WORKFLOW, row, "sign_again", EVENT, **said)


@transaction.atomic
def sign_up_came(
    *, activity: Activity, household: Household, by: Any, people: int | None, at: datetime | None = None
) -> SignUp | None:  # fmt: skip
    """So many of a household came, signed up or not; 0: nobody; None: not noted. The latest word counts.

    `at`: when it was noted, on a phone without a signal; sent again, or after a later word, it changes nothing.
    Raises Refused, InvalidInput.
    """
    row = asked(ACTIVITY, activity, "attend", by)
    ensure(sees(household, by))
    ensure(same_community(row.community_id, household))
    ensure_people(people)
    signed = SignUp.objects.select_for_update().filter(activity=row, household=household).first()
    if signed is None:
        if not people:
            return None
        signed = SignUp(
            activity=row, household=household, community_id=row.community_id, people=people, channel=Channel.DOOR,
            signed_by=person(by),
        )  # fmt: skip
    elif later_word(signed.came_noted_at, at):
        return signed
    signed.came, signed.came_noted_at = people, noted_at(at)
    noted: SignUp = checked(signed, exclude=("signed_by",))
    emit("activity.attend", key=row.pk, household=household.pk)
    if row.state == ActivityState.HELD:
        _award(row, by)
    return noted
