"""What of a household's own record somebody must know first: risks, and what was never collected."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.core import ui
from apps.households.file import Concern, add_concerns
from apps.households.known import CHILD, OLD, ills_of, known, names
from apps.households.models import Household
from apps.households.vocabulary import Health, ResidenceStatus

NEAR = Decimal("1.1")  # within a tenth above the line: where those live who fall back first
OF_AGE = 18


def own_concerns(household: Household, user: Any) -> Iterable[Concern]:
    """Income and line, who lives alone, illness, presence, gaps."""
    if household.left_on:
        return
    yield from _people(household)
    yield from _income(household)
    yield from _illness(household)
    yield from _presence(household, user)
    yield from _gaps(household, user)


def _tab(household: Household, key: str) -> str:
    return f"{reverse('admin:households_household_change', args=[household.pk])}?tab={key}"


def _people(household: Household) -> Iterable[Concern]:
    people, head = known(household).people, known(household).head
    if not people:
        yield Concern("due", _("Nobody left"), _("No living member is registered."), icon="group_off")
        return
    if head is None:
        yield Concern("due", _("No head"), _("Nobody is registered as head."), icon="person_off")
    elif head.member.age is not None and head.member.age < CHILD:
        yield Concern("late", _("Young head"), names([head]), icon="child_care")
    ages = [row.member.age for row in people]
    if None in ages or not any(age is not None and age >= OLD for age in ages):
        return
    grown = [age for age in ages if age is not None and OF_AGE <= age < OLD]
    if not grown and all(age is not None and age >= OLD for age in ages):
        word = _("Old, living alone") if len(people) == 1 else _("Only old people")
        yield Concern("due", word, names(people), icon="elderly")
    elif not grown:
        yield Concern("due", _("Old people with children"), names(people), icon="escalator_warning")


def _income(household: Household) -> Iterable[Concern]:
    years = known(household).income_years
    if not years or years[-1].per_capita is None:
        return
    year, amount, line = years[-1].year, years[-1].per_capita, known(household).income_lines[years[-1].year]
    if line is None or amount >= Decimal(line) * NEAR:
        return
    said = _("%(year)s: %(amount)s yuan a person, the line is %(line)s") % {
        "year": year, "amount": f"{amount:,}", "line": f"{line:,}",
    }  # fmt: skip
    below = amount < Decimal(line)
    word = _("Income below the line") if below else _("Income near the line")
    way = _("By year")
    yield Concern("late" if below else "due", word, said, _tab(household, "income"), way, "trending_down")


def _illness(household: Household) -> Iterable[Concern]:
    people = known(household).people
    for state, kind in ((Health.SERIOUS, "late"), (Health.DISABLED, "due")):
        those = [row for row in people if any(ill.health == state for ill in ills_of(row))]
        if those:
            yield Concern(kind, state.label, names(those), icon="medical_information")


def _presence(household: Household, user: Any) -> Iterable[Concern]:
    row = known(household).presence
    asks = user.has_perm("households.change_household")
    url = reverse("admin:households_household_do", args=[household.pk, "presence"]) if asks else ""
    way = _("Record") if asks else ""
    if row is None:
        said = _("It is not known where they live.")
        yield Concern("neutral", _("Residence not collected"), said, url, way, "help", dialog=bool(url))
    elif row.status != ResidenceStatus.PERMANENT:
        since = _("since %(day)s") % {"day": ui.when(row.started)} if row.started else ""
        said = " · ".join(filter(None, (row.place, since)))
        kind = "wait" if row.status in {ResidenceStatus.DUAL, ResidenceStatus.MIGRANT_WORK} else "due"
        yield Concern(kind, row.get_status_display(), said, url, way, "luggage", dialog=bool(url))


def _gaps(household: Household, user: Any) -> Iterable[Concern]:
    found = [words for words, missing in _missing(household) if missing]
    if not found:
        return
    url = ""
    if user.has_perm("households.change_household"):
        url = reverse("admin:households_household_edit", args=[household.pk])
    yield Concern("neutral", _("Not collected"), _(", ").join(found), url, _("Edit") if url else "", "pending")


def _missing(household: Household) -> Iterable[tuple[str, bool]]:
    people: list[Any] = [row.member for row in known(household).people]
    unnumbered = sum(not member.id_number for member in people)
    unborn = sum(member.birth_date is None for member in people)
    unable = sum(not member.labour and (member.age is None or CHILD <= member.age < OLD) for member in people)
    yield _("telephone"), bool(people) and not any(member.phone or member.numbers for member in people)
    yield _("dwelling"), known(household).occupancy is None
    yield _("household class"), not household.kind
    yield (
        ngettext("identity number of %(n)s", "identity numbers of %(n)s", unnumbered) % {"n": unnumbered},
        bool(unnumbered),
    )
    yield ngettext("age of %(n)s", "ages of %(n)s", unborn) % {"n": unborn}, bool(unborn)
    yield ngettext("labour ability of %(n)s", "labour ability of %(n)s", unable) % {"n": unable}, bool(unable)
    yield _("income"), not known(household).income_years
    yield _("title issued"), household.title_issued is None


add_concerns(own_concerns)
