"""Finding a complaint by its number in the search box on top."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from apps.complaints.filters import tracking_start
from apps.complaints.models import Complaint
from apps.complaints.models.complaint import TRACKING_LENGTH
from apps.core import ui
from apps.core.search import Hit, Question, finder


@finder
def find_complaints(question: Question) -> list[Hit]:
    """The complaint with this whole number, within scope; from its unique index."""
    user, code = question.user, tracking_start(question.text)
    if len(code) != TRACKING_LENGTH or not user.has_perm("complaints.view_complaint"):
        return []
    found = Complaint.objects.visible_to(user).filter(tracking=code).select_related("community").order_by("pk")
    return [_hit(complaint) for complaint in found[: question.limit]]


def _hit(complaint: Complaint) -> Hit:
    try:
        url = reverse("admin:complaints_complaint_change", args=[complaint.pk])
    except NoReverseMatch:
        url = ""
    words = (complaint.get_category_display(), complaint.get_state_display(), ui.when(complaint.submitted_at))
    note = " · ".join(str(part) for part in (*words, complaint.community.name))
    return Hit(
        rank=0,
        title=str(complaint),
        note=note,
        url=url,
        kind=_("complaint"),
        icon="forum",
        why=_("number"),
        model="complaint",
        key=complaint.pk,
    )
