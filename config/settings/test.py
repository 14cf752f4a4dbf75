"""Tests: fast hashing, known keys, mail in memory, tasks run where they are called."""

import os

os.environ.setdefault("SECRET_KEY", "test-only")
os.environ.setdefault("FIELD_KEYS", "1:" + "A" * 43 + "=")
os.environ.setdefault("INDEX_KEY", "B" * 43 + "=")

from config.settings.base import *
from config.settings.base import DATABASES, MIDDLEWARE, STORAGES, TEMPLATES

SECRET_KEY = "test-only"
FIELD_KEYS = ["1:" + "A" * 43 + "="]
INDEX_KEY = "B" * 43 + "="
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
DATABASES["default"]["OPTIONS"].pop("pool", None)
# Test data need not survive a power cut: no commit waits for the disk.
DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"
MIDDLEWARE = [m for m in MIDDLEWARE if "prometheus" not in m and "whitenoise" not in m]
TEMPLATES[0]["OPTIONS"]["debug"] = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PORTAL_PLACE_SECONDS = 0  # each test has communities of its own
