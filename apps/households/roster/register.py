"""The register of households, as the engine of sheets sees it: one row a person, an entry a household."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from apps.accounts.actions import access_record
from apps.accounts.models import AccessKind
from apps.accounts.roles import Role
from apps.communities.importing import area_of, importable
from apps.core import clock
from apps.core.errors import InvalidInput
from apps.core.masking import mask_id, mask_name, mask_phone
from apps.core.models import Outcome, StagedEntry, StagedImport
from apps.core.sheets import table
from apps.core.sheets.plans import Area, Found
from apps.core.sheets.register import Answers, Register, Report
from apps.core.sheets.table import Table
from apps.households.roster import absences, columns, diff, notices, snapshot, staging, words_out
from apps.households.roster.apply import STAGES, Application, Written
from apps.households.roster.columns import Level
from apps.households.roster.content import Reading
from apps.households.roster.grouping import FileHousehold
from apps.households.roster.plans import Plan
from apps.households.roster.template import FORM, RULES
from apps.households.roster.texts import RESULT, STEPS, RosterTexts

EARLIEST_YEAR = 2010
YEARS_OFFERED = 6


class RosterRegister(Register):
    """Rosters (花名册) of relocated households."""

    key = "roster"
    model = "households.rosterimport"
    lexicon = columns.LEXICON
    title = gettext_lazy("Roster import")
    entries_word = gettext_lazy("households")
    noun = "households"
    row_name = find_by = "code"
    find_words = (
        gettext_lazy("household code"),
        gettext_lazy("Find by household code"),
        gettext_lazy("No household with this code here"),
        gettext_lazy("Look in the other tabs, or check the code."),
    )
    roles = frozenset({Role.COUNTY_ADMIN, Role.COMMUNITY_MANAGER})
    texts, steps, rules, form, result_words = RosterTexts, STEPS, RULES, FORM, RESULT
    sheet_name, frozen, stages = "花名册", 3, STAGES
    levels = (
        (Level.KEY, gettext_lazy("needed to find household and person")),
        (Level.PERSON, gettext_lazy("about the person")),
        (Level.HOUSEHOLD, gettext_lazy("about the household")),
    )
    choosable = (Outcome.NEW, Outcome.CHANGED, Outcome.CONFLICTING)
    tabs = (absences.TAB,)
    masks = {"id_number": mask_id, "phone": lambda value: mask_phone(re.sub(r"\D", "", value))}
    sample_masks = {"name": mask_name}
    more_words, choices = words_out.MORE_FIELDS, words_out.CHOICES
    conflict_words, problem_words, notices = words_out.CONFLICTS, words_out.PROBLEMS, words_out.NOTICES

    def areas(self, by: Any) -> dict[int, str]:
        return importable(by)

    def area(self, by: Any, given: int | None) -> Area:
        return area_of(by, given)

    # Day and year

    def check_answers(self, answers: Answers) -> None:
        today = clock.today()
        said = answers.get("as_of")
        if said and _day(said) > today:
            raise InvalidInput(_("The day of the roster cannot lie in the future."), code="future", field="as_of")
        year = answers.get("income_year")
        if year and not (year.isdecimal() and EARLIEST_YEAR <= int(year) <= today.year):
            raise InvalidInput(_("Choose a year up to this one."), code="year", field="income_year")

    def settle_answers(self, found: Table, answers: Answers) -> dict[str, str]:
        today = clock.today()
        said = _day(answers["as_of"]) if answers.get("as_of") else table.as_of(found, today=today)
        as_of = min(said or today, today)
        headings = [column.heading for column in found.columns if column.field in columns.INCOME_FIELDS]
        year = answers.get("income_year") or columns.year_of(headings) or table.title_year(found) or as_of.year
        return {"as_of": as_of.isoformat(), "income_year": str(year)}

    def asked(self, found: StagedImport | None) -> list[dict[str, Any]]:
        """Asked with the columns only: most rosters name day and year themselves."""
        if found is None:
            return []
        answers = found.answers
        newest = int((answers["as_of"] or clock.today().isoformat())[:4])
        years = [(str(year), str(year)) for year in range(newest, newest - YEARS_OFFERED, -1)]
        return [
            {"key": "as_of", "word": _("Roster as of"), "input": "date", "answer": answers["as_of"]},
            {"key": "income_year", "word": _("Year of the income"), "choices": years,
             "answer": answers["income_year"]},
        ]  # fmt: skip

    # Reading and writing

    def read(self, found: Table, area: Area, answers: Answers, report: Report) -> Found:
        content = Reading(found, area, clock.today()).content(partial(report, "checking"))
        report("comparing", 0, 0)
        contradictions = diff.settle_areas(content.households)
        plans = self.compare(content.households, area, answers)
        known = plans[0].known
        communities = {plan.entry.community_id for plan in plans if plan.entry.community_id}
        told = notices.newer_applied(communities, _day(answers["as_of"]))
        told += notices.room_notices(plans, known, contradictions)
        return Found(plans, content.faults, notices.summarise(content, plans, known), told)

    def compare(
        self, entries: Sequence[FileHousehold], area: Area, answers: Answers, *, lock: bool = False
    ) -> list[Plan]:
        year = int(answers["income_year"])
        known = snapshot.load(entries, today=clock.today(), income_year=year, lock=lock)
        return diff.Comparison(known, area.names).plans(entries)

    def resolve(self, found: StagedImport, staged: Sequence[int], plans: Sequence[Plan]) -> None:
        accepted = staging.accepted(found.pk, staged)
        for plan in plans:
            plan.accepted = accepted

    def write(
        self, plans: Sequence[Plan], *, answers: Answers, by: Any, report: Callable[[int, int], None]
    ) -> dict[str, int]:
        if not plans:
            return asdict(Written())
        day = min(_day(answers["as_of"]), clock.today())
        run = Application(plans[0].known, day=day, income_year=int(answers["income_year"]), now=clock.now())
        return asdict(run.run(plans, plans[0].accepted, lambda done: report(done, STAGES)))

    # Keeping for people to look at

    def columns_of(self, plan: Plan) -> dict[str, Any]:
        return {"code": plan.entry.code, "household_id": plan.target, "people": len(plan.entry.people)}

    def dump(self, plan: Plan) -> dict[str, Any]:
        return staging.dump(plan)

    def load(self, staged: Any, data: dict[str, Any]) -> FileHousehold:
        return staging.load(staged, data)

    def may_keep(self, field: str) -> bool:
        return False  # a household is taken whole, or not

    def staged(self, found: StagedImport, plans: Sequence[Plan], keys: Sequence[int]) -> None:
        """That the file named people of whom its reader may not know where they are registered is logged, in a row."""
        absences.keep(found, plans, keys)
        hits = sum(c.code == "person_elsewhere_hidden" for plan in plans for c in plan.conflicts)
        if hits:
            access_record(
                staff=found.uploaded_by, kind=AccessKind.ELSEWHERE, subject=found, field="id_number",
                reason=_("%(n)s numbers of a roster") % {"n": hits},
            )  # fmt: skip

    # Showing

    def mask(self, field: str, value: str) -> str:
        """Numbers of people masked, and whatever looks like one: a roster is full of them."""
        if field not in self.masks and re.search(r"\d{15}", value):
            return mask_id(value)
        if field not in self.masks and re.search(r"\d{10}", value):
            return self.masks["phone"](value)
        return super().mask(field, value)

    def show(self, key: str, value: Any) -> str | None:
        return words_out.value(key, value)

    def called(self, staged: StagedEntry, data: dict[str, Any]) -> tuple[str, list[Any]]:
        values, people = data["values"], data["people"]
        head = next((p for p in people if p["values"].get("relation") == "head"), people[0] if people else None)
        place = [str(values[key]) for key in ("building", "unit", "room") if values.get(key)]
        count: int = staged.people  # type: ignore[attr-defined]
        persons = ngettext("%(n)s person", "%(n)s people", count) % {"n": count}
        label = staged.community.name if staged.community else data["label"]
        where = [label, *(["-".join(place)] if len(place) == 3 else [])]
        return head["values"].get("name", "") if head else "", [str(staged), *where, persons]

    def chosen(self, found: StagedImport) -> int:
        """Chosen, and no conflict left open."""
        rows = found.entries.filter(chosen=True)
        plain = int(rows.exclude(outcome=Outcome.CONFLICTING).count())
        conflicting = list(rows.filter(outcome=Outcome.CONFLICTING))
        accepted = staging.accepted(found.pk) if conflicting else set()
        return plain + sum(
            all(conflict["membership"] in accepted for conflict in json.loads(staged.payload)["conflicts"])
            for staged in conflicting
        )

    def note(self, found: StagedImport, outcome: str) -> str:
        return _("%(count)s people") % {"count": found.summary["people"][outcome]}

    def counts(self, found: StagedImport) -> list[tuple[Any, Any]]:
        summary = found.summary
        outside = summary.get("households_outside", 0)
        return [
            (_("households in the file"), summary["households_in_file"]),
            (_("people in the file"), summary["people_in_file"]),
            (_("households held back for faults"), summary["households_with_faults"]),
            *([(_("households outside your area"), outside)] if outside else []),
        ]

    def facts(self, found: StagedImport) -> list[tuple[Any, Any]]:
        answers, summary = found.answers, found.summary
        return [
            (_("as of"), words_out.value("moved_in", answers["as_of"])),
            (_("year of the income"), answers["income_year"]),
            (_("buildings to be created"), summary["buildings_new"]),
            (_("dwellings to be created"), summary["dwellings_new"]),
        ]

    def links(self, found: StagedImport) -> list[dict[str, Any]]:
        url = reverse("admin:households_household_changelist")
        places = found.communities.order_by("name").values_list("pk", "name")
        return [{"icon": "home", "word": name, "url": f"{url}?community={key}"} for key, name in places]


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise InvalidInput(_("Write the day like 2026-10-31."), code="day", field="as_of") from None
