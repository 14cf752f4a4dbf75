"""Tables of the database in the words of the staff."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.utils.encoding import force_str
from django.utils.text import capfirst
from django.utils.translation import gettext as _


def words_of(model: Any) -> str:
    """What a register holds, as a heading says it; of its history, that it is one."""
    tracked = getattr(model, "pgh_tracked_model", None)
    if tracked is not None:
        return _("%(register)s: history") % {"register": words_of(tracked)}
    return capfirst(force_str(model._meta.verbose_name_plural))


def counts_in_words(counts: Mapping[str, int]) -> list[list[Any]]:
    """Rows by table as lines of a table, each register before its history."""
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    return [[words_of(models[table]) if table in models else table, counts[table]] for table in sorted(counts)]
