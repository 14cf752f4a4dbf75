"""How far is too far: the zones of the farming radius, once in Python and once in SQL."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from apps.core.rules import value_of
from apps.farmland.rules import RADIUS


class Zone(models.TextChoices):
    """How one can still get to a field sensibly."""

    FOOT = "foot", _("within walking reach")
    CART = "cart", _("within reach by cart")
    MOTOR = "motor", _("within reach by motor")
    BEYOND = "beyond", _("beyond every radius")


@dataclass(frozen=True, slots=True)
class Radius:
    """The dated rule; a part that is None does not limit."""

    minutes: float | None
    foot_m: float | None
    cart_m: float | None
    motor_m: float | None

    @classmethod
    def on(cls, day: date | None = None) -> Self:
        """What holds on a day."""
        return cls(**value_of(RADIUS.key, day))

    def zone(self, walk_minutes: float | None, walk_m: float | None) -> Zone | None:
        """The zone of a way on foot; None where it is not known. Minutes and metres must both be kept on foot."""
        if walk_minutes is None or walk_m is None:
            return None
        if (self.minutes is None or walk_minutes <= self.minutes) and (self.foot_m is None or walk_m <= self.foot_m):
            return Zone.FOOT
        if self.cart_m is None or walk_m <= self.cart_m:
            return Zone.CART
        return Zone.MOTOR if self.motor_m is None or walk_m <= self.motor_m else Zone.BEYOND

    def as_sql(self, prefix: str = "reach__") -> Any:
        """`zone` over rows whose way stands at this look-up path."""
        foot = Q(**{f"{prefix}walk_minutes__isnull": False})
        if self.minutes is not None:
            foot &= Q(**{f"{prefix}walk_minutes__lte": self.minutes})
        if self.foot_m is not None:
            foot &= Q(**{f"{prefix}walk_m__lte": self.foot_m})
        whens = [When(**{f"{prefix}walk_minutes__isnull": True}, then=None), When(foot, then=Value(Zone.FOOT.value))]
        for limit, zone in ((self.cart_m, Zone.CART), (self.motor_m, Zone.MOTOR)):
            within = Q(**{f"{prefix}walk_minutes__isnull": False})
            if limit is not None:
                within &= Q(**{f"{prefix}walk_m__lte": limit})
            whens.append(When(within, then=Value(zone.value)))
        return Case(*whens, default=Value(Zone.BEYOND.value), output_field=models.CharField(null=True))
