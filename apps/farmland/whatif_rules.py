"""What a shuttle is taken to do until it has a timetable."""

from django.utils.translation import gettext_lazy as _

from apps.core.rules import Rule, number_between, register

SHUTTLE_KMH = register(
    Rule(
        key="farmland.shuttle_kmh",
        name=_("speed of a shuttle on mountain roads, stops included"),
        default=25,
        check=number_between(5, 80),
        unit=_("km/h"),
        source=_("estimate; replace it by the time of a trial run"),
    )
)
SHUTTLE_WAIT = register(
    Rule(
        key="farmland.shuttle_wait",
        name=_("waiting for a shuttle, each way"),
        default=10,
        check=number_between(0, 120),
        unit=_("minutes"),
        source=_("estimate"),
    )
)
