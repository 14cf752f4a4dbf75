"""Events of the file about the record itself: what was corrected by whom, what an import brought, income entered."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.core.models import Fate
from apps.households.changes import changes_of
from apps.households.file import Entry, add_timeline
from apps.households.models import Household, Income, RosterHousehold, RosterImport


def corrections(household: Household, user: Any) -> Iterable[Entry]:
    """Each field that became something else, with what it was and who changed it."""
    for change in changes_of(household):
        text = _("Corrected: %(what)s, %(field)s") % {"what": change.what, "field": change.field}
        note = " · ".join(filter(None, (f"{change.old} → {change.new}", change.by)))
        yield Entry(timezone.localdate(change.at), text, kind="neutral", note=note, topic="register", icon="edit_note")


def imports(household: Household, user: Any) -> Iterable[Entry]:
    """Rosters from which this household was written, while their details are kept."""
    rows = RosterHousehold.objects.filter(household=household, fate=Fate.APPLIED).select_related("roster")
    seen = set(RosterImport.objects.visible_to(user).filter(entries__household=household).values_list("pk", flat=True))
    for row in rows.defer("payload").order_by("pk"):
        roster = row.roster
        if roster.applied_at is None:
            continue
        url = ""
        if roster.pk in seen and user.has_perm("households.view_rosterimport"):
            url = reverse("admin:households_rosterimport_change", args=[roster.pk])
        text = _("Written from the roster %(file)s") % {"file": roster.file_name}
        yield Entry(timezone.localdate(roster.applied_at), text, url, "neutral", topic="register", icon="upload_file")


def income_entered(household: Household, user: Any) -> Iterable[Entry]:
    """The days on which the income of some years was first entered."""
    first: dict[int, Any] = {}
    for year, at in Income.objects.filter(household=household).order_by("created_at").values_list("year", "created_at"):
        first.setdefault(year, timezone.localdate(at))
    url = f"{reverse('admin:households_household_change', args=[household.pk])}?tab=income"
    for day in sorted(set(first.values())):
        text = _("Income of %(years)s entered") % {"years": _span(sorted(y for y in first if first[y] == day))}
        yield Entry(day, text, url, topic="money", icon="payments")


def _span(years: list[int]) -> str:
    """2020–2025 where none is missing, else each."""
    whole = len(years) > 2 and years[-1] - years[0] == len(years) - 1
    return f"{years[0]}–{years[-1]}" if whole else _(", ").join(map(str, years))


add_timeline(corrections, deep=True)
add_timeline(imports, deep=True)
add_timeline(income_entered)
