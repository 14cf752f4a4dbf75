"""Events that actions emit on commit, and that higher apps listen to (receivers.py)."""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction

Listener = Callable[..., None]
_listeners: dict[str, list[Listener]] = defaultdict(list)


def listen(name: str) -> Callable[[Listener], Listener]:
    """Register a listener; called with the keyword arguments of the event, after commit."""

    def register(listener: Listener) -> Listener:
        if listener not in _listeners[name]:
            _listeners[name].append(listener)
        return listener

    return register


def emit(name: str, **payload: Any) -> None:
    """Tell listeners after the transaction commits. Payloads are keys, not objects."""
    for listener in _listeners[name]:
        transaction.on_commit(partial(listener, **payload), robust=True)
