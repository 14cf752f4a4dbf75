"""Admin pages of staff and of the access log."""

from django.contrib import admin
from django.contrib.auth.models import Group
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from apps.accounts.admin.access_log import AccessLogAdmin
from apps.accounts.admin.devices import FieldDeviceAdmin
from apps.accounts.admin.staff import StaffAdmin

__all__ = ["AccessLogAdmin", "FieldDeviceAdmin", "StaffAdmin"]

# Permissions follow from roles, and nobody reads other people's second factor.
for model in (Group, StaticDevice, TOTPDevice):
    admin.site.unregister(model)
