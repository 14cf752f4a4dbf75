"""Commands that work on the whole county's rows."""

from typing import Any

from django.core.management.base import BaseCommand

from apps.core.rowscope import elevated


class CountyCommand(BaseCommand):
    """A command of the operator, who holds the server: it sees all rows. Others (shell, dumpdata) see none."""

    def execute(self, *args: Any, **options: Any) -> Any:
        with elevated(f"manage.py {self.__module__.rpartition('.')[2]}"):
            return super().execute(*args, **options)
