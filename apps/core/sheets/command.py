"""What manage.py import_… commands share: the preview of a sheet for scripts, and its application."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, ClassVar

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import translation

from apps.core.errors import DomainError
from apps.core.management.county import CountyCommand
from apps.core.models import StagedImport
from apps.core.sheets import faults, files, words
from apps.core.sheets.actions import sheet_apply, sheet_upload
from apps.core.sheets.register import Register, register_of
from apps.core.sheets.work import sheet_work
from apps.core.sheets.workflow import State

FAULTS_SHOWN = 40


class SheetCommand(CountyCommand):
    """Exit codes: 0 done; 1 the file, a name or a right is wrong; 2 (argparse) the call itself."""

    register_key: ClassVar[str]
    counts: ClassVar[tuple[str, ...]] = (
        "entries_in_file", "entries", "entries_with_faults", "entries_outside", "warnings",
    )  # fmt: skip

    @property
    def register(self) -> Register:
        return register_of(self.register_key)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the list: .xlsx, .xls or .csv")
        parser.add_argument("--apply", action="store_true", help="write new and changed entries without faults")
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument("--user", metavar="USERNAME", help="act within the scope of this staff member")
        parser.add_argument("--sheet", default="", help="read this sheet instead of the one most like this register")
        parser.add_argument("--community", metavar="NAME", help="for a list without a column for the community")
        self.add_questions(parser)

    def add_questions(self, parser: ArgumentParser) -> None:
        """Options that answer the register's questions, by their keys."""
        for question in self.register.questions:
            choices = [key for key, _word in question.choices if key]
            parser.add_argument(f"--{question.key}", choices=choices, default="")

    def answers(self, options: dict[str, Any]) -> dict[str, str]:
        """What these options answer."""
        return {question.key: options[question.key] for question in self.register.questions}

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        try:
            with path.open("rb") as stream:
                data = stream.read(files.MOST_BYTES + 1)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}.") from error
        try:
            with translation.override("en"), transaction.atomic():  # a script's answer is in one language
                found = self._run(path.name, data, options)
                answer = self.report(found, path.name)
                if found.state != State.APPLIED:
                    transaction.set_rollback(True)  # a look leaves nothing behind
        except DomainError as error:
            with translation.override("en"):
                raise CommandError(f"{path.name}: {error.code}: {error.message}") from error
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1))
        else:
            self._print(answer)

    def _run(self, name: str, data: bytes, options: dict[str, Any]) -> StagedImport:
        by = self._staff(options["user"])
        found = sheet_upload(
            register=self.register, by=by, name=name, data=data, community=self._community(options["community"], by),
            sheet=options["sheet"], answers=self.answers(options), start=False,
        )  # fmt: skip
        found = self._work(found)
        if options["apply"] and found.entries.filter(chosen=True).exists():
            sheet_apply(sheet_import=found, by=by, start=False)
            found = self._work(found)
        return found

    def _work(self, found: StagedImport) -> StagedImport:
        sheet_work(sheet_import=found)
        found = self.register.imports.objects.get(pk=found.pk)
        if found.problem:
            raise CommandError(f"{found.file_name}: {found.problem}: {words.problem(self.register, found.problem)}")
        if found.state == State.READ:
            missing, asked = found.summary["missing"], found.summary["unanswered"]
            if missing:
                raise CommandError(
                    f"{found.file_name}: no_columns: no column was found for {', '.join(missing)}."
                )  # fmt: skip
            options = ", ".join(f"--{key}" for key in asked)
            raise CommandError(f"{found.file_name}: unanswered: say it with {options}.")
        return found

    def _staff(self, username: str | None) -> Any:
        if not username:
            return None
        staff = get_user_model()._default_manager.filter(username=username, is_active=True).first()
        if staff is None:
            raise CommandError(f"There is no active staff member with the user name {username}.")
        return staff

    def _community(self, name: str | None, by: Any) -> int | None:
        if not name:
            return None
        key = next((key for key, known in self.register.areas(by).items() if known == name), None)
        if key is None:
            raise CommandError(f"There is no community called {name}.")
        return key

    def _print(self, answer: dict[str, Any]) -> None:
        out, noun = self.stdout.write, self.register.noun
        self.say_counts(answer)
        held, cells = answer[f"{noun}_with_faults"], len(answer["faulty_cells"])
        out(f"{held} {noun} are held back for {cells} faulty cells")
        for row, heading, reason in answer["faulty_cells"][:FAULTS_SHOWN]:
            out(f"  row {row}, {heading}: {reason}")
        if cells > FAULTS_SHOWN:
            out(f"  … and {cells - FAULTS_SHOWN} more (--json lists all)")
        for notice in answer["notices"]:
            out(f"note: {notice}")
        applied = answer["applied"]
        out("Nothing was written." if applied is None else f"Applied: {json.dumps(applied)}")

    def say_counts(self, answer: dict[str, Any]) -> None:
        """What was read, in a line or two."""
        self.stdout.write(f"{answer['file']}, sheet {answer['sheet']}")
        self.say_outcomes(answer, self.register.noun)

    def say_outcomes(self, answer: dict[str, Any], noun: str) -> None:
        """How many there are of this noun, and how they stand to the register."""
        counts = ", ".join(f"{count} {outcome}" for outcome, count in answer[noun].items())
        self.stdout.write(f"{answer[f'{noun}_in_file']} {noun}: {counts}")

    def report(self, found: StagedImport, name: str) -> dict[str, Any]:
        """The preview of an import as plain data, with every faulty cell as [row, heading, reason]."""
        cells = found.faults.order_by("row", "column").values_list("row", "heading", "code", "params")
        summary = {key: found.summary.get(key) for key in self.counts}
        return {
            "file": name,
            "sheet": found.sheet,
            **self.facts(found),
            **summary,
            "faulty_cells": [[row, heading, faults.reason(code, params)] for row, heading, code, params in cells],
            "notices": [words.notice(self.register, notice) for notice in found.notices],
            "applied": found.result if found.state == State.APPLIED else None,
        }

    def facts(self, found: StagedImport) -> dict[str, Any]:
        """What the report says beside file and sheet, before the counts."""
        return {}
