"""`manage.py verify_allocation FILE`: compute a published allocation of garden plots again. Needs no database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.gardens.allocation.published import verify


class Command(BaseCommand):
    help = "Check the proof of a published allocation and compute it again; exit code 1 where something does not hold."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the published file (JSON)")

    def handle(self, **options: Any) -> None:
        try:
            text = Path(options["file"]).read_bytes()
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}") from error
        found = verify(text)
        if not found.holds:
            raise CommandError("The allocation does not hold:\n" + "\n".join(f"- {fault}" for fault in found.faults))
        how_far = found.cost - found.bound
        best = "proven to be the best" if not how_far else f"at most {how_far} above the best"
        self.stdout.write(
            f"It holds: {found.served} of {found.households} households on {found.plots} plots, {found.cost} weighted"
            f" seconds, {best}. Computed again, the result is the same."
        )
