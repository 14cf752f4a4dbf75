"""The same step for several rows of a list; it says how many, and why not the others."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import ngettext

from apps.core.errors import DomainError


def take_each(
    request: HttpRequest, rows: Iterable[Any], step: Callable[[Any], Any], done: Callable[[int], str]
) -> None:
    """Take the step for each, on its own; then say how many went (`done`), and how many not and why."""
    count, refused = 0, Counter[str]()
    for row in rows:
        try:
            step(row)
        except DomainError as error:
            refused[str(error.message)] += 1
        else:
            count += 1
    if count:
        messages.success(request, done(count))
    for why, number in refused.items():
        words = ngettext("%(n)s was left as it is: %(why)s", "%(n)s were left as they are: %(why)s", number)
        messages.warning(request, words % {"n": number, "why": why})
