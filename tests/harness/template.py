"""A database to copy test databases from: its tables are made once, not once for each process.

The template is kept until the apps change.
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
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [PREFIX])  # one makes it, the other finds it made
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
import sys, django
django.setup()
from django.core.management import call_command
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
call_command("migrate", interactive=False, verbosity=0)
"""


def _fill(database: str) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    subprocess.run([sys.executable, "-c", FILL, database], cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    ensure()
