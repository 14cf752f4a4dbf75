"""A database to copy test databases from: its tables are made once, not once for each process.

They are made from the models, as the migrations would make them (`makemigrations --check` holds both together, and
tests/ops starts the product on migrated tables): Django renders the models anew for every operation of a migration,
which takes minutes. The template is kept until the apps change.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from config import embedded

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "anju_template_"


def name() -> str:
    """The template's name: another one when an app or a locked package changes."""
    digest = hashlib.sha256()
    for path in sorted([*ROOT.glob("apps/**/*.py"), *ROOT.glob("requirements/*.txt")]):
        digest.update(path.read_bytes())
    return PREFIX + digest.hexdigest()[:16]


def ensure() -> None:
    """Make the template unless it is there, and drop those of other days."""
    wanted, unfinished = name(), f"{PREFIX}unfinished_{os.getpid()}"
    with psycopg.connect(embedded.database_url(), autocommit=True) as connection:
        there = {row[0] for row in connection.execute("SELECT datname FROM pg_database").fetchall()}
        if wanted in there:
            return
        for old in sorted(there):
            if old.startswith(PREFIX):
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(old)))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
        _fill(unfinished)
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        connection.execute(rename.format(sql.Identifier(unfinished), sql.Identifier(wanted)))


FILL = """
import logging, sys, django
django.setup()
import pgtrigger
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
connection.settings_dict["NAME"] = sys.argv[1]
written = MigrationLoader(None).disk_migrations
with connection.cursor() as cursor:
    cursor.execute("CREATE EXTENSION btree_gist; CREATE EXTENSION pg_trgm")
settings.MIGRATION_MODULES = {c.label: None for c in apps.get_app_configs() if c.name.startswith("apps.")}
for first in ("auth", "pghistory"):  # our tables point to theirs
    call_command("migrate", first, interactive=False, verbosity=0)
call_command("migrate", interactive=False, verbosity=0, run_syncdb=True)
logging.disable(logging.INFO)
pgtrigger.install()
for app, name in sorted(written):
    MigrationRecorder(connection).record_applied(app, name)
"""


def _fill(database: str) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    subprocess.run([sys.executable, "-c", FILL, database], cwd=ROOT, env=environment, check=True)
