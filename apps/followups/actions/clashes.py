"""Two answers to the same: somebody says which holds."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.actors import person
from apps.core.errors import InvalidInput, ensure
from apps.core.events import emit
from apps.followups.models import VisitClash
from apps.followups.policies import may_settle
from apps.followups.vocabulary import ClashState
from apps.followups.writing import clash_write
from apps.followups.writing.base import Told


@transaction.atomic
def clash_settle(*, clash: VisitClash, by: Any, keep: str) -> VisitClash:
    """`keep` "mine": the visit's answer goes into the register from today; "theirs": the register stays as it is.

    Raises Refused; InvalidInput for anything else, and what the register's own action raises.
    """
    rows = VisitClash.objects.select_for_update(of=("self",)).select_related("household", "visit")
    row: VisitClash = rows.get(pk=clash.pk)
    ensure(may_settle(row, by))
    if keep not in (ClashState.MINE, ClashState.THEIRS):
        raise InvalidInput(_("Choose which of the two holds."), code="choice", field="keep")
    if keep == ClashState.MINE:
        target, _sep, _member = row.field.partition(":")
        clash_write(row, by, Told(by, clock.today(), {target: row.mine}))
    row.state, row.settled_by, row.settled_at = keep, person(by), clock.now()
    row.save(update_fields=["state", "settled_by", "settled_at"])
    emit("visit_clash.settle", clash_id=row.pk)
    return row
