"""Makes a county of one hundred thousand households out of one of a thousand: the registers copied by set-based SQL.

Every community is copied with its buildings, households and people; keys are moved by a fixed distance, so that rows
point to their own copies. The names are the same in all copies: what is searched fits a hundred times as many.
"""

from typing import Any

from django.apps import apps
from django.db import connection, models

DISTANCE = 1_000_000
APPS = ("communities", "households")
SINGLE = {
    "communities.township", "communities.calendarday", "households.skill", "households.columnmeaning",
    # few or none, and unique across the county
    "households.bankaccount", "households.consent", "households.erasure", "households.likelypair", "households.notsame",
    "households.mergerecord", "households.mergeundo",
}  # fmt: skip
RENAMED = {
    "communities.community": {"name": "t.name || '·' || k", "slug": "t.slug || '-' || k"},
    "households.member": {"id_index": "decode(md5(t.id_index || convert_to(k::text, 'UTF8')), 'hex')"},
}


def registers() -> list[type[models.Model]]:
    """The tables that are copied, those that others point to first."""
    found = [model for app in APPS for model in apps.get_app_config(app).get_models() if _copied(model)]
    ordered: list[type[models.Model]] = []
    while found:
        ready = [m for m in found if not (_owners(m) & {*found} - {m})]
        ordered += ready
        found = [m for m in found if m not in ready]
    return ordered


def _copied(model: type[models.Model]) -> bool:
    label = model._meta.label_lower
    history = hasattr(model, "pgh_tracked_model")
    return not history and label not in SINGLE and "roster" not in label and "transfer" not in label


def _owners(model: type[models.Model]) -> set[Any]:
    return {f.related_model for f in model._meta.concrete_fields if f.is_relation}


def multiply(times: int) -> None:
    """Add `times` − 1 copies of everything."""
    copied = registers()
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model in copied:
            table = quote(model._meta.db_table)
            fields = [field for field in model._meta.concrete_fields if not field.generated]
            columns = ", ".join(quote(str(field.column)) for field in fields)
            values = ", ".join(_value(model, field, copied) for field in fields)
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(
                f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} t, generate_series(1, %s) k"
                f" WHERE t.id < %s",
                [times - 1, DISTANCE],
            )
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM {table}) + 1)",
                [model._meta.db_table],
            )


def _value(model: type[models.Model], field: Any, copied: list[type[models.Model]]) -> str:
    column = f"t.{connection.ops.quote_name(field.column)}"
    moved = field.primary_key or (field.is_relation and field.related_model in copied)
    return RENAMED.get(model._meta.label_lower, {}).get(field.column, f"{column} + k * {DISTANCE}" if moved else column)
