"""The tables of a new database, made from the models in one go.

Django renders the models anew for every operation of a migration: on an empty database that is a minute of work for
tables that the models describe already. Both ways give the same tables (tests/ops/test_tables.py holds them
together), so only a database that has none yet is made this way; every later change is a migration.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

EXTENSIONS = ("btree_gist", "pg_trgm")
# Packages whose tables ours point to: their own migrations come first.
FIRST = ("auth", "pghistory")


def is_empty() -> bool:
    """Whether the database has no table yet."""
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def make_tables(*, verbosity: int = 0) -> None:
    """Make all tables in an empty database, and record our migrations as applied. Raises ValueError in any other."""
    if not is_empty():
        raise ValueError("this database has tables already; migrate it")
    written = MigrationLoader(None).disk_migrations
    with connection.cursor() as cursor:
        for name in EXTENSIONS:
            cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {name}")
    with _ours_without_migrations():
        for first in FIRST:
            call_command(DjangoMigrate(), first, interactive=False, verbosity=verbosity)
        call_command(DjangoMigrate(), interactive=False, verbosity=verbosity, run_syncdb=True)
    pgtrigger.install()
    recorder = MigrationRecorder(connection)
    for app, name in sorted(key for key in written if key[0] in _ours()):
        recorder.record_applied(app, name)


def _ours() -> set[str]:
    return {config.label for config in apps.get_app_configs() if config.name.startswith("apps.")}


@contextmanager
def _ours_without_migrations() -> Iterator[None]:
    before = settings.MIGRATION_MODULES
    settings.MIGRATION_MODULES = {**before, **dict.fromkeys(_ours())}
    try:
        yield
    finally:
        settings.MIGRATION_MODULES = before
