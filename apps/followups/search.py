"""Finding a visit by the number that its paper form carries, in the search box on top."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.search import Hit, Question, finder
from apps.followups.models import Visit
from apps.followups.words import reasons
from apps.households.shown import with_homes
from apps.households.words import label_of

LONGEST = 9  # digits; longer ones are telephone and identity numbers
BELOW = 3  # after people, rooms and codes that the digits fit


@finder
def find_visits(question: Question) -> list[Hit]:
    """The visit with this number, within scope; by its key."""
    number = question.text.strip()
    if not (number.isascii() and number.isdigit() and len(number) <= LONGEST):
        return []
    if not question.user.has_perm("followups.view_visit"):
        return []
    rows = with_homes(Visit.objects.visible_to(question.user).filter(pk=int(number))).select_related("community")
    return [_hit(visit) for visit in rows.order_by("pk")]


def _hit(visit: Visit) -> Hit:
    words = (visit.get_state_display(), reasons(visit), visit.household.code, visit.community.name)
    return Hit(
        rank=BELOW,
        title=_("Visit No. %(number)s: %(household)s") % {"number": visit.pk, "household": label_of(visit.household)},
        note=" · ".join(str(part) for part in words if part),
        url=reverse("admin:followups_visit_change", args=[visit.pk]),
        kind=gettext_lazy("visit"),
        icon="directions_walk",
        why=_("number of the paper form"),
        model="visit",
        key=visit.pk,
    )
