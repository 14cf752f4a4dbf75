"""What becomes of visits and tasks of a household that left the register, or that goes to another community."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.core.text import stored
from apps.followups.actions.caseloads import caseload_end
from apps.followups.actions.stepping import SYSTEM, take, take_task
from apps.followups.actions.tasks import task_given
from apps.followups.models import Caseload, Task, Visit
from apps.households.gone import of_gone
from apps.households.models import Household

LEFT = _("The household left the register.")
MOVED = _("The household went to another community.")


@transaction.atomic
def gone_settle(*, household: Household | None = None) -> int:
    """Cancel what households that are gone (or one of them) still have open; how many things. Idempotent.

    Who comes back is planned for anew.
    """
    why, done = stored(LEFT), 0
    for visit in of_gone(Visit.objects.open(), household).select_for_update(of=("self",)).order_by("pk"):
        take(visit, "cancel", None, why, label=SYSTEM)
        done += 1
    for task in of_gone(Task.objects.open(), household).select_for_update(of=("self",)).order_by("pk"):
        take_task(task, "cancel", None, why, label=SYSTEM)
        done += 1
    held = of_gone(Caseload.objects.current(), household).order_by().values_list("household", flat=True)
    return done + caseload_end(list(held), why=why).households


@transaction.atomic
def unfounded_settle(household: int) -> int:
    """Of a household that turns out never to have been one, take away the visit that was planned and not touched."""
    rows = Visit.objects.open().filter(household=household, steps=None, answers=None, photos=None, tasks=None)
    return rows.delete()[0]


@transaction.atomic
def moving_settle(household: Household) -> None:
    """Before its file goes to another community: the visit is planned anew there, tasks wait for an owner there."""
    why = stored(MOVED)
    for visit in Visit.objects.open().select_for_update(of=("self",)).filter(household=household):
        take(visit, "cancel", None, why, label=SYSTEM)
    for task in Task.objects.open().select_for_update(of=("self",)).filter(household=household).order_by("pk"):
        if task.owner is not None:
            task_given(task, None, None, why)
    caseload_end([household.pk], why=why)
