"""Whom a transfer is about, for the two communities that decide on it."""

from django.utils.translation import gettext as _

from apps.core.rowscope import elevated
from apps.core.scope import communities
from apps.households.models import Member, Membership, Transfer


def whom(transfer: Transfer) -> str:
    """Names of those who move: the register of the other side is closed to the reader, the request is not."""
    with elevated("a request names whom it is about", communities(transfer.community_id, transfer.to_community_id)):
        if transfer.member_id:
            return Member.objects.get(pk=transfer.member_id).name
        rows = Membership.objects.filter(household=transfer.household_id, period__holds_on=transfer.happens_on)
        names = list(rows.order_by("pk").values_list("member__name", flat=True))
    return _("whole household, %(n)s people: %(names)s") % {"n": len(names), "names": "、".join(names) or "—"}
