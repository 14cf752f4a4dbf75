"""What lies nearest to each field: a snapshot made in one pass, thrown away by the next."""

import struct
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.communities.models import Community
from apps.core import clock
from apps.core.querysets import ScopedQuerySet
from apps.core.rowsecurity import Rows
from apps.farmland.models.parcel import Parcel


class Packed(models.BinaryField):
    """Numbers of one `struct` code in network order, read as a tuple: a third of the time that arrays take to write."""

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        self.code = code
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "code": self.code}

    def from_db_value(self, value: Any, *_context: Any) -> Any:
        return (
            None if value is None else struct.unpack(f">{len(value) // struct.calcsize(self.code)}{self.code}", value)
        )

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, tuple | list):
            value = struct.pack(f">{len(value)}{self.code}", *value)
        return super().get_db_prep_value(value, connection, prepared)


class FieldsPass(models.Model):
    """The pass that the snapshot is of. `kinds` says which kind of facility each column of `Nearby` stands for."""

    computed_at = models.DateTimeField(_("computed"), default=clock.now)
    kinds = ArrayField(models.CharField(max_length=20))
    fields = models.PositiveIntegerField(_("fields"))
    facilities = models.PositiveIntegerField(_("facilities"))
    detour = models.FloatField(_("detour"))

    class Meta:
        verbose_name = _("pass over all fields")
        verbose_name_plural = _("passes over all fields")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.computed_at:%Y-%m-%d %H:%M}"


class Nearby(models.Model):
    """For one placed field the way from home, and the nearest serving facility of each kind with its straight metres.

    `facilities` and `metres` follow `FieldsPass.kinds`; where a kind has no serving facility they hold 0 and NaN. The
    rows carry no foreign keys in the database: half a million of them are written at once, and none outlives its pass.
    """

    parcel = models.OneToOneField(
        Parcel, primary_key=True, db_constraint=False, on_delete=models.CASCADE, related_name="nearby"
    )
    community = models.ForeignKey(
        Community, db_constraint=False, db_index=False, on_delete=models.CASCADE, related_name="+"
    )
    walk_minutes = models.FloatField(_("on foot (min)"), null=True)
    flat_assumed = models.BooleanField(_("ground taken as flat"))
    facilities = Packed(code="i")
    metres = Packed(code="f")

    row_security = Rows()
    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("what lies nearest to a field")
        verbose_name_plural = _("what lies nearest to fields")
        ordering = ("parcel",)

    def __str__(self) -> str:
        return f"{self.pk}"
