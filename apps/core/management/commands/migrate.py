"""manage.py migrate: data migrations work on the whole county's rows."""

from typing import Any

from django.core.management.commands import migrate

from apps.core.rowscope import elevated


class Command(migrate.Command):
    """Django's own, in the whole county's scope: row security would hide the rows that a migration is to change."""

    def execute(self, *args: Any, **options: Any) -> Any:
        with elevated("manage.py migrate"):
            return super().execute(*args, **options)
