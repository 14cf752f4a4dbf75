"""Where a household stands whose address is no longer its own: merged into another, or transferred away."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.requests import key_of
from apps.households.models import Household, MergeRecord, Transfer
from apps.households.models.duplicate import Merged
from apps.households.transfers.workflow import State


def gone_to(object_id: str, user: Any) -> tuple[str, str] | None:
    """The address to go on to and what to say there; None where nothing of it is within the user's scope."""
    key = key_of(object_id)
    if key is None:
        return None
    merges = MergeRecord.objects.visible_to(user).standing().filter(kind=Merged.HOUSEHOLD, dropped=key)
    merge = merges.order_by("-pk").first()
    if merge is not None:
        into = Household.objects.visible_to(user).filter(pk=merge.kept).first()
        address = "admin:households_household_change" if into else "admin:households_mergerecord_change"
        said = _("The household you looked for was merged into this one.")
        return reverse(address, args=[into.pk if into else merge.pk]), said
    moved = Transfer.objects.visible_to(user).filter(household=key, state=State.ACCEPTED, member=None)
    transfer = moved.select_related("to_community").order_by("-pk").first()
    if transfer is None:
        return None
    said = _("This household was transferred to %(community)s, which keeps its file now.")
    url = reverse("admin:households_transfer_change", args=[transfer.pk])
    return url, said % {"community": transfer.to_community.name}
