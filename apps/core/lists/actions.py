"""The only writers of saved filters and of the columns one chose."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.core.errors import InvalidInput
from apps.core.models import ListLayout, SavedFilter
from apps.core.search import refuse_in_address
from apps.core.text import squash

MOST_FILTERS, LONGEST_QUERY = 50, 500
PASSING = frozenset({"p", "all", "_popup", "_to_field", "e", "view"})  # where one is on the list, not what it holds


def tidy_query(query: str) -> str:
    """The question of a query string: without page numbers and empty values. Raises InvalidInput when too long."""
    pairs = [(name, value) for name, value in parse_qsl(query.removeprefix("?")) if name not in PASSING]
    for _name, value in pairs:
        refuse_in_address(value)
    found = urlencode(pairs)
    if len(found) > LONGEST_QUERY:
        raise InvalidInput(_("This filter is too long to be kept. Take something away."), field="query")
    return found


@transaction.atomic
def filter_save(
    *, by: Any, list_key: str, name: str, query: str, shared_with: Any = None, opens: bool = False
) -> SavedFilter:
    """Keep a filter under a name; the same name replaces one's own. `shared_with` is a community within scope."""
    name = squash(name)[:40]
    if not name:
        raise InvalidInput(_("Give the filter a name."), code="required", field="name")
    question = tidy_query(query)
    if not question:
        raise InvalidInput(_("Nothing is filtered yet. Choose a filter first, then keep it."), code="required")
    own = SavedFilter.objects.select_for_update(of=("self",)).filter(owner=by, list_key=list_key)
    if own.count() >= MOST_FILTERS and not own.filter(name=name).exists():
        raise InvalidInput(_("You have fifty filters here. Delete one that you no longer need."), code="too_many")
    values = {"query": question, "shared_with": shared_with}
    saved, _made = SavedFilter.objects.update_or_create(owner=by, list_key=list_key, name=name, defaults=values)
    if opens:
        list_opens_with(by=by, list_key=list_key, saved=saved)
    return saved


@transaction.atomic
def filter_delete(*, by: Any, list_key: str, key: int) -> None:
    """Delete one's own filter. Raises InvalidInput for another's: shared filters are deleted by who made them."""
    gone, _models = SavedFilter.objects.filter(owner=by, list_key=list_key, pk=key).delete()
    if not gone:
        raise InvalidInput(_("Only who made a filter deletes it."), code="not_yours")


@transaction.atomic
def list_opens_with(*, by: Any, list_key: str, saved: SavedFilter | None) -> None:
    """The filter with which the list opens; None opens it as it was made."""
    if saved is not None and (saved.list_key != list_key or not _visible(by, saved)):
        raise InvalidInput(_("This filter is not there any more."), code="not_found")
    ListLayout.objects.update_or_create(owner=by, list_key=list_key, defaults={"opens_with": saved})


@transaction.atomic
def columns_choose(*, by: Any, list_key: str, columns: Sequence[str], available: Sequence[str]) -> None:
    """Remember the columns and their order; none brings back those that the list was made with."""
    kept = [name for name in dict.fromkeys(columns) if name in available]
    if columns and not kept:
        raise InvalidInput(_("Choose at least one column."), code="required", field="columns")
    ListLayout.objects.update_or_create(owner=by, list_key=list_key, defaults={"columns": kept})


def _visible(by: Any, saved: SavedFilter) -> bool:
    return SavedFilter.objects.visible_to(by).filter(pk=saved.pk).exists()
