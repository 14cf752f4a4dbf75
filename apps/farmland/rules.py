"""Dated rules of fields: how far is too far, and how people get there."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.rule_fields import NumberField, Row, RowsField
from apps.core.rules import Rule, number_between, register

RADIUS_PARTS = ("minutes", "foot_m", "cart_m", "motor_m")


def check_radius(value: Any) -> None:
    """{"minutes": 8, "foot_m": 666, "cart_m": 2000, "motor_m": 4000}; each may be None: not limited."""
    if not isinstance(value, dict) or set(value) != set(RADIUS_PARTS):
        raise ValidationError(_("Give minutes on foot, and metres on foot, by cart and by motor; each may stay empty."))
    checks = {"minutes": number_between(1, 600)}
    for part in RADIUS_PARTS:
        if value[part] is not None:
            checks.get(part, number_between(50, 100_000))(value[part])
    metres = [value[part] for part in RADIUS_PARTS[1:] if value[part] is not None]
    if metres != sorted(metres):
        raise ValidationError(_("By cart reaches at least as far as on foot, by motor at least as far as by cart."))


def radius_field() -> RowsField:
    """Four numbers, each of which may stay empty."""
    names = (
        gettext_lazy("minutes on foot, one way"),
        gettext_lazy("metres on foot"),
        gettext_lazy("metres by cart"),
        gettext_lazy("metres by motor"),
    )
    rows = tuple(Row(name, (NumberField(required=False),)) for name in names)
    return RowsField(
        rows,
        pack=lambda parts: dict(zip(RADIUS_PARTS, [*parts, None, None, None, None], strict=False)),
        unpack=lambda value: [value[part] for part in RADIUS_PARTS],
        required=False,
    )


def show_radius(value: Any) -> str:
    """8 min or 666 m on foot · cart 2,000 m · motor 4,000 m."""
    words = (_("%(n)s min on foot"), _("%(n)s m on foot"), _("%(n)s m by cart"), _("%(n)s m by motor"))
    said = [word % {"n": f"{value[part]:,}"} for word, part in zip(words, RADIUS_PARTS, strict=True) if value[part]]
    return " · ".join(said) or _("no limit")


RADIUS = register(
    Rule(
        key="farmland.radius",
        name=gettext_lazy("farming radius"),
        default={"minutes": 8, "foot_m": 666, "cart_m": 2000, "motor_m": 4000},
        check=check_radius,
        show=show_radius,
        field=radius_field,
        source=gettext_lazy("one mountain county, journal article; another found 3.2 km; no binding limit exists"),
    )
)

DETOUR = register(
    Rule(
        key="farmland.detour",
        name=gettext_lazy("how much longer the path is than the straight line"),
        default=1.4,
        check=number_between(1, 4),
        unit=gettext_lazy("times"),
        source=gettext_lazy("estimate for mountain paths; measure some of your own"),
    )
)

EBIKE = register(
    Rule(
        key="farmland.ebike_kmh",
        name=gettext_lazy("speed of an e-bike on village roads"),
        default=15,
        check=number_between(5, 45),
        unit=gettext_lazy("km/h"),
        source=gettext_lazy("estimate; national standard GB 17761 allows at most 25"),
    )
)

NOTICE = register(
    Rule(
        key="farmland.season_notice",
        name=gettext_lazy("how long before a busy season staff are told"),
        default=7,
        check=number_between(1, 60),
        unit=gettext_lazy("days"),
        source=gettext_lazy("common practice"),
    )
)

BORDER = register(
    Rule(
        key="farmland.county_box",
        name=gettext_lazy("box around the county, to notice places outside it"),
        default=None,
        check=lambda value: check_box(value),
        show=lambda value: show_box(value),
        field=lambda: box_field(),
        unit=gettext_lazy("degrees, WGS-84"),
        source=gettext_lazy("read off a map; a field outside is accepted and noted"),
    )
)
BOX_PARTS = ("south", "west", "north", "east")


def check_box(value: Any) -> None:
    """{"south", "west", "north", "east"} in degrees."""
    if not isinstance(value, dict) or set(value) != set(BOX_PARTS) or None in value.values():
        raise ValidationError(_("Give all four: south, west, north, east."))
    number_between(-90, 90)(value["south"])
    number_between(-90, 90)(value["north"])
    number_between(-180, 180)(value["west"])
    number_between(-180, 180)(value["east"])
    if value["south"] >= value["north"] or value["west"] >= value["east"]:
        raise ValidationError(_("South lies below north, and west before east."))


def show_box(value: Any) -> str:
    """29.1–30.6° N, 108.3–110.1° E."""
    return f"{value['south']:g}–{value['north']:g}° N, {value['west']:g}–{value['east']:g}° E"


def box_field() -> RowsField:
    """Four edges in degrees."""
    names = (gettext_lazy("south"), gettext_lazy("west"), gettext_lazy("north"), gettext_lazy("east"))
    return RowsField(
        tuple(Row(name, (NumberField(required=False),)) for name in names),
        pack=lambda parts: dict(zip(BOX_PARTS, [*parts, None, None, None, None], strict=False)),
        unpack=lambda value: [value[part] for part in BOX_PARTS] if value else [None] * 4,
        required=False,
    )
