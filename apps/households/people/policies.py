"""Who may record what is known of a person, and for which days."""

from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.decisions import ALLOW, Decision, first_refusal, refuse
from apps.core.permits import has_permission, sees
from apps.households.models import Member, Membership
from apps.households.policies import READS

# How far ahead a fact may begin: next year's insurance is paid and next term's school known before they begin.
AHEAD = {"insurance": timedelta(days=400), "schooling": timedelta(days=200), "training": timedelta(days=60)}


def may_record(member: Member, by: Any, noun: str, *, starts: date | None = None, verb: str = "add") -> Decision:
    """Whether `by` may record (`add`) or correct (`change`) a fact of this kind, beginning on `starts`.

    `noun` is the model's name, as in the permission. Without `starts` the person alone is judged (which buttons show).
    """
    return first_refusal(
        (
            lambda: sees(member, by),
            lambda: has_permission(by, f"households.{verb}_{noun}", READS),
            lambda: _still_here(member) if verb == "add" else ALLOW,
            lambda: _sensible(member, noun, starts),
        )
    )


def may_change_person(member: Member, by: Any) -> Decision:
    """Whether `by` may correct who this person is and how they are reached."""
    return may_record(member, by, "member", verb="change")


def may_add_person(by: Any) -> Decision:
    """Whether `by` adds people at all; the household is judged by households.policies.may_change."""
    return has_permission(by, "households.add_member", READS)


def _still_here(member: Member) -> Decision:
    """What was recorded of somebody who left is still corrected; nothing new is, as of a household that left."""
    if member.died_on is not None or not has_left(member):
        return ALLOW  # of the dead, the day decides
    return refuse("has_left", _("This person has left the register; nothing new is recorded. Record the return first."))


def has_left(member: Member) -> bool:
    """Whether the person belonged to a household once and belongs to none any more; asked once for each instance."""
    if not hasattr(member, "_has_left"):
        ends = [place.ended for place in Membership.objects.filter(member=member).order_by("pk")]
        member._has_left = bool(ends) and all(end is not None and end <= clock.today() for end in ends)  # type: ignore[attr-defined]
    return bool(member._has_left)  # type: ignore[attr-defined]


def _sensible(member: Member, noun: str, starts: date | None) -> Decision:
    if starts is None:
        return ALLOW
    if member.birth_date is not None and starts < member.birth_date:
        return refuse("before_birth", _("This person was not born yet on that day. Check the date."), field="starts")
    if member.died_on is not None and starts > member.died_on:
        said = _("This person died on %(day)s. Check the date.") % {"day": date_format(member.died_on)}
        return refuse("after_death", said, field="starts")
    if starts > clock.today() + AHEAD.get(noun, timedelta(0)):
        later = _("This day is still to come. Enter the day from which it holds.")
        return refuse("future", later, field="starts")
    return ALLOW
