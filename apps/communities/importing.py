"""Into which communities somebody may import sheets: those given to them whole."""

from typing import Any

from apps.communities.models import Community
from apps.core.scope import COUNTY, Scope, scope_of
from apps.core.sheets.plans import Area
from apps.core.text import tidy_name


def importable(by: Any) -> dict[int, str]:
    """Keys and names of these communities. Nobody in particular (a script) means all."""
    scope: Scope = COUNTY if by is None else scope_of(by)
    return dict(Community.objects.filter(scope.q(community="")).values_list("pk", "name"))


def area_of(by: Any, given: int | None, *, shared: bool = False) -> Area:
    """The same by name, with the names that exist but are not theirs. `shared`: what belongs to no community, too."""
    names = importable(by)
    mine = {tidy_name(name): key for key, name in names.items()}
    foreign = frozenset(map(tidy_name, Community.objects.values_list("name", flat=True))) - mine.keys()
    whole = by is None or scope_of(by).county
    return Area(mine, foreign, given if given in mine.values() else None, shared and whole, names)
