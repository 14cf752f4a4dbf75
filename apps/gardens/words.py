"""How garden plots are put into words wherever they are shown."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.gardens.models import GardenRequest
from apps.gardens.vocabulary import Reason

# What would mend a refusal, after the reason itself.
MENDS: dict[str, Any] = {
    Reason.NO_DWELLING: _("Record the dwelling that it holds, then judge again."),
    Reason.NOT_RESIDENT: _("If it lives here now, record that it does, then judge again."),
    Reason.RESIDENCE_UNKNOWN: _("Record where it lives, then judge again."),
    Reason.TOO_NEW: _("It can take part in a later round."),
    Reason.HAS_PLOT: _("It can ask to keep its plot, or give it back."),
}


def refusal_words(request: GardenRequest) -> str:
    """Why a request was refused and what would mend it; "" where it was not."""
    if not request.reason:
        return ""
    words = [str(request.get_reason_display()), str(MENDS.get(request.reason, "")), request.reason_note]
    return " ".join(filter(None, words))
