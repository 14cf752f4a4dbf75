"""What is added to a complaint without moving it, and who looks at what is hidden."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.accounts.actions import access_record
from apps.accounts.actions.access import REASON_LENGTH
from apps.accounts.models import AccessKind
from apps.complaints.actions.handling import info_from_resident
from apps.complaints.actions.stepping import RESIDENT, asked, locked, take
from apps.complaints.models import Complaint
from apps.complaints.policies import may, may_add
from apps.complaints.workflow import State
from apps.core.errors import InvalidInput, ensure
from apps.core.text import prose

LONGEST_NOTE = 1000


@transaction.atomic
def complaint_note(*, complaint: Complaint, by: Any = None, text: str, public: bool) -> Complaint:
    """Add a note; `by` None is the resident, whose notes are public.

    A resident's note to a complaint that waits for information is that information: the clock goes on.
    """
    text = text.strip()
    if not text:
        raise InvalidInput(_("Please write the note."), code="required", field="text")
    if len(text) > LONGEST_NOTE:
        message = _("This is too long: at most %(most)s characters, now %(now)s.")
        raise InvalidInput(message % {"most": LONGEST_NOTE, "now": len(text)}, field="text")
    if by is not None:
        return take(asked(complaint, "note", by, text=text), "note", by, why=text, public=public)
    row = locked(complaint)
    ensure(may_add(row))
    if row.state == State.INFO_NEEDED:
        return info_from_resident(row, text)
    return take(row, "note", None, why=text, public=True, by_label=RESIDENT)


@transaction.atomic
def complaint_reveal(*, complaint: Complaint, by: Any, reason: str, address: str | None = None) -> dict[str, str]:
    """Who reported it: {"name", "phone"}, "" where not given. Each look is logged with its reason."""
    ensure(may(complaint, "reveal", by, {"reason": reason}))
    row = Complaint.objects.get(pk=complaint.pk)
    reason = prose(reason)[:REASON_LENGTH]
    access_record(
        staff=by, kind=AccessKind.REVEAL, subject=complaint, field="reporter_name", reason=reason, address=address
    )
    return {"name": row.reporter_name or "", "phone": row.reporter_phone or ""}
