"""`manage.py rotate_keys`: put what is encrypted under the first of FIELD_KEYS; can be stopped and run again."""

from typing import Any

from django.core.management.base import CommandError

from apps.core import crypto, rotation
from apps.core.management.county import CountyCommand


class Command(CountyCommand):
    help = (
        "Re-encrypt every sensitive column, history included, under the first of FIELD_KEYS; it may run meanwhile."
        " With --old-index-key also rebuild the blind indexes under the present INDEX_KEY: stop the product for that."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--old-index-key", default="", help="the INDEX_KEY before, when that one was changed")
        parser.add_argument("--check", action="store_true", help="only say which keys are in use")

    def handle(self, **options: Any) -> None:
        if not options["check"]:
            for column in rotation.columns():
                done = rotation.rotate(column, tell=self._progress(column))
                self.stdout.write(f"{column.table}.{column.name}: {done} re-encrypted")
            if options["old_index_key"]:
                self._rebuild(options["old_index_key"])
        self._report()

    def _rebuild(self, old_key: str) -> None:
        for column in rotation.columns():
            if column.index:
                try:
                    done = rotation.rebuild_index(column, old_key=old_key, tell=self._progress(column))
                except ValueError as error:
                    raise CommandError(str(error)) from error
                self.stdout.write(f"{column.table}.{column.index}: {done} rebuilt")

    def _progress(self, column: rotation.Column) -> Any:
        return lambda done: self.stderr.write(f"  {column.table}.{column.name}: {done} …")

    def _report(self) -> None:
        current = crypto.current_key()
        for key, count in sorted(rotation.keys_in_use().items()):
            state = "current" if key == current else "old: still needed"
            self.stdout.write(f"key {key}: {count} values ({state})")
        unused = [key for key in rotation.ring() if int(key) not in rotation.keys_in_use() and int(key) != current]
        if unused:
            self.stdout.write(f"No value needs key {', '.join(unused)}: it can leave FIELD_KEYS.")
