"""The tab “Community life” of a household's file: its points, what it took part in; awarding and redeeming."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from apps.core import clock, ui
from apps.households.admin.fact_dialogs import buttons
from apps.households.file import Dialog, Entry, Panel, add_dialog, add_panel, add_timeline
from apps.households.models import Household, Membership
from apps.neighbourhood.actions import award_make, redemption_ask, sign_up
from apps.neighbourhood.admin.columns import change_url, listed
from apps.neighbourhood.admin.points import awarded_words, ledger_part
from apps.neighbourhood.forms import ActivitySignUpForm, AwardForm, RedeemForm
from apps.neighbourhood.ledger import balance_of
from apps.neighbourhood.looks import state_chip
from apps.neighbourhood.models import (
    Activity,
    CompetitionEntry,
    GroupMember,
    MeetingAttendance,
    Redemption,
    Reward,
    SignUp,
)
from apps.neighbourhood.policies import may_award
from apps.neighbourhood.workflow import TOLD

VIEW, GROUP, SHOWN = "neighbourhood.view_pointsaccount", gettext_lazy("Community life"), 12


def open_to(household: Household, user: Any) -> Any:
    """Coming activities of its community."""
    return Activity.objects.visible_to(user).filter(community=household.community_id).ahead()


def _context(household: Household, user: Any) -> dict[str, Any]:
    words = _("%(n)s points now") % {"n": balance_of(household)}
    return {
        "life_points": words,
        "life_parts": [
            ledger_part(household, most=SHOWN), _redeemed(household, user), _signed(household, user),
            _competed(household, user), _groups(household, user),
        ],
        "buttons": buttons(household, user, "life-award", "life-redeem", "life-sign-up"),
    }  # fmt: skip


def _redeemed(household: Household, user: Any) -> dict[str, Any]:
    rows = Redemption.objects.visible_to(user).filter(household=household).select_related("reward")
    return {
        "title": _("Redeemed"),
        "headers": [_("when"), _("reward"), (_("points"), "num"), _("state")],
        "rows": [
            {"cells": [ui.exact(one.asked_at), f"{one.reward.name} × {one.pieces}", one.points, state_chip(one)],
             "url": change_url("redemption", one.pk)}
            for one in rows.order_by("-asked_at", "-pk")[:SHOWN]
        ],
        "empty": _("It has redeemed nothing yet."),
        "url": listed("redemption", f"household={household.pk}"),
    }  # fmt: skip


def _signed(household: Household, user: Any) -> dict[str, Any]:
    rows = SignUp.objects.visible_to(user).filter(household=household).select_related("activity")
    return {
        "title": _("Activities"),
        "headers": [_("begins"), _("activity"), (_("people"), "num"), (_("people who came"), "num"), _("state")],
        "rows": [
            {"cells": [ui.exact(one.activity.starts_at), one.activity.name, one.people,
                       "—" if one.came is None else one.came, state_chip(one)], "url": change_url("signup", one.pk)}
            for one in rows.order_by("-activity__starts_at", "-pk")[:SHOWN]
        ],
        "empty": _("It has signed up for nothing yet."),
        "url": listed("signup", f"household={household.pk}"),
    }  # fmt: skip


def _competed(household: Household, user: Any) -> dict[str, Any]:
    rows = CompetitionEntry.objects.visible_to(user).filter(household=household).select_related("competition")
    return {
        "title": _("Competitions"),
        "headers": [pgettext("community life", "competition"), _("state"), (_("score"), "num")],
        "rows": [
            {"cells": [one.competition.name, state_chip(one.competition),
                       "—" if one.final_score is None else ui.plain(one.final_score)],
             "url": change_url("competitionentry", one.pk)}
            for one in rows.order_by("-competition__judged_from", "-pk")[:SHOWN]
        ],
        "empty": _("It has not taken part in a competition yet."),
        "url": listed("competition"),
    }  # fmt: skip


def _groups(household: Household, user: Any) -> dict[str, Any]:
    people = Membership.objects.current().filter(household=household).order_by().values("member")
    rows = GroupMember.objects.visible_to(user).current().filter(member__in=people).select_related("group", "member")
    return {
        "title": _("Residents' groups"),
        "headers": [pgettext("community life", "name"), _("residents' group"), _("role in the group"), _("since")],
        "rows": [
            {"cells": [one.member.name, one.group.name, one.get_role_display(), ui.exact(one.period.lower)],
             "url": change_url("residentsgroup", one.group_id)}
            for one in rows.order_by("group__name", "pk")
        ],
        "empty": _("Nobody of it belongs to a group."),
        "url": listed("residentsgroup"),
    }  # fmt: skip


def _events(household: Household, user: Any) -> Iterable[Entry]:
    """Activities and meetings to which somebody came, and competitions in which it took part."""
    came = SignUp.objects.visible_to(user).filter(household=household, came__gt=0).select_related("activity")
    for one in came.order_by("-activity__starts_at")[:40]:
        words = _("Took part: %(activity)s") % {"activity": one.activity.name}
        day = timezone.localdate(one.activity.starts_at)
        yield Entry(day, words, change_url("activity", one.activity_id), topic="home", icon="celebration")
    met = MeetingAttendance.objects.visible_to(user).came().filter(household=household).select_related("meeting")
    for row in met.order_by("-meeting__starts_at")[:40]:
        words = _("Came to the meeting: %(meeting)s") % {"meeting": row.meeting.title}
        day = timezone.localdate(row.meeting.starts_at)
        yield Entry(day, words, change_url("meeting", row.meeting_id), topic="home", icon="forum")
    entries = CompetitionEntry.objects.visible_to(user).filter(household=household, competition__state__in=TOLD)
    for entry in entries.select_related("competition").order_by("-competition__published_on")[:40]:
        words = _("Took part in the competition %(name)s") % {"name": entry.competition.name}
        told = entry.competition.published_on or clock.today()
        yield Entry(told, words, change_url("competition", entry.competition_id), topic="home", icon="emoji_events")


def _award(household: Household, user: Any, answers: dict[str, Any]) -> str:
    return awarded_words(award_make(household=household, by=user, **answers))


def _redeem(household: Household, user: Any, answers: dict[str, Any]) -> None:
    redemption_ask(household=household, by=user, **answers)


def _sign_up(household: Household, user: Any, answers: dict[str, Any]) -> None:
    sign_up(household=household, by=user, **answers)


def _rewards(household: Household, user: Any) -> Any:
    return Reward.objects.visible_to(user).offered().filter(community=household.community_id, stock__gt=0)


add_panel(
    Panel(
        "life", gettext_lazy("Community life"), "neighbourhood/household_panel.html", _context,
        may=lambda user: user.has_perm(VIEW), place=52, group="contact",
    )
)  # fmt: skip
add_timeline(_events, deep=True)
add_dialog(
    Dialog(
        key="life-award",
        words=gettext_lazy("Award points"),
        icon="stars",
        form=lambda household, user, data: AwardForm(data),
        act=_award,
        may=lambda household, user: user.has_perm("neighbourhood.add_award") and bool(may_award(household, user)),
        hint=gettext_lazy("More than the county's limit are checked by somebody else first."),
        group=GROUP,
    )
)
add_dialog(
    Dialog(
        key="life-redeem",
        words=gettext_lazy("Redeem points"),
        icon="redeem",
        form=lambda household, user, data: RedeemForm(household.community, user, data),
        act=_redeem,
        may=lambda household, user: (
            user.has_perm("neighbourhood.add_redemption")
            and household.left_on is None
            and _rewards(household, user).exists()
        ),
        hint=gettext_lazy("The points go at once; they come back if it is not fetched."),
        group=GROUP,
    )
)
add_dialog(
    Dialog(
        key="life-sign-up",
        words=gettext_lazy("Sign up for an activity"),
        icon="how_to_reg",
        form=lambda household, user, data: ActivitySignUpForm(open_to(household, user), data),
        act=_sign_up,
        may=lambda household, user: (
            user.has_perm("neighbourhood.add_signup")
            and household.left_on is None
            and open_to(household, user).exists()
        ),
        group=GROUP,
    )
)
