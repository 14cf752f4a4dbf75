"""Whose rows a transaction may touch: the scope that PostgreSQL's row security asks for (apps/core/rowsecurity.py).

A request's statements run in its user's scope, a task's and a command's in the scope that it names. Without a scope
there are no rows. The scope is set inside each transaction, before its first statement, and ends with it: a
connection that goes back to the pool carries nothing over.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial, wraps
from typing import Any, NamedTuple

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from psycopg.pq import TransactionStatus

from apps.core import clock
from apps.core.scope import COUNTY, Scope, scope_of

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Transaction control: runs as it stands, also in a transaction that has failed.
CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "SET CONSTRAINTS")
# With the five values of a Values; ends with the transaction.
SET = (
    "SELECT set_config('anju.communities', %s, true), set_config('anju.townships', %s, true),"
    " set_config('anju.buildings', %s, true), set_config('anju.staff', %s, true), set_config('anju.today', %s, true)"
)


class Values(NamedTuple):
    """A scope as the database reads it: "*" for the whole county, keys as an array, "" for none."""

    communities: str = ""
    townships: str = ""
    buildings: str = ""
    staff: str = ""
    today: str = ""


NONE = Values()


def values_of(scope: Scope, staff: int | None = None) -> Values:
    """The scope as settings of a transaction; `staff` is the person's key, who sees what is theirs anywhere."""
    return Values(
        communities="*" if scope.county else _array(scope.communities),
        townships=_array(scope.townships),
        buildings=_array(scope.buildings),
        staff=str(staff or ""),
        today=clock.today().isoformat(),
    )


def _array(keys: frozenset[int]) -> str:
    return "{" + ",".join(map(str, sorted(keys))) + "}" if keys else ""


class RequestRows:
    """The scope of one request, read when its first statement needs it and again when somebody logs in.

    A request that only reads does so in one transaction, begun at its first statement.
    """

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.reading = request.method in SAFE_METHODS
        self._user: Any = None
        self._values = NONE
        self.asking = False  # while statements find the user and the areas: they have no scope yet, and need none
        self._transaction: transaction.Atomic | None = None

    def values(self) -> Values:
        if self.asking:
            return NONE
        user: Any = self.request.user
        if user is not self._user:
            with self._finding():
                scope = scope_of(user)
                self._values = values_of(scope, user.pk) if user.is_authenticated else NONE
                self._user = user
        return self._values

    def found(self, user: Any) -> Any:
        """The user, found together with the areas, whoever asks first: otherwise each would be asked for twice."""
        with self._finding():
            scope_of(user)
        return user

    @contextmanager
    def _finding(self) -> Iterator[None]:
        before, self.asking = self.asking, True
        try:
            yield
        finally:
            self.asking = before

    def begin(self, alias: str) -> bool:
        """Begin the transaction of a reading request; False where each statement is to have its own."""
        if self.asking or not self.reading or self._transaction is not None:
            return False
        self._transaction = transaction.atomic(using=alias)
        self._transaction.__enter__()
        return True

    def end(self, error: BaseException | None = None) -> None:
        """End it, if one was begun; what follows begins a new one."""
        if self._transaction is not None:
            ended, self._transaction = self._transaction, None
            ended.__exit__(type(error) if error else None, error, error.__traceback__ if error else None)


_current: ContextVar[RequestRows | Values | None] = ContextVar("anju_rows", default=None)


def values_now() -> Values:
    """The scope that the next statement has, for a statement that sets it itself (a cursor with `sets_scope`)."""
    current = _current.get()
    return current.values() if isinstance(current, RequestRows) else current or NONE


class RowScopeMiddleware:
    """Statements of a request run in its user's scope; a stranger has none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        rows = RequestRows(request)
        request.user = SimpleLazyObject(partial(rows.found, request.user))  # type: ignore[assignment]
        token = _current.set(rows)
        try:
            response = self.get_response(request)
        except BaseException as error:
            rows.end(error)
            raise
        else:
            rows.end()
            return response
        finally:
            _current.reset(token)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """The error page must not read in a transaction that the error has broken."""
        rows = _current.get()
        if isinstance(rows, RequestRows):
            rows.end(exception)


@contextmanager
def entered(scope: Scope, *, staff: int | None = None) -> Iterator[None]:
    """Statements inside run in this scope; the one before holds again afterwards."""
    token = _current.set(values_of(scope, staff))
    try:
        yield
    finally:
        _current.reset(token)


def elevated(why: str, scope: Scope = COUNTY) -> Any:
    """A wider scope for statements that need it, for a reason that stands in the code: `with elevated("…"):`.

    What they find must not be shown to somebody whose scope does not hold it.
    """
    if not why:
        raise ValueError("an elevation names its reason")
    return entered(scope)


def in_scope(scope: Scope, why: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """For tasks: the function runs in this scope. Each task names one (a test sees to it)."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def scoped(*args: Any, **kwargs: Any) -> Any:
            with elevated(why, scope):
                return function(*args, **kwargs)

        scoped.row_scope = scope  # type: ignore[attr-defined]
        return scoped

    return decorate


def guard(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Sets the scope before a transaction's first statement, and when the scope has changed within it."""
    connection: Any = context["connection"]
    text = sql if isinstance(sql, str) else ""
    if text.startswith(CONTROL):
        # Back to a savepoint: a scope set after it is gone. A savepoint may also open the transaction: what the last
        # one had is gone then.
        if text.startswith("ROLLBACK") or connection.connection.info.transaction_status == TransactionStatus.IDLE:
            connection.anju_rows = None
        return execute(sql, params, many, context)
    current, wanted = _current.get(), values_now()
    if isinstance(current, RequestRows) and current.asking:
        return execute(sql, params, many, context)
    alone = not connection.in_atomic_block and connection.get_autocommit()
    if alone and getattr(context["cursor"], "sets_scope", False):
        return execute(sql, params, many, context)
    if not alone:
        _apply(connection, wanted)
        return execute(sql, params, many, context)
    if wanted == NONE:
        return execute(sql, params, many, context)
    if isinstance(current, RequestRows) and current.begin(connection.alias):
        _apply(connection, wanted)
        return execute(sql, params, many, context)
    with transaction.atomic(using=connection.alias):
        _apply(connection, wanted)
        return execute(sql, params, many, context)


def _apply(connection: Any, wanted: Values) -> None:
    raw = connection.connection
    status = raw.info.transaction_status
    if status == TransactionStatus.INERROR:
        return
    applied = NONE if status == TransactionStatus.IDLE else getattr(connection, "anju_rows", None)
    if applied != wanted:
        raw.execute(SET, wanted)
        connection.anju_rows = wanted
    elif status == TransactionStatus.IDLE:
        connection.anju_rows = wanted


def watch(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Put the guard before a new connection's statements, outermost (connection_created)."""
    if connection.vendor == "postgresql" and guard not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, guard)
