"""Makes Django's admin use our site. A module of its own: an app's apps.py may hold one config."""

from django.contrib.admin.apps import AdminConfig


class AnjuAdminConfig(AdminConfig):
    """The admin with our site."""

    default_site = "apps.core.admin_site.AnjuAdminSite"
