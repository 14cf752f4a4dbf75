"""Pages of a list that may be long: nobody turns ten thousand rows, so no more are counted."""

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property

MOST_COUNTED = 10_000


class BoundedPaginator(Paginator):
    """Counts and pages the first MOST_COUNTED rows; `more` says that there are others, which a filter brings up."""

    @cached_property
    def _counted(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by().values("pk")[: MOST_COUNTED + 1].count())

    @cached_property
    def count(self) -> int:
        return min(self._counted, MOST_COUNTED)

    @property
    def more(self) -> bool:
        return self._counted > MOST_COUNTED
