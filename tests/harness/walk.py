"""Every address of the product, walked by everybody: what the test of permission twins stands on.

Each app names its samples in tests/<app>/walk.py:

    def objects(side: Side) -> dict[str, Any]:   # one object per model of the app, all belonging to side.community
        return {"gardens.plot": PlotFactory(community=side.community, label=side.mark)}

    ROUTES = {"portal:follow": lambda side: {"code": side["complaints.complaint"].tracking}}   # only special ones

Put `side.mark` into whatever lists and pages show of the object, so that a leak is seen. An address of the admin or the
API that takes the key of a model finds its sample by the model; any other address with arguments must stand in ROUTES.
`OPEN` names addresses that answer strangers on purpose, `COMMON` those that belong to no community and are only
searched for marks, each with the reason. A new address without a sample fails the walk.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

# Not walked: they end the session, or only redirect to an address that is walked.
SKIPPED = frozenset({"accounts:logout", "admin:logout", None})


@dataclass
class Side:
    """One community with an object of every model; `mark` stands in everything that is shown of them."""

    community: Any
    building: Any
    mark: str
    found: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, label: str) -> Any:
        return self.found[label]


@dataclass(frozen=True)
class Route:
    """One address: its name, its pattern, and the model whose key it takes (None: a list or a page)."""

    name: str
    pattern: str
    model: str | None

    @property
    def takes_arguments(self) -> bool:
        return "<" in self.pattern

    @property
    def of_one_community(self) -> bool:
        """Whether it shows one object, rather than a list or a page."""
        return self.takes_arguments and self.name not in COMMON

    def url(self, side: Side) -> str:
        """The address for this side's sample. Raises AssertionError when nobody registered one."""
        if not self.takes_arguments:
            return reverse(self.name)
        if self.name in ROUTES:
            return reverse(self.name, kwargs=ROUTES[self.name](side))
        assert self.model in side.found, (
            f"{self.name} ({self.pattern}) has no sample: add its model's object to objects() in tests/<app>/walk.py,"
            " or its arguments to ROUTES there (tests/harness/walk.py tells how)."
        )
        key = "object_id" if "object_id" in self.pattern else "pk"
        try:
            return reverse(self.name, kwargs={key: side[self.model].pk})  # type: ignore[index]
        except NoReverseMatch as error:
            raise AssertionError(f"{self.name} ({self.pattern}) needs its arguments in ROUTES") from error


def _samples() -> list[ModuleType]:
    """The apps' modules, lowest app first: higher ones may use what lower ones made."""
    order = [config.label for config in apps.get_app_configs() if config.name.startswith("apps.")]
    return [import_module(f"tests.{label}.walk") for label in order if find_spec(f"tests.{label}.walk")]


ROUTES: dict[str, Callable[[Side], dict[str, Any]]] = {}
OPEN: dict[str, str] = {}
COMMON: dict[str, str] = {}
for _module in _samples():
    ROUTES |= getattr(_module, "ROUTES", {})
    OPEN |= getattr(_module, "OPEN", {})
    COMMON |= getattr(_module, "COMMON", {})


def furnish(side: Side) -> Side:
    """Make the objects of one side."""
    for module in _samples():
        side.found |= module.objects(side)
    return side


def routes() -> list[Route]:
    """Every named address, once (the API's .json twins lead to the same view)."""
    found: dict[str, Route] = {}
    for name, pattern, view in _patterns(get_resolver(), "", ""):
        if name not in SKIPPED and "format" not in pattern:
            found.setdefault(name, Route(name, pattern, _model_of(name, view)))  # type: ignore[arg-type]
    return sorted(found.values(), key=lambda route: route.name)


def _patterns(resolver: URLResolver, names: str, prefix: str) -> Iterator[tuple[str | None, str, Any]]:
    for part in resolver.url_patterns:
        pattern = prefix + str(part.pattern)
        if isinstance(part, URLPattern):
            yield (f"{names}{part.name}" if part.name else None), pattern, part.callback
        else:
            yield from _patterns(part, names + (f"{part.namespace}:" if part.namespace else ""), pattern)


def _model_of(name: str | None, view: Any) -> str | None:
    api = getattr(getattr(view, "cls", None), "model", None)
    if api is not None:
        return str(api._meta.label_lower)
    for model in admin.site._registry:
        if name and name.startswith(f"admin:{model._meta.app_label}_{model._meta.model_name}_"):
            return str(model._meta.label_lower)
    return None


def text_of(response: Any) -> str:
    """What was sent, also when it was streamed."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    _let_go(response)
    return str(body.decode("utf-8", "replace"))


def get(client: Client, url: str) -> Any:
    """A page as a browser asks for it."""
    return client.get(url, headers={"accept": "text/html,application/json"})


def status(client: Client, url: str) -> int:
    """How an address answers."""
    response = get(client, url)
    _let_go(response)
    return int(response.status_code)


HOMES = ("/admin/", "/staff/home/", "/f/", "/staff/login/")


def arrives(client: Client, url: str) -> str:
    """The same, telling a step that only leads to another page from the way home of what is not there."""
    response = get(client, url)
    _let_go(response)
    if response.status_code == 302 and response["Location"].partition("?")[0] not in HOMES:
        return "elsewhere"
    return str(response.status_code)


def _let_go(response: Any) -> None:
    """Close the files behind it; response.close() would also close the test's database connection."""
    for close in response._resource_closers:
        close()
