"""The settings of `make run` on one of the bench's databases, with a bare view beside the product's own pages."""

import os

from config.settings.dev import *  # noqa: F403
from config.settings.dev import CACHES, DATABASES, MIDDLEWARE, PORTAL_LIMITS, VAR_DIR

DATABASES["default"]["NAME"] = os.environ["BENCH_DATABASE"]
DATABASES["default"]["OPTIONS"]["application_name"] = os.environ["BENCH_DATABASE"]
# What a row measures the cost of may be left out of the server that it is compared with.
MIDDLEWARE = [name for name in MIDDLEWARE if name not in os.environ.get("BENCH_WITHOUT", "").split()]
MIDDLEWARE = ["bench.counting.CountQueries", *MIDDLEWARE]
ROOT_URLCONF = "bench.urls"
MEDIA_ROOT = VAR_DIR / "bench" / "media"
EMAIL_FILE_PATH = VAR_DIR / "bench" / "mail"
# The databases number their rows alike: what is cached for one must not be read for another.
CACHES["default"]["KEY_PREFIX"] = os.environ["BENCH_DATABASE"]
# What submissions set going is queued for real, but not for the product's own worker.
CELERY_TASK_DEFAULT_QUEUE = "anju-bench"
# Limits are counted as always, but one client here stands for thousands of phones.
PORTAL_LIMITS = {
    what: [(who, 10**9, seconds) for who, _most, seconds in limits] for what, limits in PORTAL_LIMITS.items()
}
