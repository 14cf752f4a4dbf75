"""`manage.py demo`: a made-up county to look around in."""

import time
from typing import Any

from django.contrib.auth.hashers import check_password
from django.core.management.base import CommandError, CommandParser

from apps.accounts.models import Staff
from apps.communities.models import Community
from apps.core.management.county import CountyCommand
from demo.county import CountyBuilder
from demo.plan import COMPLAINT_RATES, PASSWORD, REPORT_MONTHS, SIZES
from demo.staff import LOGINS


class Command(CountyCommand):
    help = "Load the demo data (a made-up county) into an empty database, or show its log-ins."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--size", choices=sorted(SIZES), default="small", help="small: a tenth of full")
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there is a community already")
        parser.add_argument("--logins", action="store_true", help="only show the demo log-ins, where they exist")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["logins"]:
            if Community.objects.exists() or Staff.objects.filter(username__in=LOGINS).exists():
                if options["if_empty"]:
                    return
                raise CommandError(
                    "The database already holds a county. Demo data go into an empty one only: "
                    "`manage.py flush` empties it, all of it."
                )
            self._load(options["size"])
        self._show_logins()

    def _load(self, size: str) -> None:
        started = time.monotonic()
        self.stdout.write(f"Demo data ({size}):")
        CountyBuilder(
            SIZES[size],
            complaint_rate=COMPLAINT_RATES[size],
            report_months=REPORT_MONTHS[size],
            say=self.stdout.write,
        ).build()
        self.stdout.write(f"  done in {time.monotonic() - started:.1f} s")

    def _show_logins(self) -> None:
        """Nothing at all where the accounts are not those of the demo data, or have a password of their own now."""
        found = {staff.username: staff for staff in Staff.objects.filter(username__in=LOGINS)}
        ours = {hashed: check_password(PASSWORD, hashed) for hashed in {staff.password for staff in found.values()}}
        shown = [name for name in LOGINS if name in found and ours[found[name].password]]
        if not shown:
            return
        self.stdout.write(f"Demo log-ins, all with the password {PASSWORD}")
        for name in shown:
            self.stdout.write(f"  {name:<10} {LOGINS[name]}")
