"""A new database from the models, and one that went through every migration: the same tables."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from apps.core import fresh
from config import embedded

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = """SELECT 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull::text,
    a.attgenerated::text, a.attidentity::text, coalesce(pg_get_expr(d.adbin, d.adrelid), '')
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (c.oid, a.attnum)
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped"""
INDEXES = "SELECT 'index', tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'"
CONSTRAINTS = """SELECT 'constraint', conrelid::regclass::text, contype::text, pg_get_constraintdef(oid)
    FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace"""
TRIGGERS = "SELECT 'trigger', tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
POLICIES = """SELECT 'policy', tablename, policyname, cmd, roles::text, coalesce(qual, ''), coalesce(with_check, '')
    FROM pg_policies"""
FUNCTIONS = """SELECT 'function', p.proname, p.prosrc FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"""
APPLIED = "SELECT 'migration', app, name FROM django_migrations"
# Django ends the names of foreign keys and of their indexes with a digest of its own.
NAMED = re.compile(r"^CREATE (UNIQUE )?INDEX \S+ ON")


def made(*extra: str) -> Iterator[set[tuple[str, ...]]]:
    """What stands in a database that `manage.py migrate` made of an empty one (tests/ops/migrating.py)."""
    name = f"anju_tables_{os.getpid()}_{len(extra)}"
    with psycopg.connect(embedded.database_url(), autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
            program = [sys.executable, "-m", "tests.ops.migrating", name, *extra]
            subprocess.run(program, cwd=ROOT, env=environment, check=True)
            with psycopg.connect(embedded.database_url(), dbname=name) as inside:
                asked = (COLUMNS, INDEXES, CONSTRAINTS, TRIGGERS, POLICIES, FUNCTIONS, APPLIED)
                yield {tuple(NAMED.sub("INDEX ON", str(x)) for x in row) for q in asked for row in inside.execute(q)}
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def test_both_ways_give_the_same_tables() -> None:
    (at_once,) = made()
    (one_by_one,) = made("--one-by-one")
    assert {row[0] for row in at_once} >= {"column", "index", "constraint", "trigger", "policy", "function"}
    assert sorted(at_once ^ one_by_one) == []


@pytest.mark.django_db
def test_only_an_empty_database_is_made_at_once() -> None:
    assert connection.introspection.table_names()
    with pytest.raises(ValueError, match="tables already"):
        fresh.make_tables()
