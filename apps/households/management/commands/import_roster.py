"""manage.py import_roster FILE: the preview of a roster for scripts, and its application."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from apps.core.sheets.command import SheetCommand


class Command(SheetCommand):
    help = (
        "Read a roster and print how it differs from the register; with --apply write every new and changed household "
        "that has no faulty cell. Without --user it acts for the whole county."
    )
    register_key = "roster"
    counts = (
        "households_in_file", "people_in_file", "households", "people", "households_with_faults", "by_community",
        "health", "buildings_new", "dwellings_new", "people_absent",
    )  # fmt: skip

    def add_questions(self, parser: ArgumentParser) -> None:
        as_of = "the day of the roster, if its titles do not name it"
        parser.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help=as_of)
        parser.add_argument("--income-year", type=int, metavar="YEAR", help="the year of the income columns")

    def answers(self, options: dict[str, Any]) -> dict[str, str]:
        return {key: str(options[key]) for key in ("as_of", "income_year") if options[key]}

    def facts(self, found: Any) -> dict[str, Any]:
        return {"as_of": found.as_of.isoformat() if found.as_of else None, "income_year": found.income_year}

    def say_counts(self, answer: dict[str, Any]) -> None:
        file, sheet, day, year = (answer[key] for key in ("file", "sheet", "as_of", "income_year"))
        self.stdout.write(f"{file}, sheet {sheet}, as of {day}, income of {year}")
        for noun in ("households", "people"):
            self.say_outcomes(answer, noun)
