"""Samples of accounts for the walk over every address."""

import uuid
from typing import Any

from apps.accounts.actions import access_record
from apps.accounts.models import AccessKind, FieldDevice
from tests.accounts.factories import StaffFactory
from tests.harness.walk import Side


def objects(side: Side) -> dict[str, Any]:
    staff = StaffFactory(name=side.mark, areas=[side.community])
    row = access_record(staff=staff, kind=AccessKind.REVEAL, subject=staff, reason=side.mark)
    phone = FieldDevice.objects.create(staff=staff, client_id=uuid.uuid4(), name=side.mark)
    return {"accounts.staff": staff, "accounts.accesslog": row, "accounts.fielddevice": phone}


ROUTES = {
    "admin:accounts_fielddevice_do": lambda side: {"object_id": side["accounts.fielddevice"].pk, "deed": "revoke"},
}
