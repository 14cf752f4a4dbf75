"""Garden plots on the first page: to be signed, idle beyond their day, held by who left, objections. Four queries."""

from typing import Any

from django.utils.translation import gettext as _

from apps.gardens.models import GardenOffer, GardenTenure, Objection
from apps.gardens.workflow import ObjectionState
from apps.reports.sidebar import link_to
from apps.reports.today.cards import some


def cards(user: Any) -> list[dict[str, Any]]:
    """What is none is not shown."""
    if not user.has_perm("gardens.change_gardenoffer"):
        return []
    offers = GardenOffer.objects.visible_to(user)
    late = offers.overdue().count()
    idle = GardenTenure.objects.visible_to(user).cure_overdue().count()
    departed = GardenTenure.objects.visible_to(user).of_departed().count()
    objections = Objection.objects.visible_to(user).filter(state=ObjectionState.OPEN).count()
    signing, used, objected = (
        link_to(f"admin:gardens_{noun}_changelist") for noun in ("gardenoffer", "gardentenure", "objection")
    )
    found = (
        (offers.waiting().count(), _("plots to be signed for"), _("overdue: %(n)s") % {"n": late} if late else "",
         f"{signing}?state=waiting", "late" if late else "due"),
        (idle, _("plots idle beyond their day"), _("look again, or propose to reclaim"),
         f"{used}?overdue=true", "late"),
        (departed, _("plots of households that left"), _("reclaiming is proposed; decide on it"),
         f"{used}?left=true", "late"),
        (objections, _("objections to be decided"), _("by somebody who did not publish the list"),
         f"{objected}?state=open", "due"),
    )  # fmt: skip
    return some(found)
