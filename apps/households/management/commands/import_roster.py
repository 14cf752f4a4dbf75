"""manage.py import_roster FILE: the preview of a roster for scripts, and its application."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction
from django.utils import translation

from apps.accounts.models import Staff
from apps.communities.models import Community
from apps.core.errors import DomainError
from apps.core.management.county import CountyCommand
from apps.core.sheets import faults, files
from apps.households.models.roster import RosterImport
from apps.households.roster import words_out
from apps.households.roster.actions import roster_apply, roster_upload
from apps.households.roster.work import roster_work
from apps.households.roster.workflow import State

FAULTS_SHOWN = 40


class Command(CountyCommand):
    """Exit codes: 0 done; 1 the file, a name or a right is wrong; 2 (argparse) the call itself."""

    help = (
        "Read a roster and print how it differs from the register; with --apply write every new and changed household "
        "that has no faulty cell. Without --user it acts for the whole county."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the roster: .xlsx, .xls or .csv")
        parser.add_argument("--apply", action="store_true", help="write new and changed households without faults")
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument("--user", metavar="USERNAME", help="act within the scope of this staff member")
        parser.add_argument("--sheet", default="", help="read this sheet instead of the one most like a roster")
        parser.add_argument("--community", metavar="NAME", help="for a roster without a column for the community")
        as_of = "the day of the roster, if its titles do not name it"
        parser.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help=as_of)
        parser.add_argument("--income-year", type=int, metavar="YEAR", help="the year of the income columns")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        try:
            with path.open("rb") as stream:
                data = stream.read(files.MOST_BYTES + 1)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}.") from error
        try:
            with translation.override("en"), transaction.atomic():  # a script's answer is in one language
                roster = self._run(path.name, data, options)
                answer = report_of(roster, path.name)
                if roster.state != State.APPLIED:
                    transaction.set_rollback(True)  # a look leaves nothing behind
        except DomainError as error:
            with translation.override("en"):
                raise CommandError(f"{path.name}: {error.code}: {error.message}") from error
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
        else:
            self._print(answer)

    def _run(self, name: str, data: bytes, options: dict[str, Any]) -> RosterImport:
        by = self._staff(options["user"])
        community = self._community(options["community"], by)
        roster = roster_upload(by=by, name=name, data=data, community=community, sheet=options["sheet"], start=False)
        if options["as_of"] or options["income_year"]:
            roster.as_of, roster.income_year = options["as_of"], options["income_year"]
            roster.save(update_fields=["as_of", "income_year"])
        roster = self._work(roster)
        if options["apply"] and roster.households.filter(chosen=True).exists():
            roster_apply(roster=roster, by=by, start=False)
            roster = self._work(roster)
        return roster

    def _work(self, roster: RosterImport) -> RosterImport:
        roster_work(roster_id=roster.pk)
        roster = RosterImport.objects.get(pk=roster.pk)
        if roster.problem:
            raise CommandError(f"{roster.file_name}: {roster.problem}: {words_out.problem(roster.problem)}")
        if roster.state == State.READ:
            missing = ", ".join(roster.summary["missing"])
            raise CommandError(f"{roster.file_name}: no_columns: no column was found for {missing}.")
        return roster

    def _staff(self, username: str | None) -> Staff | None:
        if not username:
            return None
        staff = Staff.objects.filter(username=username, is_active=True).first()
        if staff is None:
            raise CommandError(f"There is no active staff member with the user name {username}.")
        return staff

    def _community(self, name: str | None, by: Staff | None) -> Community | None:
        if not name:
            return None
        communities = Community.objects.all() if by is None else Community.objects.visible_to(by)
        community = communities.filter(name=name).first()
        if community is None:
            raise CommandError(f"There is no community called {name}.")
        return community

    def _print(self, answer: dict[str, Any]) -> None:
        out = self.stdout.write
        out(f"{answer['file']}, sheet {answer['sheet']}, as of {answer['as_of']}, income of {answer['income_year']}")
        for noun in ("households", "people"):
            counts = ", ".join(f"{count} {outcome}" for outcome, count in answer[noun].items())
            out(f"{answer[f'{noun}_in_file']} {noun}: {counts}")
        held, cells = answer["households_with_faults"], len(answer["faulty_cells"])
        out(f"{held} households are held back for {cells} faulty cells")
        for row, heading, reason in answer["faulty_cells"][:FAULTS_SHOWN]:
            out(f"  row {row}, {heading}: {reason}")
        if len(answer["faulty_cells"]) > FAULTS_SHOWN:
            out(f"  … and {len(answer['faulty_cells']) - FAULTS_SHOWN} more (--json lists all)")
        for notice in answer["notices"]:
            out(f"note: {notice}")
        applied = answer["applied"]
        out("Nothing was written." if applied is None else f"Applied: {json.dumps(applied)}")


def report_of(roster: RosterImport, name: str) -> dict[str, Any]:
    """The preview of an import as plain data, with every faulty cell as [row, heading, reason]."""
    summary = roster.summary
    counts = ("households_in_file", "people_in_file", "households", "people", "households_with_faults", "by_community",
              "health", "buildings_new", "dwellings_new", "people_absent")  # fmt: skip
    cells = roster.faults.order_by("row", "column").values_list("row", "heading", "code", "params")
    return {
        "file": name,
        "sheet": roster.sheet,
        "as_of": roster.as_of.isoformat() if roster.as_of else None,
        "income_year": roster.income_year,
        **{key: summary.get(key) for key in counts},
        "faulty_cells": [[row, heading, faults.reason(code, params)] for row, heading, code, params in cells],
        "notices": [words_out.notice(notice) for notice in roster.notices],
        "applied": roster.result if roster.state == State.APPLIED else None,
    }
