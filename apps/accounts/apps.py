from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "apps.accounts"
    label = "accounts"
    verbose_name = _("staff and access")

    def ready(self) -> None:
        from apps.accounts import permissions, receivers, rules  # noqa: F401
        from apps.accounts.actions import access_record
        from apps.core import trail

        trail.keep_with(access_record)
