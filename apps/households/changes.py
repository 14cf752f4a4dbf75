"""What was changed in a household's records, by whom: read from the history that triggers write."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.encoding import force_str
from django.utils.translation import gettext as _

from apps.accounts.models import Staff
from apps.core import clock, ui
from apps.households.models import Household, Member, Membership, MergeRecord
from apps.households.models.duplicate import Merged

# Never shown here: keys, stamps, and what is sensitive (a change of it is told, not its value).
# Events of their own tell who died and which household left.
UNTOLD = {"left_on", "died_on", "id", "created_at", "updated_at", "name_key", "community", "id_index"}
SECRET = {"id_number", "birth_date", "phone"}


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one record that became something else; `old` and `new` are words."""

    at: datetime
    what: str
    field: str
    old: str
    new: str
    by: str


def changes_of(household: Household, *, most: int = 100) -> list[Change]:
    """The latest corrections to the household and its present people, latest first. Six queries."""
    belongs = Membership.objects.filter(household=household, period__holds_on=clock.today()).order_by()
    people = list(belongs.values_list("member", flat=True))
    people += MergeRecord.objects.merged_into(people)  # both histories are theirs
    homes = [household.pk, *MergeRecord.objects.merged_into([household.pk], Merged.HOUSEHOLD)]
    found = [
        *_changes(Household, homes, lambda row: str(_("household"))),
        *_changes(Member, people, lambda row: row.name),
    ]
    names = {str(key): name for key, name in Staff.objects.order_by("pk").filter(
        pk__in={user for _change, user in found if user}
    ).values_list("pk", "name")}  # fmt: skip
    told = [Change(**change, by=names.get(str(user), "")) for change, user in found]
    return sorted(told, key=lambda change: change.at, reverse=True)[:most]


def _changes(model: Any, keys: list[int], what: Any) -> Iterable[tuple[dict[str, Any], Any]]:
    events = model.pgh_event_model.objects.filter(pgh_obj_id__in=keys).select_related("pgh_context")
    before: dict[int, Any] = {}
    fields = [f for f in model._meta.concrete_fields if f.name not in UNTOLD]
    for row in events.order_by("pgh_id"):
        earlier = before.get(row.pgh_obj_id)
        before[row.pgh_obj_id] = row
        if earlier is None:
            continue
        user = (row.pgh_context.metadata or {}).get("user") if row.pgh_context else None
        for field in fields:
            if getattr(earlier, field.attname, None) != getattr(row, field.attname, None):
                old, new = _words(earlier, field), _words(row, field)
                name = force_str(field.verbose_name)
                yield {"at": row.pgh_created_at, "what": what(row), "field": name, "old": old, "new": new}, user


def _words(row: Any, field: models.Field) -> str:
    value = getattr(row, field.attname, None)
    if value in (None, ""):
        return _("not collected")
    if field.name in SECRET:
        return "•••"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return force_str(ui.exact(value))
    return force_str(dict(field.flatchoices).get(value, value))
