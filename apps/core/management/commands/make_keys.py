"""`manage.py make_keys`: new secrets, as lines for the environment."""

import base64
import os
import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand


def new_key() -> str:
    """32 random bytes, base64."""
    return base64.b64encode(os.urandom(32)).decode()


class Command(BaseCommand):
    help = "Print new keys. Nothing is written: copy the lines into the environment, and keep a copy of the keys apart."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--all", action="store_true", help="also SECRET_KEY and INDEX_KEY, for a first installation"
        )

    def handle(self, **options: Any) -> None:
        used = {int(entry.partition(":")[0]) for entry in settings.FIELD_KEYS}
        number = next((n for n in range(max(used, default=0) + 1, 256)), None) or min(set(range(1, 256)) - used)
        present = [] if options["all"] else settings.FIELD_KEYS
        self.stdout.write("FIELD_KEYS=" + ",".join([f"{number}:{new_key()}", *present]))
        if options["all"]:
            self.stdout.write(f"SECRET_KEY={secrets.token_urlsafe(48)}")
            self.stdout.write(f"INDEX_KEY={new_key()}")
