from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "apps.core"
    label = "core"
    verbose_name = _("settings")

    def ready(self) -> None:
        import config.celery  # noqa: F401  tasks need to find their broker
        from apps.core import lookups, rowscope, rowsecurity, tasks  # noqa: F401

        connection_created.connect(rowscope.watch, dispatch_uid="rowscope.watch")
        post_migrate.connect(rowsecurity.install, sender=self, dispatch_uid="rowsecurity.install")
