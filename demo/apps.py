from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Brings the command `manage.py demo`; has no models."""

    name = "demo"
    label = "demo"
