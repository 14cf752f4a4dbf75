"""Mistakes that Django forgives and this suite does not.

- A template of ours that names an undefined variable fails, also inside {% if %}; see `_ours` for what is tolerated.
- A query that names no order gets a random one, so that a test which relies on the order by chance fails.
- Naive datetimes, unordered pagination and every other warning are errors (pyproject: filterwarnings).
- Celery tasks run where they are called, and raise (config.settings.test).
- Cache and uploaded files are each test's own.
"""

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler
from django.template import base, engines
from django.template.defaultfilters import default, default_if_none

OURS = Path(django_settings.BASE_DIR)
HELD = (str(OURS / "templates"), str(OURS / "apps"))
IN_THE_ADMIN = (str(OURS / "templates" / "admin"), str(OURS / "templates" / "unfold"))
# Set by Django's own views and context processors only sometimes; templates may ask for them with {% if %}.
MAY_BE_MISSING = frozenset({"user", "request", "debug", "messages", "perms"})

_rendering: list[str] = []
_resolving: list[tuple[base.FilterExpression, bool]] = []


@functools.cache
def _ours(name: str) -> bool:
    """Whether a template file is held to the rule.

    Third-party templates (Django's admin, Unfold, REST framework …) lean on missing variables being empty.
    """
    return name.startswith(HELD)


def _extends_the_admin(name: str) -> bool:
    """Our templates under admin/ and unfold/ stand inside pages whose context differs from page to page.

    They may ask with {% if %} whether something is there, but not print what is not.
    """
    return name.startswith(IN_THE_ADMIN)


def _fail(variable: str, template: str) -> None:
    where = Path(template).relative_to(OURS)
    pytest.fail(f"{where} uses “{variable}”, which the page does not define.")


class Undefined(str):
    """Stands for an undefined variable where Django itself asks for one ({% blocktranslate %})."""

    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        return key == "%s"  # only Django's question whether this is a format

    def __mod__(self, variable: Any) -> str:
        if _rendering and _ours(_rendering[-1]):
            _fail(str(variable), _rendering[-1])
        return ""


def _watch_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    render_node, resolve = base.Node.render_annotated, base.FilterExpression.resolve
    resolve_variable = base.Variable.resolve

    def render_annotated(self: base.Node, context: Any) -> Any:
        origin = getattr(self, "origin", None)
        _rendering.append(str(origin.name) if origin else "")
        try:
            return render_node(self, context)
        finally:
            _rendering.pop()

    def strict_resolve(self: base.FilterExpression, context: Any, ignore_failures: bool = False) -> Any:
        if not (self.is_var and _rendering and _ours(_rendering[-1])):
            return resolve(self, context, ignore_failures)
        _resolving.append((self, ignore_failures))
        try:
            return resolve(self, context, ignore_failures)
        finally:
            _resolving.pop()

    def noticed(self: base.Variable, context: Any) -> Any:
        try:
            return resolve_variable(self, context)
        except base.VariableDoesNotExist:
            if _resolving and _resolving[-1][0].var is self:
                _check(*_resolving[-1], context, _rendering[-1])
            raise

    monkeypatch.setattr(base.Node, "render_annotated", render_annotated)
    monkeypatch.setattr(base.FilterExpression, "resolve", strict_resolve)
    monkeypatch.setattr(base.Variable, "resolve", noticed)
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", Undefined())


def _check(expression: base.FilterExpression, asks: bool, context: Any, template: str) -> None:
    """Fail for a variable that does not exist, unless the template may ask for it."""
    variable: Any = expression.var
    if variable.lookups is None or any(func in (default, default_if_none) for func, _args in expression.filters):
        return
    if not asks:
        _fail(variable.var, template)
    known = variable.lookups[0] in context or variable.lookups[0] in MAY_BE_MISSING
    if not known and not _extends_the_admin(template):
        _fail(variable.var, template)


def _shuffle_unordered(monkeypatch: pytest.MonkeyPatch) -> None:
    original = SQLCompiler._order_by_pairs  # type: ignore[attr-defined]

    def pairs(self: Any) -> Iterator[Any]:
        found = list(original(self))
        query = self.query
        plain = not (query.distinct or query.combinator or query.group_by is not None or query.subquery)
        if not found and plain and query.default_ordering:
            return iter([(OrderBy(Random()), False)])
        return iter(found)

    monkeypatch.setattr(SQLCompiler, "_order_by_pairs", pairs)


@pytest.fixture(scope="session", autouse=True)
def _strict() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        _watch_templates(monkeypatch)
        _shuffle_unordered(monkeypatch)
        yield


@pytest.fixture(autouse=True)
def _own_cache_and_files(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media", numbered=True)
    cache.clear()
