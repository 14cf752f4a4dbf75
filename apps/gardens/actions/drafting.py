"""Computing drafts."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from apps.core.actors import person
from apps.core.events import emit
from apps.gardens.actions.stepping import asked, take
from apps.gardens.allocation import Constraints
from apps.gardens.drafts import compute, gather, usual_constraints
from apps.gardens.models import AllocationDraft, GardenRound
from apps.gardens.notes import note


@transaction.atomic
def draft_make(
    *, round: GardenRound, by: Any, name: str = "", constraints: Constraints | None = None
) -> AllocationDraft:
    """Compute an allocation under the manager's constraints and keep it beside the others.

    Raises Refused, and InvalidInput when zones or buildings have no place yet.
    """
    row = asked(round, "draft", by)
    draft = keep(row, by, gather(row, constraints or usual_constraints()), name=name)
    take(row, "draft", by, note("draft", draft.number))
    return draft


def keep(
    round: GardenRound, by: Any, inputs: dict[str, Any], *, name: str = "", base: AllocationDraft | None = None
) -> AllocationDraft:
    """Solve and store as the round's next draft. The caller has locked the round."""
    last = AllocationDraft.objects.filter(round=round).aggregate(last=Max("number"))["last"] or 0
    draft = AllocationDraft.objects.create(
        round=round, number=last + 1, name=name.strip()[:60], base=base, made_by=person(by), **compute(inputs)
    )
    emit("garden_round.drafted", round_id=round.pk, draft_id=draft.pk)
    return draft
