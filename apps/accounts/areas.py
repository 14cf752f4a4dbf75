"""Areas as one choice: the whole county, a township, a community or a building.

Townships, communities and buildings belong to an app above this one, so they are reached through the foreign keys.
"""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from apps.accounts.models import Assignment, Level


def area_model(level: str) -> Any:
    """The model behind a level."""
    return Assignment._meta.get_field(level).related_model


def encode(assignment: Assignment) -> str:
    """`county`, or level and key: `community:12`."""
    if assignment.level == Level.COUNTY:
        return str(Level.COUNTY)
    return f"{assignment.level}:{getattr(assignment, f'{assignment.level}_id')}"


def decode(value: str, assignment: Assignment) -> None:
    """Put a choice onto an assignment; all other areas are emptied."""
    level, _sep, key = value.partition(":")
    assignment.level = level
    for other in (Level.TOWNSHIP, Level.COMMUNITY, Level.BUILDING):
        setattr(assignment, f"{other}_id", int(key) if other == level else None)


def area_name(assignment: Assignment) -> str:
    """How people say it; a building with its community."""
    if assignment.building is not None:
        return f"{assignment.building.community} · {assignment.building}"
    return str(assignment)


def choices_for(user: Any) -> list[tuple[str, Any]]:
    """Areas that this person may give: their own and what lies within, grouped by level."""
    scope = user.scope
    groups: list[tuple[str, Any]] = [("", "")]
    if scope.county:
        groups.append(("county", _("Whole county")))
    townships = area_model("township").objects.order_by("name")
    communities = area_model("community").objects.filter(scope.q(community="")).order_by("name")
    buildings = area_model("building").objects.filter(
        scope.q(community="community", in_buildings=lambda keys: Q(pk__in=keys))
    )
    if not scope.county:
        townships = townships.filter(pk__in=scope.townships)
    buildings = buildings.select_related("community").order_by("community__name", "number")
    for label, rows in (
        (_("Townships"), [(f"township:{row.pk}", row.name) for row in townships]),
        (_("Communities"), [(f"community:{row.pk}", row.name) for row in communities]),
        (_("Buildings"), [(f"building:{row.pk}", f"{row.community} · {row}") for row in buildings]),
    ):
        if rows:
            groups.append((label, rows))
    return groups
