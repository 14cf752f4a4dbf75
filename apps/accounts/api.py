"""Field phones through the REST API: which hold households, and telling a lost one to empty itself."""

from typing import Any

from rest_framework import serializers

from apps.accounts.actions import device_revoke
from apps.accounts.filters import FieldDeviceFilter
from apps.accounts.models import FieldDevice
from apps.core.api import NamedSerializer, ScopedReadViewSet
from apps.core.api_posts import posts
from apps.core.lists.api import ExportMixin


class FieldDeviceSerializer(serializers.ModelSerializer):
    """A phone. The number by which it speaks is nobody else's to know, and not shown.

    `empties_itself`: at its next contact it must forget what it holds, or it did so already (`wiped_at`).
    """

    staff = NamedSerializer()
    revoked_by = NamedSerializer(allow_null=True)
    empties_itself = serializers.BooleanField(source="must_wipe")

    class Meta:
        model = FieldDevice
        fields = (
            "id", "staff", "name", "made_at", "seen_at", "pack_at", "households", "empties_itself", "revoked_at",
            "revoked_by", "revoked_why", "wiped_at", "wiped_why",
        )  # fmt: skip
        read_only_fields = fields


class RevokeInput(serializers.Serializer):
    """Why; asked of the office, not of whose phone it is."""

    why = serializers.CharField(required=False, allow_blank=True, default="", max_length=200)


class FieldDeviceViewSet(ExportMixin, ScopedReadViewSet):
    """Phones that keep households. They register themselves; here they are seen and revoked."""

    model = FieldDevice
    queryset = FieldDevice.objects.none()
    filterset_class = FieldDeviceFilter
    serializer_class = FieldDeviceSerializer
    joins = ("staff", "revoked_by")
    order = ("-seen_at", "-pk")

    revoke: Any = posts(
        "revoke", RevokeInput, lambda row, user, given: device_revoke(device=row, by=user, **given),
        FieldDeviceSerializer, "field_devices_revoke",
    )  # fmt: skip
