"""A server of a county: every secret from the environment, TLS in front."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *
from config.settings.base import FIELD_KEYS, INDEX_KEY, SECRET_KEY, env
from config.settings.logging import logging_config

for _name, _value in {"SECRET_KEY": SECRET_KEY, "FIELD_KEYS": FIELD_KEYS, "INDEX_KEY": INDEX_KEY}.items():
    if not _value:
        raise ImproperlyConfigured(f"Set {_name}: docs/deployment.md says how to make one.")

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^health/", r"^metrics$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=3600)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
LOGGING = logging_config(style=env("LOG_FORMAT", default="json"), level=env("LOG_LEVEL", default="INFO"))
