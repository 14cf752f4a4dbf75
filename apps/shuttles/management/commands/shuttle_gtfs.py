"""`manage.py shuttle_gtfs FILE`: the county's timetable as a GTFS feed, for a scheduled hand-over to a map service."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from apps.communities.models import Community
from apps.core.errors import DomainError
from apps.core.management.county import CountyCommand
from apps.shuttles.gtfs.export import export_feed


class Command(CountyCommand):
    help = "Write the shuttles' timetable of all communities as a GTFS feed; the file is replaced as a whole."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="where to write the zip")

    def handle(self, **options: Any) -> None:
        path = Path(options["file"])
        try:
            found = export_feed(Community.objects.values_list("pk", flat=True))
            half = path.with_name(f"{path.name}.half")
            half.write_bytes(found.content)
            half.replace(path)
        except DomainError as error:
            raise CommandError(str(error.message)) from error
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}") from error
        self.stdout.write(f"{path}: {found.rides} rides, {found.stops} stops, {found.first} to {found.last}.")
        for name in found.without_place:
            self.stderr.write(f"Left out, because nobody entered where it is: {name}")
