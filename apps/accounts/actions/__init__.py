"""The only writers of staff accounts, their areas, their second factor and the access log."""

from apps.accounts.actions.access import access_record, access_trim, open_record, reveal
from apps.accounts.actions.devices import (
    device_contact,
    device_of,
    device_register,
    device_revoke,
    device_wiped,
    pack_taken,
)
from apps.accounts.actions.second_factor import (
    recovery_codes_make,
    second_factor_begin,
    second_factor_check,
    second_factor_confirm,
    second_factor_remove,
)
from apps.accounts.actions.staff import (
    area_give,
    area_take,
    password_change,
    password_reset,
    staff_change,
    staff_close,
    staff_create,
    staff_open,
    staff_unlock,
)

__all__ = [
    "access_record",
    "access_trim",
    "area_give",
    "area_take",
    "device_contact",
    "device_of",
    "device_register",
    "device_revoke",
    "device_wiped",
    "open_record",
    "pack_taken",
    "password_change",
    "password_reset",
    "recovery_codes_make",
    "reveal",
    "second_factor_begin",
    "second_factor_check",
    "second_factor_confirm",
    "second_factor_remove",
    "staff_change",
    "staff_close",
    "staff_create",
    "staff_open",
    "staff_unlock",
]
