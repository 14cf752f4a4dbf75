"""The product's settings for a worker that the tests kill: its tasks come back after seconds."""

from config.settings.base import CELERY_BROKER_TRANSPORT_OPTIONS
from config.settings.test import *

CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_TRANSPORT_OPTIONS = {**CELERY_BROKER_TRANSPORT_OPTIONS, "visibility_timeout": 3}
CELERY_IMPORTS = ["tests.ops.worker_tasks"]
