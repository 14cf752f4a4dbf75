"""manage.py migrate: quick on an empty database; data migrations work on the whole county's rows."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS

from apps.core import fresh
from apps.core.rowscope import elevated


class Command(migrate.Command):
    """Django's own, in the whole county's scope: row security would hide the rows that a migration is to change.

    An empty database gets its tables from the models (apps/core/fresh.py); `--one-by-one` runs all migrations instead.
    """

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--one-by-one", action="store_true", help="Run every migration, also in an empty database.")

    def execute(self, *args: Any, **options: Any) -> Any:
        with elevated("manage.py migrate"):
            if self._is_first(options):
                fresh.make_tables()
            return super().execute(*args, **options)

    @staticmethod
    def _is_first(options: dict[str, Any]) -> bool:
        whole = options.get("database", DEFAULT_DB_ALIAS) == DEFAULT_DB_ALIAS and not options.get("app_label")
        only_asks = any(options.get(name) for name in ("one_by_one", "plan", "check_unapplied", "fake", "run_syncdb"))
        return whole and not only_asks and fresh.is_empty()
